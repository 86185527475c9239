"""Diagrams as they are drawn: Mermaid read for its nodes, edges and labels; ASCII art; images.

Where Mermaid's own grammar has read a block, its word is taken; else a structural reader says what
is there, never that a diagram is broken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.facts.pattern import pattern
from pipeline.study import Drawing, Fence

BOX = pattern(r"[┌┐└┘│├┤┬┴┼╔╗╚╝║▼▲►◄→←↓↑]|\+-{2,}|-{2,}>|<-{2,}")
TREE = pattern(r"(?:├──|└──|\|--)\s?[\w.-]+(?:/|\.\w{1,5})?")
ARROW = pattern(
    r"\s*(?:[ox<]?(?:--+|==+|-\.+-?|~~~)(?:\s*\"?[^\s\"|>-][^|>]{0,60}?\"?\s*(?:--+|==+|\.+-))?[>ox]?)\s*(?:\|\s*(?P<label>[^|]{0,80})\|)?\s*"
)
INLINE_LABEL = pattern(r"(?:--|==|-\.)\s*\"?(?P<label>[^\s\">|=.-][^\">|]{0,60}?)\"?\s*(?:--+>|==+>|\.+->|---|-->)")
NODE = pattern(
    r"(?P<id>[A-Za-z0-9_.\-]*[A-Za-z0-9_])\s*(?:@\{[^}]{0,120}\}|(?P<shape>[\[({>/\\]{1,3})\s*\"?(?P<label>[^\"\])}]{0,120})\"?\s*[\])}/\\]{1,3})?(?::::?\w+)?"
)
MESSAGE = pattern(
    r"^\s*(?P<a>[\w .-]{1,40}?)\s*(?:<<)?-{1,2}(?:>>?|[x)])\s*[+-]?\s*(?P<b>[\w .-]{1,40}?)\s*:\s*(?P<label>.{0,160})$"
)
RELATION = pattern(
    r"^\s*(?P<a>[\w\"-]{1,60})\s+[|}o][|o{}]?(?:--|\.\.)[|o{}]{1,2}\s+(?P<b>[\w\"-]{1,60})(?:\s*:\s*(?P<label>.{0,80}))?$"
)
STATE = pattern(r"^\s*(?P<a>\[\*\]|\w+)\s*-->\s*(?P<b>\[\*\]|\w+)(?:\s*:\s*(?P<label>.{0,80}))?$")
SKIP = pattern(
    r"^\s*(?:%%|style\b|classDef\b|class\b|linkStyle\b|click\b|direction\b|end\b|note\b|Note\b|activate\b|deactivate\b|autonumber\b|title\b|accTitle|accDescr)"
)
ACTOR = pattern(r"^\s*(?:create\s+)?(?:participant|actor)\s+(?P<id>[\w.-]+)(?:\s+as\s+(?P<label>.{1,80}))?")
ENTITY = pattern(r"^\s*(?P<id>[\w-]+)\s*\{\s*$")
SUBGRAPH = pattern(r"^\s*subgraph\s+(?P<label>.{1,100})$")
BRANCH = pattern(r"^\s*(?:alt|else|opt|break|critical|option|par|loop)\b\s*(?P<label>.{0,80})$")
NOTHING: Mapping[str, Drawing] = MappingProxyType({})
BREAK = pattern(r"<br\s*/?>|\\n|[`\"*]")


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from one node to another with what is written on it; ``line`` is the file's."""

    source: str
    target: str
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing. ``kind`` is Mermaid's type, or "ascii". ``nodes`` maps identifiers to labels."""

    kind: str
    line: int
    end_line: int
    nodes: tuple[tuple[str, str], ...]
    edges: tuple[Edge, ...]
    groups: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()

    def label(self, identifier: str) -> str:
        """What the node of that identifier is called."""
        return dict(self.nodes).get(identifier, identifier)


def diagram(fence: Fence, drawings: Mapping[str, Drawing] = NOTHING) -> Diagram | None:
    """The diagram that a fence holds, or None if it holds none. ``drawings`` are what Mermaid itself has read."""
    if fence.language == "mermaid":
        drawing = drawings.get(fence.text)
        return _told(fence, drawing) if drawing and drawing.read else _mermaid(fence)
    if fence.language in {"", "text", "txt", "ascii", "plaintext", "plain"}:
        return _ascii(fence)
    return None


def _told(fence: Fence, drawing: Drawing) -> Diagram:
    """What Mermaid itself says, with the kind as the author wrote it."""
    edges = tuple(Edge(source, target, _clean(label), fence.line) for source, target, label in drawing.edges)
    nodes = tuple((name, _clean(label) or name) for name, label in drawing.nodes)
    groups, branches = (tuple(map(_clean, titles)) for titles in (drawing.groups, drawing.branches))
    return Diagram(_kind(fence.text.split("\n")), fence.line, fence.end_line, nodes, edges, groups, branches)


