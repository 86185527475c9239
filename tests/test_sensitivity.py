"""The page about planted faults is about the studies as they stand; `nox -s sensitivity` tries them all."""

from __future__ import annotations

from functools import cache

import pytest

from tests.sensitivity.__main__ import PAGE
from tests.sensitivity.document import FAULTS
from tests.sensitivity.example import Example, examples
from tests.sensitivity.matrix import plants
from tests.sensitivity.page import count_line
from tests.sensitivity.plant import Plant, tried


@cache
def planted() -> tuple[Plant, ...]:
    return tuple(plants())


def test_the_page_tells_of_every_plant() -> None:
    assert count_line(planted()) in PAGE.read_text(encoding="utf-8")


def test_every_criterion_that_applies_has_a_plant() -> None:
    asked = {name for plant in planted() for name in (plant.rule, *plant.twins)}
    scored = {c.id for study in examples() for c in study.report.criteria if c.status == "scored" and c.level}
    assert scored <= asked


@pytest.mark.parametrize("study", examples(), ids=lambda study: study.slug)
def test_nobody_answers_where_nothing_is_planted(study: Example) -> None:
    plant = Plant(fault="none", rule="doc.links", study=study, spoilt=study, places=(("README.md", 1, 999),))
    trial = tried(plant)
    assert not trial.answered
    assert not trial.moved


@pytest.mark.parametrize("fault", ["link_broken", "placeholder_left", "key_misspelt"])
def test_the_plain_faults_are_answered_on_their_line_and_move_nothing_else(fault: str) -> None:
    for study in examples():
        for plant in FAULTS[fault](study):
            assert tried(plant).passed, plant.name
