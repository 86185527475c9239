"""Sections are found under many names, and never under the opposite one."""

from __future__ import annotations

import pytest

from tests.studies import subject

ALIASES = {
    "goals": ["goals", "objectives", "what we built"],
    "non-goals": ["non-goals", "out of scope", "not in scope"],
    "functional": ["functional requirements"],
    "nonfunctional": ["non-functional requirements", "quality attributes"],
    "architecture": ["*architecture", "high-level design"],
    "challenges": ["challenges and solutions", "challenges"],
    "data": ["database design", "data model"],
    "situation": ["situation", "why we *"],
    "tradeoffs": ["trade-offs", "trade-off analysis", "why not *", "why we didnt *"],
    "limits": ["*does not show"],
}

TITLES = {
    "## Goals": {"goals"},
    "## 🎯 Goals & Objectives": {"goals"},
    "## 2. **Goals**:": {"goals"},
    "## Non-Goals (Scope Boundaries)": {"non-goals"},
    "## Out of scope": {"non-goals"},
    "## Goals and Non-Goals": {"goals", "non-goals"},
    "## Functional Requirements": {"functional"},
    "## Non-Functional Requirements": {"nonfunctional"},
    "## Nonfunctional requirements": {"nonfunctional"},
    "## HR System Architecture": {"architecture"},
    "## Databse Design": {"data"},
    "## Challanges": {"challenges"},
    "## Challenges & How I Solved Them": {"challenges"},
    "## Trade-Off Analysis": {"tradeoffs"},
    "## Step 4: Trade-offs": {"tradeoffs"},
    "## Why not a queue?": {"tradeoffs"},
    "## Why it does not scale": set(),
    "## Why we didn't move": {"tradeoffs"},
    "## Why we moved": {"situation"},
    "## What the drill does not show": {"limits"},
    "## What the drill does show": set(),
    "## The situation": {"situation"},
    "## Our goals": {"goals"},
    "## The goalkeeper": set(),
    "## Deployment": set(),
    "## Architects": set(),
    "## Goalkeeping": set(),
}


def found(text: str, names: dict[str, str] | None = None) -> set[str]:
    return set(subject({"README.md": text, **(names or {})}, ALIASES).outline)


@pytest.mark.parametrize("title", TITLES)
def test_titles_mean_the_sections_that_a_reader_would_say(title: str) -> None:
    assert found(f"# Study\n\n{title}\n\nSome words stand here.\n") == TITLES[title]


def test_a_bold_label_serves_where_no_heading_does() -> None:
    assert found("# Study\n\n**Situation:** the service was slow for a week.\n") == {"situation"}


def test_a_line_that_is_nothing_but_a_title_serves_as_a_label() -> None:
    assert found("Situation\n- the ferry's timetable froze for a week\n\nObjectives\n- thaw it\n") == {
        "situation",
        "goals",
    }


@pytest.mark.parametrize(
    "line", ["Goals.", "Our goals in a hard week of rain", "Goals\nof the week", "Goals: thaw it by May"]
)
def test_a_sentence_is_no_title(line: str) -> None:
    assert found(f"{line}\n\n- thaw it\n") == set()


def test_a_row_of_a_table_serves_too() -> None:
    table = "| part | text |\n|---|---|\n| S (Situation) | the service was slow for a week |\n"
    assert found(f"# Study\n\n{table}") == {"situation"}


def test_a_heading_comes_before_a_label() -> None:
    text = "# Study\n\n- **Situation**: 15 minutes\n\n## Situation\n\nThe service was slow.\n"
    parts = subject({"README.md": text}, ALIASES).outline["situation"]
    assert [part.span.line for part in parts] == [5]


def test_a_page_is_a_section_by_its_name() -> None:
    assert found("# Study\n\nWords.\n", {"02-data-model.md": "# Two\n\nWords.\n"}) == {"data"}


def test_the_author_may_name_his_own() -> None:
    text = "---\nsections: {War stories: challenges}\n---\n\n# Study\n\n## War stories\n\nIt broke on a Monday.\n"
    assert found(text) == {"challenges"}


def test_headings_in_code_are_no_sections() -> None:
    assert found("# Study\n\n```\n# Goals\n\n## Data model\n```\n") == set()


def test_what_waits_to_be_filled_in_is_not_there() -> None:
    read = subject({"README.md": "# Study\n\n## Goals\n\n- TODO: name one\n- Answer in 200 ms\n"}, ALIASES)
    (part,) = read.outline["goals"]
    assert [item.text for block in part.blocks for item in getattr(block, "items", ())] == ["Answer in 200 ms"]


def lines_of(text: str, name: str) -> list[tuple[int, int]]:
    return [(part.span.line, part.span.end_line) for part in subject({"README.md": text}, ALIASES).outline[name]]


def test_under_a_shared_title_a_section_with_a_heading_of_its_own_is_there_alone() -> None:
    text = "# Study\n\n## Goals and non-goals\n\n### Goals\n\nOne.\n\n### Non-goals\n\nTwo.\n"
    assert lines_of(text, "goals") == [(5, 8)]
    assert lines_of(text, "non-goals") == [(9, 11)]


def test_a_shared_title_without_such_a_heading_serves_as_both() -> None:
    text = "# Study\n\n## Goals and non-goals\n\n### First\n\nOne.\n"
    assert lines_of(text, "goals") == lines_of(text, "non-goals") == [(3, 7)]


def test_a_title_that_names_one_section_twice_keeps_all_below_it() -> None:
    text = "# Study\n\n## Goals: our objectives\n\n### Objectives\n\nOne.\n\n### More\n\nTwo.\n"
    assert lines_of(text, "goals") == [(3, 11)]


def test_a_row_gives_way_to_a_label() -> None:
    table = "| letter | means |\n|---|---|\n| S (Situation) | what was at stake |\n"
    assert lines_of(f"# Study\n\n{table}\n- **S**: x\n- **Situation**: the lock ran dry\n", "situation") == [(8, 8)]
