"""Counts with their share in brackets, done again: "3 of 8 (37.5 %)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.facts.figures import Check, printed
from pipeline.facts.pattern import pattern

SHARE = pattern(
    r"(?<![\d.,/:])(?P<part>\d{1,9}(?:,\d{3}){0,3}) (?:out )?of (?:the |all )?(?P<whole>\d{1,9}(?:,\d{3}){0,3})"
    r"(?P<noun>(?: [a-z][a-z-]{1,20}){0,2}) ?\([~≈]?(?P<share>\d{1,3}(?:[.,]\d{1,3})?) ?(?:%|percent|per cent)\)"
)
PLACE = pattern(
    r"\b(?:step|part|page|phase|stage|file|chunk|batch|item|task|run|day|week|month|round|figure|table|test|shard|attempt"
    r"|level|case|row|line|slide|section|version|no\.|number)\W{0,3}$",
    re.IGNORECASE,
)
"""What is numbered in front of "3 of 8": a place in a row of things and no count."""
HUNDRED = 100


def shares(text: str, *, tolerance: Fraction) -> Iterator[Check]:
    """Each count of a whole with a percent alone in brackets behind it; ``tolerance`` is in percent points.

    The rest of the whole is accepted too ("3 of 8 failed (62.5 %)"), where a word stands between.
    """
    for found in SHARE.finditer(text):
        part, whole = (Fraction(found[name].replace(",", "")) for name in ("part", "whole"))
        if not part <= whole or not whole or PLACE.search(text[max(0, found.start() - 20) : found.start()]):
            continue
        share = part / whole * HUNDRED
        readings = (share, HUNDRED - share) if found["noun"] else (share,)
        stated = Fraction(found["share"].replace(",", "."))
        holds = any(abs(stated - reading) <= tolerance for reading in readings)
        counted = f"{found['part']} of {found['whole']}"
        says = "" if holds else f"{counted} is {printed(share)} %, not {found['share']} %"
        yield Check(text=found[0], start=found.start(), says=says)
