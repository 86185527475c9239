"""Intervals by drawing repositories anew: studies of one repository are alike, so they are drawn together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.agreement.case import Case

DRAWS = 1000
TAIL = 0.025
SEED = 20_240_229
WORD = 2**64


def interval(cases: Sequence[Case], statistic: Callable[[Sequence[Case]], float | None]) -> tuple[float, float] | None:
    """The middle 95 % of ``statistic`` over draws of repositories with replacement; None if most draws have none."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(case.repository, []).append(case)
    names = sorted(groups)
    numbers = _numbers()
    found = []
    for _ in range(DRAWS):
        drawn = [case for _ in names for case in groups[names[next(numbers) % len(names)]]]
        value = statistic(drawn)
        if value is not None:
            found.append(value)
    if len(names) < 2 or len(found) * 2 < DRAWS:
        return None
    found.sort()
    return found[int(TAIL * len(found))], found[min(int((1 - TAIL) * len(found)), len(found) - 1)]


def _numbers() -> Iterator[int]:
    """The same numbers on every machine: SplitMix64 (Steele, Lea and Flood 2014)."""
    state = SEED
    while True:
        state = (state + 0x9E3779B97F4A7C15) % WORD
        mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % WORD
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % WORD
        yield mixed ^ (mixed >> 31)
