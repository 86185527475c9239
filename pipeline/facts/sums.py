"""Columns of a table that end in a total, and what their cells come to.

Read only where the sum is beyond doubt: every cell above the total is one amount of its unit, no
row is a subtotal, an average or a part of another one, and nothing near the table says that the
rows overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.addends import addend, same_unit, slack
from pipeline.facts.amounts import Amount
from pipeline.facts.grids import Column, Grid, GridRow
from pipeline.facts.pattern import pattern

TOTAL = pattern(r"(?:(?:grand|overall) )?(?:totals?|sum)\b|[\w&/ -]{1,40}\btotal$", re.IGNORECASE)
BARE_TOTAL = pattern(r"(?:(?:grand|overall) )?(?:totals?|sum)(?: cost| spend| bill)?\W*$", re.IGNORECASE)
NOT_THE_SUM = pattern(
    r"\b(?:per|each|sav(?:ed|ings?)|reduc\w+|improve\w+|change|budget|capacity|available|limit|allowed|remaining"
    r"|left|used"
    r"|incl\w*|excl\w*|with|without|after|buffer|headroom|overhead|margin|tax|vat|contingency|replica\w*|peak"
    r"|discount\w*"
    r"|unique|distinct|wall|elapsed|compressed|net|annual\w*|year\w*|sub-?total)\b|[×/]|\bx ?\d",
    re.IGNORECASE,
)
"""Words of a total's label that say it is more, less or other than the sum of the rows above."""
NOT_A_PART = pattern(
    r"\b(?:sub-?totals?|averages?|avg|mean|median|max\w*|min(?:imum)?|peak|p\d{2,3}|of (?:which|them|these)|thereof"
    r"|incl\w*|discounts?|credits?|sav(?:ed|ings?)|minus|less|each|per|refunds?|rebates?|one-?(?:off|time)"
    r"|set-?up (?:fee|cost)s?"
    r"|up-?front"
    r"|annual\w*|yearly|optional|reserves?|parallel\w*|concurrent\w*|overlap\w*|free tier|total|sum)\b|^[↳└├–—-]",
    re.IGNORECASE,
)
"""Labels of rows that may not simply be added."""
NOT_ADDITIVE = pattern(
    r"\b(?:avg|average|mean|median|max\w*|min(?:imum)?|peak|unit|price|rate|latency|p\d{2,3}|ratio|version"
    r"|weight(?:ed)?"
    r"|per (?!month|year|day|hour|week)|cumulative|running|rank|priority|score|each|utili[sz]ation|usage|rps|qps|tps)\b"
    r"|/ ?(?:unit|user|node|instance|request|item|row)",
    re.IGNORECASE,
)
"""Titles of columns whose cells are not for adding."""
OVERLAP = pattern(
    r"\b(?:parallel\w*|concurrent\w*|overlap\w*|more than one|several answers|multiple answers"
    r"|do(?:es)? ?n[o'’]t (?:add|sum)|counted (?:once|twice|in)|de-?duplicat\w*|critical path|longest of"
    r"|at the same time"
    r"|not (?:shown|listed|included)|left out|top \d+|main items)\b",
    re.IGNORECASE,
)
NEAR = 4
"""Lines above and below a table that are taken to speak of it."""
UNSURE = Fraction(1, 4)
WHOLE = 100
PERIODS = (7, 12, 24, 30, 52, 60, 365)
"""How many of a shorter period make a longer one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total as printed in ``row`` under ``column``, with the ``parts`` that stand above it.

    ``sum`` is what the parts come to, in the base unit of ``printed``. ``beyond`` is how far the
    printed total lies outside what rounding of the parts allows, 0 where it fits.
    """

    column: Column
    row: GridRow
    printed: Amount
    parts: tuple[Amount, ...]

    @property
    def sum(self) -> Fraction:
        """What the parts come to."""
        return sum((part.value for part in self.parts), Fraction(0))

    @property
    def beyond(self) -> Fraction:
        """The distance between what is printed and what the parts allow."""
        allowed = sum((slack(amount, self.printed) for amount in (self.printed, *self.parts)), Fraction(0))
        return max(abs(self.sum - self.printed.value) - allowed, Fraction(0))


