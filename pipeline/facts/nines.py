"""Availabilities in series, and nines by their number.

99.9 % × 99.9 % comes to 99.8 %, and 99.99 % has four nines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

from pipeline.facts.figures import Check, written
from pipeline.facts.pattern import pattern

WHOLE = 100
_PERCENT = r"9\d(?:\.\d{1,12})? ?%"
_SHARE = r"0\.9\d{0,12}"
SERIES = pattern(
    rf"(?<![\d.×*])(?P<parts>(?:{_PERCENT}|{_SHARE})(?: ?[×*x·] ?(?:{_PERCENT}|{_SHARE})){{1,9}})"
    rf" ?(?P<sign>=|≈) ?~?(?P<result>{_PERCENT}|{_SHARE})(?![\d.])"
)
POWER = pattern(
    rf"(?<![\d.×*])\(?(?P<parts>{_PERCENT}|{_SHARE})\)? ?(?:\^|\*\*) ?(?P<times>\d{{1,2}})"
    rf" ?(?P<sign>=|≈) ?~?(?P<result>{_PERCENT}|{_SHARE})(?![\d.])"
)
FACTOR = pattern(rf"{_PERCENT}|{_SHARE}")
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NINES = rf"(?P<count>{'|'.join(WORDS)}|\d{{1,2}})[ -](?:nines\b|9['’]?s\b)"
_PURE = r"(?P<percent>(?<![\d.])99(?:\.9{1,12})?) ?%"
NAMED = (
    pattern(rf"{_PURE} ?(?:\(|=|or |, )(?:i\.e\. |also )?{_NINES}", re.IGNORECASE),
    pattern(rf"\b{_NINES} ?(?:\(|=|or |, |of )(?:availability )?{_PURE}", re.IGNORECASE),
)


def series(text: str) -> Iterator[Check]:
    """Availabilities multiplied in the text, with the product as printed."""
    for form in (SERIES, POWER):
        for found in form.finditer(text):
            parts = [_share(part) for part in FACTOR.findall(found["parts"])]
            product = prod(parts) ** int(found.groupdict().get("times") or 1)
            result = found["result"]
            digit = _last_digit(result) * (5 if found["sign"] == "≈" else 1)
            # Cutting the last digits off is as good as rounding; only rounding up by more than half of one is not.
            wrong = not product - digit <= _share(result) <= product + digit / 2
            says = f"{found['parts'].strip()} comes to {_like(product, result)}, not {result.strip()}" if wrong else ""
            yield Check(text=found[0], start=found.start(), says=says)


def _share(text: str) -> Fraction:
    number = Fraction(text.rstrip(" %"))
    return number / WHOLE if "%" in text else number


def _last_digit(text: str) -> Fraction:
    places = len(text.rstrip(" %").partition(".")[2])
    return Fraction(1, 10**places) / (WHOLE if "%" in text else 1)


def _like(share: Fraction, text: str) -> str:
    """A share written like the one in ``text``, with two places or more."""
    places = max(len(text.rstrip(" %").partition(".")[2]), 2)
    return f"{written(share * WHOLE, places)} %" if "%" in text else written(share, places)


def named(text: str) -> Iterator[Check]:
    """Nines by number beside the percentage that they name."""
    for form in NAMED:
        for found in form.finditer(text):
            name = found["count"].lower()
            count = WORDS.index(name) + 1 if name in WORDS else int(name)
            nines = found["percent"].count("9")
            says = f"{found['percent']} % has {WORDS[nines - 1]} nines, not {found['count']}" if nines != count else ""
            yield Check(text=found[0], start=found.start(), says=says)
