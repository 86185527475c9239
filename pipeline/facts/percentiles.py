"""Percentiles of one thing that stand side by side: in a sentence, in a row, or in rows below each other.

Two figures are set against each other only where nothing but their percentile tells them apart:
the words ahead of each and behind each are the same, or the later ones are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from pipeline.facts.amounts import Amount, amounts, lone
from pipeline.facts.grids import CELL, Grid
from pipeline.facts.pattern import pattern

MARK = pattern(
    r"\b(?:[pP](?P<p>50|75|90|95|99(?:[.]?9{1,2})?)|(?P<nth>50|75|90|95|99(?:\.9{1,2})?)(?:th|st) ?(?:percentile|%ile)?"
    r"|(?P<median>median)|(?P<average>average|avg|mean)|(?P<max>max(?:imum)?))(?![\w%])",
    re.IGNORECASE,
)
_LINKS = pattern(
    r"\b(?:is|was|are|were|of|at|a|an|the|our|and|to|with|took|takes|in|under|below|about|latency|latencies|time|against|beside"
    r"|versus|vs|while|but|only)\b|[\s*_`:=~≈<≤>≥(/–—-]+",
    re.IGNORECASE,
)
_BREAK = pattern(r"[,;/|]|\band\b|\.(?=\s|$)| [–—-] ")
_WORDS = pattern(r"[^\W\d_]{2,40}")
DIMENSIONS = frozenset({"time", "bytes"})
BOUNDED = frozenset({"<", "≤"})
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Percentile:
    """``name`` as printed ("p95"), ``rank`` of 100 ("average" has none), the ``amount`` and its ``line``."""

    name: str
    rank: int
    amount: Amount
    line: int


def rank(mark: re.Match[str]) -> int:
    """Where a statistic stands, in hundredths of a percent: p99.9 is 9,990, a median 5,000; 0 for an average."""
    if mark["max"]:
        return 10_000
    if mark["median"]:
        return 5_000
    digits = (mark["p"] or mark["nth"] or "").replace(".", "")
    return int(digits.ljust(4, "0")) if digits else 0


def pairs(text: str, line: int) -> Iterator[tuple[Percentile, Percentile]]:
    """Pairs of statistics of one thing in the sentence ``text``, as they follow each other."""
    found = list(_stated(text[:_LONGEST], line))
    if _once(each for each, _, _ in found):
        for (one, ahead, behind), (other, later, after) in combinations(found, 2):
            if behind == after and later in (ahead, frozenset()) and _comparable(one, other):
                yield one, other


def _once(found: Iterable[Percentile]) -> bool:
    """Whether no statistic is given twice: then there are two things, and what belongs to which is a guess."""
    ranks = [each.rank for each in found]
    return len(set(ranks)) == len(ranks)


def _stated(text: str, line: int) -> Iterator[tuple[Percentile, frozenset[str], frozenset[str]]]:
    """Each amount next to one statistic, with the words ahead of both and behind them up to the next comma."""
    marks = list(MARK.finditer(text))
    figures = amounts(text) if marks else ()
    edges = sorted((each.start(), each.end()) for each in marks) + [(each.start, each.end) for each in figures]
    for figure in figures:
        gaps = sorted((gap, n) for n, mark in enumerate(marks) if (gap := _gap(text, mark, figure)) is not None)
        if gaps and (len(gaps) == 1 or gaps[0][0] < gaps[1][0]):
            mark = marks[gaps[0][1]]
            start, end = min(mark.start(), figure.start), max(mark.end(), figure.end)
            ahead = text[max((last for _, last in edges if last <= start), default=0) : start]
            behind = text[end : min((first for first, _ in edges if first >= end), default=len(text))]
            yield (
                Percentile(mark[0], rank(mark), figure, line),
                _own(_BREAK.split(ahead)[-1]),
                _own(_BREAK.split(behind)[0]),
            )


def _gap(text: str, mark: re.Match[str], figure: Amount) -> int | None:
    """Characters between a statistic and a figure; None where they are far apart or other words part them."""
    first, last = (mark.end(), figure.start) if figure.start >= mark.end() else (figure.end, mark.start())
    near = 0 <= last - first <= 40 and not _LINKS.sub("", text[first:last])
    return last - first if near else None


def _own(words: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORDS.findall(_LINKS.sub(" ", words)))


def table_pairs(grid: Grid) -> Iterator[tuple[Percentile, Percentile]]:
    """Pairs of statistics of one thing in a table: columns of one row, or rows with one label."""
    for row in grid.rows:
        for cell in row.cells:
            yield from pairs(cell, row.line)
    titled = [(n, mark) for n, column in enumerate(grid.columns) if (mark := MARK.search(column.title))]
    for row in grid.rows:
        cells = [(mark, grid.columns[n].title, row.cells[n]) for n, mark in titled]
        yield from _columns((mark, title, cell, row.line) for mark, title, cell in cells)
    labelled = [(row, mark) for row in grid.rows if (mark := MARK.search(row.label))]
    for n in range(1, len(grid.columns)):
        if not MARK.search(grid.columns[n].title):
            yield from _columns((mark, row.label, row.cells[n], row.line) for row, mark in labelled)


def _columns(
    cells: Iterable[tuple[re.Match[str], str, str, int]],
) -> Iterator[tuple[Percentile, Percentile]]:
    """Pairs among cells whose titles are the same but for the statistic."""
    found: dict[frozenset[str], list[Percentile]] = {}
    for mark, title, cell, line in cells:
        amount = lone(cell[:CELL])
        if amount:
            rest = _own(f"{title[: mark.start()]} {title[mark.end() :]}")
            found.setdefault(rest, []).append(Percentile(mark[0], rank(mark), amount, line))
    for alike in found.values():
        if _once(alike):
            yield from (pair for pair in combinations(alike, 2) if _comparable(*pair))


def _comparable(one: Percentile, other: Percentile) -> bool:
    """Whether both measure one thing: the same unit, another statistic, the same kind of bound."""
    alike = (one.amount.dimension, one.amount.per) == (other.amount.dimension, other.amount.per)
    bounds = (one.amount.bound in BOUNDED) + (other.amount.bound in BOUNDED)
    plain = {one.amount.bound, other.amount.bound} - BOUNDED <= {"", "~"}
    return alike and plain and bounds != 1 and one.rank != other.rank and one.amount.dimension in DIMENSIONS


def is_ordered(one: Percentile, other: Percentile) -> bool:
    """Whether the lower statistic is no greater, with all that the printed digits allow.

    An average may lie above a high percentile where a few values are huge: only one that is
    half as much again as p95 or above is held wrong, and none is set against a median.
    """
    low, high = sorted((one, other), key=lambda each: each.rank)
    if low.rank or high.rank == 10_000:
        return _least(low.amount) <= _most(high.amount)
    return high.rank < 9_500 or _least(low.amount) * 2 <= _most(high.amount) * 3


def _least(amount: Amount) -> Fraction:
    return amount.value if amount.bound in BOUNDED else amount.low


def _most(amount: Amount) -> Fraction:
    return amount.value if amount.bound in BOUNDED else amount.high
