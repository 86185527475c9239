"""What a block of SQL declares and asks: tables, indexes, queries. What is not understood is left alone.

Parsed by sqlglot as PostgreSQL, MySQL, SQLite or SQL Server, whichever takes a statement first. sqlglot is
loaded when the first statement is read: most studies of other kinds hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.facts.pattern import pattern

if TYPE_CHECKING:
    from sqlglot import exp

DIALECTS = ("postgres", "mysql", "sqlite", "tsql")
LONGEST_BLOCK = 20_000
LONGEST_STATEMENT = 8_000
MOST_STATEMENTS = 100
AHEAD = 1_000
DEEPEST = 10
"""Nesting beyond this is not parsed: the parser tries again at each bracket."""

LEXEME = pattern(
    r"--[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|'(?:[^'\\]|''|\\.){0,1000}+'|\"[^\"\n]*+\"|`[^`\n]*+`|\$\w{0,20}\$|[();]"
    r"|\n[ \t]*+\n"
)
STATEMENT = pattern(r"\s{0,99}(?:CREATE|SELECT|INSERT|UPDATE|DELETE|ALTER|WITH)\b", re.IGNORECASE)
DECLARES = pattern(
    r"(?:CREATE|ALTER)\s+(?:\w+\s+)?TABLE\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(?:ONLY\s+)?"
    r"(?:[\"`\[]?\w{1,80}[\"`\]]?\.){0,3}[\"`\[]?(?P<name>\w{1,80})[\"`\]]?(?=[\s(;]|$)",
    re.IGNORECASE,
)
LITERAL = pattern(r"'(?:[^'\n]|'')*+'")
COMMENT = pattern(r"--[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?")
FILLED_IN = pattern(r"\.\.\.|…|\{\{|\{%|<[A-Za-z_][\w -]{0,40}>|\[[A-Za-z_][\w -]{0,40}\]|\$\{|\{\w{1,40}\}")
"""What an author writes for something to be filled in, or a template engine reads."""
LEFT_OUT = pattern(
    r"^\s*--.*(?:\.\.\.|…|\betc\b|\b(?:other|more|remaining|same)\s+(?:columns?|fields?|as)\b"
    r"|\bas above\b|\bomitted\b)|--\s*(?:\.\.\.|…)",
    re.IGNORECASE | re.MULTILINE,
)
DERIVED = pattern(r"\bLIKE\s|\bINHERITS\b|\bPARTITION\s+OF\b|\bAS\s*+\(?\s*+SELECT\b", re.IGNORECASE)
ROUTINE = pattern(r"\b(?:FUNCTION|PROCEDURE|TRIGGER|DECLARE|BEGIN\s)|\$\w*\$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement: its text without the comments above it, and its line, counted from 0 within the block."""

    text: str
    line: int

    @property
    def bare(self) -> str:
        """The statement without comments and without what stands in quotes."""
        return LITERAL.sub("''", COMMENT.sub("", self.text))

    @property
    def is_filled_in(self) -> bool:
        """Whether something is left out or waits for a value."""
        return FILLED_IN.search(self.bare) is not None

    def line_of(self, name: str) -> int:
        """The line on which the whole word ``name`` stands last, else that of the statement."""
        found = [hit.start() for hit in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.text, re.IGNORECASE)]
        return self.line + (self.text.count("\n", 0, found[-1]) if found else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape:
    """A table of DDL. ``keys`` are its primary key and unique constraints. ``open``: not all columns are shown."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    line: int
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexShape:
    """An index with its columns in order; those of expressions too. ``name`` may be ""."""

    name: str
    table: str
    columns: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryShape:
    """A query on declared tables. ``names`` are its columns, each with the tables that may have it.

    ``filters`` and ``orders`` are the columns of WHERE (left of a comparison) and ORDER BY; they are
    told only where one table is read.
    """

    tables: tuple[str, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    filters: tuple[str, ...]
    orders: tuple[str, ...]
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a block holds. ``failed`` are statements that no dialect takes; ``checked``, how many were tried."""

    tables: tuple[TableShape, ...] = ()
    indexes: tuple[IndexShape, ...] = ()
    queries: tuple[QueryShape, ...] = ()
    failed: tuple[Statement, ...] = ()
    checked: int = 0


@lru_cache(maxsize=256)
def script(text: str) -> Script:
    """What the SQL in ``text`` declares and asks; empty where it is too long or no SQL."""
    if len(text) > LONGEST_BLOCK:
        return Script()
    routine = ROUTINE.search(text) is not None
    statements = cut(text)
    read = [_read(statement, routine=routine) for statement in statements]
    return Script(
        tables=tuple(table for one in read for table in one.tables),
        indexes=tuple(index for one in read for index in one.indexes),
        queries=tuple(query for one in read for query in one.queries),
        failed=tuple(statement for one in read for statement in one.failed),
        checked=len(statements),
    )


def _read(statement: Statement, *, routine: bool) -> Script:
    """One statement; in a block with a procedure or trigger, only what it declares."""
    from pipeline.facts import sql_tree

    declared = DECLARES.match(statement.text)
    tree = None if statement.is_filled_in else parsed(statement.text)
    if tree is None:
        name = declared["name"].lower() if declared else ""
        unknown = (TableShape(name=name, columns=(), keys=(), line=statement.line, open=True),) if declared else ()
        return Script(tables=unknown, failed=() if routine else (statement,))
    is_open = LEFT_OUT.search(statement.text) is not None or DERIVED.search(statement.bare) is not None
    table = sql_tree.table(tree, statement, is_open=is_open) if declared else None
    query = None if routine else sql_tree.query(tree, statement)
    return Script(
        tables=(table,) if table and table.columns else (),  # "columns as above" shows nothing and hides nothing
        indexes=tuple(sql_tree.indexes(tree, statement)),
        queries=(query,) if query else (),
    )


def cut(text: str) -> tuple[Statement, ...]:
    """The statements of ``text`` that begin with a word of SQL: up to ``;``, or to a blank line before the next."""
    return tuple(list(_cut(text))[:MOST_STATEMENTS])


def _cut(text: str) -> Iterator[Statement]:
    start, depth, deepest, body = 0, 0, 0, ""
    for lexeme in LEXEME.finditer(text):
        word = lexeme[0]
        if word.startswith("$"):
            body = "" if word == body else body or word
        elif word == "(":
            depth += 1
            deepest = max(depth, deepest)
        elif word == ")":
            depth -= 1
        elif not body and _ends(text, lexeme, depth):
            yield from _statement(text, start, lexeme.start(), deepest)
            start, depth, deepest = lexeme.end(), 0, 0
    yield from _statement(text, start, len(text), deepest)


def _ends(text: str, lexeme: re.Match[str], depth: int) -> bool:
    """Whether a statement ends there: at ``;``, or at a blank line before the next one."""
    if lexeme[0] == ";":
        return True
    following = text[lexeme.end() : lexeme.end() + AHEAD] if lexeme[0][0] == "\n" and depth == 0 else ""
    return STATEMENT.match(COMMENT.sub("", following)) is not None


def _statement(text: str, start: int, end: int, deepest: int) -> Iterator[Statement]:
    while (comment := COMMENT.match(text, start + _blank(text, start))) and comment.end() <= end:
        start = comment.end()
    start += _blank(text, start)
    words = text[start:end].rstrip()
    if STATEMENT.match(words) and len(words) <= LONGEST_STATEMENT and deepest <= DEEPEST:
        yield Statement(words, text.count("\n", 0, start))


def _blank(text: str, start: int) -> int:
    return len(text[start:]) - len(text[start:].lstrip())


def parsed(text: str) -> exp.Expr | None:
    """The tree of one statement in the first dialect that understands it, or None."""
    import logging

    import sqlglot
    from sqlglot.errors import SqlglotError

    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)  # it warns of what it does not know on standard error
    for dialect in DIALECTS:
        try:
            trees = [tree for tree in sqlglot.parse(text, read=dialect) if tree is not None]
        except (SqlglotError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            continue
        if len(trees) == 1 and _is_understood(trees[0]):
            return trees[0]
    return None


def _is_understood(tree: exp.Expr) -> bool:
    """Whether no part is kept as bare words, and no index was taken for a column called KEY or INDEX."""
    from sqlglot import exp

    return not isinstance(tree, exp.Command) and not any(
        column.name.upper() in {"KEY", "INDEX", "UNIQUE", "FULLTEXT", "CONSTRAINT"}
        and isinstance(column.kind, exp.DataType)
        and column.kind.this == exp.DType.USERDEFINED
        for column in tree.find_all(exp.ColumnDef)
    )
