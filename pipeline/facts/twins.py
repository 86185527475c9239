"""Units of a study that say the same thing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.facts.outline import normal
from pipeline.facts.units import Unit

LENGTH = 40
ALIKE = Fraction(17, 20)
ALIKE_WORDS = 12
WIDTH = 5
CANDIDATES = 20
"""Stretches that more places share than this are stock phrases and prove nothing."""


def twins(units: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """Pairs of a unit and a later one with the same words (40 characters at least), or nearly the same.

    Nearly: 17 of 20 stretches of five words are common to both. The first one is the earliest.
    """
    seen: dict[str, Unit] = {}
    spread: dict[str, list[int]] = {}
    grams: list[frozenset[str]] = []
    for number, unit in enumerate(units):
        words = normal(unit.text)
        grams.append(_grams(words.split()))
        if len(words) < LENGTH:
            continue
        near = Counter(other for gram in sorted(grams[number]) for other in spread.get(gram, ()))
        twin = seen.get(words) or next(
            (units[other] for other in sorted(near) if _alike(grams[other], grams[number], near[other])), None
        )
        if twin:
            yield twin, unit
            continue
        seen[words] = unit
        for gram in grams[number]:
            if len(spread.setdefault(gram, [])) < CANDIDATES:
                spread[gram].append(number)


def _grams(words: Sequence[str]) -> frozenset[str]:
    if len(words) < ALIKE_WORDS:
        return frozenset()
    return frozenset(map(" ".join, zip(*(words[start:] for start in range(WIDTH)), strict=False)))


def _alike(one: frozenset[str], other: frozenset[str], common: int) -> bool:
    return common >= ALIKE * (len(one) + len(other) - common)
