"""What is wrong with a drawing: Mermaid refuses it, a part hangs loose, a part is never spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.facts.diagrams import COMMON, FLOW, named
from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.measure import Gap, Measure
from pipeline.probes.joints import loose
from pipeline.probes.links import intact
from pipeline.probes.probe import ONE, Probe, evidence, excerpt, share
from pipeline.study import Drawing, Fence, Page, Span

BARE_LABELS = (
    pattern(r"(?P<id>\w{1,40})(?P<open>\[)(?P<label>[^\"\[\]|]{0,80}[(){}][^\"\[\]|]{0,80})(?P<close>\])"),
    pattern(r"(?P<id>\w{1,40})(?P<open>\{)(?P<label>[^\"{}|]{0,80}[()\[\]][^\"{}|]{0,80})(?P<close>\})"),
    pattern(r"(?P<id>\w{1,40})(?P<open>\()(?P<label>[^\"()|]{0,80}[\[\]{}][^\"()|]{0,80})(?P<close>\))"),
)
"""A label in one kind of brackets that holds another kind."""
SHAPES = {"(": ")", "[": "]", "{": "}", "/": "/"}
COMMENT = pattern(r"\S\s{0,99}%%")
NO_TYPE = "No diagram type"
TOLD = 5


def parses(subject: Subject) -> Measure:
    """Which diagrams Mermaid's own grammar accepts; those that could not be asked about are left out.

    Quantities: ``checked``, ``broken`` and ``sound share`` of the checked ones.
    """
    found = [(page, fence, drawing) for page, fence, drawing in _drawings(subject) if drawing]
    broken = [(page, fence, drawing) for page, fence, drawing in found if drawing.error]
    adds = {"broken": -ONE, "sound share": share(1, len(found))}
    gaps = tuple(_refusal(page, fence, drawing, adds) for page, fence, drawing in broken)
    whole = [Span(page.path, fence.line, fence.end_line) for page, fence, drawing in found if not drawing.error]
    quantities = {
        "checked": Fraction(len(found)),
        "broken": Fraction(len(broken)),
        "sound share": share(len(whole), len(found)),
    }
    return Measure(quantities, evidence((span, subject.quote(span)) for span in whole), gaps)


def whole(subject: Subject) -> Measure:
    """Diagrams that Mermaid reads and links that lead somewhere, together.

    Quantities: ``checked``, ``broken``, ``good share``.
    """
    drawn, linked = parses(subject), intact(subject)
    counts = {name: drawn.quantities[name] + linked.quantities[name] for name in ("checked", "broken")}
    counts["good share"] = share(int(counts["checked"] - counts["broken"]), int(counts["checked"]))
    adds = {"broken": -ONE, "good share": share(1, int(counts["checked"]))}
    gaps = (replace(gap, adds=adds) for gap in (*drawn.gaps, *linked.gaps) if "broken" in gap.adds)
    return Measure(counts, (*drawn.evidence[:2], *linked.evidence[:2]), tuple(gaps))


def _drawings(subject: Subject) -> Iterator[tuple[Page, Fence, Drawing | None]]:
    for page, _, block in subject.blocks():
        if isinstance(block, Fence) and block.language == "mermaid":
            yield page, block, subject.study.drawings.get(block.text)


def _refusal(page: Page, fence: Fence, drawing: Drawing, adds: dict[str, Fraction]) -> Gap:
    rows = fence.text.split("\n")
    placed = drawing.error.startswith(("Parse error", "Lexical error"))
    number = min(max(drawing.error_line, 0), len(rows)) if placed else 0
    row = rows[number - 1].strip() if number else ""
    span = Span(page.path, fence.line + number, fence.line + number)
    if drawing.error.startswith(NO_TYPE):
        says = f"Mermaid does not know what kind of diagram begins with {excerpt(rows[0])}"
    else:
        says = f"Mermaid cannot read this diagram beyond {excerpt(row)}" if row else "Mermaid cannot read this diagram"
    return Gap(span=span, says=says, adds=adds, quote=page.quote(span.line), fix=_mend(drawing, row))


def _mend(drawing: Drawing, row: str) -> str:
    """What the author can do, from the commonest causes in real diagrams."""
    if drawing.error.startswith(NO_TYPE):
        return "Begin the block with its type, such as flowchart LR, sequenceDiagram or erDiagram."
    label = next((found for bare in BARE_LABELS if (found := bare.search(row))), None)
    if label:
        return f"Put a label that holds brackets in quotes: {_quoted(label)}"
    if COMMENT.search(row):
        return "Put the comment on a line of its own: Mermaid reads %% only at the start of a line."
    if re.search(r"\bend\b", row):
        return "A part cannot be called end in lower case: write End, or put the label in quotes."
    if drawing.error.startswith("Trying to inactivate"):
        return "A participant is deactivated more often than it was activated: remove the extra minus sign."
    return "Mend that line; labels with brackets, quotes or semicolons stand in quotes."


def _quoted(label: re.Match[str]) -> str:
    """The part with its label in quotes; in ``[(Store)]`` the round brackets are the shape, not the label."""
    text, outer = label["label"], ("", "")
    if len(text) > 1 and SHAPES.get(text[0]) == text[-1]:
        text, outer = text[1:-1], (text[0], text[-1])
    return f'{label["id"]}{label["open"]}{outer[0]}"{text}"{outer[1]}{label["close"]}'


def described(subject: Subject) -> Measure:
    """Which drawn parts the prose names. Quantities: ``parts``, ``named share``."""
    found: dict[str, tuple[Page, Fence, str]] = {}
    for one in subject.diagrams:
        for _, label in one.diagram.nodes if one.diagram.kind in FLOW else ():
            if normal(label) and normal(label) not in COMMON:
                found.setdefault(normal(label), (one.page, one.fence, label))
    silent = [place for name, place in found.items() if not named(name, subject.prose)]
    quantities = {"parts": Fraction(len(found)), "named share": share(len(found) - len(silent), len(found))}
    gaps = (_silence(silent, len(found)),) if silent else ()
    return Measure(quantities, (), gaps)


def _silence(silent: list[tuple[Page, Fence, str]], total: int) -> Gap:
    page, fence, _ = silent[0]
    names = ", ".join(f"“{label}”" for _, _, label in silent[:TOLD])
    more = f" and {len(silent) - TOLD} more" if len(silent) > TOLD else ""
    verb = "is" if len(silent) == 1 else "are"
    return Gap(
        span=Span(page.path, fence.line, fence.line),
        says=f"{names}{more} {verb} drawn and never spoken of",
        adds={"named share": share(len(silent), total)},
        quote=page.quote(fence.line),
    )


PROBES = {
    "diagrams.whole": Probe(whole, lambda: frozenset({"checked", "broken", "good share"})),
    "diagrams.parses": Probe(parses, lambda: frozenset({"checked", "broken", "sound share"})),
    "diagrams.loose": Probe(loose, lambda: frozenset({"parts", "loose"})),
    "diagrams.described": Probe(described, lambda: frozenset({"parts", "named share"})),
}
