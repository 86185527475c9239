"""Report × report → what improved and what regressed, criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.report import Finding, StudyReport


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion at base and head; levels are None where that side did not score it."""

    id: str
    title: str
    base_level: int | None
    head_level: int | None
    points: Fraction
    """Points gained (negative: lost) on the way from base to head."""

    @property
    def moved(self) -> bool:
        """Whether the text changed what it is worth; else its share of 100 did, since another line came or went."""
        return self.base_level != self.head_level


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One study at two revisions. A missing side means that the study was not there.

    ``points`` is the change of the score, None where a side has none: an unknown is never 0.
    """

    slug: str
    path: str
    base: StudyReport | None
    head: StudyReport | None
    points: Fraction | None
    improved: tuple[Change, ...]
    regressed: tuple[Change, ...]
    new_findings: tuple[Finding, ...]
    gone_findings: tuple[Finding, ...]

    @property
    def moved(self) -> tuple[Change, ...]:
        """The criteria whose level changed: what gained most first, what lost most last."""
        return tuple(change for change in (*self.improved, *self.regressed) if change.moved)

    @property
    def shifted(self) -> tuple[Change, ...]:
        """Those whose level stayed while their share of 100 changed."""
        return tuple(change for change in (*self.improved, *self.regressed) if not change.moved)

    @property
    def falls_short(self) -> bool:
        """Whether the study as it would be is below pass and counts."""
        return self.head is not None and self.head.counts and self.head.verdict.state != "pass"


def compare(base: StudyReport | None, head: StudyReport | None) -> Comparison:
    """What changed from ``base`` to ``head``; at least one of them must be there."""
    shown = head or base
    if shown is None:
        message = "nothing to compare"
        raise ValueError(message)
    changes = _changes(base, head)
    return Comparison(
        slug=shown.slug,
        path=shown.path,
        base=base,
        head=head,
        points=head.score.points - base.score.points if base and head and base.score and head.score else None,
        improved=tuple(change for change in changes if change.points > 0),
        regressed=tuple(change for change in changes if change.points < 0),
        new_findings=_only(head, base),
        gone_findings=_only(base, head),
    )


def _changes(base: StudyReport | None, head: StudyReport | None) -> list[Change]:
    before = {result.id: result for result in base.criteria} if base else {}
    after = {result.id: result for result in head.criteria} if head else {}
    if not (before and after):
        return []
    changes = []
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        points = (now.points if now else Fraction(0)) - (was.points if was else Fraction(0))
        title = (now or was).title  # type: ignore[union-attr]
        changes.append(
            Change(
                name,
                title,
                was.level if was and was.status == "scored" else None,
                now.level if now and now.status == "scored" else None,
                points,
            )
        )
    return sorted(changes, key=lambda change: (-abs(change.points), change.id))


def _only(one: StudyReport | None, other: StudyReport | None) -> tuple[Finding, ...]:
    known = {finding.fingerprint for finding in other.findings} if other else set()
    return tuple(finding for finding in (one.findings if one else ()) if finding.fingerprint not in known)
