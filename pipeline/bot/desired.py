"""What the pull request should show: pure, from the event and the outcome alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.bot.event import PullRequest
from pipeline.bot.outcome import Outcome, decide
from pipeline.bot.surfaces.check import CheckRun, check_run
from pipeline.bot.surfaces.inline import Inline, inline
from pipeline.bot.surfaces.labels import labels
from pipeline.bot.surfaces.notice import Notice, notice
from pipeline.bot.surfaces.sticky import Sticky, sticky
from pipeline.bot.write import Write


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """The state to reach. What is None (on a locked pull request all but the check) is left alone."""

    number: int
    head_sha: str
    check: CheckRun
    sticky: Sticky | None
    notice: Notice | None = None
    inline: Inline | None = None
    labels: frozenset[str] | None = None

    def check_alone(self) -> Desired:
        """The check and nothing else, as on a locked pull request."""
        return replace(self, sticky=None, notice=None, inline=None, labels=None)

    def created_by(self, writes: Iterable[Write]) -> Desired:
        """What of it those writes have made anew, so that another run may have made it as well."""
        paths = [write.path for write in writes if write.creates]
        said = any("/issues/" in path for path in paths)
        return replace(
            self,
            sticky=self.sticky if said else None,
            notice=self.notice if said else None,
            inline=self.inline if any("/pulls/" in path for path in paths) else None,
            labels=None,
        )


STOPPED = "Not graded: the run was stopped"
_STOPPED = (
    "A newer run takes over as a rule, and its grade follows here. If none does, run the job again or say "
    "`/casegrade regrade`. The author need do nothing."
)


def stopped(event: PullRequest, web: str) -> Desired:
    """What shows where a run was stopped before there was a grade: a check that passes nothing, and no word."""
    desired = desire(event, decide(None), web).check_alone()
    return replace(desired, check=replace(desired.check, title=STOPPED, summary=_STOPPED))


def desire(event: PullRequest, outcome: Outcome, web: str) -> Desired:
    """What an open pull request should show. ``web`` is the address of the repository for people."""
    return Desired(
        number=event.number,
        head_sha=event.head_sha,
        check=check_run(event, outcome, web),
        sticky=None if event.locked else sticky(event, outcome, web),
        notice=notice(event, outcome),
        inline=inline(event, outcome),
        labels=labels(event, outcome),
    )
