"""Make the pull request show what it should: read, plan, write; when in doubt, read again and plan anew."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.bot.current import head_sha, read_current
from pipeline.bot.desired import Desired
from pipeline.bot.github import DoubtfulError, GitHub, UnavailableError
from pipeline.bot.plan import plan
from pipeline.bot.write import GRAPHQL, NEW_CHECK, Write

ROUNDS = 6
"""A round ends at a write of which nobody knows whether it took effect, or at a head that has moved."""


def missing(desired: Desired, github: GitHub) -> tuple[Write, ...]:
    """The writes that the pull request is short of; nothing is written."""
    return plan(desired, read_current(github, desired), github.access.repository)


def apply(desired: Desired, github: GitHub) -> None:
    """Write until nothing is missing.

    It can be stopped after any request and run again: the end is the same. Raises UnavailableError when GitHub
    keeps failing, InputError when it refuses for good.
    """
    for _ in range(ROUNDS):
        writes = missing(desired, github)
        try:
            done = _send(writes, desired, github)
        except DoubtfulError:
            github.pause()
            continue
        # Whoever created something looks again: another run may have done so at the same moment.
        if done and not any(write.creates for write in writes):
            return
    message = "GitHub keeps failing, or another run keeps writing"
    raise UnavailableError(message)


def _send(writes: Iterable[Write], desired: Desired, github: GitHub) -> bool:
    """Send them in order; False if the head moved before one that publishes, so that another plan is needed."""
    check = ""
    for write in writes:
        if write.publishes and head_sha(github, desired.number) != desired.head_sha:
            return False
        path = github.access.graphql if write.path == GRAPHQL else write.path.replace(NEW_CHECK, check)
        answer = github.send(write.method, path, write.body)
        if write.path.endswith("/check-runs"):
            check = str(answer["id"])
    return True
