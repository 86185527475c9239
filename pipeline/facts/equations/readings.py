"""Whether two terms may be the same quantity, under the readings that their printed units allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from math import ceil, floor, prod
from types import MappingProxyType

from pipeline.facts.amounts import Amount
from pipeline.facts.equations.terms import Term

_ROUGH, _ROUNDEST = Fraction(3, 10), Fraction(1, 2)
"""How far off a result may be that is marked with ~, and one with a single digit besides."""
_BINARY = Fraction(1, 4)
"""Kilobytes of 1,024, carried through several prefixes, against those of 1,000."""
_LOOSE = 6
_BILLION = 10**9
_COUNTED = 10_000


HIDDEN: Mapping[str, tuple[Fraction, ...]] = MappingProxyType(
    {
        "time": tuple(Fraction(1, 1000) * size for size in (1, 1000, 60_000, 3_600_000, 86_400_000)),
        "bytes": tuple(Fraction(1000) ** power for power in range(6)),
        "money": (Fraction(1, 100), Fraction(1), Fraction(1000), Fraction(10**6)),
    }
)
"""The units of a result that figures without one may be meant in, in base units."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether the sides agree; ``off`` is the first side over the second in the nearest reading."""

    holds: bool
    off: Fraction


def comparison(first: Term, second: Term, tolerance: Fraction) -> Reading | None:
    """The nearest reading of both sides; None where they cannot be compared."""
    found = [
        reading
        for one in _alternatives(first)
        for other in _alternatives(second)
        if _comparable(one, other)
        for reading in _readings(one, other, tolerance)
    ]
    if not found:
        return None
    return next((reading for reading in found if reading.holds), None) or min(found, key=_distance)


def _distance(reading: Reading) -> Fraction:
    return max(reading.off, 1 / reading.off)


def _alternatives(term: Term) -> Iterator[Term]:
    """The term, and the same with "B" for billions."""
    yield term
    if term.billions:
        yield replace(term, value=term.value * _BILLION, data=term.data - 1)


def _comparable(first: Term, second: Term) -> bool:
    """Whether the dimensions fit, and there is something to reckon."""
    if not (first.value > 0 and second.value > 0) or len(first.loose) + len(second.loose) > _LOOSE:
        return False
    if first.operands == second.operands == 1:
        return bool(first.amount and second.amount) and _converts(first, second)
    if first.operands == 1:
        return False
    if abs(first.time - second.time) > 1:
        return False
    if (first.data, first.money) != (second.data, second.money) and not _takes_unit(first, second):
        return False
    return not (_of_something(first) or _of_something(second))


def _bare(term: Term) -> bool:
    return not (term.time or term.data or term.money or term.loose or term.share)


def _takes_unit(first: Term, second: Term) -> bool:
    """Whether one side has no unit at all, so that its figures take the one of the other ("20 + 9.9 = 30 s")."""
    one, other = (first, second) if _bare(first) else (second, first)
    amount = other.amount
    return _bare(one) and bool(amount) and amount is not None and amount.dimension in {"time", "bytes", "money"}


def _of_something(term: Term) -> bool:
    """A sum that begins with a share ("10 % × 5 MB") is a share of something that is not printed."""
    return term.share and term.operands > 1


def _converts(first: Term, second: Term) -> bool:
    """One figure in two units: the same rate over two times, or the same data in two units."""
    one, other = first.amount, second.amount
    if one is None or other is None or first.time > 0:
        return False
    if (first.time, first.data, first.money) != (second.time, second.data, second.money):
        return False
    if (one.dimension == "count" and one.unit != other.unit) or (first.money and one.unit != other.unit):
        return False
    if not _rates(one).isdisjoint(_rates(other)) or one.per.count("/") != other.per.count("/"):
        return bool(first.data) and one.per == other.per and _unit(one) != _unit(other)
    if first.time < 0:
        return True
    return bool(first.data) and not (one.per or other.per) and _unit(one) != _unit(other)


def _rates(amount: Amount) -> set[str]:
    return set(filter(None, amount.per.split("/")))


def _unit(amount: Amount) -> str:
    return amount.text.lstrip("~≈ 0123456789.,_").split("/")[0]


def _readings(first: Term, second: Term, tolerance: Fraction) -> Iterator[Reading]:
    allowed = _allowed(first, second, tolerance)
    for factor in _factors(first, second):
        off = first.value * factor / second.value
        yield Reading(_close(off, allowed) or _rounded(second, off) or _rounded(first, 1 / off), off)


def _allowed(first: Term, second: Term, tolerance: Fraction) -> Fraction:
    rough = _ROUGH if first.approximate or second.approximate else tolerance
    if second.approximate and second.amount and _is_round(second.amount):
        rough = _ROUNDEST
    return max(rough, _BINARY) if first.data else rough


def _is_round(amount: Amount) -> bool:
    """Whether one digit says all: "~100", "~3K"."""
    return len(re.sub(r"\D", "", amount.text).strip("0")) == 1


def _close(off: Fraction, allowed: Fraction) -> bool:
    return 1 / (1 + allowed) <= off <= 1 + allowed


def _rounded(result: Term, off: Fraction) -> bool:
    """Whether the result is our value rounded to its printed digits, or up or down to a whole thing."""
    amount = result.amount
    if amount is None or amount.value <= 0:
        return False
    ours = amount.value * off
    whole = amount.dimension == "count" and amount.value == int(amount.value) and amount.value < _COUNTED
    return abs(ours - amount.value) <= amount.slack or (whole and amount.value in (ceil(ours), floor(ours)))


def _factors(first: Term, second: Term) -> Iterator[Fraction]:
    """What the first side may be multiplied with: times at face value where they do not balance, bits for bytes."""
    bits = first.data and (first.eight or second.eight)
    eights = (Fraction(1), Fraction(8), Fraction(1, 8)) if bits else (Fraction(1),)
    strict = first.time == second.time and not (first.calendar or second.calendar)
    loose = () if strict else (*first.loose, *(1 / size for size in second.loose))
    hidden = _hidden(first, second)
    for size in range(len(loose) + 1):
        for chosen in combinations(loose, size):
            for eight, unit in product(eights, hidden):
                yield prod(chosen, start=eight * unit)


def _hidden(first: Term, second: Term) -> tuple[Fraction, ...]:
    """The units that the figures of a side without any may be meant in."""
    if not _takes_unit(first, second):
        return (Fraction(1),)
    kind = next(t.amount.dimension for t in (second, first) if t.amount and t.amount.dimension in HIDDEN)
    sizes = HIDDEN[kind]
    return sizes if _bare(first) else tuple(1 / size for size in sizes)
