"""Practices: a ticked item, a row or a labelled paragraph is worth what its words back up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.marks import shows
from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import WORD, count_words
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, excerpt, share
from pipeline.study import Block, List, Paragraph, Span, Table

DETAIL = pattern(
    r"[\w.-]/[\w./-]|\w-?\.(?:py|js|ts|go|rs|java|toml|ya?ml|json|cfg|md|sql|sh)\b"
    r"|\w_\w|\w: ?(?:read|write|none)\b|--\w"
)
"""A path, a file, a setting or an option: what a reader could look up."""
OPEN = pattern(
    r"^(?:\W*+(?:no|not yet|none|open|planned|pending|to ?do|tbd|missing|n/a)\W*+|(?=\W*+$)[^\w❌✗☐]*+[❌✗☐]\W*+)$",
    re.IGNORECASE,
)
"""A cell that says that it was not done."""
FEWEST = 12
"""So many words has a paragraph at least that tells a practice."""
NAMED = ("number", "tool", "mechanism", "artefact")


@dataclass(frozen=True, slots=True)
class Claim:
    """A practice that is claimed: an item, a row of a table, or a paragraph."""

    span: Span
    text: str
    checked: bool | None = None


def backed(subject: Subject, *, sections: Sequence[str]) -> Measure:
    """Practices claimed in ``sections``: ticked items, or items, rows and labelled paragraphs where nothing is a task.

    Where there is none of these, its paragraphs are claims.

    Quantities: ``claims``, ``backed`` (with a figure, tool, mechanism or artefact in the item, or
    its words taken up again elsewhere in the study), ``backed share``. Unticked tasks and rows that
    say "no" or "planned" say nothing either way: leaving one open is honest.
    """
    blocks = [(part.span.path, block) for part in subject.parts(sections) for block in part.blocks]
    found = [claim for path, block in blocks for claim in _claims(path, block)]
    found = found or [claim for path, block in blocks for claim in _told(path, block)]
    tasks = [claim for claim in found if claim.checked is not None]
    claims = [claim for claim in (tasks or found) if claim.checked is not False]
    rest = _elsewhere(subject, {claim.span for claim in found})
    held = [claim for claim in claims if _is_backed(claim.text, rest)]
    gaps = tuple(
        Gap(
            span=claim.span,
            says=f"{excerpt(claim.text)} is claimed without a detail that backs it",
            adds={"backed": ONE, "backed share": share(1, len(claims))},
            quote=subject.quote(claim.span),
        )
        for claim in claims
        if claim not in held
    )
    quantities = {
        "claims": Fraction(len(claims)),
        "backed": Fraction(len(held)),
        "backed share": share(len(held), len(claims)),
    }
    spans = ((claim.span, subject.quote(claim.span)) for claim in held)
    return Measure(quantities, evidence(spans), gaps, subject.home(sections))


def _claims(path: str, block: Block) -> Iterator[Claim]:
    if isinstance(block, List):
        for item in block.items:
            yield Claim(Span(path, item.line, item.end_line), item.text, item.checked)
    elif isinstance(block, Table):
        for row in block.rows:
            if not any(OPEN.match(cell) for cell in row.cells):
                yield Claim(Span(path, row.line, row.end_line), ": ".join(filter(None, row.cells)))
    elif isinstance(block, Paragraph) and block.label and not block.text.endswith(":"):
        yield Claim(Span(path, block.line, block.end_line), block.text)


def _told(path: str, block: Block) -> Iterator[Claim]:
    if isinstance(block, Paragraph) and count_words(block.text) >= FEWEST:
        yield Claim(Span(path, block.line, block.end_line), block.text)


def _elsewhere(subject: Subject, own: set[Span]) -> set[str]:
    units = (unit for unit in subject.lines if unit.span not in own)
    return {word for unit in units for word in normal(unit.text).split() if len(word) > 4}


def _is_backed(text: str, rest: set[str]) -> bool:
    if DETAIL.search(text):
        return True
    if count_words(text) >= 6 and any(shows(text, mark) for mark in NAMED):
        return True
    words = {normal(word[0]) for word in WORD.finditer(text) if len(word[0]) > 4}
    return shows(text, "number") or (len(words) >= 2 and len(words & rest) * 3 >= len(words) * 2)


def _backed_quantities(*, sections: Sequence[str]) -> frozenset[str]:
    check_words("sections", sections)
    return frozenset({"claims", "backed", "backed share"})


PROBES = {"tasks.backed": Probe(backed, _backed_quantities)}
