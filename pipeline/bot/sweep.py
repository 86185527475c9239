"""Which open pull requests need another look: something happened that starts no run, or a run never came.

A review, a ticked box, a deleted command and an outage start nothing. So from time to time all are looked through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.bot.event import PullRequest, pull_request
from pipeline.bot.fresh import Fresh
from pipeline.bot.listening import PEOPLE, heard_now
from pipeline.bot.own import Json, conversation, own_comments
from pipeline.bot.surfaces import sticky
from pipeline.bot.surfaces.check import shown_checks

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

LOOKED_AT, GRADED = 50, 10
"""So many open pull requests are looked at, those with news first, and so many graded again at once: the requests of an
hour are shared with all other workflows, and the next sweep comes soon.
"""
QUIET = timedelta(minutes=15)
"""What was touched more lately may have a run under way."""


@dataclass(frozen=True, slots=True)
class Again:
    """A pull request to grade again, and why."""

    pull: PullRequest
    why: str


def sweep(github: GitHub, now: datetime) -> tuple[Again, ...]:
    """The pull requests to grade again. Nothing is written."""
    return tuple(islice(_found(github, now), GRADED))


def _found(github: GitHub, now: datetime) -> Iterator[Again]:
    where = f"/repos/{github.access.repository}/pulls?state=open&sort=updated&direction=desc&per_page={LOOKED_AT}"
    for item in next(iter(github.pages(where)), ()):
        pull = pull_request({"pull_request": item}, "the pull request")
        why = _why(github, pull, quiet=now - datetime.fromisoformat(item["updated_at"]) > QUIET)
        if why:
            yield Again(pull, why)


def _why(github: GitHub, pull: PullRequest, *, quiet: bool) -> str:
    checks = shown_checks(github, pull.head_sha)
    mine = [check for check in checks if check.number == pull.number]
    if not mine or mine[-1].status != "completed":
        return "no grade of its commit" if quiet else ""
    if pull.locked:
        return ""
    said: tuple[Json, ...] = tuple(conversation(github, pull.number))
    ours = own_comments(said, sticky.WHAT, pull.number, github.access.login)
    judgement, heard = sticky.told(next((each for each in ours if not each.minimised), None))
    if judgement not in PEOPLE:
        return ""
    return "somebody has said something" if heard_now(github, pull, Fresh(said, checks)) != heard else ""
