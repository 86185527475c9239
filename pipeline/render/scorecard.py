"""What a study was given, section by section, and which of it is strong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from pipeline.render.points import gain
from pipeline.report import CriterionResult, StudyReport

STRONG_LEVEL = 3
STRONG_TOLD = 3

_NAMES = MappingProxyType(
    {
        "api": "API",
        "deep-dive": "Deep dive",
        "deepdive": "Deep dive",
        "high-level-design": "High-level design",
        "non-functional": "Non-functional",
        "nonfunctional": "Non-functional",
        "nongoals": "Non-goals",
        "trade-offs": "Trade-offs",
        "tradeoffs": "Trade-offs",
    }
)
"""Sections whose identifier is not yet a title."""


@dataclass(frozen=True, slots=True)
class SectionSum:
    """A section of the rubric with its applicable criteria added up."""

    name: str
    points: Fraction
    max: Fraction
    criteria: tuple[CriterionResult, ...]


def sections(study: StudyReport) -> tuple[SectionSum, ...]:
    """The rubric's sections in its own order."""
    members: dict[str, list[CriterionResult]] = {}
    for criterion in study.criteria:
        members.setdefault(criterion.section, []).append(criterion)
    return tuple(_sum(name, criteria) for name, criteria in members.items())


def strong(study: StudyReport) -> tuple[CriterionResult, ...]:
    """What to keep: criteria at level 3 or more for which a place in the text stands, weightiest first."""
    kept = [c for c in study.criteria if c.status == "scored" and c.level >= STRONG_LEVEL and c.evidence]
    return tuple(sorted(kept, key=lambda criterion: -criterion.points))


def level(criterion: CriterionResult) -> str:
    """``level 1 of 4, the next +1.2``, or why there is none."""
    if criterion.status != "scored":
        return "not applicable" if criterion.status == "not_applicable" else "not measured"
    more = gain(criterion.next_gain)
    return f"level {criterion.level} of {criterion.max_level}{f', the next {more}' if more else ''}"


def _sum(name: str, criteria: Iterable[CriterionResult]) -> SectionSum:
    members = tuple(criteria)
    counted = [criterion for criterion in members if criterion.status == "scored"]
    return SectionSum(
        section_name(name),
        sum((criterion.points for criterion in counted), Fraction(0)),
        sum((criterion.max for criterion in members if criterion.status != "not_applicable"), Fraction(0)),
        members,
    )


def section_name(name: str) -> str:
    """``deep-dive`` as a heading: ``Deep dive``."""
    return _NAMES.get(name, name.replace("-", " ").replace("_", " ").capitalize())
