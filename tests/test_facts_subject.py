"""What probes are given: a study, and the facts of it that are found once."""

from __future__ import annotations

import pytest

from pipeline.facts.grids import grids, outside
from pipeline.facts.subject import Subject
from pipeline.library import Library
from tests.studies import subject

TEXT = """# Lending desk

The desk books every loan itself, about 40 a day.

- TODO: say what it cost
- Volunteers lost five hours a week to a ledger on paper.

| Day | Loans |
|---|---|
| Monday | 38 |
"""
FACTS = ("padding", "leftovers", "content", "outline", "lines", "whole", "unclaimed", "stretches")


@pytest.fixture
def desk() -> Subject:
    return subject({"README.md": TEXT}, {"overview": ("Lending desk",)})


def test_lines_are_those_that_count(desk: Subject) -> None:
    assert [unit.text for unit in desk.lines] == [
        "The desk books every loan itself, about 40 a day.",
        "Volunteers lost five hours a week to a ledger on paper.",
        "Monday | 38",
    ]


def test_what_was_left_is_told_by_page(desk: Subject) -> None:
    page = desk.study.cover.path
    assert {path: [spot.line for spot in spots] for path, spots in desk.leftovers.items()} == {page: [5]}


def test_the_outline_follows_the_titles(desk: Subject) -> None:
    assert set(desk.outline) == {"overview"}
    assert Subject(desk.study, {}).outline == {}


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_is_found_once(desk: Subject, fact: str) -> None:
    assert getattr(desk, fact) is getattr(desk, fact)


def test_tables_are_kept_for_their_own_study() -> None:
    one, other = subject({"README.md": TEXT}), subject({"README.md": TEXT.replace("38", "41")})
    assert grids(one) is grids(one)
    assert [grid.rows[0].cells[1] for study in (one, other) for grid in grids(study)] == ["38", "41"]


def test_rows_of_tables_stand_apart(desk: Subject) -> None:
    assert [unit.text for unit in outside(desk)] == [unit.text for unit in desk.lines[:2]]


def test_a_section_is_known_by_its_title_and_its_other_names() -> None:
    rubric = Library(None).rubric("star-story")
    assert list(rubric.titles) == [section.id for section in rubric.sections]
    assert all(rubric.titles[section.id] == (section.title, *section.aliases) for section in rubric.sections)


ESTIMATE = """# Ferry booking

## Estimate

Three ferries carry 900 people a day.

### Storage

900 rows of 300 bytes a day are 0.3 MB.

## Database design

Tickets are rows of one table. Each has a key of its own.

A second table holds the ferries, and a third one the piers.

Nothing else is kept for longer than a year.
"""
ESTIMATED = {"capacity": ["estimate"], "data": ["storage", "database design"]}


@pytest.mark.parametrize(("text", "line"), [(ESTIMATE, 11), (ESTIMATE.replace("### Storage", "## Storage"), 7)])
def test_a_fuller_part_by_itself_comes_before_one_inside_another_section(text: str, line: int) -> None:
    home = subject({"README.md": text}, ESTIMATED).home(["data"])
    assert home
    assert home.line == line
