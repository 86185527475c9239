"""The page about planted faults is about the studies as they stand; `nox -s sensitivity` tries them all."""

from __future__ import annotations

from functools import cache

import pytest

from tests.sensitivity.__main__ import PAGE
from tests.sensitivity.document import FAULTS
from tests.sensitivity.example import Example, examples
from tests.sensitivity.matrix import plants
from tests.sensitivity.page import count_line, page, short
from tests.sensitivity.plant import Plant, Trial, tried
from tests.sensitivity.written import planted as written


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


def trial(*, on_line: bool = True, moved: tuple[str, ...] = (), thin: bool = False) -> Trial:
    study = examples()[0]
    plant = Plant(fault="none", rule="doc.links", study=study, spoilt=study, places=(("README.md", 1, 9),), thin=thin)
    return Trial(plant=plant, on_line=on_line, lowered=False, moved=moved)


def test_it_falls_short_below_95_answers_in_100_or_above_5_that_move_others() -> None:
    sound, silent, moving = trial(), trial(on_line=False), trial(moved=("doc.links",))
    assert short([sound] * 95 + [silent] * 5) == ()
    assert "94 of 100 faults are answered" in short([sound] * 94 + [silent] * 6)[0]
    assert short([sound] * 95 + [moving] * 5) == ()
    assert "6 of 100 faults move" in short([sound] * 94 + [moving] * 6)[0]


def test_a_thinned_study_is_shown_and_not_counted() -> None:
    told = page([trial(), trial(on_line=False, thin=True)])
    assert "| answered on the line | 1 of 1 | 100.0 % |" in told
    assert "| `doc.links` | no | no |" in told
    assert short([trial(), trial(on_line=False, thin=True)]) == ()


def test_a_fault_may_edit_several_places_and_is_wanted_where_something_is_left() -> None:
    study = Example("s", "portfolio", {"README.md": "# A\n\none\ntwo\n\n## B\nthree\n", "b.md": "four\n"})
    edits = [{"find": "three", "put": "3\n3"}, {"find": "one\n"}, {"page": "b.md", "find": "ou", "put": ""}]
    plant = written(study, {"name": "n", "rule": "doc.links", "edits": edits, "at": "# A", "thin": True})
    assert plant.spoilt.pages == {"README.md": "# A\n\ntwo\n\n## B\n3\n3\n", "b.md": "fr\n"}
    assert plant.places == (("README.md", 6, 7), ("b.md", 1, 1), ("README.md", 1, 1))
    assert plant.thin


def test_a_text_to_find_that_is_not_there_once_is_told() -> None:
    study = Example("s", "portfolio", {"README.md": "# A\n\none one\n"})
    with pytest.raises(LookupError, match="holds this 2 times"):
        written(study, {"name": "n", "rule": "doc.links", "find": "one", "put": "two"})
