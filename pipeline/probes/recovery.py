"""What may be lost against how often copies are made."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.facts.backups import Gulf, gulf, is_kept
from pipeline.facts.figures import printed
from pipeline.facts.outline import Part
from pipeline.facts.subject import Subject
from pipeline.facts.units import lines
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, evidence
from pipeline.study import Span

SPELT = (("days", 86_400), ("hours", 3_600), ("minutes", 60))


def loss(subject: Subject) -> Measure:
    """RPOs beside the rhythm of backups in one section, in a study that names nothing else that keeps data.

    Quantities: ``checked`` pairs, and the ``contradictions``: an RPO below the time between two backups.
    """
    found = list(_gulfs(subject))
    wide = [each for each in found if each.is_too_wide]
    wrong = wide if wide and not is_kept(line for page in subject.study.pages for line in page.lines) else []
    right = ((each.unit.span, subject.quote(each.unit.span)) for each in found if not each.is_too_wide)
    quantities = {"checked": Fraction(len(found)), "contradictions": Fraction(len(wrong))}
    return Measure(quantities, evidence(right), tuple(_gap(subject, each) for each in wrong))


def _gulfs(subject: Subject) -> Iterator[Gulf]:
    for page in subject.content.pages:
        for section in page.root.walk():
            span = Span(page.path, section.line, section.end_line)
            found = gulf(lines((Part(section.title, span, section.blocks),)))
            if found:
                yield found


def _gap(subject: Subject, found: Gulf) -> Gap:
    stated = found.rpo.text.strip()
    says = f"an RPO of {stated} does not follow from “{found.rhythm}”, which can lose {_spelt(found.every)}"
    span = found.unit.span
    return Gap(span=span, says=says, adds={"contradictions": -ONE}, quote=subject.quote(span, stated))


def _spelt(seconds: Fraction) -> str:
    unit, size = next(((unit, size) for unit, size in SPELT if seconds >= 2 * size), SPELT[-1])
    return f"{printed(seconds / size)} {unit}"


PROBES = {"recovery.loss": Probe(loss, lambda: frozenset({"checked", "contradictions"}))}
