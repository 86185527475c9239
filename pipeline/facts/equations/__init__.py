"""Sums that an author printed whole, done again: products, quotients, sums of like things, conversions."""

from pipeline.facts.equations.verdicts import equations

__all__ = ["equations"]
