"""Everything that `casegrade calibrate` tells, worked out from the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.agreement import statistics as measure
from pipeline.agreement.case import Case
from pipeline.agreement.fitting import Weights, fitted, left_out, own_weights
from pipeline.agreement.lines import CriterionLine, Interval, KindLine, Line
from pipeline.agreement.resampling import interval
from pipeline.agreement.targets import Target, targets

FARTHEST = 10
"""So many studies are shown on which score and raters are farthest apart."""

Scores = Callable[[Case], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The whole report. ``suggested`` holds for each kind the shipped and the fitted weight of each criterion."""

    cases: tuple[Case, ...]
    shipped: Line
    unseen: Line
    length: Line
    raters: Line | None
    kinds: tuple[KindLine, ...]
    aspects: tuple[tuple[str, float | None, Interval], ...]
    criteria: tuple[CriterionLine, ...]
    farthest: tuple[Case, ...]
    targets: tuple[Target, ...]
    suggested: Mapping[str, tuple[tuple[str, float, float], ...]]


def agreement(cases: Sequence[Case], bands: Sequence[float]) -> Agreement:
    """What ``cases`` say; ``bands`` are the least points of each band above the lowest, ascending."""
    ordered = tuple(sorted(cases, key=lambda case: (case.kind, case.slug)))
    unseen = dict(zip([(case.kind, case.slug) for case in ordered], left_out(ordered), strict=True))

    def points(case: Case) -> float:
        return case.points

    def refitted(case: Case) -> float:
        return unseen[case.kind, case.slug]

    shipped_line = _line("as shipped", ordered, points, bands)
    unseen_line = _line("weights refitted without the repository", ordered, refitted, bands)
    kinds = tuple(_kind(kind, ordered, points, refitted, bands) for kind in sorted({case.kind for case in ordered}))
    aspects = sorted({name for case in ordered for label in case.labels for name in label.aspects})
    return Agreement(
        cases=ordered,
        shipped=shipped_line,
        unseen=unseen_line,
        length=_length(ordered),
        raters=_raters(ordered, bands),
        kinds=kinds,
        aspects=tuple(_aspect(name, ordered) for name in aspects),
        criteria=tuple(line for kind in kinds for line in _criteria(kind.kind, ordered)),
        farthest=tuple(sorted(ordered, key=lambda case: (-abs(case.points - case.overall), case.slug))[:FARTHEST]),
        targets=targets(ordered, unseen_line, kinds),
        suggested={kind.kind: _suggested(kind.kind, ordered) for kind in kinds},
    )


def band(points: float, bands: Sequence[float]) -> int:
    """The number of the band that those points reach, from 0."""
    return sum(points >= least for least in bands)


def _line(name: str, cases: Sequence[Case], score: Scores, bands: Sequence[float]) -> Line:
    scores, raters = [score(case) for case in cases], [case.overall for case in cases]

    def order(drawn: Sequence[Case]) -> float | None:
        return measure.spearman([score(case) for case in drawn], [case.overall for case in drawn])

    def publish(drawn: Sequence[Case]) -> float | None:
        return measure.auc([score(case) for case in drawn], [case.publish for case in drawn])

    def apart(drawn: Sequence[Case]) -> float | None:
        return measure.difference([score(case) for case in drawn], [case.overall for case in drawn])

    return Line(
        name=name,
        n=len(cases),
        spearman=order(cases),
        spearman_interval=interval(cases, order),
        auc=publish(cases),
        auc_interval=interval(cases, publish),
        kappa=measure.kappa([band(s, bands) for s in scores], [band(r, bands) for r in raters], len(bands) + 1),
        difference=apart(cases),
        difference_interval=interval(cases, apart),
        bias=measure.bias(scores, raters),
    )


def _length(cases: Sequence[Case]) -> Line:
    """Words alone as a score: what a reading of nothing but the length would reach."""
    words = [case.words for case in cases]

    def order(drawn: Sequence[Case]) -> float | None:
        return measure.spearman([case.words for case in drawn], [case.overall for case in drawn])

    return Line(
        name="length alone",
        n=len(cases),
        spearman=order(cases),
        spearman_interval=interval(cases, order),
        auc=measure.auc(words, [case.publish for case in cases]),
    )


def _raters(cases: Sequence[Case], bands: Sequence[float]) -> Line | None:
    """The first rater against the second, where every study has two of the same names."""
    names = sorted({label.rater for case in cases for label in case.labels})
    if len(names) < 2:
        return None
    both = [
        (by[names[0]], by[names[1]])
        for case in cases
        if (by := {label.rater: label for label in case.labels}).keys() >= set(names[:2])
    ]
    one, two = [a.overall for a, _ in both], [b.overall for _, b in both]
    return Line(
        name="the raters between themselves",
        n=len(both),
        spearman=measure.spearman(one, two),
        auc=measure.auc(one, [b.publish for _, b in both]),
        kappa=measure.kappa([band(v, bands) for v in one], [band(v, bands) for v in two], len(bands) + 1),
        difference=measure.difference(one, two),
        bias=measure.bias(one, two),
    )


def _kind(kind: str, cases: Sequence[Case], points: Scores, unseen: Scores, bands: Sequence[float]) -> KindLine:
    own = [case for case in cases if case.kind == kind]
    return KindLine(
        kind=kind,
        n=len(own),
        repositories=len({case.repository for case in own}),
        shipped=_line("as shipped", own, points, bands),
        unseen=_line("left out", own, unseen, bands),
    )


def _aspect(name: str, cases: Sequence[Case]) -> tuple[str, float | None, Interval]:
    def order(drawn: Sequence[Case]) -> float | None:
        given = [(case.points, value) for case in drawn if (value := case.aspect(name)) is not None]
        return measure.spearman([points for points, _ in given], [value for _, value in given])

    return name, order(cases), interval(cases, order)


def _criteria(kind: str, cases: Sequence[Case]) -> list[CriterionLine]:
    own = [case for case in cases if case.kind == kind]
    found = []
    for name in sorted({name for case in own for name in case.shares}):
        having = [case for case in own if name in case.shares]

        def order(drawn: Sequence[Case], name: str = name) -> float | None:
            return measure.spearman([case.shares[name] for case in drawn], [case.overall for case in drawn])

        mean = sum(case.shares[name] for case in having) / len(having)
        found.append(CriterionLine(kind, name, len(having), mean, order(having), interval(having, order)))
    return found


def _suggested(kind: str, cases: Sequence[Case]) -> tuple[tuple[str, float, float], ...]:
    own = [case for case in cases if case.kind == kind]
    shipped: Weights = own_weights(own)
    new = fitted(own, shipped)
    total = sum(new.values()) or 1.0
    return tuple((name, weight, 100 * new[name] / total) for name, weight in shipped.items())
