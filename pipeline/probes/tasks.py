"""Task lists: a ticked practice is worth what its words back up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.facts.marks import shows
from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import WORD, count_words
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, excerpt, share
from pipeline.study import List, Span

DETAIL = pattern(
    r"[\w.-]+/[\w./-]+|\b\w[\w-]*\.(?:py|js|ts|go|rs|java|toml|ya?ml|json|cfg|md|sql|sh)\b"
    r"|\b\w+_\w+|\w+: ?(?:read|write|none)\b|--\w+"
)
"""A path, a file, a setting or an option: what a reader could look up."""
NAMED = ("number", "tool", "mechanism", "artefact")


def backed(subject: Subject, *, sections: Sequence[str]) -> Measure:
    """Practices claimed in ``sections``: ticked items, or plain items where nothing is a task.

    Quantities: ``claims``, ``backed`` (with a figure, tool, mechanism or artefact in the item, or
    its words taken up again elsewhere in the study), ``backed share``. Unticked tasks say nothing
    either way: leaving one open is honest.
    """
    items = [
        (Span(part.span.path, item.line, item.end_line), item)
        for part in subject.parts(sections)
        for block in part.blocks
        if isinstance(block, List)
        for item in block.items
    ]
    tasks = [(span, item) for span, item in items if item.checked is not None]
    claims = [(span, item) for span, item in (tasks or items) if item.checked is not False]
    rest = _elsewhere(subject, {span for span, _ in items})
    held = [(span, item) for span, item in claims if _is_backed(item.text, rest)]
    gaps = tuple(
        Gap(
            span=span,
            says=f"{excerpt(item.text)} is claimed without a detail that backs it",
            adds={"backed": ONE, "backed share": share(1, len(claims))},
            quote=subject.quote(span),
        )
        for span, item in claims
        if (span, item) not in held
    )
    quantities = {
        "claims": Fraction(len(claims)),
        "backed": Fraction(len(held)),
        "backed share": share(len(held), len(claims)),
    }
    return Measure(quantities, evidence((span, subject.quote(span)) for span, _ in held), gaps, subject.home(sections))


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