def sums(grid: Grid, text: str) -> tuple[Sum, ...]:
    """The columns of ``grid`` that can be added up and compared. ``text`` is what stands near the table."""
    last = next((n for n, row in enumerate(grid.rows) if n > 1 and _is_total(row)), None)
    if last is None or not grid.whole or OVERLAP.search(text):
        return ()
    above, row = grid.rows[:last], grid.rows[last]
    if not _adds_up(above) or NOT_THE_SUM.search(row.label):
        return ()
    found = (_sum(grid, above, row, number) for number in range(1, len(grid.columns)))
    return tuple(s for s in found if s and _is_meant(grid, above, s, sure=_is_sure(grid, s)))


def _is_sure(grid: Grid, found: Sum) -> bool:
    """Whether the row is a total of parts whatever it says: "Total users" may be one fact among others."""
    named = bool(BARE_TOTAL.match(found.row.label)) or found.printed.dimension in {"money", "bytes"}
    return named and grid.columns[0].role != "metric"


def _is_total(row: GridRow) -> bool:
    return bool(TOTAL.match(row.label))


def _adds_up(rows: Sequence[GridRow]) -> bool:
    """Whether no row is a subtotal, by its words or by bold print among plain rows."""
    strong = sum(row.strong for row in rows)
    return strong in {0, len(rows)} and not any(NOT_A_PART.search(row.label) for row in rows)


def _sum(grid: Grid, above: Sequence[GridRow], row: GridRow, number: int) -> Sum | None:
    column = grid.columns[number]
    if column.role in {"change", "target", "method"} or NOT_ADDITIVE.search(column.title):
        return None
    printed = addend(row.cells[number])
    parts = [addend(each.cells[number]) for each in above]
    filled = [part for part in parts if part]
    if printed is None or len(filled) < len(parts) or not same_unit([printed, *filled]):
        return None
    return Sum(column=column, row=row, printed=printed, parts=tuple(filled))


def _is_meant(grid: Grid, above: Sequence[GridRow], found: Sum, *, sure: bool) -> bool:
    """Whether the printed figure can only be the sum of the column."""
    if not found.beyond:
        return found.printed.dimension != "percent" or found.printed.value == WHOLE
    near = abs(found.sum - found.printed.value) <= UNSURE * found.printed.value
    if found.printed.dimension == "percent":
        return found.printed.value == WHOLE and near
    if found.column.role == "value" and not sure:
        return False
    others = (*_other_readings(found), *_products(grid, above))
    return (sure or near) and not any(found.printed.low <= value <= found.printed.high for value in others)


def _other_readings(found: Sum) -> Iterator[Fraction]:
    """What a row "Total" may also hold: the last of running totals, the greatest, the mean, another period.

    A time below the sum of its parts is that of work done side by side.
    """
    yield from (part.value for part in found.parts)
    yield found.sum / len(found.parts)
    yield from (found.sum * factor for factor in PERIODS)
    yield from (found.sum / factor for factor in PERIODS)
    if found.printed.dimension == "time" and found.printed.value < found.sum:
        yield found.printed.value


def _products(grid: Grid, above: Sequence[GridRow]) -> Iterator[Fraction]:
    """What pairs of columns come to when multiplied row by row, such as price and number of pieces."""
    columns = [[addend(row.cells[n]) for row in above] for n in range(1, min(len(grid.columns), 8))]
    for n, left in enumerate(columns):
        for right in columns[n + 1 :]:
            pairs = [(a.value, b.value) for a, b in zip(left, right, strict=True) if a and b]
            if len(pairs) == len(above):
                yield sum((a * b for a, b in pairs), Fraction(0))
