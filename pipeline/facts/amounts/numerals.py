"""Digits and how they are written: thousands marks, decimal comma, powers of ten.

A numeral of the form ``14.600`` is a decimal fraction, unless a decimal comma stands elsewhere in
the same text. Versions, addresses, clock times and enumerations ("1,2,3") are no numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.pattern import pattern

_MARKED = r"\d{1,3}(?P<mark>[,_ '’\u00a0\u202f])\d{3}(?:(?P=mark)\d{3}){0,6}(?:\.\d{1,9})?"
_POINTED = r"\d{1,3}(?:\.\d{3}){1,6},\d{1,9}|\d{1,3}(?:\.\d{3}){2,6}"
_COMMA = r"\d{1,18},(?:\d{1,2}|\d{4,9})"
_PLAIN = r"\d{1,18}(?:\.\d{1,9})?"
_RAISED = r"(?:\^|\*\*)\{?(?P<NAME>-?\d{1,2})\}?"
NUMERAL = pattern(
    r"(?:(?<![\w.#])(?<!\d[,:])(?<![A-Za-z]/)(?<![A-Za-z_)]-)|(?<=\bsub-)|(?<=\d[hd])(?=\d{1,2}m(?:in)?\b))"
    rf"(?:(?P<marked>{_MARKED})|(?P<pointed>{_POINTED})|(?P<comma>{_COMMA})|(?P<plain>{_PLAIN}))"
    r"(?![\d_]|[.,:]\d)"
    r"(?:[eE](?P<e>[+-]?\d{1,2})(?!\w)"
    rf"|{_RAISED.replace('NAME', 'power')}|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})"
    rf"|\s?[×x*·]\s?10(?:{_RAISED.replace('NAME', 'ten')}|(?P<tens>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})))?"
)
_EUROPEAN = pattern(r"(?<![\d,])\d{1,15},\d{1,2}(?![\d,])")
_THOUSANDS = pattern(r"\d{1,3}\.\d{3}", re.ASCII)
_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_MARKS = str.maketrans("", "", ",_ '’\u00a0\u202f")
_GREATEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """``value`` as printed from ``start`` to ``end``; ``step`` is one unit of its last digit."""

    start: int
    end: int
    value: Fraction
    step: Fraction


def numerals(text: str) -> Iterator[Numeral]:
    """The numerals of ``text`` in order, without sign."""
    european: bool | None = None
    for found in NUMERAL.finditer(text):
        digits = _digits(found)
        if found["plain"] and _THOUSANDS.fullmatch(digits):
            european = bool(_EUROPEAN.search(text)) if european is None else european
            digits = digits.replace(".", "") if european else digits
        whole, _, decimals = digits.partition(".")
        step = Fraction(1, 10 ** len(decimals))
        value = int(whole + decimals) * step
        power = _power(found)
        if abs(power) > _GREATEST:
            continue
        if found["power"] or found["raised"]:
            value, step = _raised(value, step, power)
        elif power:
            value, step = value * Fraction(10) ** power, step * Fraction(10) ** power
        yield Numeral(start=found.start(), end=found.end(), value=value, step=step)


def _digits(found: re.Match[str]) -> str:
    """The digits with a decimal point and no other mark."""
    if found["marked"]:
        return found["marked"].translate(_MARKS)
    if found["pointed"]:
        return found["pointed"].replace(".", "").replace(",", ".")
    return (found["comma"] or found["plain"]).replace(",", ".")


def _power(found: re.Match[str]) -> int:
    digits = found["e"] or found["power"] or found["ten"] or (found["raised"] or found["tens"] or "").translate(_HIGH)
    return int(digits) if digits.strip("-") else 0


def _raised(value: Fraction, step: Fraction, power: int) -> tuple[Fraction, Fraction]:
    """``value`` to that power; a power of ten is as rough as the same number with a word for it."""
    if not value or value > 1000:
        return value, step
    result = value**power
    return result, result if value == 10 else Fraction(1)
