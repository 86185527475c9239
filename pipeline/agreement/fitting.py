"""Criterion weights fitted to raters, near the rubric's own, and scores of studies that the fit has not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.agreement.case import Case

STRENGTHS = (4.0, 16.0, 64.0, 256.0)
"""How strongly a weight is held to the rubric's; chosen among these inside the training studies."""
SWEEPS = 60
FEWEST = 4
"""Fewer studies to learn from leave the rubric's weights as they are."""

Weights = Mapping[str, float]


def own_weights(cases: Sequence[Case]) -> Weights:
    """The rubric's weights as points of 100: the least that each criterion ever had, shared-out weight left aside."""
    names = sorted({name for case in cases for name in case.weights})
    least = {name: min(case.weights[name] for case in cases if name in case.weights) for name in names}
    total = sum(least.values())
    return {name: 100 * weight / total for name, weight in least.items()} if total else least


def fitted(cases: Sequence[Case], own: Weights) -> Weights:
    """Weights that minimise the squared error, with ridge towards ``own``; never negative."""
    if len(cases) < FEWEST:
        return own
    strength = min(STRENGTHS, key=lambda s: _left_out_error(cases, own, s))
    return _descend(cases, own, strength)


def predicted(case: Case, weights: Weights) -> float:
    """The score that those weights give, under the caps that hold."""
    total = sum(weights.get(name, 0.0) for name in case.weights)
    raw = 100 * sum(weights.get(name, 0.0) * case.shares[name] for name in case.weights) / total if total else 0.0
    return min(raw, case.ceiling)


def left_out(cases: Sequence[Case]) -> list[float]:
    """The score of each case by weights that were fitted without any study of its repository, kind by kind."""
    found = []
    fits: dict[tuple[str, str], Weights] = {}
    for case in cases:
        key = (case.kind, case.repository)
        if key not in fits:
            kind = [other for other in cases if other.kind == case.kind]
            fits[key] = fitted([other for other in kind if other.repository != case.repository], own_weights(kind))
        found.append(predicted(case, fits[key]))
    return found


def _left_out_error(cases: Sequence[Case], own: Weights, strength: float) -> float:
    error = 0.0
    for case in cases:
        rest = [other for other in cases if other is not case]
        error += (predicted(case, _descend(rest, own, strength)) - case.overall) ** 2
    return error


def _descend(cases: Sequence[Case], own: Weights, strength: float) -> Weights:
    """Coordinate descent: the problem is convex, so the order of the names does not matter in the end."""
    weights = dict(own)
    rows = [[case.shares.get(name, 0.0) for name in own] for case in cases]
    errors = [
        case.overall - sum(share * weight for share, weight in zip(row, weights.values(), strict=True))
        for case, row in zip(cases, rows, strict=True)
    ]
    for _ in range(SWEEPS):
        for column, name in enumerate(own):
            shares = [row[column] for row in rows]
            slope = sum(share * error for share, error in zip(shares, errors, strict=True))
            curve = sum(share * share for share in shares)
            old = weights[name]
            new = max(0.0, (slope + curve * old + strength * own[name]) / (curve + strength))
            if new != old:
                weights[name] = new
                errors = [error - (new - old) * share for error, share in zip(errors, shares, strict=True)]
    return weights
