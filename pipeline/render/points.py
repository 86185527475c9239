"""How exact points become figures: rounded down, so that nobody reads 70 where 69.99 was reached."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil


def number(value: Fraction) -> int | float:
    """A JSON number, rounded down to 0.01; whole ones are integers (49, not 49.0)."""
    hundredths = _floor(value, 100)
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def exact(value: float | str) -> Fraction:
    """The fraction that a printed number stands for: 1.25 is 5/4. Raises ValueError for NaN."""
    return Fraction(str(value))


def tenths(value: Fraction) -> Fraction:
    """Rounded down to one decimal, which is all that people are shown."""
    return Fraction(_floor(value, 10), 10)


def score(value: Fraction) -> str:
    """One decimal, always: ``61.5``, ``70.0``."""
    return _decimal(tenths(value))


def plain(value: Fraction) -> str:
    """At most one decimal: ``70``, ``8.5``. For marks, maxima and distances."""
    return _decimal(tenths(value)).removesuffix(".0")


def gain(value: Fraction) -> str:
    """What mending is worth: ``+3.8``, ``+<0.1`` for a trifle, nothing for nothing."""
    if value <= 0:
        return ""
    shown = _decimal(value)
    return f"+{shown}" if shown != "0.0" else "+<0.1"


def short_of(mark: Fraction, value: Fraction) -> str:
    """What is missing to ``mark``: it adds up with the score as shown, and is never 0 below it."""
    return plain(Fraction(ceil((mark - tenths(value)) * 10), 10))


def change(before: Fraction, after: Fraction) -> str:
    """The difference of two scores as shown: ``+9.0``, ``-2.5``, ``±0.0``."""
    difference = tenths(after) - tenths(before)
    if difference == 0:
        return "±0.0"
    return f"{'+' if difference > 0 else '-'}{_decimal(abs(difference))}"


def signed_number(value: Fraction) -> int | float:
    """A JSON number for a change, cut to 0.01 on either side of 0."""
    return number(value) if value >= 0 else -number(-value)


def signed(value: Fraction) -> str:
    """A change for people: ``+7.5``, ``-2.5``, ``±0.0``; cut, so that none looks larger than it is."""
    return change(Fraction(0), value) if value >= 0 else change(-value, Fraction(0))


def count(number: int, one: str, many: str = "") -> str:
    """``1 gate``, ``3 gates``."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _floor(value: Fraction, parts: int) -> int:
    """How many whole ``1/parts`` there are; in integers, since a report of many studies asks it often."""
    return value.numerator * parts // value.denominator


def _decimal(value: Fraction) -> str:
    whole = _floor(value, 10)
    return f"{whole // 10}.{whole % 10}" if whole >= 0 else f"-{_decimal(-value)}"
