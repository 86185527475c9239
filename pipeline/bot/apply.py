"""Make the pull request show what it should: read, plan, write; when in doubt, read again and plan anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.bot.current import Current, head_sha, read_current, read_own
from pipeline.bot.desired import Desired
from pipeline.bot.fresh import Fresh
from pipeline.bot.github import DoubtfulError, GitHub, LockedError, RejectedError, UnavailableError
from pipeline.bot.plan import plan
from pipeline.bot.surfaces.check import others
from pipeline.bot.surfaces.inline import about, halves, is_review
from pipeline.bot.write import GRAPHQL, NEW_CHECK, Write

ROUNDS = 6
"""A round ends at a write of which nobody knows whether it took effect, at a head that has moved, or at a lock."""


def missing(desired: Desired, github: GitHub, fresh: Fresh | None = None) -> tuple[Write, ...]:
    """The writes that the pull request is short of; nothing is written.

    ``fresh`` is what has been read a moment ago.
    """
    return plan(desired, read_current(github, desired, fresh), github.access.repository)


def apply(desired: Desired, github: GitHub, fresh: Fresh | None = None) -> frozenset[int]:
    """Write until nothing is missing; the other pull requests that were met on the same commit.

    It can be stopped after any request and run again: the end is the same. Raises UnavailableError when GitHub
    keeps failing, InputError when it refuses for good.
    """
    for _ in range(ROUNDS):
        writes, fresh = missing(desired, github, fresh), None
        refused: set[str] = set()
        try:
            done = _send(writes, desired, github, refused)
        except (DoubtfulError, LockedError):
            github.pause()
            continue
        if refused and desired.inline:
            desired = replace(desired, inline=desired.inline.without(refused))
        if done:
            now = _created(writes, desired, github)
            if now is None or not plan(desired.created_by(writes), now, github.access.repository):
                return frozenset(others(now.checks, desired.number)) if now else frozenset()
    message = "GitHub keeps failing, or another run keeps writing"
    raise UnavailableError(message)


def _created(writes: Sequence[Write], desired: Desired, github: GitHub) -> Current | None:
    """What of ours stands there after something was created: another run may have created it at the same moment."""
    if not any(write.creates for write in writes):
        return None
    return read_own(github, desired.created_by(writes))


def _send(writes: Iterable[Write], desired: Desired, github: GitHub, refused: set[str]) -> bool:
    """Send them in order; False if the head moved before one that publishes, so that another plan is needed.

    ``refused`` collects the findings that GitHub takes no comment on.
    """
    check = ""
    for write in writes:
        if write.publishes and head_sha(github, desired.number) != desired.head_sha:
            return False
        path = github.access.graphql if write.path == GRAPHQL else write.path.replace(NEW_CHECK, check)
        try:
            answer = github.send(write.method, path, write.body)
        except LockedError:
            raise
        except RejectedError as error:
            refused |= _rejected(write, github, error)
            continue
        if write.path.endswith("/check-runs"):
            check = str(answer["id"])
    return True


def _rejected(write: Write, github: GitHub, error: RejectedError) -> frozenset[str]:
    """Get along without it where that can be; the findings that it leaves without a comment."""
    if write.made_elsewhere:
        return frozenset()
    if not is_review(write):
        raise UnavailableError(str(error)) from None
    return _place(write, github)


def _place(review: Write, github: GitHub) -> frozenset[str]:
    """Post as much of a review as GitHub takes: it refuses the whole for one line that it does not see in the diff.

    What is left over stands in the summary and beside the lines of the check all the same.
    """
    parts = halves(review)
    left: frozenset[str] = frozenset() if parts else about(review)
    for part in parts:
        try:
            github.send(part.method, part.path, part.body)
        except RejectedError:
            left |= _place(part, github)
    return left
