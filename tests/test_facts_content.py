"""What is not the author's earns nothing: lines that wait to be filled in, and a template's own words."""

from __future__ import annotations

import pytest

from pipeline.facts.units import UNITS
from pipeline.library import KINDS, Library
from tests.studies import subject

OWN = "Volunteers lost five hours a week to a ledger on paper, so the desk now books every loan itself."


def left(text: str) -> list[str]:
    return [unit.text for unit in UNITS["lines"](subject({"README.md": f"# Desk\n\n{text}\n"}).whole)]


def rubric_texts() -> list[str]:
    library = Library(None)
    rubrics = [library.rubric(kind) for kind in sorted(KINDS)]
    prompts = [prompt for rubric in rubrics for section in rubric.sections for prompt in section.prompts]
    strong = [rule.strong for rubric in rubrics for rule in rubric.criteria]
    return [
        text
        for text in dict.fromkeys(prompts + strong)
        if len(text.split()) > 12 and text[0] not in "-|" and "|" not in text
    ]


def test_the_authors_own_words_stay() -> None:
    assert left(OWN) == [OWN]


def test_a_line_with_a_placeholder_goes() -> None:
    assert left(f"- TODO: say what it cost\n- {OWN}") == [OWN]


@pytest.mark.parametrize("text", rubric_texts())
def test_a_prompt_or_an_example_of_ours_pasted_in_earns_nothing(text: str) -> None:
    """Where this fails after a change of a rubric: `python -m tests.make_templates`."""
    assert left(f"{text}\n\n{OWN}") == [OWN]


def test_a_table_loses_the_rows_of_the_example_only() -> None:
    row = (
        "Jobs | Postgres table | 300 plans a night, so a broker would be a second thing to run;"
        " SKIP LOCKED keeps two workers apart"
    )
    own = "Desk | SQLite | the hall has no network on Mondays"
    table = f"| Layer | Technology | Why |\n|---|---|---|\n| {row} |\n| {own} |"
    assert [line.split(" | ")[0] for line in left(table)] == ["Desk"]
