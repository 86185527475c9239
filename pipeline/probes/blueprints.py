"""Data models and interfaces: tables with keys and indexes, operations with notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.data_model import model
from pipeline.facts.marks import shows
from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS, Unit
from pipeline.facts.units import text as plain
from pipeline.measure import Measure
from pipeline.probes.keys import beside, table_gaps
from pipeline.probes.oddities import odd_gaps
from pipeline.probes.operations import mentioned, operations
from pipeline.probes.probe import Probe, check_words, evidence, phrases
from pipeline.study import Block, Fence, Span, Table

CREATE = pattern(
    r"\bCREATE\s+(?:TABLE|TYPE|COLLECTION)\s+(?:IF\s+NOT\s+EXISTS\s+)?[\"`\[]?(?P<name>[\w.]+)", re.IGNORECASE
)
INDEX = pattern(
    r"\b(?:CREATE\s++(?:UNIQUE\s++)?INDEX\b[^(;]{0,120}\("
    r"|(?:UNIQUE\s++)?(?:INDEX|KEY)\s++\w*+\s*+\(|CLUSTERING ORDER BY)",
    re.IGNORECASE,
)
ENTITY = pattern(r"^\s*(?P<name>[\w-]+)\s*\{\s*$", re.MULTILINE)
RELATION = pattern(
    r"^\s*(?P<one>[\w-]{1,60})[ \t]+[|}][|o](?:--|\.\.)[|o][|{][ \t]+(?P<other>[\w-]{1,60})[ \t]*:", re.MULTILINE
)
FIELD = pattern(
    r"^\s*[\"`]?\w{1,60}[\"`]?\s+(?:(?:big|small)?(?:int(?:eger)?|serial)|(?:var)?char|text|uuid|bool(?:ean)?"
    r"|timestamp(?:tz)?|date(?:time)?|jsonb?|decimal|numeric|float|double|blob|enum)\b",
    re.IGNORECASE | re.MULTILINE,
)
MODEL = pattern(r"^\s*(?:model|entity|collection|table)\s+\w{1,60}\s*\{", re.IGNORECASE | re.MULTILINE)
KEY_NAME = pattern(r"(?<![\w/:.{])([a-z][\w-]{0,30}(?::[a-z][\w-]{0,30}){0,4}):[{<$][A-Za-z]")
"""A name of a key-value store, up to what is filled in: ``conn:{user_id}``."""
SHORTEST_ROW = 3
FIELD_TITLE = pattern(r"\b(?:column|field|attribute)s?\b", re.IGNORECASE)
NO_MODEL = {"", "text", "mermaid", "bash", "sh", "shell"}
INTERFACE = pattern(r"\b(?:APIs?|endpoints?|requests?|responses?)\b", re.IGNORECASE)
TYPE_TITLE = pattern(r"\b(?:data ?)?types?\b", re.IGNORECASE)
KEY = pattern(r"\bPRIMARY KEY\b|\bPK\b|\b(?:partition|sort|clustering|hash|shard) ?key\b|\bunique\b", re.IGNORECASE)
INDEX_WORDS = phrases(
    (
        "index",
        "indexes",
        "indexed",
        "indices",
        "composite key",
        "partition key",
        "sort key",
        "clustering key",
        "GSI",
        "covering",
    )
)
COLUMNS = pattern(r"\(\s*`?[a-z_]\w*`?(?:\s*(?:,|ASC|DESC)\s*`?[a-z_]\w*`?){0,8}|`[a-z_]\w+`|\b[a-z]+_[a-z_]+\b")
QUERY = phrases(
    (
        "query",
        "queries",
        "lookup",
        "look up",
        "scan",
        "scans",
        "sort",
        "sorted by",
        "ORDER BY",
        "WHERE",
        "join",
        "range",
        "filter",
        "access pattern",
        "list*",
        "fetch*",
        "reads",
        "search*",
        "paginat*",
    )
)


def tables(subject: Subject, *, sections: Sequence[str], about: Sequence[str] = ()) -> Measure:
    """The data model: what is declared, and what keys and indexes are there for. Quantities: TABLE_QUANTITIES.

    ``entities`` are CREATE TABLE statements, entities of ER diagrams, models, lists of typed fields
    tables of columns outside the interface, and in the data model section the names of keys; where
    there is none of these, headed lists there. ``indexes`` are those in DDL or named in the text with their columns;
    ``indexed for`` of them stand with the query they serve: in a sentence, in the comment above, or in a
    query that is shown. ``sound indexes`` are those without ``missing columns``, which no table shown has.
    ``queries`` filter or sort one table shown whole; ``served`` are those that a key or index begins for.
    ``mentioned`` are the units that name one of ``about``, and what is shown (a rubric asks for it in
    ``applies``: not every project keeps data).
    """
    drawn = _drawn(subject, sections)
    shown = model(subject)
    named = [unit for unit in subject.lines if INDEX_WORDS.search(unit.text) and COLUMNS.search(unit.text)]
    serving = [unit for unit in named if QUERY.search(unit.text) or shows(unit.text, "pair")]
    seen = {unit.span for unit in named}
    rows = [unit for unit in _index_rows(subject) if unit.span not in seen]
    named += [] if shown.indexes else rows
    serving += rows
    remarked, bare = beside(subject, shown, serving)
    strays = shown.stray_of_indexes()
    queries = shown.served()
    indexes = drawn.indexes + len(named)
    quantities = {
        "entities": drawn.entities,
        "keys": drawn.keys,
        "indexes": indexes,
        "sound indexes": indexes - len(strays),
        "missing columns": len(strays),
        "indexed for": len(serving) + len(remarked),
        "queries": len(queries),
        "served queries": sum(1 for *_, served in queries if served),
    }
    counts = {name: Fraction(count) for name, count in quantities.items()}
    counts["mentioned"] = mentioned(subject, about, shown=drawn.entities + len(subject.parts(sections)))
    spans = [*drawn.spans, *(unit.span for unit in serving)]
    gaps = (*table_gaps(subject, shown, bare), *odd_gaps(subject, sections))
    return Measure(counts, evidence((span, subject.quote(span)) for span in spans), gaps, subject.home(sections))


def _index_rows(subject: Subject) -> list[Unit]:
    """The rows of tables whose columns say index and query: what they serve stands beside them."""
    found = []
    for page, _, block in subject.blocks():
        if (
            isinstance(block, Table)
            and block.header
            and INDEX_WORDS.search(block.header[0])
            and QUERY.search(" | ".join(block.header))
        ):
            part = Part("", Span(page.path, block.line, block.end_line), (block,))
            found += [
                unit for unit in UNITS["lines"]((part,)) if COLUMNS.search(unit.text) and unit.words > SHORTEST_ROW
            ]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What is declared: how many entities, keys and indexes, and where."""

    entities: int
    keys: int
    indexes: int
    spans: tuple[Span, ...]


