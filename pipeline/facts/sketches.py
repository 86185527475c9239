"""Mermaid read line by line, without its grammar: what is drawn, never whether it is right.

For where Mermaid itself cannot be asked.
"""

from __future__ import annotations

from pipeline.facts.pattern import pattern
from pipeline.study import Drawing

ARROW = pattern(
    r"\s*(?:[ox<]?(?:--+|==+|-\.+-?|~~~)(?:\s*\"?[^\s\"|>-][^|>]{0,60}?\"?\s*(?:--+|==+|\.+-))?[>ox]?)\s*(?:\|\s*(?P<label>[^|]{0,80})\|)?\s*"
)
INLINE_LABEL = pattern(r"(?:--|==|-\.)\s*\"?(?P<label>[^\s\">|=.-][^\">|]{0,60}?)\"?\s*(?:--+>|==+>|\.+->|---|-->)")
NODE = pattern(
    r"(?P<id>[A-Za-z0-9_.\-]*[A-Za-z0-9_])\s*+(?:@\{[^}]{0,120}\}|[\[({>/\\]{1,3}\s*+"
    r"(?:\"(?P<quoted>[^\"]{0,120})\"|(?P<label>[^\"\])}]{0,120}))\s*+[\])}/\\]{1,3})?(?::::?\w+)?"
)
MESSAGE = pattern(
    r"^\s*+(?P<a>[\w.-](?:[\w .-]{0,38}?[\w.-])??)\s*+(?:<<)?-{1,2}(?:>>?|[x)])\s*+[+-]?\s*+"
    r"(?P<b>[\w.-](?:[\w .-]{0,38}?[\w.-])??)\s*+:\s*+(?P<label>.{0,160})$"
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


def sketch(text: str) -> Drawing:
    """The nodes, edges, boundaries and branches that the lines of a diagram seem to declare."""
    rows = text.split("\n")
    start = opening(rows)
    words = rows[start].split()
    reader = _Reader(words[0] if words else "")
    for row in rows[start + 1 :]:
        reader.read(row[:400].rstrip(";"))
    return Drawing(
        nodes=tuple(reader.nodes.items()),
        edges=tuple(reader.edges),
        groups=tuple(reader.groups),
        branches=tuple(reader.branches),
    )


def opening(rows: list[str]) -> int:
    """Where the line with the diagram's type is, behind comments and front matter; 0 without one."""
    first = next((n for n, row in enumerate(rows) if row.strip()), 0)
    if rows[first].strip() == "---":
        first = next((n + 1 for n, row in enumerate(rows) if n > first and row.strip() == "---"), first)
    return next(
        (n for n, row in enumerate(rows) if n >= first and row.strip() and not row.lstrip().startswith("%%")), 0
    )


class _Reader:
    """Collects what the lines of one diagram declare."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.nodes: dict[str, str] = {}
        self.edges: list[tuple[str, str, str]] = []
        self.groups: list[str] = []
        self.branches: list[str] = []

    def read(self, row: str) -> None:
        if not row.strip() or SKIP.match(row):
            return
        if group := SUBGRAPH.match(row):
            self.groups.append(group["label"].split("[")[-1])
        elif actor := ACTOR.match(row):
            self._node(actor["id"], actor["label"] or "")
        elif (branch := BRANCH.match(row)) and self.kind == "sequenceDiagram":
            self.branches.append(branch["label"].strip())
        elif self.kind in {"graph", "flowchart"} or self.kind.startswith("flowchart"):
            self._flow(row)
        else:
            self._relation(row)

    def _node(self, identifier: str, label: str) -> None:
        if identifier not in self.nodes or label:
            self.nodes[identifier] = label or self.nodes.get(identifier, identifier)

    def _relation(self, row: str) -> None:
        for relation in (MESSAGE, RELATION, STATE):
            if found := relation.match(row):
                source, target = found["a"].strip(' "'), found["b"].strip(' "')
                self._node(source, "")
                self._node(target, "")
                self.edges.append((source, target, found["label"] or ""))
                return
        if entity := ENTITY.match(row):
            self._node(entity["id"], "")

    def _flow(self, row: str) -> None:
        labels = [found["label"] for found in INLINE_LABEL.finditer(row)]
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
                    self.edges.append((source, target, label or (labels[0] if labels else "")))
            if before and labels and not label:
                labels = labels[1:]
            arrow = ARROW.match(plain, position)
            if not arrow or arrow.end() == position:
                return
            label, position, before = arrow["label"] or "", arrow.end(), group

    def _group(self, row: str, position: int) -> tuple[list[str], int]:
        """Nodes joined by ``&`` from ``position`` on."""
        names: list[str] = []
        while True:
            while position < len(row) and row[position] in " \t":
                position += 1
            found = NODE.match(row, position)
            if not found:
                return names, position
            self._node(found["id"], found["quoted"] or found["label"] or "")
            names.append(found["id"])
            position = found.end()
            after = row[position:].lstrip()
            if not after.startswith("&"):
                return names, position
            position = row.index("&", position) + 1
