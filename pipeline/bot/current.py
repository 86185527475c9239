"""What the pull request shows now, of all that is there only what is ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.bot.own import OwnComment, conversation, is_ours, own_comment
from pipeline.bot.surfaces import sticky
from pipeline.bot.surfaces.check import OwnCheck, shown_checks

if TYPE_CHECKING:
    from pipeline.bot.desired import Desired
    from pipeline.bot.github import GitHub


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """The head as it is now, and our own check runs on the event's head and comments, oldest first."""

    head_sha: str
    checks: tuple[OwnCheck, ...]
    stickies: tuple[OwnComment, ...] = ()


def read_current(github: GitHub, desired: Desired) -> Current:
    """Ask GitHub. What should be left alone is not looked at."""
    head = head_sha(github, desired.number)
    checks = shown_checks(github, desired.head_sha, desired.prefix)
    return Current(head_sha=head, checks=checks, stickies=_stickies(github, desired))


def head_sha(github: GitHub, number: int) -> str:
    """The commit that the pull request would merge, at this moment."""
    return str(github.get(f"/repos/{github.access.repository}/pulls/{number}")["head"]["sha"])


def _stickies(github: GitHub, desired: Desired) -> tuple[OwnComment, ...]:
    if desired.sticky is None:
        return ()
    login, number = github.access.login, desired.number
    ours = [each for each in conversation(github, number) if is_ours(each, sticky.WHAT, number, login)]
    return tuple(sorted(map(own_comment, ours), key=lambda comment: comment.id))
