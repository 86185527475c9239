"""Things told side by side: the rows of a table, the bullets of a list, the decisions of a page.

Where all of them say something and one does not, that one stands out to a reader, whatever a rubric
asks for. Said is only what can be seen for certain: a cell that is empty, a cell without a figure in
a column of figures, a decision that lost its reason, its alternative or its price.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.units import UNITS, Unit, idle, roles
from pipeline.study import List, Row, Span, Table

LEAST = 4
"""So many stand side by side before one of them can stand out."""
BARE, TOLD = 2, 6
"""So many words at most make a bullet bare; so many at least make its neighbours say something."""
ARGUED = ("choice", "alternative", "reason", "cost")
"""What a decision is told with. One that has all but one of those that the others have has lost it."""
SHOWN_BY: Mapping[str, str] = MappingProxyType(
    {
        "alternative": "alternative",
        "reason": "reason",
        "trade-off": "cost",
        "recovery": "survived",
        "impact": "blast",
        "detection": "detection",
        "measured": "method",
        "target": "bound",
    }
)
"""What the role of a column says about its cells, as the name of a mark."""
FIGURE = pattern(r"[^\w]{0,8}(?:[^\W\d]{1,12} ){0,3}[^\w]{0,4}\d", re.IGNORECASE)
"""A cell that opens with a figure, at most three words in: "under 5 %", "median 0.4 s"."""
DECLINED = pattern(
    r"\W*(?:no|not|none|zero|never|unknown|see|any|all|each|every|one|two|once)\b|.{0,400}\d", re.IGNORECASE
)
"""A cell that says why there is none, or holds a figure further on."""
TOTAL = pattern(r"\W*(?:total|sum|overall|altogether)\b", re.IGNORECASE)
BLANK = pattern(r"\W*$")
Shows = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Odd:
    """A thing that lacks the mark ``lack`` ("": everything), which the ``others`` beside it have, in ``column``."""

    unit: Unit
    lack: str
    others: int
    column: str = ""


def odd_ones(parts: Sequence[Part], of: str, shows: Shows) -> Iterator[Odd]:
    """What stands out among the rows of each table, the items of each list and the cases of each part.

    ``shows`` tells whether a text bears a mark.
    """
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Table):
                yield from _cells(part.span.path, block)
            elif isinstance(block, List) and not any(item.depth or item.text.endswith(":") for item in block.items):
                yield from _bare(tuple(UNITS["lines"]((Part(part.title, part.span, (block,)),))))
            if isinstance(block, List) and of != "cases":
                yield from _argued(tuple(UNITS["lines"]((Part(part.title, part.span, (block,)),))), shows)
        if of == "cases":
            yield from _argued(tuple(UNITS["cases"]((part,))), shows)


def _cells(path: str, table: Table) -> Iterator[Odd]:
    """Empty cells, and cells without a figure, where the rest of the column has one."""
    rows = [row for row in table.rows if not (row.cells and TOTAL.match(row.cells[0]))]
    if len(rows) < LEAST:
        return
    for number, (title, role) in enumerate(zip(table.header, roles(table.header), strict=True)):
        cells = [row.cells[number] if number < len(row.cells) else "" for row in rows]
        empty = [n for n, cell in enumerate(cells) if idle(cell, role)]
        open_with = [n for n, cell in enumerate(cells) if FIGURE.match(cell)]
        bare = [n for n, cell in enumerate(cells) if n not in open_with and not DECLINED.match(cell)]
        if len(empty) == 1 and (role or BLANK.match(cells[empty[0]])):
            lack = SHOWN_BY.get(role, "number" if len(open_with) == len(cells) - 1 else "")
            yield Odd(_unit(path, rows[empty[0]]), lack, len(cells) - 1, title)
        elif len(bare) == 1 and len(open_with) >= LEAST - 1 and len(open_with) * 4 >= len(cells) * 3:
            yield Odd(_unit(path, rows[bare[0]]), "number", len(cells) - 1, title)


def _unit(path: str, row: Row) -> Unit:
    return Unit(" | ".join(row.cells), Span(path, row.line, row.end_line), row.cells[0] if row.cells else "")


def _bare(units: tuple[Unit, ...]) -> Iterator[Odd]:
    """A bullet of a word or two among bullets that say something."""
    bare = [unit for unit in units if unit.words <= BARE]
    if len(units) >= LEAST - 1 and len(bare) == 1 and all(unit.words >= TOLD for unit in units if unit not in bare):
        yield Odd(bare[0], "", len(units) - 1)


def _argued(units: tuple[Unit, ...], shows: Shows) -> Iterator[Odd]:
    """A decision among decisions that lacks one of the things that they are told with."""
    if len(units) < LEAST:
        return
    bearing = {mark: [unit for unit in units if shows(unit.text, mark)] for mark in ARGUED}
    common = [mark for mark, having in bearing.items() if len(having) == len(units)]
    for mark, having in bearing.items():
        if len(having) == len(units) - 1 and len(common) >= 2:
            lost = next(unit for unit in units if unit not in having)
            yield Odd(lost, mark, len(having))
