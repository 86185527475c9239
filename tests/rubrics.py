"""Small rubrics for tests, built from values or from text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline.rubric import CapRule, Gate, Level, Rubric, Rule, SectionRule


def rule(
    identifier: str,
    *,
    weight: int = 1,
    needs: Sequence[int] = (1, 2, 3, 4),
    requires: tuple[str, ...] = (),
    applies: Mapping[str, Fraction] | None = None,
) -> Rule:
    """A criterion whose level n needs ``needs[n-1]`` of the quantity "items"."""
    levels = tuple(Level(f"level {n}", {"items": Fraction(least)}, {}) for n, least in enumerate(needs, 1))
    return Rule(
        id=identifier,
        title=identifier,
        probe="units.marked",
        arguments={"sections": ["work"]},
        levels=levels,
        why="why",
        message="nothing there",
        fix="add it",
        section="work",
        weight=Fraction(weight),
        requires=requires,
        applies=applies or {},
    )


def rubric(
    *criteria: Rule, gates: tuple[Gate, ...] = (), gate_rules: tuple[Rule, ...] = (), caps: tuple[CapRule, ...] = ()
) -> Rubric:
    """A rubric of those criteria with the usual bands and pass mark."""
    return Rubric(
        id="star-story",
        version="1.0.0",
        title="Test",
        about="A rubric for tests.",
        digest="sha256:0",
        pass_mark=Fraction(70),
        bands={"exemplary": Fraction(90), "strong": Fraction(75), "developing": Fraction(55)},
        sections=(SectionRule(id="work", title="Work", aliases=(), guidance="Say what was done.", prompts=("What?",)),),
        criteria=criteria,
        notes=(),
        gate_rules=gate_rules,
        gates=gates,
        caps=caps,
    )
