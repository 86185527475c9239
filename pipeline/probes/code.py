"""Blocks of SQL, JSON and YAML: slips that a repair proves, and names that the tables shown do not have."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pipeline.facts import data_blocks
from pipeline.facts.data_model import line_in, model, scripts
from pipeline.facts.slips import Slip, slip
from pipeline.facts.subject import Subject
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Fence, Page, Span

MOST_TRIED = 10
"""Statements that no dialect takes and for which repairs are tried: the rest are left alone."""


def sql(subject: Subject, *, indexes: bool = False) -> Measure:
    """Statements that no dialect takes for a slip that is certain; columns of queries that no table has.

    With ``indexes`` those of indexes too, for kinds whose rubric has no criterion that tells them.
    Quantities: ``statements`` read, ``slips``, ``missing columns`` (of tables that are shown whole).
    """
    gaps, read, tried = [], 0, 0
    for page, _, fence, held in scripts(subject):
        read += held.checked
        for statement in held.failed:
            tried += 1
            found = slip(statement) if tried <= MOST_TRIED else None
            gaps += [_gap(page, fence, found, "slips")] if found else []
    slips = len(gaps)
    shown = model(subject)
    strays = (*shown.stray_of_queries(), *(shown.stray_of_indexes() if indexes else ()))
    for stray in strays:
        quote = subject.quote(stray.span, stray.name)
        gaps.append(Gap(span=stray.span, says=stray.says, adds={"missing columns": -ONE}, quote=quote))
    quantities = {"statements": read, "slips": slips, "missing columns": len(strays)}
    sound = (
        (Span(page.path, fence.line, fence.end_line), page.quote(fence.line))
        for page, _, fence, held in scripts(subject)
        if held.checked
    )
    return Measure({name: Fraction(count) for name, count in quantities.items()}, evidence(sound), tuple(gaps))


def _sql_quantities(*, indexes: bool = False) -> frozenset[str]:
    del indexes  # it adds places, no quantity
    return frozenset({"statements", "slips", "missing columns"})


def data(subject: Subject) -> Measure:
    """Blocks tagged JSON or YAML with a slip that a repair proves. Quantities: ``blocks``, ``slips``."""
    blocks = [
        (page, block)
        for page, _, block in subject.blocks()
        if isinstance(block, Fence) and block.language in {"json", "yaml", "yml"}
    ]
    found = [(page, block, data_blocks.slip(block.language, block.text)) for page, block in blocks]
    gaps = tuple(_gap(page, block, one, "slips") for page, block, one in found if one)
    quantities = {"blocks": Fraction(len(blocks)), "slips": Fraction(len(gaps))}
    places = ((Span(page.path, b.line, b.end_line), page.quote(b.line)) for page, b, one in found if not one)
    return Measure(quantities, evidence(places), gaps)


def _gap(page: Page, fence: Fence, found: Slip, name: str) -> Gap:
    line = line_in(fence, found.line)
    adds: Mapping[str, Fraction] = {name: -ONE}
    return Gap(span=Span(page.path, line, line), says=found.says, adds=adds, quote=page.quote(line, found.quote))


PROBES = {
    "code.data": Probe(data, lambda: frozenset({"blocks", "slips"})),
    "code.sql": Probe(sql, _sql_quantities),
}
