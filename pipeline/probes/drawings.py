"""Diagrams: whether they are there, how much they show, whether anything fails in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline.facts.diagrams import COMMON, FLOW, Diagram, Drawn, named
from pipeline.facts.marks import shows
from pipeline.facts.outline import normal
from pipeline.facts.subject import Subject
from pipeline.facts.targets import SCHEME, Places, resolved, unescaped
from pipeline.facts.units import UNITS
from pipeline.measure import Gap, Measure
from pipeline.probes.oddities import odd_gaps
from pipeline.probes.probe import ONE, Probe, check_words, evidence, share
from pipeline.study import Link, Page, Span

PAGES = (".md", ".mdx")
QUANTITIES = frozenset(
    {
        "diagrams",
        "images",
        "pictures",
        "told",
        "nodes",
        "edges",
        "labelled share",
        "bare share",
        "failure nodes",
        "failure edges",
        "failures",
        "recovery",
        "failure in words",
        "named share",
        "groups",
    }
)


def drawn(subject: Subject, *, sections: Sequence[str], kinds: Sequence[str] = (), described: bool = False) -> Measure:
    """What the study draws.

    ``kinds`` restricts Mermaid types (``erDiagram``, ``sequenceDiagram``); ``sections`` tells where
    a missing diagram belongs; with ``described`` their tables are read for the cell that one part lacks.

    Quantities: ``diagrams``, ``images`` and ``pictures`` (both), ``told`` (those and what ``sections``
    say); ``nodes`` and ``edges`` of the richest diagram; ``labelled share`` of all arrows;
    ``bare share`` of the arrows in flowcharts (a message or a relation is hardly ever without words);
    ``failure nodes`` and ``failure edges`` that show something going wrong (``failures``: both), ``recovery``
    what handles it; ``failure in words`` (text only); ``named share`` of the drawn components that the prose
    names; ``groups`` (boundaries drawn).
    """
    found = [one for one in subject.diagrams if not kinds or one.diagram.kind in kinds]
    flows = [one.diagram for one in found]
    images = [] if kinds else _images(subject)
    names = {normal(label) for item in flows if item.kind != "ascii" for _, label in item.nodes} - COMMON - {""}
    failing, handled = _failures(flows)
    quantities = {
        "diagrams": Fraction(len(flows)),
        "images": Fraction(len(images)),
        "pictures": Fraction(len(flows) + len(images)),
        "told": Fraction(len(flows) + len(images) + sum(1 for _ in UNITS["lines"](subject.parts(sections)))),
        "nodes": Fraction(max((len(item.nodes) for item in flows), default=0)),
        "edges": Fraction(max((len(item.edges) for item in flows), default=0)),
        "labelled share": _wordy(flows)[0],
        "bare share": _wordy([item for item in flows if item.kind in FLOW])[1],
        "failure nodes": Fraction(failing[0]),
        "failure edges": Fraction(failing[1]),
        "failures": Fraction(sum(failing)),
        "recovery": Fraction(handled),
        "failure in words": Fraction(sum(1 for unit in subject.lines if shows(unit.text, "failure+handling"))),
        "named share": share(sum(1 for name in names if named(name, subject.prose)), len(names)),
        "groups": Fraction(sum(len(item.groups) for item in flows)),
    }
    places = [Span(one.page.path, one.fence.line, one.fence.end_line) for one in found]
    spans = [(span, subject.quote(span)) for span in places]
    spans += [(Span(page.path, link.line, link.line), page.quote(link.line)) for page, link in images]
    gaps = (*_gaps(subject, found, quantities), *(odd_gaps(subject, sections) if described else ()))
    return Measure(quantities, evidence(spans), gaps, subject.home(sections))


def _wordy(flows: Sequence[Diagram]) -> tuple[Fraction, Fraction]:
    """The share of arrows with words and of those without; ASCII art is not read for them. Both 0 without arrows."""
    arrows = [edge for item in flows if item.kind != "ascii" for edge in item.edges]
    labelled = sum(1 for edge in arrows if edge.label)
    return share(labelled, len(arrows)), share(len(arrows) - labelled, len(arrows))


def _images(subject: Subject) -> list[tuple[Page, Link]]:
    """Images, but for those whose file is not there. What leaves the study cannot be looked for."""
    places = Places(subject.study)
    alone = subject.study.path.endswith(PAGES)
    found = [(page, link) for page in subject.study.pages for link in page.links if link.image]
    return [(page, link) for page, link in found if alone or _stands(places, page, link.target)]


def _stands(places: Places, page: Page, target: str) -> bool:
    path = unescaped(target).partition("#")[0].partition("?")[0]
    if SCHEME.match(target) or target.startswith("/"):
        return True
    name = resolved(page, path)
    return name is None or (bool(name) and places.has(name))


def _failures(flows: list[Diagram]) -> tuple[tuple[int, int], int]:
    """(failing nodes, failing edges), and how many of the labels say what handles it."""
    nodes = edges = handled = 0
    for item in flows:
        joined = {end for edge in item.edges for end in (edge.source, edge.target)}
        for identifier, label in item.nodes:
            if (identifier in joined or item.kind == "ascii") and (shows(label, "failure") or shows(label, "handling")):
                nodes += 1
                handled += shows(label, "handling")
        texts = [edge.label for edge in item.edges] + list(item.branches)
        edges += sum(1 for text in texts if shows(text, "failure") or shows(text, "handling"))
        handled += sum(1 for text in texts if shows(text, "handling"))
    return (nodes, edges), handled


def _gaps(subject: Subject, found: Sequence[Drawn], quantities: Mapping[str, Fraction]) -> tuple[Gap, ...]:
    gaps = []
    for one in found:
        edges = one.diagram.edges
        bare = [edge for edge in edges if not edge.label]
        if one.diagram.kind != "ascii" and bare:
            says = f"{len(bare)} of {len(edges)} arrows say nothing about what passes along them"
            adds = {"labelled share": ONE - quantities["labelled share"], "bare share": -quantities["bare share"]}
            gaps.append(_gap(subject, one, says, adds))
    if found and not quantities["failures"]:
        adds = {"failure nodes": ONE, "failure edges": ONE, "failures": ONE, "recovery": ONE}
        gaps.append(_gap(subject, found[0], "the diagrams show only the happy path", adds))
    return tuple(gaps)


def _gap(subject: Subject, one: Drawn, says: str, adds: Mapping[str, Fraction]) -> Gap:
    """At the line that opens the diagram."""
    place = Span(one.page.path, one.fence.line, one.fence.line)
    return Gap(span=place, says=says, adds=adds, quote=subject.quote(place))


def _drawn_quantities(*, sections: Sequence[str], kinds: Sequence[str] = (), described: bool = False) -> frozenset[str]:
    check_words("sections", sections)
    if not isinstance(described, bool):
        message = "described must be true or false"
        raise ValueError(message)  # noqa: TRY004 - the loader turns ValueError into a message with a line
    if isinstance(kinds, str):
        message = "kinds must be a list"
        raise ValueError(message)  # noqa: TRY004 - the loader turns ValueError into a message with a line
    return QUANTITIES


PROBES = {"drawings.drawn": Probe(drawn, _drawn_quantities)}
