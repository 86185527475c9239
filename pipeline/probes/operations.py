"""Interfaces: operations, what a client must know of them, and what they take and answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile

from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS, Unit
from pipeline.facts.units import text as plain
from pipeline.measure import Gap, Measure
from pipeline.probes.oddities import odd_gaps
from pipeline.probes.probe import ONE, evidence, phrases
from pipeline.study import Block, Fence, List, Page, Section, Span, Table

OPERATION = pattern(
    r"\b(?:GET|POST|PUT|PATCH|DELETE)\b[`*|\s]{1,12}(?:https?://[\w.]+)?/[\w{}:/.?=&<>\[\]*-]{1,120}|\brpc\s+\w+\s*\(|\bcurl\b(?:[^\n]|\\\n){0,200}?https?://[\w.-]+/\w|^[^\S\n]*+(?:type\s+)?(?:Query|Mutation)\b",
    re.MULTILINE,
)
CALL = pattern(
    r"^[^\S\n]*+[-*\d.|`]*+[^\S\n]*+`?[A-Za-z_]\w{2,40}\s*\([\w\s,:=\[\]]{0,120}\)\s*(?:->|→|:|returns|`|$)",
    re.MULTILINE,
)
NOTES = phrases(
    (
        "idempoten*",
        "rate limit*",
        "cursor",
        "etag",
        "pagina*",
        "soft delete*",
        "scope*",
        "auth*",
        "version*",
        "401",
        "403",
        "404",
        "409",
        "422",
        "429",
        "5xx",
        "retry-after",
        "cache-control",
        "quota",
        "webhook*",
        "signature",
    )
)
BODY = phrases(
    ("request", "response", "returns", "body", "payload", "status", "200", "201", "202", "204", "302", "301")
)
METHOD = pattern(
    r"\b(?:GET|POST|PUT|PATCH|DELETE)\b[`*|\s]{1,12}(?:https?://[\w.]+)?(?P<path>/[\w{}:/.?=&<>\[\]*-]{1,120})"
)
EXAMPLES = {"json", "http", "yaml", "graphql", "protobuf", "proto"}
PARTS = pattern(r"[`*|\s,;()]+")
LACKS = (
    ("notes", NOTES, "names no limit, right, error or effect of a repeated call"),
    ("bodies", BODY, "names no status or body of its answer"),
)
MOST_GAPS = 5


def mentioned(subject: Subject, about: Sequence[str], shown: int) -> Fraction:
    """How many units of the study name one of ``about``, and how much of it is shown."""
    mention = phrases(tuple(about))
    return Fraction(shown + sum(1 for unit in subject.lines if mention.search(unit.text)))


@dataclass(frozen=True, slots=True)
class _Place:
    """A block with the operations in it: how many, and the texts and spans that tell them."""

    count: int
    texts: tuple[str, ...]
    spans: tuple[Span, ...]


def operations(subject: Subject, *, sections: Sequence[str], about: Sequence[str] = ()) -> Measure:
    """The interface. Quantities: ``operations``, ``notes`` (limits, idempotency, errors …), ``bodies``, ``mentioned``.

    Operations are method and path, RPCs, GraphQL roots or call signatures, in tables, lists or code. Gaps
    are operations of tables and lists of which nothing is noted, or no answer told.
    """
    parts = subject.parts(sections)
    places = [_place(page, section, block) for page, section, block in subject.blocks()]
    count = sum(place.count for place in places)
    spans = [span for place in places for span in place.spans]
    lines = list(UNITS["lines"](parts))
    texts = [text for place in places for text in place.texts]
    quantities = {
        "operations": Fraction(count),
        "notes": Fraction(sum(1 for unit in lines if NOTES.search(unit.text))),
        "bodies": Fraction(sum(1 for text in (*texts, *(unit.text for unit in lines)) if BODY.search(text))),
        "mentioned": mentioned(subject, about, shown=count + len(parts)),
    }
    places_told = evidence((span, subject.quote(span)) for span in spans)
    gaps = (*_gaps(subject, parts, lines), *odd_gaps(subject, sections))
    return Measure(quantities, places_told, gaps, subject.home(sections))


def _place(page: Page, section: Section, block: Block) -> _Place:
    calls = "api" in section.title.lower()
    span = Span(page.path, block.line, block.end_line)
    if isinstance(block, Fence):
        found = len(OPERATION.findall(block.text)) or (len(CALL.findall(block.text)) if calls else 0)
        return _Place(found, (block.text,) if found else (), (span,) if found else ())
    units = [
        unit
        for unit in UNITS["lines"]((Part("", span, (block,)),))
        if OPERATION.search(unit.text) or (calls and CALL.search(unit.text))
    ]
    return _Place(len(units), tuple(unit.text for unit in units), tuple(unit.span for unit in units))


def _gaps(subject: Subject, parts: Sequence[Part], lines: Sequence[Unit]) -> Iterator[Gap]:
    """Operations in rows and items of the interface that lack a note, then those that lack an answer.

    Nothing is said of one whose path stands elsewhere with it, or beside an example of what is sent.
    """
    shown = any(isinstance(block, Fence) and block.language in EXAMPLES for part in parts for block in part.blocks)
    listed = [told for part in parts for told in _listed(part)]
    for name, said, lacks in LACKS:
        if name == "bodies" and shown:
            continue
        told = {word for unit in lines if said.search(unit.text) for word in PARTS.split(unit.text)}
        bare = [(unit, found) for unit, found, below in listed if found["path"] not in told and not said.search(below)]
        for unit, found in bare[:MOST_GAPS]:
            operation = " ".join(word for word in PARTS.split(found[0]) if word)
            quote = subject.quote(unit.span, found["path"])
            yield Gap(span=unit.span, says=f"“{operation}” {lacks}", adds={name: ONE}, quote=quote)


def _listed(part: Part) -> Iterator[tuple[Unit, re.Match[str], str]]:
    """The operations in rows and items, each with the text below its table or list up to the next operation."""
    for number, block in enumerate(part.blocks):
        if isinstance(block, Table | List):
            below = " ".join(takewhile(lambda text: not METHOD.search(text), map(_text, part.blocks[number + 1 :])))
            span = Span(part.span.path, block.line, block.end_line)
            for unit in UNITS["lines"]((Part(part.title, span, (block,)),)):
                if found := METHOD.search(unit.text):
                    yield unit, found, below


def _text(block: Block) -> str:
    return block.text if isinstance(block, Fence) else plain(block)
