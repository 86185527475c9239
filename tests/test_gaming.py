"""No trick raises a score by more than a point: not of a good study, not of half of one, not of an empty one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.facts.residue import FEWEST, is_example
from tests.forgeries import BORROWED, STRANGE
from tests.gaming import Sample, bare, other_cover, own, rises, thin
from tests.make_templates import examples
from tests.tricks import TRICKS

MOST = 1
LISTED = 2
"""Of twenty names under every heading of an empty study: a section that names what it leaves out is asked for."""
TRIED = {**TRICKS, **BORROWED, **STRANGE}


@pytest.mark.parametrize("sample", [*own(), *thin()], ids=lambda sample: sample.name)
def test_saying_nothing_earns_nothing(sample: Sample, record_property: Callable[[str, int], None]) -> None:
    record_property("inputs", len(TRIED))
    found = rises(sample, other_cover(sample), TRIED)
    assert {trick: float(rise) for trick, rise in found.items() if rise > MOST} == {}


@pytest.mark.parametrize("sample", [*bare()], ids=lambda sample: sample.name)
def test_an_empty_study_stays_empty(sample: Sample, record_property: Callable[[str, int], None]) -> None:
    record_property("inputs", len(TRIED))
    found = rises(sample, other_cover(sample), TRIED)
    allowed = {"list_of_technologies": LISTED}
    assert {trick: float(rise) for trick, rise in found.items() if rise > allowed.get(trick, MOST)} == {}


def test_the_examples_of_the_rubrics_are_those_that_are_known() -> None:
    stale = [words for words in examples() if not is_example(words)]
    assert [words for words in stale if len(words.split()) >= FEWEST] == [], "run python -m tests.make_templates"


def test_an_example_of_ours_is_known_after_its_figures_changed_and_not_by_its_subject_alone() -> None:
    assert is_example(
        "I was on 24/7 call for 5 search clusters and could take out a shard; the crawler belonged to another team"
    )
    assert not is_example("I was on call for five shops; the crawler of the search team was not ours to change")
    assert not is_example("another team's search clusters")
