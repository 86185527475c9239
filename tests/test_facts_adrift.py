"""What nothing in a study speaks of earns nothing, and a fault in it is still a fault."""

from __future__ import annotations

from pipeline.facts.adrift import known
from pipeline.facts.padding import loose
from tests.studies import subject

SAID = "We moved the parcel desk to a queue because the lockers of the couriers waited for 640 ms."
RESULTS = """
| | Before | After |
|---|---|---|
| Error rate | 4.1 % | 0.2 % |
| Cost a month | $900 | $310 |
| p95 | {} | 45 ms |
"""
DRAWING = "```mermaid\nflowchart LR\n  a[Orchid] --> b[Tulip]\n  b --> c[{}]\n  c --> d[Daisy field]\n```\n"
TABLES = "```sql\nCREATE TABLE vets (id int);\nCREATE TABLE {} (id int);\n```\n"


def adrift(text: str) -> int:
    """How many passages of a page with a sentence about parcels hang in the air."""
    found = subject({"README.md": f"# Parcels\n\n{SAID}\n\n{text}"})
    return len(loose(found.study, found.padding))


def test_a_table_that_measures_nothing_the_text_speaks_of_hangs_in_the_air() -> None:
    assert adrift(RESULTS.format("420 ms")) == 3


def test_a_figure_that_the_text_tells_ties_a_table_to_it() -> None:
    assert adrift(RESULTS.format("640 ms")) == 0


def test_a_figure_of_another_unit_ties_nothing() -> None:
    assert adrift(RESULTS.format("640 %")) == 3


def test_a_sentence_in_a_table_speaks_for_itself() -> None:
    assert adrift(RESULTS.format("measured with k6 after every deploy of the desk")) == 0


def test_a_drawing_of_strange_parts_hangs_in_the_air_and_one_of_a_known_part_does_not() -> None:
    assert adrift(DRAWING.format("Rose")) == 1
    assert adrift(DRAWING.format("Parcel queue")) == 0


def test_definitions_of_tables_of_another_domain_hang_in_the_air() -> None:
    assert adrift(TABLES.format("visits")) == 1
    assert adrift(TABLES.format("lockers")) == 0


def test_what_is_no_sentence_makes_nothing_known() -> None:
    assert known(["Error rate of tulips", "Tulip orchid daisy rose violet lily"]).names == frozenset()


def test_only_a_subject_that_is_grounded_leaves_it_out() -> None:
    found = subject({"README.md": f"# Parcels\n\n{SAID}\n\n{RESULTS.format('420 ms')}"})
    assert [one.why for one in found.padding] == []
    assert {one.why for one in found.ground().padding} == {"adrift"}
    assert found.ground().ground().padding == found.ground().padding


def test_a_study_without_such_passages_is_its_own_ground() -> None:
    found = subject({"README.md": f"# Parcels\n\n{SAID}\n"})
    assert found.ground() is found
