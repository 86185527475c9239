"""The rubric as people read it: ``casegrade explain`` and ``casegrade rubric``."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from wcwidth import wcswidth

from pipeline.render import Look
from pipeline.render.guide import explanation, rubric_text
from pipeline.rubric import Rubric
from pipeline.rubric.model import CapRule, Gate, Level, Rule, SectionRule
from tests.golden_files import golden
from tests.report_parts import digest
from tests.reports import CJK


def rule(name: str, section: str = "", weight: int = 0, **changes: object) -> Rule:
    levels = tuple(Level(says, {"figures": Fraction(n)}, {}) for n, says in enumerate(("one figure", "two figures"), 1))
    plain = Rule(
        id=name,
        title="Targets are figures",
        probe="units.marked",
        arguments={"kinds": ["figure"]},
        levels=levels,
        why="A target without a figure cannot be missed.",
        message="no target has a figure",
        fix="Give each target a figure and a unit.",
        section=section,
        weight=Fraction(weight),
        applies={},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the caller names fields


def rubric(**changes: object) -> Rubric:
    asked = replace(rule("nfr.targets").levels[1], ask="Add the period.")
    plain = Rubric(
        id="system-design",
        version="1.0.0",
        title="System design",
        about="A design for a stated load.",
        digest=digest("rubric"),
        pass_mark=Fraction(70),
        bands={"exemplary": Fraction(90), "strong": Fraction(75)},
        sections=(SectionRule(id="needs", title="Requirements", aliases=(), guidance="", prompts=()),),
        criteria=(
            rule("nfr.targets", "needs", 3, levels=(rule("x").levels[0], asked), weak="fast", strong="p95 80 ms"),
            rule("ops.alerts", "operations", 1, title=CJK),
        ),
        notes=(rule("doc.length", title="The page is short", limits="Nobody counts tables."),),
        gate_rules=(rule("doc.placeholders", title="No placeholder is left"),),
        gates=(Gate("doc.placeholders", 1, Fraction(49)), Gate("nfr.targets", 1, None)),
        caps=(CapRule("ops.alerts", 1, Fraction(69)),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # the caller names fields


def test_golden() -> None:
    golden("render/rubric.txt", rubric_text(rubric(), Look()))
    golden("render/explain.txt", explanation("nfr.targets", [rubric()], Look()))


def test_shares_are_of_100_whatever_the_weights() -> None:
    told = rubric_text(rubric(), Look())
    assert "Requirements                                                           75 of 100" in told
    assert "Operations                                                             25 of 100" in told
    assert "(75 of 100, gate at level 1)" in explanation("nfr.targets", [rubric()], Look())


def test_every_rule_is_named() -> None:
    told = rubric_text(rubric(), Look())
    assert all(each.id in told for each in rubric().rules())


def test_kinds_that_agree_are_explained_once_and_others_apart() -> None:
    other = rubric(id="design-doc")
    odd = rubric(id="star-story", criteria=(rule("nfr.targets", "needs", 1, why="Another reason."),))
    told = explanation("nfr.targets", [rubric(), other, odd], Look(width=120))
    assert told.count("Targets are figures") == 2
    assert "system-design · design-doc (75 of 100, gate at level 1)" in told
    assert "star-story (100 of 100, gate at level 1)" in told


def test_advice_and_gates_say_what_they_are() -> None:
    assert "(advice)" in explanation("doc.length", [rubric()], Look())
    assert "(gate at level 1, below it at most 49 of 100)" in explanation("doc.placeholders", [rubric()], Look())
    assert "(25 of 100, below level 1 at most 69 of 100)" in explanation("ops.alerts", [rubric()], Look())


def test_what_caps_the_score_is_more_than_advice() -> None:
    held = rubric(caps=(CapRule("doc.length", 1, Fraction(84)),))
    assert "(below level 1 at most 84 of 100)" in explanation("doc.length", [held], Look())


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    look = Look(width=width)
    for told in (rubric_text(rubric(), look), explanation("ops.alerts", [rubric()], look)):
        assert all(0 <= wcswidth(line) <= width for line in told.splitlines())
