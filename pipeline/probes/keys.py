"""What keys and indexes of a data model lack: a key, a column that exists, the query that they serve."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.facts.data_model import Model, line_in, scripts
from pipeline.facts.pattern import pattern
from pipeline.facts.sql import IndexShape
from pipeline.facts.subject import Subject
from pipeline.facts.units import Unit, count_words
from pipeline.measure import Gap
from pipeline.probes.probe import ONE
from pipeline.study import Span

REMARK = pattern(r"--\s*(?P<words>[^\n]+)")
WORD = pattern(r"\w+")
REMARK_WORDS = 3
MOST_GAPS = 5
OTHERS = 3
"""So many tables with a key make the one without it stand out."""

Placed = tuple[Span, IndexShape]


def beside(subject: Subject, shown: Model, serving: Sequence[Unit]) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
    """The indexes of DDL that no sentence of ``serving`` tells of, and that nothing else names.

    First those with a comment beside them or a query that they serve, then those with neither.
    """
    told = {word for unit in serving for word in WORD.findall(unit.text.lower())}
    untold = [(span, index) for span, index in shown.indexes if not told & {index.name.lower(), *index.columns[:1]}]
    served = {
        span
        for span, index in untold
        for _, query in shown.queries
        if index.table in query.tables and shown.serves(index.columns, query)
    }
    named = {word for unit in subject.lines for word in WORD.findall(unit.text.lower())}
    untold = [(span, index) for span, index in untold if index.name.lower() not in named]
    kept = tuple(one for one in untold if one[0] in served or _remarked(subject, one[0]))
    return kept, tuple(one for one in untold if one not in kept)


def _remarked(subject: Subject, span: Span) -> bool:
    """Whether a comment of some words stands on the line of an index, or on the line above it."""
    lines = subject.page(span.path).lines
    here, above = lines[span.line - 1], lines[span.line - 2].strip() if span.line > 1 else ""
    remarks = (REMARK.search(here), REMARK.match(above))
    return any(remark and count_words(remark["words"]) >= REMARK_WORDS for remark in remarks)


def table_gaps(subject: Subject, shown: Model, unserving: Sequence[Placed]) -> Iterator[Gap]:
    """Columns that do not exist, tables without a key, indexes without a query, queries without an index."""
    for stray in shown.stray_of_indexes():
        adds = {"missing columns": -ONE, "sound indexes": ONE}
        yield Gap(span=stray.span, says=stray.says, adds=adds, quote=subject.quote(stray.span, stray.name))
    yield from list(_keyless(subject))[:MOST_GAPS]
    for span, index in unserving[:MOST_GAPS]:
        name = (
            f"{index.name} ({', '.join(index.columns)})"
            if index.name
            else f"on {index.table} ({', '.join(index.columns)})"
        )
        says = f"nothing says which query the index {name} serves"
        yield Gap(span=span, says=says, adds={"indexed for": ONE}, quote=subject.quote(span, index.name))
    for span, query, served in shown.served():
        if not served:
            wanted = ", ".join(dict.fromkeys(query.filters or query.orders))
            says = (
                f"no key or index shown on {query.tables[0]} begins with a column that this query looks for ({wanted})"
            )
            yield Gap(span=span, says=says, adds={"served queries": ONE}, quote=subject.quote(span), odd=True)


def _keyless(subject: Subject) -> Iterator[Gap]:
    """Tables shown whole without a primary key; one among three or more that have theirs stands out."""
    shown = [table for *_, held in scripts(subject) for table in held.tables]
    alone = sum(not table.keys for table in shown) == 1 and len(shown) > OTHERS
    for page, _, fence, held in scripts(subject):
        for table in held.tables:
            line = line_in(fence, table.line)
            text = page.lines[line - 1] if line <= len(page.lines) else ""
            if not table.keys and not table.open and "create" in text.lower():
                span = Span(page.path, line, line)
                says = f"the table {table.name} shows no primary key"
                yield Gap(span=span, says=says, adds={"keys": ONE}, quote=page.quote(line, table.name), odd=alone)
