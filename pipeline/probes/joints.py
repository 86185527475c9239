"""What hangs loose in a drawing: a part without an arrow, a participant or part that a slip of the pen made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from pipeline.facts.diagrams import FLOW, Diagram, Drawn
from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE
from pipeline.study import Span

LEGEND = pattern(r"\b(?:legend|note|key|title)\b", re.IGNORECASE)
FEW_PARTS = 4
WORD = pattern(r"\w+")
LEAST_LETTERS = 8
"""Shorter names are like one another by chance, as "contact" and "contract" are."""
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
        for name, says, fix in (*_unjoined(one.diagram), *_ghosts(one.diagram), *_misspelt(one, subject.prose))
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
    parts = {name for name, _ in item.nodes} - {name for name, _ in item.holds}
    loose = parts - ends - {name for _, held in item.holds for name in held}
    if item.kind in FLOW and len(parts) >= FEW_PARTS and len(loose) <= MOST_LOOSE:
        for name, label in item.nodes:
            if name in loose and not LEGEND.search(label):
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


def _misspelt(one: Drawn, prose: str) -> Iterator[tuple[str, str, str]]:
    """Parts that stand once, without a label, under a name that is nearly that of another part.

    The other must be written oftener or have a label, and be the only one like it; a name that ``prose`` has is meant.
    """
    if one.diagram.kind not in FLOW and one.diagram.kind != "sequenceDiagram":
        return
    seen = Counter(WORD.findall(one.fence.text))
    for name, label in one.diagram.nodes:
        if name == label and seen[name] == 1 and normal(name) not in prose:
            near = [(other, known) for other, known in one.diagram.nodes if other != name and _near(name, other)]
            if len(near) == 1 and (seen[near[0][0]] > 1 or near[0][0] != near[0][1]):
                says = f"“{name}” stands here once and is nearly “{near[0][0]}”"
                yield name, says, f"Write {near[0][0]} if that is meant."


def _near(name: str, other: str) -> bool:
    """A letter left out or added, or two swapped, between a start and an end that are the same.

    Not at the end, where "workers" is meant, nor a figure, nor one letter for another ("parser", "passer").
    """
    if name[:2] != other[:2] or min(len(name), len(other)) < LEAST_LETTERS:
        return False
    before = _alike(name, other)
    after = _alike(name[before:][::-1], other[before:][::-1])
    one, two = name[before : len(name) - after], other[before : len(other) - after]
    slip = len(one) + len(two) == 1 or (one == two[::-1] and len(one) == len("ie"))
    return after > 0 and slip and (one + two).isalpha() and (one + two).islower()


def _alike(one: str, two: str) -> int:
    """How many letters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, two, strict=False)))
