"""What a template left behind: placeholders that wait to be filled in, guidance that was never replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.placeholders import CHAT, CITED, Leftover, in_value
from pipeline.facts.residue import borrowed
from pipeline.facts.subject import Subject
from pipeline.limits import QUOTE_LENGTH
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, excerpt, share
from pipeline.study import Page, Span

ESCAPE = "\\"
TO_DO = pattern(r"TODO|FIXME")
PART_SHARE = Fraction(1, 4)
PART_SHINGLES = 20


def placeholders(subject: Subject) -> Measure:
    """Text that a template meant to be replaced, in the body and in the values of the front matter.

    Quantities: ``hits``; ``open``, the honest open points (a lone TBD in a table that is otherwise
    filled, an ellipsis), which are no hits; ``clean``, 1 where there is no hit.
    """
    found = [
        (page, spot)
        for page in subject.study.pages
        for spot in (*_in_front_matter(page), *subject.leftovers[page.path])
    ]
    hits = [(page, spot) for page, spot in found if not spot.open]
    clean = {"clean": ONE} if len(hits) == 1 else {}
    gaps = [_gap(page, spot, {"hits": -ONE, **clean}) for page, spot in hits]
    gaps += [_gap(page, spot, {"open": -ONE}) for page, spot in found if spot.open]
    counts = {"hits": len(hits), "open": len(found) - len(hits), "clean": int(not hits)}
    return Measure({name: Fraction(count) for name, count in counts.items()}, (), tuple(gaps))


def _in_front_matter(page: Page) -> Iterator[Leftover]:
    """Placeholders in the values, each at the line where it stands; line 1 where it is not found as written."""
    head = page.lines[: page.body_line - 1]
    after = 0
    for value in _texts(page.meta):
        for spot in in_value(value):
            rows = [number for number, row in enumerate(head) if spot.text in row]
            line = next((number for number in rows if number >= after), rows[0] if rows else 0)
            after = line
            column = head[line].find(spot.text) + 1 if rows else 1
            yield Leftover(line + 1, column, spot.text, spot.open)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _waiting(text: str) -> str:
    if CHAT.match(text):
        return "was said to you by an assistant, and is no part of the study"
    if CITED.match(text):
        return "is an assistant's mark for a source; link the source itself"
    return "is still to do" if TO_DO.match(text) else "is still the template's text"


def _gap(page: Page, spot: Leftover, adds: Mapping[str, Fraction]) -> Gap:
    literal = spot.text[:QUOTE_LENGTH].rstrip()
    what = "is still open" if spot.open else _waiting(spot.text)
    return Gap(
        span=Span(page.path, spot.line, spot.line),
        says=f"{excerpt(literal.replace(ESCAPE, ''))} {what}",
        adds=adds,
        quote=page.quote(spot.line, literal),
        column=spot.column,
    )


def residue(subject: Subject) -> Measure:
    """How much of the text stands, five words in a row, in a template that we know.

    Headings and table headers do not count: keeping those is what a template is for. Quantities:
    ``residue``, the share of the study; ``worst``, that of the worst section of some length.
    """
    whole = borrowed(tuple(page.root.all_blocks()) for page in subject.study.pages)
    parts = [(part, *borrowed([part.blocks])) for part in _sections(subject)]
    long = [(part, known, total) for part, known, total in parts if total >= PART_SHINGLES]
    worst = max((share(known, total) for _, known, total in long), default=Fraction(0))
    gaps = [
        Gap(
            span=Span(part.span.path, part.span.line, part.span.line),
            says=f"{known * 100 // total} % of “{part.title}” is a template's own guidance",
            adds={"residue": -share(known, whole[1])},
            quote=subject.quote(part.span),
        )
        for part, known, total in sorted(long, key=lambda one: -one[1])
        if share(known, total) >= PART_SHARE
    ]
    return Measure({"residue": share(*whole), "worst": worst}, (), tuple(gaps))


def _sections(subject: Subject) -> Iterator[Part]:
    """Every section by itself, without those below it."""
    for page in subject.study.pages:
        for section in page.root.walk():
            if section.blocks:
                yield Part(section.title or page.name, Span(page.path, section.line, section.end_line), section.blocks)


PROBES = {
    "leftovers.placeholders": Probe(placeholders, lambda: frozenset({"hits", "open", "clean"})),
    "leftovers.residue": Probe(residue, lambda: frozenset({"residue", "worst"})),
}
