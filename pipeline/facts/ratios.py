"""What a pair of figures comes to in percent or times, with the rounding of every printed digit.

Every reading that an author may mean is allowed: less or more than before, percent points where the
ends are percents, the remaining part of 100 % ("errors from 2 % to 1 %" told for what succeeds), and
speed as the inverse of time. A stated figure contradicts its pair only when no reading reaches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product

from pipeline.facts.amounts import Amount
from pipeline.facts.changes import Change
from pipeline.facts.figures import printed

HUNDRED = Fraction(100)
FAR = 10**6
"""How many times its value a figure "above x" may be."""
_INVERSE = "faster quicker improvement improvements improved gain better speedup speed-up slower worse"
INVERSE = frozenset(_INVERSE.split())
"""Words that may tell speed, the inverse of time."""
Interval = tuple[Fraction, Fraction]


def contradiction(change: Change, *, tolerance: Fraction) -> str | None:
    """What is wrong with the percent or factor that ``change`` states; "" if it holds, None if it cannot be checked.

    ``tolerance`` is in percent points, for a percent. A factor may be off by a fifth.
    """
    before, after = _interval(change.before), _interval(change.after)
    if before is None or after is None or before[0] <= 0 or after[0] < 0:
        return None
    if change.percent:
        return _percent(change, change.percent, before, after, tolerance)
    return _factor(change, change.factor, before, after) if change.factor else None


def _interval(amount: Amount) -> Interval | None:
    """Between what and what the figure lies; half open where the author says above or below."""
    half = amount.slack if amount.bound in {"", "~", "range"} else Fraction(0)
    low = Fraction(0) if amount.bound in {"<", "≤"} else max(amount.value - half, Fraction(0))
    high = amount.value * FAR if amount.bound in {">", "≥", "+"} else amount.value + half
    return (low, high) if amount.value > 0 and amount.bound != "±" else None


def _percent(change: Change, stated: Amount, before: Interval, after: Interval, tolerance: Fraction) -> str | None:
    told = _told(stated, tolerance)
    if told is None:
        return None
    readings = _readings(change, before, after)
    if any(low <= told[1] and told[0] <= high for low, high in readings):
        return ""
    value = abs(change.after.value - change.before.value) / change.before.value * HUNDRED
    word = "less" if change.after.value < change.before.value else "more"
    pair = f"{change.before.text.strip()} → {change.after.text.strip()}"
    return f"{pair} is {printed(value)} % {word}, not {stated.text.strip(' -−–+~')}"


def _told(stated: Amount, tolerance: Fraction) -> Interval | None:
    """The interval of the stated figure; what is only bounded ("> 50 %") reaches to the end of its side."""
    value = abs(stated.value)
    low, high = value - stated.slack - tolerance, value + stated.slack + tolerance
    if stated.bound in {"<", "≤"}:
        return Fraction(0), high
    return (low, value * FAR) if stated.bound in {">", "≥", "+"} else (low, high)


def _readings(change: Change, before: Interval, after: Interval) -> Iterator[Interval]:
    """Every interval of percents that the pair may be told as."""
    yield _span(before, after, lambda b, a: abs(a - b) / b * HUNDRED)
    if change.before.dimension == "percent":
        yield _span(before, after, lambda b, a: abs(a - b))
        if before[1] < HUNDRED and after[1] <= HUNDRED:
            yield _span(before, after, lambda b, a: abs(a - b) / (HUNDRED - b) * HUNDRED)
    if change.word in INVERSE and after[0] > 0:
        yield _span(before, after, lambda b, a: abs(b / a - 1) * HUNDRED)


def _span(before: Interval, after: Interval, reading: Callable[[Fraction, Fraction], Fraction]) -> Interval:
    """Least and greatest of a reading over the corners of both intervals; 0 where they overlap."""
    values = [reading(b, a) for b, a in product(before, after)]
    touching = before[0] <= after[1] and after[0] <= before[1]
    return (Fraction(0) if touching else min(values)), max(values)


def _factor(change: Change, stated: Amount, before: Interval, after: Interval) -> str | None:
    if after[0] <= 0 or stated.value <= 0 or stated.bound in {"<", "≤"}:
        return None
    ratios = [max(a / b, b / a) for b, a in product(before, after)]
    low, high = min(ratios) * Fraction(4, 5) - 1, max(ratios) * Fraction(5, 4) + 1
    if low <= stated.value + stated.slack and (stated.value - stated.slack <= high):
        return ""
    if stated.bound in {">", "≥", "+"} and stated.value <= high:
        return ""
    value = max(change.after.value / change.before.value, change.before.value / change.after.value)
    pair = f"{change.before.text.strip()} → {change.after.text.strip()}"
    return f"{pair} is {printed(value)} times, not {stated.text.strip(' ~+')}"
