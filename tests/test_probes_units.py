"""Where the finding of something goes that a study has no section for, and what counts only once."""

from __future__ import annotations

import pytest

from pipeline.probes.units import PROBES
from tests.studies import subject

ALIASES = {"situation": ("Situation",), "action": ("Action",), "result": ("Result",), "evidence": ("Links",)}
STORY = """\
# Late parcels

## Situation

Parcels were scanned at night.

## What we did

The scanner got a second antenna.

## Links

- The plan of the hall
"""


def home(text: str, section: str) -> int | None:
    study = subject({"README.md": text}, ALIASES)
    measure = PROBES["units.marked"].measure(study, sections=[section], marks=["number"], about=["scans"])
    return measure.home.line if measure.home else None


def test_what_has_no_section_and_nothing_close_to_it_has_no_place() -> None:
    assert home(STORY, "result") is None


def test_it_belongs_where_something_comes_close_to_it() -> None:
    later = STORY.replace("scanned at night.", "scanned at night.\n\n## Later\n\nIt makes 40 scans in 2 hours.")
    assert home(later, "result") == 9


def test_a_section_that_is_there_holds_it() -> None:
    assert home(STORY.replace("## What we did", "## Result"), "result") == 7


@pytest.mark.parametrize(("words", "reasons"), [(4, 1), (200, 0)])
def test_a_long_section_elsewhere_is_no_case(words: int, reasons: int) -> None:
    long = "The crate waited " + "quietly " * words
    first = f"### First\n\n{long}because the belt stood still at night.\n"
    second = f"### Second\n\n{long}and went home again then.\n"
    study = subject({"README.md": f"# Hall\n\n## Result\n\n{first}\n{second}"}, ALIASES)
    measure = PROBES["units.marked"].measure(study, sections=["action"], also=["result"], of="cases", marks=["reason"])
    assert measure.quantities["reason"] == reasons
