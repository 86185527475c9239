"""The tables that a study declares in SQL, over all its pages, and what its indexes and queries ask of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.pattern import pattern
from pipeline.facts.sql import LONGEST_BLOCK, IndexShape, QueryShape, Script, TableShape, cut, script
from pipeline.facts.subject import Subject
from pipeline.study import Fence, Page, Section, Span, Table

LANGUAGES = {"sql", "postgres", "postgresql", "pgsql", "psql", "mysql", "mariadb", "sqlite", "tsql", "mssql"}
UNTAGGED = {"", "text"}
COLUMN_TITLE = pattern(r"^(?:column|field|attribute)s?(?: name)?$", re.IGNORECASE)
ENTITY = pattern(r"^\s*(?P<name>[\w-]{1,60})\s*\{(?P<body>[^}]{0,4000})\}", re.MULTILINE)
ATTRIBUTE = pattern(r"^\s*\S{1,40}\s+(?P<name>\w{1,60})", re.MULTILINE)
ADDED = pattern(r"\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?[`\"]?(?P<name>\w{1,60})", re.IGNORECASE)
OPENINGS = {"CREATE ", "SELECT ", "INSERT "}
MESSAGE = pattern(
    r"^[^:\n]{1,80}:\s{0,4}(?P<sql>(?:SELECT|UPDATE|INSERT INTO|DELETE FROM)\s[^\n]{1,400})$", re.MULTILINE
)
NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Stray:
    """A column that an index or query names and its table does not have. ``near`` is its closest one, or ""."""

    span: Span
    name: str
    table: str
    by: str
    near: str

    @property
    def says(self) -> str:
        """One sentence about it."""
        hint = f"; the nearest is “{self.near}”" if self.near else ""
        return f"{self.by} uses “{self.name}”, which is no column of the table {self.table} as shown{hint}"


@dataclass(frozen=True, slots=True)
class Model:
    """Tables by name, as shown anywhere in the study; indexes and queries with their places.

    A table of which not every column is shown is ``open`` and accuses nobody.
    """

    tables: Mapping[str, TableShape]
    indexes: tuple[tuple[Span, IndexShape], ...]
    queries: tuple[tuple[Span, QueryShape], ...]
    elsewhere: frozenset[str]
    """Columns told outside DDL: in entity diagrams, tables of fields, or added later."""

    def lacks(self, table: str, column: str) -> bool:
        """Whether all columns of ``table`` are shown and ``column`` is none of them, nor told elsewhere."""
        shape = self.tables.get(table)
        return shape is not None and not shape.open and column not in shape.columns and column not in self.elsewhere

    def near(self, table: str, column: str) -> str:
        """The column of ``table`` whose name is closest, or ""."""
        from difflib import get_close_matches

        shape = self.tables.get(table)
        return next(iter(get_close_matches(column, shape.columns if shape else (), n=1, cutoff=NEAR)), "")

    def stray_of_indexes(self) -> tuple[Stray, ...]:
        """The columns of indexes that their tables do not have, one an index."""
        found = []
        for span, index in self.indexes:
            names = [name for name in index.columns if self.lacks(index.table, name)]
            by = f"the index {index.name}" if index.name else f"an index on {index.table}"
            found += [Stray(span, name, index.table, by, self.near(index.table, name)) for name in names[:1]]
        return tuple(found)

    def stray_of_queries(self) -> tuple[Stray, ...]:
        """The columns of queries that none of the tables they read has, each once a query."""
        found = []
        for span, query in self.queries:
            for name, owners in dict.fromkeys(query.names):
                if all(self.lacks(owner, name) for owner in owners):
                    line = span.line + query.statement.line_of(name) - query.statement.line
                    where = Span(span.path, line, line)
                    found.append(Stray(where, name, " or ".join(owners), "the query", self.near(owners[0], name)))
        return tuple(found)

    def serves(self, index: Sequence[str], query: QueryShape) -> bool:
        """Whether a query filters by the first column of ``index``, or sorts by it and filters by nothing."""
        wanted = query.filters or query.orders[:1]
        return bool(index) and index[0] in wanted

    def served(self) -> tuple[tuple[Span, QueryShape, bool], ...]:
        """The queries of one fully shown table that filter or sort, and whether a key or index shown serves them."""
        found = []
        for span, query in self.queries:
            shape = self.tables.get(query.tables[0])
            if len(query.tables) == 1 and shape and not shape.open and (query.filters or query.orders):
                ways = [*shape.keys, *(index.columns for _, index in self.indexes if index.table == shape.name)]
                found.append((span, query, any(self.serves(way, query) for way in ways)))
        return tuple(found)


def scripts(subject: Subject) -> Iterator[tuple[Page, Section, Fence, Script]]:
    """Every block of SQL with what it holds: tagged so, or untagged and beginning with a statement."""
    for page, section, block in subject.blocks():
        if isinstance(block, Fence) and (block.language in LANGUAGES or _begins_with_sql(block)):
            yield page, section, block, script(block.text)


def _begins_with_sql(fence: Fence) -> bool:
    words = fence.text[:LONGEST_BLOCK]
    return fence.language in UNTAGGED and words.lstrip()[:7].upper() in OPENINGS and bool(cut(words))


def line_in(fence: Fence, offset: int) -> int:
    """The line of the file for a line within the block, counted from 0."""
    return fence.line + fence.fenced + offset


def model(subject: Subject) -> Model:
    """What the study's SQL declares and asks."""
    tables: dict[str, TableShape] = {}
    indexes: list[tuple[Span, IndexShape]] = []
    queries: list[tuple[Span, QueryShape]] = []
    for page, _, fence, held in scripts(subject):
        for table in held.tables:
            tables[table.name] = _joined(tables.get(table.name), table)
        indexes += [(_span(page, fence, index.line), index) for index in held.indexes]
        queries += [(_span(page, fence, query.statement.line), query) for query in held.queries]
    queries += _drawn(subject) if tables else ()
    return Model(tables, tuple(indexes), tuple(queries), frozenset(_elsewhere(subject)) if tables else frozenset())


