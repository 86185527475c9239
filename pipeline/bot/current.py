"""What the pull request shows now, of all that is there only what is ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.bot.fresh import Fresh
from pipeline.bot.own import Json, OwnComment, conversation, own_comments
from pipeline.bot.surfaces import labels, notice, reminder, sticky
from pipeline.bot.surfaces.check import OwnCheck, shown_checks
from pipeline.bot.surfaces.inline import OwnRemark, shown_remarks

if TYPE_CHECKING:
    from pipeline.bot.desired import Desired
    from pipeline.bot.github import GitHub


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The head as it is now; our check runs on the event's head and our comments, oldest first; all labels.

    ``head_sha`` is empty where the pull request is closed. ``unknown`` are labels that must be added and that the
    repository does not have yet.
    """

    head_sha: str
    checks: tuple[OwnCheck, ...] = ()
    stickies: tuple[OwnComment, ...] = ()
    notices: tuple[OwnComment, ...] = ()
    reminders: tuple[OwnComment, ...] = ()
    remarks: tuple[OwnRemark, ...] = ()
    labels: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    locked: bool = False


def read_current(github: GitHub, desired: Desired, fresh: Fresh | None = None) -> Current:
    """Ask GitHub. What should be left alone is not looked at; where the head has moved on, only the checks are.

    ``fresh`` is what has been read a moment ago.
    """
    pull = read_pull(github, desired.number)
    head = _head(pull)
    if head != desired.head_sha:
        return Current(head_sha=head, checks=shown_checks(github, desired.head_sha))
    shown = frozenset(label["name"] for label in pull.get("labels", ()))
    unknown = labels.missing(github, desired.labels or (), shown)
    own = read_own(github, desired, fresh)
    return replace(own, labels=shown, unknown=unknown, locked=bool(pull.get("locked")))


def read_own(github: GitHub, desired: Desired, fresh: Fresh | None = None) -> Current:
    """Our check runs and comments alone, with the head taken to be where it was a moment ago."""
    number = desired.number
    if fresh is None:
        said = tuple(conversation(github, number)) if desired.sticky else ()
        fresh = Fresh(said, shown_checks(github, desired.head_sha))
    return Current(
        head_sha=desired.head_sha,
        checks=fresh.checks,
        stickies=_ours(fresh.said, sticky.WHAT, github, number),
        notices=_ours(fresh.said, notice.WHAT, github, number),
        reminders=_ours(fresh.said, reminder.WHAT, github, number),
        remarks=shown_remarks(github, number) if desired.inline else (),
    )


def read_pull(github: GitHub, number: int) -> Any:
    """The pull request as GitHub tells it at this moment."""
    return github.get(f"/repos/{github.access.repository}/pulls/{number}")


def head_sha(github: GitHub, number: int) -> str:
    """The commit that the pull request would merge, at this moment; none where it is closed or merged."""
    return _head(read_pull(github, number))


def _head(pull: Json) -> str:
    return str(pull["head"]["sha"]) if pull["state"] == "open" else ""


def _ours(said: Iterable[Json], what: str, github: GitHub, number: int) -> tuple[OwnComment, ...]:
    found = own_comments(said, what, number, github.access.login)
    return tuple(sorted(found, key=lambda comment: comment.id))
