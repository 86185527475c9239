"""Amounts: numbers with their unit, rate and precision, as exact fractions."""

from pipeline.facts.amounts.amount import Amount
from pipeline.facts.amounts.reading import amounts, lone

__all__ = ["Amount", "amounts", "lone"]
