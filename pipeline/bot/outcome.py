"""Report × voices → what it comes to: the judgement, what else blocks, and what a merge still needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.bot.judgement import Judgement, judge
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.voices import SILENCE, Voices, Waiver
from pipeline.bot.waiving import unused, waived
from pipeline.render.points import count, listed


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a merge needs. ``who`` can bring it about, in words."""

    says: str
    met: bool
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What every surface shows. ``report``, in which waivers count, is None where the grader handed none over.

    ``blocks`` are whole sentences: what blocks beside the grades. ``waivers`` count here, ``idle`` ones change nothing.
    ``heard`` is a word for what people had said, where nothing but people is missing.
    """

    report: ReviewReport | None
    judgement: Judgement
    blocks: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    idle: tuple[Waiver, ...] = ()
    heard: str = ""

    @property
    def complete(self) -> bool:
        """Whether everything that a merge needs is there."""
        return self.judgement is Judgement.READY and all(condition.met for condition in self.conditions)


CLASHES: Mapping[str, str] = MappingProxyType(
    {"dirty": "It conflicts with the base", "behind": "The base has moved on, and it must be up to date with it"}
)
"""By GitHub's word for it. Where all is well nothing is said: GitHub may not have found out yet."""


def decide(report: ReviewReport | None, voices: Voices = SILENCE, today: str = "") -> Outcome:
    """What the report comes to, given what people have said. ``today`` (ISO 8601) is when waivers expire."""
    if report is None:
        return Outcome(report=None, judgement=Judgement.FAULT)
    waivers = (*report.waivers, *voices.waivers)
    graded = waived(report, waivers, today)
    blocks = tuple(_blocks(report, voices))
    judgement = _judgement(judge(graded), voices, blocked=bool(blocks))
    idle = unused(report, graded, waivers)
    return Outcome(
        report=graded,
        judgement=judgement,
        blocks=blocks,
        conditions=tuple(_conditions(report, voices, judgement)),
        waivers=tuple(waiver for waiver in waivers if waiver not in idle),
        idle=idle,
    )


def _blocks(report: ReviewReport, voices: Voices) -> Iterator[str]:
    if report.tooling and report.studies and not voices.mixing:
        files = (name.replace("`", "'") for name in report.tooling[:3])
        named = ", ".join(f"`{name}`" for name in files) + (" and more" if len(report.tooling) > 3 else "")
        yield (
            f"Split this pull request: it changes studies and also what decides how they are graded ({named}). "
            "A maintainer may allow it with `/casegrade allow-mixed`."
        )
    if voices.twins:
        named = ", ".join(f"#{number}" for number in voices.twins)
        yield (
            f"The same commit is the head of {named} too, and a check belongs to a commit: close one of them, then say "
            "`/casegrade regrade`."
        )
    if report.impact and report.impact.fault:
        yield f"The rubrics of this pull request cannot be used: {report.impact.fault}"


def _judgement(graded: Judgement, voices: Voices, *, blocked: bool) -> Judgement:
    if graded is Judgement.FAULT:
        return graded
    if blocked:
        return Judgement.CHANGES
    held = voices.holds and graded in {Judgement.READY, Judgement.NOTHING}
    return Judgement.HELD if held else graded


def _conditions(report: ReviewReport, voices: Voices, judgement: Judgement) -> Iterator[Condition]:
    """What a merge needs, once the machine has nothing against it."""
    if judgement not in {Judgement.READY, Judgement.HELD}:
        return
    wanted, there = report.settings.approvals, len(voices.approvals)
    yield Condition("Every study passes, or is waived", met=True)
    if wanted:
        told = f"{there} of {count(wanted, 'approval', 'approvals')} of this commit"
        yield Condition(told, there >= wanted, "anyone with write access but the author, by a review on GitHub")
    against, holding = listed(voices.objections), listed(voices.holds)
    yield Condition(_said(against, "asks for changes", "ask for changes"), not against, f"{against}, by a new review")
    yield Condition(_said(holding, "holds it", "hold it"), not holding, "a maintainer, by `/casegrade unhold`")
    if voices.clash:
        yield Condition(CLASHES[voices.clash], met=False, who="the author, by merging the base into it")
    if report.questions:
        yield _checklist(voices, sum(map(len, report.questions.values())))


def _said(names: str, one: str, several: str) -> str:
    """``Nobody holds it``, ``grace holds it``, ``grace and linus hold it``."""
    return f"{names or 'Nobody'} {several if ' and ' in names else one}"


def _checklist(voices: Voices, asked: int) -> Condition:
    """The furthest of the reviewers: one complete list is enough. ``asked`` are all questions: none may be cut away."""
    best = max(voices.checklists, key=lambda each: (each.done, each.login), default=None)
    if best is None:
        nobody = "No reviewer has answered the questions that no machine can"
        return Condition(nobody, met=False, who="a reviewer, by `/casegrade checklist`")
    total = max(best.total, asked)
    return Condition(f"Checklist {best.done} of {total}", best.done >= total, f"{best.login}, by ticking the boxes")
