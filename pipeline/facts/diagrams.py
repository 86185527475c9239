"""Diagrams as they are drawn: Mermaid with its nodes, edges and labels, and ASCII art.

Where Mermaid's own grammar has read a block, its word is taken; else that of ``facts.sketches``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.sketches import opening, sketch
from pipeline.study import Drawing, Fence, Page, Study

BOX = pattern(r"[┌┐└┘│├┤┬┴┼╔╗╚╝║▼▲►◄→←↓↑]|\+-{2,}|-{2,}>|<-{2,}")
STEM = pattern(r"^[ \t]{0,80}[|v](?:[ \t]{1,40}[|v]){0,8}[ \t]*$")
"""A row of a drawing in plain characters: what leads down from one name to the next."""
TREE = pattern(r"(?:├──|└──|\|--)\s?[\w.-]+(?:/|\.\w{1,5})?")
NOTHING: Mapping[str, Drawing] = MappingProxyType({})
BREAK = pattern(r"<br\s*/?>|\\n|[`\"*]")


FLOW = frozenset({"graph", "flowchart", "flowchart-elk"})
_COMMON = "user users client clients db database api server web app cache queue start end yes no ok error done"
COMMON = frozenset(_COMMON.split())
"""Names that say their whole meaning; nobody describes them again."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one node to another with what is written on it."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawing. ``kind`` is Mermaid's type, or "ascii". ``nodes`` maps identifiers to labels."""

    kind: str
    nodes: tuple[tuple[str, str], ...]
    edges: tuple[Edge, ...]
    groups: tuple[str, ...] = ()
    holds: tuple[tuple[str, tuple[str, ...]], ...] = ()
    branches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A diagram where it stands."""

    page: Page
    fence: Fence
    diagram: Diagram


def sources(study: Study) -> tuple[str, ...]:
    """The text of every Mermaid block of the study once, sorted."""
    blocks = (block for page in study.pages for block in page.root.all_blocks())
    return tuple(sorted({b.text for b in blocks if isinstance(b, Fence) and b.language == "mermaid"}))


def diagram(fence: Fence, drawings: Mapping[str, Drawing] = NOTHING) -> Diagram | None:
    """The diagram that a fence holds, or None if it holds none. ``drawings`` are what Mermaid itself has read."""
    if fence.language == "mermaid":
        drawing = drawings.get(fence.text)
        return _told(fence, drawing if drawing and drawing.read else sketch(fence.text))
    if fence.language in {"", "text", "txt", "ascii", "plaintext", "plain"}:
        return _ascii(fence)
    return None


def _told(fence: Fence, drawing: Drawing) -> Diagram:
    """What was read of it, with the kind as the author wrote it."""
    edges = tuple(Edge(source, target, _clean(label)) for source, target, label in drawing.edges)
    nodes = tuple((name, _clean(label) or name) for name, label in drawing.nodes)
    groups, branches = (tuple(map(_clean, titles)) for titles in (drawing.groups, drawing.branches))
    return Diagram(
        kind=_kind(fence.text.split("\n")),
        nodes=nodes,
        edges=edges,
        groups=groups,
        holds=drawing.holds,
        branches=branches,
    )


def _kind(rows: list[str]) -> str:
    """The first word of a diagram, behind comments and front matter."""
    words = rows[opening(rows)].split()
    return words[0] if words else ""


def _ascii(fence: Fence) -> Diagram | None:
    rows = fence.text.split("\n")
    drawn = sum(1 for row in rows if BOX.search(row) or STEM.match(row))
    trees = sum(1 for row in rows if TREE.search(row))
    if drawn < 3 or trees * 2 > drawn:
        return None
    labels = {word.strip() for row in rows for word in re.findall(r"[A-Za-z][A-Za-z0-9 /._-]{2,30}", row)}
    arrows = sum(len(re.findall(r"[▼▲►◄→←↓↑]|-{1,}>|<-{1,}|(?<=\s)v(?=\s|$)", row)) for row in rows)
    nodes = tuple((label, label) for label in sorted(labels) if label)
    edges = tuple(Edge("", "", "") for _ in range(min(arrows, 200)))
    return Diagram(kind="ascii", nodes=nodes, edges=edges)


def _clean(label: str) -> str:
    return " ".join(BREAK.sub(" ", label).split()).strip("()[]{}|/ ")


def named(label: str, prose: str) -> bool:
    """Whether normal ``prose`` has the label, or one of its telling words: "moderators" speaks of that part."""
    name = normal(label)
    words = [word for word in name.split() if len(word) > 3 and word not in COMMON and not word.isdigit()]
    return f" {name} " in prose or f" {name}s " in prose or any(f" {word.removesuffix('s')}" in prose for word in words)
