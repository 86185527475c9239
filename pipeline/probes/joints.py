"""What hangs loose in a drawing: a part without an arrow, a participant or part that a slip of the pen made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from pipeline.facts.diagrams import FLOW, Diagram, Drawn
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE
from pipeline.study import Span

LEGEND = pattern(r"\b(?:legend|note|key|title)\b", re.IGNORECASE)
FEW_PARTS = 4
LEAST_LETTERS = 6
"""Shorter names are like one another by chance."""
MOST_LOOSE = 2
"""More loose parts than this are a way of drawing, not a slip."""
JOIN = "Join it to what it talks to, or leave it out."


def loose(subject: Subject) -> Measure:
    """Parts that nothing leads to or from, and participants that a slip of the pen created.

    Only what Mermaid itself has read is judged. Quantities: ``parts``, ``loose``.
    """
    judged = [one for one in subject.diagrams if _read(subject, one)]
    gaps = [
        _slip(one, name, says, fix)
        for one in judged
        for name, says, fix in (*_unjoined(one.diagram), *_ghosts(one.diagram), *_misspelt(one))
    ]
    parts = sum(len(one.diagram.nodes) for one in judged)
    return Measure({"parts": Fraction(parts), "loose": Fraction(len(gaps))}, (), tuple(gaps))


def _read(subject: Subject, one: Drawn) -> bool:
    drawing = subject.study.drawings.get(one.fence.text)
    return one.fence.language == "mermaid" and drawing is not None and drawing.read


def _slip(one: Drawn, name: str, says: str, fix: str) -> Gap:
    """At the first line of the diagram that has the part's name."""
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    rows = enumerate(one.fence.text.split("\n"), 1)
    line = one.fence.line + next((number for number, row in rows if whole.search(row)), 0)
    place = Span(one.page.path, line, line)
    return Gap(span=place, says=says, adds={"loose": -ONE}, quote=one.page.quote(line, name), fix=fix)


def _unjoined(item: Diagram) -> Iterator[tuple[str, str, str]]:
    """Parts of a flow without an arrow, where nearly all others have one.

    What stands in a boundary is joined by the boundary's arrows, and by standing there with others.
    """
    ends = {end for edge in item.edges for end in (edge.source, edge.target)}
    names = {name for name, _ in item.nodes} - {name for name, _ in item.holds}
    inside = {name for _, held in item.holds for name in held}
    loose = names - ends
    if item.kind not in FLOW or len(names) < FEW_PARTS or len(loose) > MOST_LOOSE:
        return
    for name, label in item.nodes:
        if name in loose - inside and not LEGEND.search(label):
            yield name, f"“{label}” is drawn, and no arrow leads to it or from it", JOIN


def _ghosts(item: Diagram) -> Iterator[tuple[str, str, str]]:
    """Participants whose name holds the brackets of a flowchart's label."""
    if item.kind != "sequenceDiagram":
        return
    for name, _ in item.nodes:
        short, bracket, label = name.partition("[")
        if bracket and short and label.endswith("]"):
            mend = f"Write: participant {short} as {label.rstrip(']')}"
            yield name, f"“{name}” is read as a name, brackets and all", mend


def _misspelt(one: Drawn) -> Iterator[tuple[str, str, str]]:
    """Parts that stand once, without a label, under a name that is nearly that of another part.

    A wrong word is worse than a missed slip, so the other must be written oftener, and be the only one like it.
    """
    if one.diagram.kind in FLOW or one.diagram.kind == "sequenceDiagram":
        for name, label in one.diagram.nodes:
            if name == label and len(name) >= LEAST_LETTERS and _times(name, one.fence.text) == 1:
                near = [other for other, _ in one.diagram.nodes if other != name and _near(name, other)]
                if len(near) == 1 and _times(near[0], one.fence.text) > 1:
                    yield (
                        name,
                        f"“{name}” stands here once and is nearly “{near[0]}”",
                        f"Write {near[0]} if it is meant.",
                    )


def _times(name: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _near(name: str, other: str) -> bool:
    """A letter left out, added or changed, or two swapped, between a start and an end that are the same.

    Not at the end, where "workers", "nodeA" and "node2" are meant; figures are meant anywhere.
    """
    before = _alike(name, other)
    after = _alike(name[before:][::-1], other[before:][::-1])
    one, two = name[before : len(name) - after], other[before : len(other) - after]
    slip = (len(one) < 2 and len(two) < 2) or (one == two[::-1] and len(one) == len("ie"))
    return before > 1 and after > 0 and slip and (one + two).isalpha() and (one + two).islower()


def _alike(one: str, two: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