def _kind(rows: list[str]) -> str:
    """The first word of a diagram, behind comments and front matter."""
    opening = next((row for row in rows if row.strip() and not row.strip().startswith(("%%", "---"))), "")
    return opening.split()[0] if opening.split() else ""


def _ascii(fence: Fence) -> Diagram | None:
    rows = fence.text.split("\n")
    drawn = sum(1 for row in rows if BOX.search(row))
    trees = sum(1 for row in rows if TREE.search(row))
    if drawn < 3 or trees * 2 > drawn:
        return None
    labels = {word.strip() for row in rows for word in re.findall(r"[A-Za-z][A-Za-z0-9 /._-]{2,30}", row)}
    arrows = sum(len(re.findall(r"[▼▲►◄→←↓↑]|-{1,}>|<-{1,}|(?<=\s)v(?=\s|$)", row)) for row in rows)
    nodes = tuple((label, label) for label in sorted(labels) if label)
    edges = tuple(Edge("", "", "", fence.line) for _ in range(min(arrows, 200)))
    return Diagram("ascii", fence.line, fence.end_line, nodes, edges)


def _mermaid(fence: Fence) -> Diagram:
    rows = fence.text.split("\n")
    start = next((n for n, row in enumerate(rows) if row.strip() and not row.strip().startswith(("%%", "---"))), 0)
    words = rows[start].split() if rows else []
    kind = words[0] if words else ""
    reader = _Reader(kind)
    for number, row in enumerate(rows[start + 1 :], fence.line + 2 + start):
        reader.read(row[:400].rstrip(";"), number)
    return Diagram(
        kind,
        fence.line,
        fence.end_line,
        tuple(reader.nodes.items()),
        tuple(reader.edges),
        tuple(reader.groups),
        tuple(reader.branches),
    )


class _Reader:
    """Collects what the lines of one Mermaid diagram declare."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.nodes: dict[str, str] = {}
        self.edges: list[Edge] = []
        self.groups: list[str] = []
        self.branches: list[str] = []

    def read(self, row: str, line: int) -> None:
        if not row.strip() or SKIP.match(row):
            return
        if group := SUBGRAPH.match(row):
            self.groups.append(_clean(group["label"].split("[")[-1].rstrip("] ")))
        elif actor := ACTOR.match(row):
            self._node(actor["id"], actor["label"] or "")
        elif (branch := BRANCH.match(row)) and self.kind == "sequenceDiagram":
            self.branches.append(branch["label"].strip())
        elif self.kind in {"graph", "flowchart"} or self.kind.startswith("flowchart"):
            self._flow(row, line)
        else:
            self._relation(row, line)

    def _node(self, identifier: str, label: str) -> None:
        if identifier not in self.nodes or label:
            self.nodes[identifier] = _clean(label) or self.nodes.get(identifier, identifier)

    def _relation(self, row: str, line: int) -> None:
        for relation in (MESSAGE, RELATION, STATE):
            if found := relation.match(row):
                source, target = found["a"].strip(' "'), found["b"].strip(' "')
                self._node(source, "")
                self._node(target, "")
                self.edges.append(Edge(source, target, _clean(found["label"] or ""), line))
                return
        if entity := ENTITY.match(row):
            self._node(entity["id"], "")

    def _flow(self, row: str, line: int) -> None:
        labels = [_clean(found["label"]) for found in INLINE_LABEL.finditer(row)]
        plain = INLINE_LABEL.sub(" --> ", row)
        before: list[str] = []
        label = ""
        position = 0
        while position < len(plain):
            group, position = self._group(plain, position)
            if not group:
                return
            for source in before:
                for target in group:
                    self.edges.append(Edge(source, target, label or (labels[0] if labels else ""), line))
            if before and labels and not label:
                labels = labels[1:]
            arrow = ARROW.match(plain, position)
            if not arrow or arrow.end() == position:
                return
            label, position, before = _clean(arrow["label"] or ""), arrow.end(), group

    def _group(self, row: str, position: int) -> tuple[list[str], int]:
        """Nodes joined by ``&`` from ``position`` on."""
        names: list[str] = []
        while True:
            while position < len(row) and row[position] in " \t":
                position += 1
            found = NODE.match(row, position)
            if not found:
                return names, position
            self._node(found["id"], found["label"] or "")
            names.append(found["id"])
            position = found.end()
            after = row[position:].lstrip()
            if not after.startswith("&"):
                return names, position
            position = row.index("&", position) + 1


def _clean(label: str) -> str:
    return " ".join(BREAK.sub(" ", label).split()).strip("()[]{}|/ ")
