"""Tables as grids: what the title of each column says of its cells, whatever its words are.

Columns are known by their titles alone. A title that could mean two things has no role ("").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import Unit
from pipeline.study import Page, Row, Section, Table

_TAIL = r"(?: \(?[\w./+-]{1,30}\)?){0,3}"
_STATE = r"(?: (?:value|system|design|version|approach|architecture|state|stack|flow|figure|result)s?)?"
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "response": (
            r"(?:first |on-?call |immediate )?(?:response|reaction|action)s?(?: taken)?",
            r"runbook(?: action)?|playbook|remediation|escalation|what (?:we|you|to) do.{0,20}",
            r"who (?:acts|is paged).{0,20}",
        ),
        "method": (
            r"how (?:(?:it|we|is|was|are|were|this) ){0,2}(?:measure|test|check|verif).{0,20}",
            r"verification|evidence|measurements?",
            r"(?:measured|verified|tested) (?:with|by|how|over|in|on).{0,20}",
            r"(?:(?:measurement|test) )?(?:method|methodology|tool|source|window|set-?up)",
        ),
        "normal": (
            r"(?:normal|healthy|usual|typical|expected)(?:ly)?(?: (?:range|value|level|state|day|rate))?s?",
            r"steady state|green|ok(?:ay)?(?: range)?",
        ),
        "alert": (
            r"(?:alert|alarm|warn|warning|critical|paging|alerting)s?",
            r"(?:alert|alarm|warning|critical|paging|alerting) (?:threshold|level|limit|value|condition|rule)s?",
            r"(?:alert|alarm|page|warn)(?:s|ed|ing)? (?:at|when|if|on|above|below|over|under|from).{0,30}",
            r"thresholds?|yellow|red",
        ),
        "target": (
            r"(?:our |the )?(?:\w{1,20} )?(?:target|goal|slo|sla|objective|budget)s?(?: (?:value|p\d{2}))?|required",
        ),
        "change": (
            r"(?:% |percent |relative |net )?(?:change|delta|difference|diff|gain|saving)s?(?: \(?%\)?)?",
            r"(?:% |percent |relative )?(?:improvement|reduction)s?(?: \(?%\)?)?",
            r"speed-?up|increase|decrease|[Δ∆±δ](?: ?%)?|factor",
        ),
        "before": (rf"(?:before|baseline|previously|without){_TAIL}", rf"(?:previous|old|was|prior|initial){_STATE}"),
        "after": (rf"(?:after|with){_TAIL}", rf"(?:new|now|optimi[sz]ed|final){_STATE}"),
        "total": (r"(?:grand |sub-?)?totals?(?: \(.{0,20}\))?|sum",),
        "share": (r"%|(?:percent(?:age)?|share|portion|proportion)(?: (?:of|in) .{0,30})?|% of .{0,30}|of total",),
        "unit": (r"units?",),
        "value": (
            r"(?:measured |actual |current |observed |achieved |latest )?(?:value|result|figure|reading)s?",
            r"measured|actual(?:ly)?|achieved|observed|current|today",
        ),
        "scope": (r"scope|where|environment|region|tier|stage|conditions?|endpoint|service|component|percentile",),
        "metric": (
            r"(?:key |quality |success |golden )?(?:metric|signal|sli|kpi|indicator|measure|requirement|attribute)s?",
            r"nfrs?|qualit(?:y|ies)|dimensions?|property|aspect|statistic",
        ),
    }
)
_KNOWN = tuple((role, pattern(rf"(?:{'|'.join(titles)})$")) for role, titles in ROLES.items())
_DECORATION = pattern(r"[*_`:?#“”\"]+|[^\x00-\u024f\u0370-\u03ff\u2200-\u22ff]+")
_STRONG = pattern(r"\s*+\|?\s*+(?:\*\*|__|<(?:b|strong)>)")
_LONGEST = 60
CELL = 160
"""Characters of the longest cell that states a figure; beyond it is a text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its ``title`` as printed, and its ``role``: one of ``ROLES``, "" where the title tells none."""

    title: str
    role: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row on ``line`` of the file: plain ``cells``, as many as columns; ``strong`` when its label is in bold."""

    line: int
    cells: tuple[str, ...]
    strong: bool = False

    @property
    def label(self) -> str:
        """What the row is about: its first cell."""
        return self.cells[0] if self.cells else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table on page ``path``, from its header's ``line`` on. ``scope`` is the heading it stands under.

    The first column labels the rows: its role is "metric" or "". ``whole`` is False where rows that
    wait to be filled in were left out, so that nothing may be summed.
    """

    path: str
    line: int
    end_line: int
    scope: str
    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]
    whole: bool

    def places(self, role: str) -> tuple[int, ...]:
        """The columns of that role, counted from 0."""
        return tuple(n for n, column in enumerate(self.columns) if column.role == role)


@lru_cache(maxsize=2_048)
def role(title: str) -> str:
    """What the title of a column says of its cells: "Alert threshold" is "alert", "Latency" is ""."""
    plain = " ".join(_DECORATION.sub(" ", title).casefold().split())
    if not plain or len(plain) > _LONGEST:
        return ""
    return next((name for name, titles in _KNOWN if titles.match(plain)), "")


@lru_cache(maxsize=2)
def grids(subject: Subject) -> tuple[Grid, ...]:
    """Every table of the study's content with two columns or more, in reading order.

    Kept for the study that is graded: ten probes read its tables.
    """
    return tuple(_grids(subject))


def outside(subject: Subject) -> Iterator[Unit]:
    """The lines of the content that are no row of a grid."""
    rows = {(grid.path, row.line) for grid in grids(subject) for row in grid.rows}
    return (unit for unit in subject.lines if (unit.span.path, unit.span.line) not in rows)


def _grids(subject: Subject) -> Iterator[Grid]:
    typed = {
        (page.path, block.line): len(block.rows)
        for page in subject.study.pages
        for block in page.root.all_blocks()
        if isinstance(block, Table)
    }
    for page, section, block in subject.blocks():
        if isinstance(block, Table) and len(block.header) > 1 and block.rows:
            yield _grid(page, section, block, whole=typed[page.path, block.line] == len(block.rows))


def _grid(page: Page, section: Section, table: Table, *, whole: bool) -> Grid:
    first, *others = table.header
    labels = Column(first, "metric" if role(first) == "metric" else "")
    return Grid(
        path=page.path,
        line=table.line,
        end_line=table.end_line,
        scope=section.title,
        columns=(labels, *(Column(title, role(title)) for title in others)),
        rows=tuple(GridRow(row.line, row.cells, _is_strong(page, row)) for row in table.rows),
        whole=whole,
    )


def _is_strong(page: Page, row: Row) -> bool:
    return row.line <= len(page.lines) and bool(_STRONG.match(page.lines[row.line - 1]))
