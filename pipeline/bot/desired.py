"""What the pull request should show: pure, from the event and the outcome alone."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.bot.event import PullRequest
from pipeline.bot.outcome import Outcome
from pipeline.bot.surfaces.check import CheckRun, check_run, prefix
from pipeline.bot.surfaces.sticky import Sticky, sticky


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """The state to reach. What is None (on a locked pull request all but the check) is left alone.

    ``prefix`` is what the external ids of all our check runs on this head begin with.
    """

    number: int
    head_sha: str
    prefix: str
    check: CheckRun
    sticky: Sticky | None


def desire(event: PullRequest, outcome: Outcome, web: str) -> Desired:
    """What an open pull request should show. ``web`` is the address of the repository for people."""
    return Desired(
        number=event.number,
        head_sha=event.head_sha,
        prefix=prefix(event),
        check=check_run(event, outcome, web),
        sticky=None if event.locked else sticky(event, outcome, web),
    )
