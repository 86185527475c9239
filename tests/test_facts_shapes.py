"""Examples take the author's nouns, and gain nothing when they are pasted as they stand."""

from __future__ import annotations

import pytest

from pipeline.facts.marks import LACKS, MARKS
from pipeline.facts.marks.shapes import SHAPES, example
from pipeline.facts.units import UNITS
from tests.studies import subject


@pytest.mark.parametrize(
    ("title", "text", "mark", "expected"),
    [
        ("Redis", "Redis | sessions", "reason", "Redis, because ‹the constraint that decided›"),
        ("", "We moved to `outbox_events` for this.", "cost", "`outbox_events`, and we accept ‹what it costs›"),
        (
            "",
            "It runs on Azure Container Apps now.",
            "reason+number",
            "Azure Container Apps: ‹how many, how much or how long›",
        ),
        ("Approach", "A read beside the cache.", "reason", ""),
        ("Task", "Keep the gate open.", "number", ""),
        ("S", "The gate was shut for a day.", "number", ""),
        ("R — Result", "The gate is open.", "period", ""),
        ("", "Graceful Berth Signals: the gate waits.", "reason", ""),
        ("Week 1: stop it", "We stopped the jobs.", "cost", ""),
        ("Queue vs. Call", "", "choice", "we chose ‹Queue or Call› because ‹the constraint that decided›"),
        ("The count is derived and never stored", "", "choice", ""),
        ("", "We made it better.", "reason", ""),
        ("‹which part›", "We use ‹which part› here.", "reason", ""),
    ],
)
def test_the_lead_is_the_authors_own(title: str, text: str, mark: str, expected: str) -> None:
    assert example(title, text, mark).replace("`", "") == expected.replace("`", "")


@pytest.mark.parametrize("mark", sorted(SHAPES))
def test_an_example_that_is_pasted_is_a_placeholder(mark: str) -> None:
    pasted = example("Seat cache", "", mark)
    assert pasted
    study = subject({"README.md": f"# Shop\n\n- {pasted}\n\nThe shop keeps two copies of each seat.\n"})
    assert [unit.text for unit in UNITS["lines"](study.whole)] == ["The shop keeps two copies of each seat."]


def test_every_shape_is_of_a_mark_that_can_be_missing() -> None:
    assert set(SHAPES) <= set(LACKS) <= set(MARKS)
