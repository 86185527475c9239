"""How a recomputed figure is shown, and what was recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Words of a text that were recomputed: ``text`` from ``start`` on; ``says`` what is wrong ("" if nothing)."""

    text: str
    start: int
    says: str = ""


def written(value: Fraction, places: int) -> str:
    """``value`` with that many decimal places, rounded to the nearest, without floats."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(round(abs(value) * 10**places), 10**places)
    return f"{sign}{whole:,}.{rest:0{places}d}" if places else f"{sign}{whole:,}"


def printed(value: Fraction) -> str:
    """``value`` with about three digits that mean something: 43.2, 8.76, 1,240, 0.0043."""
    places = next((n for n, least in enumerate((100, 10, 1)) if abs(value) >= least), 4)
    text = written(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text