def _span(page: Page, fence: Fence, offset: int) -> Span:
    line = line_in(fence, offset)
    return Span(page.path, line, line)


def _drawn(subject: Subject) -> Iterator[tuple[Span, QueryShape]]:
    """The queries on the arrows of sequence diagrams. They are shortened: only names with ``_`` are columns."""
    for page, _, block in subject.blocks():
        if isinstance(block, Fence) and "sequenceDiagram" in block.text[:200]:
            for message in MESSAGE.finditer(block.text):
                span = _span(page, block, block.text.count("\n", 0, message.start()))
                for query in script(message["sql"].strip()).queries:
                    names = tuple((name, owners) for name, owners in query.names if "_" in name)
                    yield span, replace(query, names=names, filters=(), orders=())


def _joined(one: TableShape | None, other: TableShape) -> TableShape:
    """A table that is declared twice, such as before and after a migration, has the columns of both."""
    if one is None:
        return other
    return TableShape(
        name=one.name,
        columns=tuple(dict.fromkeys((*one.columns, *other.columns))),
        keys=tuple(dict.fromkeys((*one.keys, *other.keys))),
        line=one.line,
        open=one.open or other.open,
    )


def _elsewhere(subject: Subject) -> Iterator[str]:
    for _, _, block in subject.blocks():
        if isinstance(block, Table) and block.header and COLUMN_TITLE.match(block.header[0]):
            yield from (row.cells[0].lower() for row in block.rows)
        elif isinstance(block, Fence):
            yield from (found["name"].lower() for found in ADDED.finditer(block.text))
            if "erDiagram" in block.text[:200]:
                for entity in ENTITY.finditer(block.text):
                    yield from (found["name"].lower() for found in ATTRIBUTE.finditer(entity["body"]))