def _drawn(subject: Subject, sections: Sequence[str]) -> _Drawn:
    spans, entities, keys, indexes = [], 0, 0, 0
    for page, section, block in subject.blocks():
        count = 0 if INTERFACE.search(section.title) else _entities(block)
        words = _words(block)
        if count:
            entities += count
            keys += min(count, len(KEY.findall(words)))
            spans.append(Span(page.path, block.line, block.end_line))
        if count or getattr(block, "language", "") == "sql":
            indexes += len(INDEX.findall(words))
    parts = subject.parts(sections)
    named_keys = {name for part in parts for block in part.blocks for name in KEY_NAME.findall(_words(block))}
    entities += len(named_keys)
    keys += len(named_keys)
    if entities:
        return _Drawn(entities=entities, keys=keys, indexes=indexes, spans=tuple(spans))
    code = [b for part in parts for b in part.blocks if isinstance(b, Fence) and b.language not in NO_MODEL]
    told = sum(1 for unit in UNITS["cases"](parts) if unit.words >= 3 and COLUMNS.search(unit.text))
    keys = sum(1 for unit in UNITS["lines"](parts) if KEY.search(unit.text))
    return _Drawn(
        entities=told + len(code),
        keys=keys + sum(1 for fence in code if KEY.search(fence.text)),
        indexes=indexes,
        spans=tuple(part.span for part in parts),
    )


def _words(block: Block) -> str:
    return block.text if isinstance(block, Fence) else plain(block)


def _entities(block: Block) -> int:
    """How many tables, collections or documents a block declares."""
    if isinstance(block, Table):
        titles = " | ".join(block.header)
        return int(bool(FIELD_TITLE.search(titles) and TYPE_TITLE.search(titles) and len(block.rows) >= 2))
    if not isinstance(block, Fence):
        return 0
    named = len({found["name"].lower() for found in CREATE.finditer(block.text)})
    drawn = len(_of_diagram(block.text)) if "erDiagram" in block.text[:200] else 0
    return named + drawn or len(MODEL.findall(block.text)) or int(_is_fields(block))


def _of_diagram(text: str) -> frozenset[str]:
    """The entities of an ER diagram: those with a body, and those at the ends of its relations."""
    ends = (found.group("one", "other") for found in RELATION.finditer(text))
    return frozenset({found["name"] for found in ENTITY.finditer(text)}.union(*ends))


def _is_fields(fence: Fence) -> bool:
    """Whether a fence lists fields with their types, one a line."""
    return fence.language in {"", "text", "sql"} and len(FIELD.findall(fence.text)) >= 2


TABLE_QUANTITIES = frozenset({
    "entities", "keys", "indexes", "sound indexes", "missing columns", "indexed for", "queries", "served queries",
    "mentioned",
})  # fmt: skip


def _table_quantities(*, sections: Sequence[str], about: Sequence[str] = ()) -> frozenset[str]:
    _check(sections, about)
    return TABLE_QUANTITIES


def _operation_quantities(*, sections: Sequence[str], about: Sequence[str] = ()) -> frozenset[str]:
    _check(sections, about)
    return frozenset({"operations", "notes", "bodies", "mentioned"})


def _check(sections: Sequence[str], about: Sequence[str]) -> None:
    check_words("sections", sections)
    if about:
        check_words("about", about)


PROBES = {
    "blueprints.tables": Probe(tables, _table_quantities),
    "blueprints.operations": Probe(operations, _operation_quantities),
}
