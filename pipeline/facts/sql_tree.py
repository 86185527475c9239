"""What a parsed statement of SQL declares or asks, read from sqlglot's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sqlglot import exp

from pipeline.facts.sql import IndexShape, QueryShape, Statement, TableShape

HOLDERS = (exp.Schema, exp.PrimaryKey, exp.Ordered, exp.ForeignKey, exp.Paren, exp.Tuple, exp.IndexParameters)
LISTS = (exp.PrimaryKey, exp.UniqueColumnConstraint)
COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.In, exp.Between, exp.Like, exp.ILike, exp.Is)
OF_THE_SYSTEM = {"ctid", "oid", "rowid", "rownum", "tableoid", "xmin", "xmax", "level", "value", "key", "default"}
"""Names that a database knows without a declaration, or that a dialect may read as words."""
NESTED = (exp.Subquery, exp.With, exp.SetOperation, exp.Lateral, exp.Unnest, exp.Dot)


def table(tree: exp.Expr, statement: Statement, *, is_open: bool) -> TableShape:
    """The table that a CREATE or ALTER TABLE declares or adds to; ALTER adds columns and never closes a table."""
    owner = tree.find(exp.Table)
    columns = list(tree.find_all(exp.ColumnDef))
    keys = [_names(constraint) for constraint in tree.find_all(*LISTS)]
    keys += [(c.name.lower(),) for c in columns if c.find(exp.PrimaryKeyColumnConstraint, exp.UniqueColumnConstraint)]
    return TableShape(
        name=owner.name.lower() if owner else "",
        columns=tuple(column.name.lower() for column in columns),
        keys=tuple(dict.fromkeys(key for key in keys if key)),
        line=statement.line,
        open=is_open or any(_runs_on(column, statement) for column in columns),
    )


def _runs_on(column: exp.ColumnDef, statement: Statement) -> bool:
    """Whether the type of a column is a word of another line: then it may be the next column, without a comma."""
    kind = column.kind
    if not isinstance(kind, exp.DataType) or kind.this != exp.DType.USERDEFINED:
        return False
    beside = rf"(?<!\w){re.escape(column.name)}[\"`\]]?[ \t]+[\"`\[]?\w"
    return re.search(beside, statement.bare, re.IGNORECASE) is None


def indexes(tree: exp.Expr, statement: Statement) -> Iterator[IndexShape]:
    """The index that a statement creates, or those that stand inside a CREATE TABLE."""
    owner = tree.find(exp.Table)
    if not isinstance(tree, exp.Create) or owner is None:
        return
    if isinstance(tree.this, exp.Index):
        parameters = tree.this.args.get("params")
        listed = parameters.args.get("columns") or () if parameters else ()
        where = tree.this.args.get("table")
        yield _index(
            tree.this.name, where.name if where else "", tuple(n for one in listed for n in _names(one)), statement
        )
        return
    for inner in tree.find_all(exp.IndexColumnConstraint):
        names = tuple(name for one in inner.expressions for name in _names(one))
        yield _index(inner.name, owner.name, names, statement)


def _index(name: str, owner: str, columns: tuple[str, ...], statement: Statement) -> IndexShape:
    line = statement.line_of(name) if name else statement.line
    return IndexShape(name=name, table=owner.lower(), columns=columns, line=line)


def _names(node: exp.Expr) -> tuple[str, ...]:
    """The columns that a key or index names, in order; no function, operator class or type."""
    found = [node] if isinstance(node, exp.Identifier) else list(node.find_all(exp.Identifier, bfs=False))
    return tuple(
        identifier.name.lower()
        for identifier in found
        if identifier is node
        or isinstance(identifier.parent, exp.Column)
        or (
            isinstance(identifier.parent, HOLDERS)
            and (identifier.arg_key != "this" or not isinstance(identifier.parent, exp.Schema))
        )
    )


def query(tree: exp.Expr, statement: Statement) -> QueryShape | None:
    """A plain query over named tables: no subquery, no WITH, no set of queries; else None."""
    if not isinstance(tree, exp.Select | exp.Update | exp.Insert | exp.Delete) or tree.find(*NESTED):
        return None
    if isinstance(tree, exp.Insert):
        return _insertion(tree, statement)
    sources = {one.alias_or_name.lower(): one.name.lower() for one in tree.find_all(exp.Table)}
    if not sources or "" in sources:
        return None
    filters, orders = _filters(tree), _orders(tree)
    asked = [*_selected(tree), *filters, *orders]
    names = [(column.name.lower(), _owners(column, sources)) for column in asked if _is_name(column)]
    alone = len(set(sources.values())) == 1
    return QueryShape(
        tables=tuple(dict.fromkeys(sources.values())),
        names=tuple((name, owners) for name, owners in names if owners),
        filters=tuple(column.name.lower() for column in filters) if alone else (),
        orders=tuple(column.name.lower() for column in orders) if alone else (),
        statement=statement,
    )


def _insertion(tree: exp.Insert, statement: Statement) -> QueryShape | None:
    """The columns that an INSERT lists; what its rows hold is no name."""
    into = tree.this
    if not isinstance(into, exp.Schema) or not isinstance(into.this, exp.Table):
        return None
    owner = into.this.name.lower()
    names = tuple((one.name.lower(), (owner,)) for one in into.expressions if isinstance(one, exp.Identifier))
    return QueryShape(tables=(owner,), names=names, filters=(), orders=(), statement=statement)


def _selected(tree: exp.Expr) -> list[exp.Column]:
    """The columns of the list of a SELECT, or those that an UPDATE sets."""
    if isinstance(tree, exp.Update):
        return [one.this for one in tree.expressions if isinstance(one, exp.EQ) and isinstance(one.this, exp.Column)]
    if isinstance(tree, exp.Select):
        return [column for one in tree.expressions for column in one.find_all(exp.Column)]
    return []


def _filters(tree: exp.Expr) -> list[exp.Column]:
    """The columns left of a comparison in WHERE: on the right a bare word is as often a variable."""
    where = tree.args.get("where")
    compared = where.find_all(*COMPARISONS) if where else ()
    return [one.this for one in compared if isinstance(one.this, exp.Column)]


def _orders(tree: exp.Expr) -> list[exp.Column]:
    """The columns of ORDER BY, names that the SELECT gives aside."""
    order = tree.args.get("order")
    given = {one.alias.lower() for one in getattr(tree, "expressions", ()) if one.alias}
    listed = [one.this for one in order.expressions] if order else []
    return [one for one in listed if isinstance(one, exp.Column) and one.name.lower() not in given]


def _is_name(column: exp.Column) -> bool:
    this = column.this
    return (
        isinstance(this, exp.Identifier)
        and not this.quoted
        and this.name.lower() not in OF_THE_SYSTEM
        and not this.name.isupper()
    )


def _owners(column: exp.Column, sources: Mapping[str, str]) -> tuple[str, ...]:
    """The tables that a column may belong to; none where its qualifier is no table of the query."""
    if not column.table:
        return tuple(dict.fromkeys(sources.values()))
    owner = sources.get(column.table.lower())
    return (owner,) if owner else ()
