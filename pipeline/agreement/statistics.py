"""Measures of agreement between two lists of numbers. None where there is too little to say."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

LEAST = 3
"""Fewer pairs have no order worth a figure."""


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank."""
    if len(one) < LEAST:
        return None
    first, second = ranks(one), ranks(other)
    mean = (len(one) + 1) / 2
    product = sum((a - mean) * (b - mean) for a, b in zip(first, second, strict=True))
    spread = sqrt(sum((a - mean) ** 2 for a in first) * sum((b - mean) ** 2 for b in second))
    return product / spread if spread else None


def ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value from 1; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda n: values[n])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        stop = start
        while stop < len(order) and values[order[stop]] == values[order[start]]:
            stop += 1
        for place in order[start:stop]:
            found[place] = (start + stop + 1) / 2
        start = stop
    return found


def auc(scores: Sequence[float], positive: Sequence[float]) -> float | None:
    """The chance that a positive case scores above a negative one, ties counting half (Mann-Whitney U)."""
    above = [score for score, yes in zip(scores, positive, strict=True) if yes]
    below = [score for score, yes in zip(scores, positive, strict=True) if not yes]
    if not above or not below:
        return None
    wins = sum((a > b) + (a == b) / 2 for a in above for b in below)
    return wins / (len(above) * len(below))


def difference(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The mean absolute difference."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one) if one else None


def bias(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The mean of ``one`` less that of ``other``."""
    return sum(a - b for a, b in zip(one, other, strict=True)) / len(one) if one else None


def kappa(one: Sequence[int], other: Sequence[int], classes: int) -> float | None:
    """Cohen's kappa with quadratic weights over ``classes`` ordered classes, from 0 (Cohen 1968)."""
    if len(one) < LEAST:
        return None
    seen = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / len(one)
    counts = [list(one).count(n) for n in range(classes)]
    others = [list(other).count(n) for n in range(classes)]
    expected = sum(counts[a] * others[b] * (a - b) ** 2 for a in range(classes) for b in range(classes))
    return 1 - seen * len(one) ** 2 / expected if expected else None
