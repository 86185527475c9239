"""One run from the report to what the pull request shows: listen, decide, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.bot.apply import apply
from pipeline.bot.desired import desire, stopped
from pipeline.bot.event import PullRequest
from pipeline.bot.listening import heard
from pipeline.bot.outcome import Outcome
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.surfaces.check import others

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub


def post(github: GitHub, event: PullRequest, report: ReviewReport | None, today: str, web: str) -> Outcome:
    """Make the pull request show what the report comes to, given what people have said.

    Where another pull request was graded on the same commit meanwhile, it is done once more: neither could know of
    the other, and a check belongs to a commit.
    """
    outcome, fresh = heard(github, event, report, today)
    met = apply(desire(event, outcome, web), github, fresh)
    if fresh and met - set(others(fresh.checks, event.number)):
        outcome, fresh = heard(github, event, report, today)
        apply(desire(event, outcome, web), github, fresh)
    return outcome


def post_stopped(github: GitHub, event: PullRequest, web: str) -> None:
    """Say on the check alone that there is no grade: somebody stopped the run, or a newer one did."""
    apply(stopped(event, web), github)
