"""What the pull request should show: pure, from the event and the report alone."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.bot.check_run import CheckRun, check_run, prefix
from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import Judgement, judge
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.sticky import comment, marker


@dataclass(frozen=True, slots=True)
class Comment:
    """The sticky comment. ``worth_a_new_one`` is False where it is only mended if it exists already."""

    marker: str
    body: str
    worth_a_new_one: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """The state to reach. Without ``comment`` (a locked pull request) comments are left alone.

    ``prefix`` is what the external ids of all our check runs on this head begin with.
    """

    number: int
    head_sha: str
    prefix: str
    check: CheckRun
    comment: Comment | None


def desire(event: PullRequest, report: ReviewReport | None, web: str) -> Desired:
    """What an open pull request should show. ``web`` is the address of the repository for people."""
    told = Comment(marker(event.number), comment(event, report, web), judge(report) is not Judgement.NOTHING)
    return Desired(
        number=event.number,
        head_sha=event.head_sha,
        prefix=prefix(event),
        check=check_run(event, report, web),
        comment=None if event.locked else told,
    )
