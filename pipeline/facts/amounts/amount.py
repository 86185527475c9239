"""A number that an author printed, in the base unit of its dimension, with how precisely it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """``text`` stands at ``start`` to ``end`` of the text that was read; all figures are exact.

    ``value`` is in the base unit of ``dimension``: "time" seconds, "bytes" bytes, "bits" bits,
    "percent" percent points, "money" units of the currency ``unit`` ("$"), "frequency" hertz,
    "factor" times ("3x"), "count" number of ``unit`` (a singular noun, "" for a bare number),
    "other" a unit that is not converted. ``slack`` is half a unit of the last printed digit;
    "~" adds a tenth of the value to it, a one-sided bound a quarter.
    ``per`` is "second" … "year" or a singular noun ("" if no rate), two of them joined by "/".
    ``bound`` is "", "~", "<", "≤", ">", "≥", "±", "+" or "range" (then ``value`` is its middle).
    """

    text: str
    start: int
    end: int
    value: Fraction
    slack: Fraction
    dimension: str
    unit: str
    per: str
    bound: str

    @property
    def low(self) -> Fraction:
        """The least value that the printed digits allow."""
        return self.value - self.slack

    @property
    def high(self) -> Fraction:
        """The greatest value that the printed digits allow."""
        return self.value + self.slack
