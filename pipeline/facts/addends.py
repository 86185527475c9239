"""Cells that may be added: one amount each, of one unit, and how far each may be from what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.facts.amounts import Amount, lone
from pipeline.facts.grids import CELL

NOTHING = {"free", "none", "nil", "included"}
EXACT = {"", "~", "range"}
ROUND = 1_000
"""The least power of ten that counted things are rounded to without a sign of it."""


def addend(cell: str) -> Amount | None:
    """The one amount of a cell; the result where the cell shows how it came about ("3 × 2 GB = 6 GB").

    None for what is added on top ("+$15") or taken off.
    """
    result = cell.rpartition("=")[2].strip() if len(cell) <= CELL else ""
    if result.casefold() in NOTHING:
        return Amount(
            text=result,
            start=0,
            end=len(result),
            value=Fraction(0),
            slack=Fraction(0),
            dimension="",
            unit="",
            per="",
            bound="",
        )
    amount = lone(result)
    if amount is None or amount.bound not in EXACT or amount.value < 0 or amount.text.startswith("+"):
        return None
    return amount


def same_unit(amounts: Sequence[Amount]) -> bool:
    """Whether all are of one dimension, unit and rate, where they name any."""
    return all(
        len({value for value in values if value}) <= 1
        for values in (
            [a.dimension for a in amounts],
            [a.unit for a in amounts],
            [a.per for a in amounts],
        )
    )


def slack(amount: Amount, total: Amount) -> Fraction:
    """How far the value may be from what is printed.

    Things that are counted are not rounded, but for round thousands beside a total that is not round.
    """
    if amount.dimension != "count" or amount.bound or amount.slack != Fraction(1, 2):
        return amount.slack
    grain = _grain(amount)
    return Fraction(grain, 2) if _grain(total) < grain and grain >= ROUND else Fraction(0)


def _grain(amount: Amount) -> int:
    """The greatest power of ten that divides a count."""
    count, grain = int(amount.value), 1
    while count and count % (grain * 10) == 0:
        grain *= 10
    return grain
