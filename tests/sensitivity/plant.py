"""A planted fault, and what the grader made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.report import StudyReport
from pipeline.study import NOTHING
from tests.sensitivity.example import Example

Place = tuple[str, int, int]
"""Page, first and last line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """One fault in one study. ``rule``, or one of its ``twins``, must answer at one of ``places`` of ``spoilt``.

    ``twins`` ask the same of the same words, so that the fault is told once, by whichever comes first.
    ``also`` names the criteria that hang on the same words, each with the reason why it may move as well.
    """

    fault: str
    rule: str
    twins: tuple[str, ...] = ()
    study: Example
    spoilt: Example
    places: tuple[Place, ...]
    also: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    written: bool = False
    """Whether it was written for this study."""
    thin: bool = False
    """Whether the spoilt study still does what the rule asks: it says the same elsewhere."""

    @property
    def name(self) -> str:
        page, line, _ = self.places[0]
        return f"{self.study.slug}/{page}:{line} {self.fault} → {self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """The answer to a plant: on the line, by its level alone, or not at all; and which other criteria moved."""

    plant: Plant
    on_line: bool
    lowered: bool
    moved: tuple[str, ...]

    @property
    def answered(self) -> bool:
        return self.on_line or self.lowered

    @property
    def passed(self) -> bool:
        return self.on_line and not self.moved


def tried(plant: Plant) -> Trial:
    """Grade the spoilt study and compare."""
    before, after = plant.study.report, plant.spoilt.report
    was, now = _levels(before), _levels(after)
    moved = tuple(
        name for name in was if now and now[name] != was[name] and name not in {plant.rule, *plant.twins, *plant.also}
    )
    return Trial(
        plant=plant,
        on_line=_speaks(plant, before, after),
        lowered=any(_lowered(rule, was, now) for rule in (plant.rule, *plant.twins)),
        moved=moved,
    )


def _levels(report: StudyReport) -> dict[str, int]:
    """Level by criterion; -1 where it does not apply."""
    return {c.id: c.level if c.status == "scored" else -1 for c in report.criteria}


def _lowered(rule: str, was: Mapping[str, int], now: Mapping[str, int]) -> bool:
    return rule in was and rule in now and now[rule] < was[rule]


def _speaks(plant: Plant, before: StudyReport, after: StudyReport) -> bool:
    """Whether there is a finding of the rule on the planted lines that was not there before."""
    places = [(plant.study.path(page), first, last) for page, first, last in plant.places]
    asked = {plant.rule, *plant.twins}
    known = {(f.rule, f.message, f.span) for f in before.findings}
    return any(
        f.rule in asked
        and (f.rule, f.message, f.span) not in known
        and any(f.span.path == path and first <= f.span.line <= last for path, first, last in places)
        for f in after.findings
    )
