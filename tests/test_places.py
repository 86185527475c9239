"""Where something is told that no section of the study holds: under the heading that comes closest."""

from __future__ import annotations

from pipeline.probes import PROBES
from tests.studies import subject

ALIASES = {"features": ["features"], "practices": ["proof"], "decisions": ["design choices"]}
PAGE = """# Tide board

## Design choices

- Plans are cached for a day, because the tables change at noon
- A lock keeps two clerks apart

## Proof

- We run it on each push
"""


def place(page: str, also: list[str]) -> int | None:
    """The line of the heading that the probe finds closest."""
    asked = {"sections": ["features"], "also": also, "marks": ["mechanism"]}
    home = PROBES["units.marked"].measure(subject({"README.md": page}, ALIASES), **asked).home
    return home.line if home else None


def test_it_is_the_heading_that_holds_most_of_what_was_found() -> None:
    assert place(PAGE, ["practices", "decisions"]) == 3
    assert place(PAGE, ["decisions", "practices"]) == 3


def test_it_is_the_first_of_them_where_nothing_was_found() -> None:
    bare = PAGE.replace("are cached for a day", "last").replace("A lock keeps two clerks apart", "Two clerks")
    assert place(bare, ["practices", "decisions"]) == 8
