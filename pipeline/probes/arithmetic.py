"""Figures that can be done again from what is printed beside them: changes, equations, unit prices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from pipeline.facts.amounts import lone
from pipeline.facts.changes import Change, alike, annotated, changes
from pipeline.facts.equations import equations
from pipeline.facts.figures import Check
from pipeline.facts.grids import Grid, GridRow, grids, outside
from pipeline.facts.orders import orders
from pipeline.facts.pattern import pattern
from pipeline.facts.prices import Price, bill, implied
from pipeline.facts.ratios import contradiction
from pipeline.facts.shares import shares
from pipeline.facts.subject import Subject
from pipeline.facts.units import SENTENCE
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Span

CHECKED = frozenset({"checked", "right", "contradictions"})
LONGEST = 3_000
"""Characters of a text beyond which no figure is looked for."""
STATED = pattern(r"%|\bpercent|\d ?[xX×]")
"""Without one of these a text states no percent and no factor."""
_DECORATED = r"[\s*_`\\]{1,9}"
"""What may stand between two words in the file where the reader sees a space."""
EATEN = pattern(r"\d\*[^\s*`|]{1,20}\*[(\d]")
"""Two stars between figures are emphasis to Markdown, and gone."""
Place = tuple[Span, Check]


def percent(subject: Subject, *, tolerance: int = 2) -> Measure:
    """Percents and factors that are stated with both of their ends, in a sentence or a row with a change column.

    ``tolerance`` is in percent points. Quantities: ``checked`` statements, how many are ``right``,
    and the ``contradictions``.
    """
    return _measure(
        subject, [*_told_changes(subject, Fraction(tolerance)), *_row_changes(subject, Fraction(tolerance))]
    )


def _told_changes(subject: Subject, tolerance: Fraction) -> Iterator[Place]:
    for span, text in _texts(subject):
        if not STATED.search(text):
            continue
        for change in changes(text):
            says = contradiction(change, tolerance=tolerance)
            if says is not None:
                yield span, Check(text=text[change.start : change.end], start=change.start, says=says)
        yield from ((span, share) for share in shares(text, tolerance=tolerance))


def _row_changes(subject: Subject, tolerance: Fraction) -> Iterator[Place]:
    for grid in grids(subject):
        before, after, change = (grid.places(role) for role in ("before", "after", "change"))
        if len(before) == len(after) == 1:
            for row in grid.rows:
                check = _row_change(row, (before[0], after[0]), change, tolerance)
                if check:
                    yield Span(grid.path, row.line, row.line), check


def _row_change(row: GridRow, pair: tuple[int, int], change: Sequence[int], tolerance: Fraction) -> Check | None:
    """A row with a figure before and one after, and a percent or factor in a cell of its own or behind the latter."""
    before, after = (row.cells[place] for place in pair)
    told, cell = _told_beside(before, after, row.cells[change[0]] if len(change) == 1 else "")
    says = contradiction(told, tolerance=tolerance) if told else None
    return None if says is None else Check(text=cell, start=0, says=says)


def _told_beside(before: str, after: str, stated: str) -> tuple[Change | None, str]:
    """The change that three cells tell, each with one amount, and the cell that states it."""
    old, new, said = lone(before), lone(after), lone(stated)
    if old and not new:
        return annotated(after, old), after
    pair = alike(old, new) if old and new else None
    if not (pair and said) or said.dimension not in {"percent", "factor"} or said.unit == "pp":
        return None, stated
    return Change(
        before=pair[0],
        after=pair[1],
        percent=said if said.dimension == "percent" else None,
        factor=said if said.dimension == "factor" else None,
        word="improvement",
        start=0,
        end=0,
    ), stated


def equation(subject: Subject, *, tolerance: int = 20) -> Measure:
    """Equations made wholly of figures: products, quotients, sums of like things, conversions of a rate.

    With them figures that are said to be well above or below another one.

    ``tolerance`` is in percent of the result; results marked as rounded may be 30 % off. Quantities:
    ``checked`` equations, how many are ``right``, and the ``contradictions``.
    """
    share = Fraction(tolerance, 100)
    return _measure(
        subject,
        [
            (span, check)
            for span, text in _texts(subject)
            for check in (*equations(text, tolerance=share), *orders(text))
        ],
    )


def _texts(subject: Subject) -> Iterator[tuple[Span, str]]:
    """Paragraphs, items, lines of fences with prose, and single cells; texts that go on for pages are left out.

    So is a line whose signs Markdown ate: of ``2*60*60`` a reader sees 26060, and neither is what the author reckoned.
    """
    rows = {(grid.path, row.line): row for grid in grids(subject) for row in grid.rows}
    for unit in subject.lines:
        row = rows.get((unit.span.path, unit.span.line))
        for text in row.cells if row else (unit.text,):
            if len(text) <= LONGEST and not _eaten(subject, unit.span, text):
                yield unit.span, text


def _eaten(subject: Subject, span: Span, text: str) -> bool:
    lines = subject.page(span.path).lines[span.line - 1 : span.end_line]
    return any((signs := EATEN.search(line)) and signs[0] not in text for line in lines)


def _measure(subject: Subject, found: Iterable[Place]) -> Measure:
    places = list(dict.fromkeys(found))
    wrong = [(span, check) for span, check in places if check.says]
    right = [(span, check) for span, check in places if not check.says]
    quantities = {"checked": len(places), "right": len(right), "contradictions": len(wrong)}
    held = [(_line(subject, span, check.text), check.text) for span, check in right]
    return Measure(
        {name: Fraction(count) for name, count in quantities.items()},
        evidence((place, subject.quote(place, text)) for place, text in held),
        tuple(_gap(subject, _line(subject, span, check.text), check) for span, check in wrong),
    )


def _gap(subject: Subject, place: Span, check: Check) -> Gap:
    line = subject.page(place.path).lines[place.line - 1]
    words = re.search(_DECORATED.join(map(re.escape, check.text.split())), line)
    adds = {"contradictions": -ONE, "right": ONE}
    if words:
        return Gap(span=place, says=check.says, adds=adds, quote=words[0], column=words.start() + 1)
    return Gap(span=place, says=check.says, adds=adds, quote=subject.quote(place))


def _line(subject: Subject, span: Span, text: str) -> Span:
    """The line of ``span`` that holds ``text``, or else the most of its figures."""
    lines = subject.page(span.path).lines
    figures = [word for word in text.split() if any(c.isdigit() for c in word)]
    numbers = range(span.line, min(span.end_line, len(lines)) + 1)
    best = max(
        numbers, key=lambda n: (text in lines[n - 1], sum(f in lines[n - 1] for f in figures)), default=span.line
    )
    return Span(span.path, best, best)


def unit_price(subject: Subject, *, prices: Sequence[Mapping[str, Any]] = ()) -> Measure:
    """Prices of one thing: that follow from a volume and its cost, or are printed beside both.

    What follows is held against usual ranges, what is printed against the cost. ``prices`` are the
    ranges: ``thing``, ``low`` and ``high`` as text, and ``nouns`` or ``data`` with ``words``.
    Quantities: ``checked`` prices and how many are ``unlikely``.
    """
    ranges = tuple(_price(price) for price in prices)
    found = [(span, says) for span, text, title in _bills(subject) for says in _priced_at(text, title, ranges)]
    quotes = [(span, subject.quote(span), says) for span, says in found]
    gaps = tuple(Gap(span=s, says=says, adds={"unlikely": -ONE}, quote=quote) for s, quote, says in quotes if says)
    quantities = {"checked": Fraction(len(found)), "unlikely": Fraction(len(gaps))}
    return Measure(quantities, evidence((span, quote) for span, quote, says in quotes if not says), gaps)


def _priced_at(text: str, title: str, ranges: tuple[Price, ...]) -> Iterator[str]:
    """What is wrong with each price of the text, "" where nothing is."""
    result = implied(text, ranges, title=title)
    if result:
        yield "" if result.fits else result.says
    owed = bill(text, tolerance=Fraction(1, 2))
    if owed is not None:
        yield owed


def _bills(subject: Subject) -> Iterator[tuple[Span, str, str]]:
    """Texts that may hold a bill; of a table, rows with the title of the column that holds the money."""
    for unit in outside(subject):
        for sentence in SENTENCE.split(unit.text):
            if "×" not in sentence and len(sentence) <= LONGEST:
                yield unit.span, sentence, ""
    for grid in grids(subject):
        for row in grid.rows:
            yield Span(grid.path, row.line, row.line), " | ".join(row.cells), _money_title(grid, row)


def _money_title(grid: Grid, row: GridRow) -> str:
    amounts = ((column.title, lone(cell)) for column, cell in zip(grid.columns, row.cells, strict=True))
    return next((title for title, amount in amounts if amount and amount.dimension == "money"), "")


def _price(price: Mapping[str, Any]) -> Price:
    low, high = Fraction(price["low"]), Fraction(price["high"])
    if not 0 < low < high:
        message = "a price needs 0 < low < high"
        raise ValueError(message)
    return Price(
        thing=price["thing"],
        low=low,
        high=high,
        nouns=tuple(price.get("nouns", ())),
        data=price.get("data", ""),
        words=tuple(price.get("words", ())),
    )


def _tolerant(*, tolerance: int = 2) -> frozenset[str]:
    if tolerance < 0:
        message = "tolerance must be 0 or more"
        raise ValueError(message)
    return CHECKED


def _priced(*, prices: Sequence[Mapping[str, Any]] = ()) -> frozenset[str]:
    try:
        for price in prices:
            _price(price)
    except (KeyError, TypeError, ZeroDivisionError) as error:
        message = "a price needs thing, low and high"
        raise ValueError(message) from error
    return frozenset({"checked", "unlikely"})


PROBES = {
    "arithmetic.percent": Probe(percent, _tolerant),
    "arithmetic.equation": Probe(equation, _tolerant),
    "arithmetic.implied": Probe(unit_price, _priced),
}
