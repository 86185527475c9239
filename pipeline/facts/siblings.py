"""Things told side by side: the rows of a table, the bullets of a list, the decisions of a page.

Where all of them say something and one does not, that one stands out to a reader, whatever a rubric
asks for. Said is only what can be seen for certain: a cell that is empty or holds an adjective where
the column holds figures, a bullet of a few words among bullets that argue, a decision that lost its
reason, its alternative or its price. That a mark is missing is not enough: a pattern may have missed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.facts.columns import AFTER, BEFORE, idle, roles
from pipeline.facts.ordinary import is_ordinary
from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.units import UNITS, Unit, count_words
from pipeline.study import List, Row, Section, Span, Table

LEAST = 4
"""So many stand side by side before one of them can stand out."""
BARE, TOLD = 3, 12
"""So many words at most make a bullet bare; so many at least make its neighbours say something."""
LEFT_OUT, SENTENCE = 3, 3
"""Empty cells that take a row out of its column; the words from which a cell is a sentence."""
PLAIN = 8
"""So many words at most make a bullet empty if all of them fit any story."""
THIN, ARGUING = 12, 12
"""So many words at most make a bullet thin; so many at least, and twice its own, have its neighbours."""
ARGUED = ("choice", "alternative", "reason", "cost")
"""What a decision is told with. One that has all but one of those that the others have has lost it."""
WEIGHED = 2
"""So many of those at least all decisions bear."""
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
MONEY = pattern(r"\b(?:costs?|prices?|dollars?|euros?|usd|eur|budget|amount|spend)\b|[$€£]", re.IGNORECASE)
LETTERS = pattern(r"[^\W\d_]+")
SPECIFIC = pattern(r"[\d`{}()<>=_/]|[a-z][.:]?[A-Z]|[a-z]\.[a-z]|[\u0370-\u1fff\u3040-\ud7ff]")
"""A figure, code, a path, or letters whose words cannot be counted."""
SPOKEN: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "choice": pattern(r"\b(?:decision|choice|cho[so]|picked|selected|use)", re.IGNORECASE),
        "alternative": pattern(
            r"\b(?:alternative|option|instead|rejected|over|versus|vs|rather|than)\b", re.IGNORECASE
        ),
        "reason": pattern(r"\b(?:rationale|reason|why|benefit|pros|because|since|so that)", re.IGNORECASE),
        "cost": pattern(r"\b(?:trade-?\s?off|cost|price|downside|drawback|cons\b|accept|but\b)", re.IGNORECASE),
    }
)
"""A decision that holds one of these words may well say it, in words that its mark does not know."""
DIGIT = pattern(r"\d")
VAGUE = pattern(
    r"\W{0,4}(?:(?:very|quite|rather|fairly|really|extremely|much|far|too|so|as)\s+)?"
    r"(?:many|most|more|few|fewer|some|several|lots|plenty|high|higher|low|lower|fast|faster|slow|slower|quick|quicker"
    r"|good|better|best|great|big|bigger|large|larger|small|smaller|huge|short|shorter|long|longer|acceptable|reasonable"
    r"|near|far|close|little|heavy|light|rare|frequent|strong|weak|bad|poor|worse|tiny|minor|improved|reduced|adequate"
    r"|sufficient|significant|considerable|moderate|robust|scalable|often|rarely|sometimes|soon|later|enough)"
    r"(?:\s+[^\W\d]{2,20}){0,2}\W{0,4}$",
    re.IGNORECASE,
)
"""A cell that is an adjective where a figure could stand: "very high", "most pages"."""
BENEFIT = pattern(r"\b(?:benefits?|pros|advantages?)\b", re.IGNORECASE)
DECIDES = pattern(
    r"\b(?:we|i)(?: have)? (?:chose|chosen|choose|picked|decided|selected|went with)\b|\b(?:decision|chosen|choice) ?:",
    re.IGNORECASE,
)
"""How a stretch begins that tells a decision."""
OPENING = 160
"""Characters in which it says so."""
TOTAL = pattern(r"\W{0,20}(?:total|sum|overall|altogether)\b", re.IGNORECASE)
Shows = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Odd:
    """A thing that lacks the mark ``lack`` ("": everything), which the ``others`` beside it have, in ``column``."""

    unit: Unit
    lack: str
    others: int
    column: str = ""


def odd_ones(parts: Sequence[Part], of: str, shows: Shows, marks: Sequence[str] = ()) -> Iterator[Odd]:
    """What stands out among the rows of each table, the items of each list and the cases of each part.

    ``shows`` tells whether a text bears a mark; ``marks`` are those that the parts are read for.
    """
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Table):
                yield from _cells(part.span.path, block)
            elif isinstance(block, List):
                items = tuple(UNITS["cases"]((Part(part.title, part.span, (block,)),)))
                yield from _thin(items, shows, marks)
                yield from _argued(items, shows)
        if of == "cases":
            cases = tuple(UNITS["cases"]((part,)))
            yield from _argued(cases, shows, part.sections)


def _cells(path: str, table: Table) -> Iterator[Odd]:
    """Empty cells where the rest of the column is filled, and adjectives where the rest of it holds figures."""
    rows = [row for row in table.rows if not (row.cells and TOTAL.match(row.cells[0]))]
    if len(rows) < LEAST:
        return
    for number, (title, role) in enumerate(zip(table.header, roles(table.header), strict=True)):
        cells = [row.cells[number] if number < len(row.cells) else "" for row in rows]
        empty = [n for n, cell in enumerate(cells) if _emptied(cell, title, role)]
        figures = [n for n, cell in enumerate(cells) if DIGIT.search(cell)]
        vague = [n for n, cell in enumerate(cells) if VAGUE.match(cell)]
        if len(empty) == 1 and _compares(rows[empty[0]]) and (role or len(figures) == len(cells) - 1 or _talks(cells)):
            lack = SHOWN_BY.get(role) or (_figure(title) if len(figures) == len(cells) - 1 else "")
            yield Odd(_unit(path, rows[empty[0]]), lack, len(cells) - 1, title)
        elif len(vague) == 1 and len(figures) >= LEAST - 1 and len(figures) * 5 >= (len(cells) - 1) * 4:
            yield Odd(_unit(path, rows[vague[0]]), _figure(title), len(figures), title)


def _compares(row: Row) -> bool:
    """Whether a row fills its columns: one that leaves three of them out is of another kind."""
    return sum(not cell.strip() for cell in row.cells) < LEFT_OUT


def _talks(cells: Sequence[str]) -> bool:
    """Whether the filled cells of a column are sentences, so that a blank one is not just nothing to list."""
    return all(count_words(cell) >= SENTENCE for cell in cells if cell.strip())


def _emptied(cell: str, title: str, role: str) -> bool:
    """Whether a cell says nothing. Of a column of reasons also one that fits anything; a benefit may be short."""
    return not cell.strip() or (bool(role) and idle(cell, "" if BENEFIT.search(title) else role))


def _figure(title: str) -> str:
    """What a cell without its figure lacks: an amount, a side of a comparison, or a figure."""
    if MONEY.search(title):
        return "money"
    return "pair" if BEFORE.search(title) or AFTER.search(title) else "number"


def _unit(path: str, row: Row) -> Unit:
    return Unit(" | ".join(row.cells), Span(path, row.line, row.end_line), row.cells[0] if row.cells else "")


def _thin(units: tuple[Unit, ...], shows: Shows, marks: Sequence[str]) -> Iterator[Odd]:
    """A bullet of a few words among bullets that argue, if it lacks what at least four in five of them have."""
    for unit in units:
        others = [other for other in units if other is not unit]
        shortest = min((other.words for other in others), default=0)
        if unit.text.endswith(":") or not unit.words or (unit.words <= BARE and SPECIFIC.search(_below(unit))):
            continue
        if len(units) >= LEAST - 1 and _bare(unit) and shortest >= max(TOLD, 2 * unit.words):
            yield Odd(unit, "", len(others))
        elif len(units) >= LEAST and unit.words <= THIN and shortest >= max(ARGUING, 2 * unit.words):
            bearing = {mark: sum(shows(other.text, mark) for other in others) for mark in (*marks, "grounded")}
            for mark, count in bearing.items():
                certain = mark in ARGUED or not DIGIT.search(_below(unit))
                if certain and count >= LEAST - 1 and count * 5 >= len(others) * 4 and not shows(unit.text, mark):
                    yield Odd(unit, mark, count)


def _below(unit: Unit) -> str:
    """What stands behind its label: the figures of "2 → 3: later" are its name."""
    return unit.text.removeprefix(unit.title)


def _bare(unit: Unit) -> bool:
    """Whether it is a word or three, or nothing but words that fit any story: "nothing was lost"."""
    plain = (
        unit.words <= PLAIN
        and not SPECIFIC.search(unit.text)
        and all(is_ordinary(word) for word in LETTERS.findall(unit.text.lower()))
    )
    return plain or unit.words <= BARE


def _argued(units: tuple[Unit, ...], shows: Shows, sections: Sequence[Section] = ()) -> Iterator[Odd]:
    """A decision among decisions that lacks one of the things that they are told with.

    A case that has none or one of them is about something else.
    ``sections`` are what the units are made of: a heading or a label alone on its line is not in their text.
    """
    units = tuple(unit for unit in units if sum(shows(unit.text, mark) for mark in ARGUED) > 1)
    told = [unit for unit in units if DECIDES.search(unit.text[:OPENING])]
    told = list(units) if len(told) == len(units) - 1 and not sections else told
    bearing = {mark: [unit for unit in told if shows(unit.text, mark)] for mark in ARGUED}
    common = [mark for mark, having in bearing.items() if len(having) == len(told)]
    for mark, having in bearing.items():
        if len(having) == len(told) - 1 and len(told) >= LEAST and len(common) >= WEIGHED:
            lost = next(unit for unit in told if unit not in having)
            titles = (one.title for section in sections for one in section.walk() if one.line in _lines(lost))
            if not SPOKEN[mark].search(" ".join((lost.text, *titles))):
                yield Odd(lost, mark, len(having))


def _lines(unit: Unit) -> range:
    return range(unit.span.line, unit.span.end_line + 1)
