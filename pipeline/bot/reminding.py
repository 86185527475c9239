"""Look for open pull requests on which nothing has happened for a month, and remind whoever they wait for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.bot.event import person, pull_request
from pipeline.bot.own import Json, conversation, is_ours, own_comment, own_comments
from pipeline.bot.surfaces import labels, reminder, sticky
from pipeline.bot.surfaces.reminder import PATIENCE, Waiting
from pipeline.bot.write import GRAPHQL, Write

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

LOOKED_AT = 100
"""So many open pull requests are looked at, those first on which nothing has happened for longest."""


def reminders(github: GitHub, now: datetime) -> tuple[Write, ...]:
    """The writes that are due. Nothing is written; asked again after they were sent, none are left."""
    root = f"/repos/{github.access.repository}"
    where = f"{root}/pulls?state=open&sort=updated&direction=asc&per_page={LOOKED_AT}"
    items = next(iter(github.pages(where)), ())
    return tuple(
        write for item in items for each in _waiting(github, item, now) for write in reminder.writes(root, each)
    )


def remind(github: GitHub, now: datetime) -> None:
    """Send what is due."""
    for write in reminders(github, now):
        path = github.access.graphql if write.path == GRAPHQL else write.path
        github.send(write.method, path, write.body)


def _waiting(github: GitHub, item: Json, now: datetime) -> Iterator[Waiting]:
    """What is known of that pull request; nothing where there is nothing to look for."""
    shown = frozenset(label["name"] for label in item.get("labels", ()))
    quiet = now - datetime.fromisoformat(item["updated_at"])
    if quiet < PATIENCE and labels.STALE not in shown:
        return
    pull = pull_request({"pull_request": item}, "the pull request")
    said, login = tuple(conversation(github, pull.number)), github.access.login
    words = [each for each in said if is_ours(each, reminder.WHAT, pull.number, login) and not each.get("minimized")]
    ours = own_comments(said, sticky.WHAT, pull.number, login)
    judgement, _ = sticky.told(next((each for each in ours if not each.minimised), None))
    last = max((each["created_at"] for each in words), default="")
    people = (each["created_at"] for each in said if person(each.get("user")))
    yield Waiting(
        pull=pull,
        quiet=quiet,
        judgement=judgement,
        labels=shown,
        reviewers=tuple(filter(None, map(person, item.get("requested_reviewers") or ()))),
        reminders=tuple(map(own_comment, words)),
        answered=bool(last) and any(each > last for each in people),
        unknown=bool(labels.missing(github, [labels.STALE], shown)),
    )
