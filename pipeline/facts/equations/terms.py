"""What an expression comes to: its value in base units, its dimensions, and the units that may be read at face value.

Authors drop a "per day" or write 86,400 for the seconds of a day. Each printed time is therefore kept
beside the value as a factor that may have been left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.facts.amounts import Amount
from pipeline.facts.amounts.scales import SCALES, SECONDS, TIMES
from pipeline.facts.equations import tokens as t
from pipeline.facts.equations.tokens import Token
from pipeline.facts.pattern import pattern

CALENDAR = frozenset(map(Fraction, (7, 12, 24, 28, 30, 31, 52, 60, 360, 365, 366, 1440, 3600, 86_400, 100_000)))
"""Bare numbers that convert one time into another."""
EXACT = frozenset({"", "~"})
_MEANING = """
of per every plus minus times divided by multiplied over sum max min half double twice triple log sqrt and or to vs
 from than squared power mod percent without except with for
"""
MEANING = frozenset(_MEANING.split())
"""Words that change what stands beside them; an expression with one is left alone."""
_UNIT = pattern(r"(?<![A-Za-zµμ])([A-Za-zµμ]+)$")
_RATE = pattern(r" ?/| (?:per|an?|each|every) ")
_BILLIONS = pattern(r"\d ?B$")
_DEEPEST = 4
_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``value`` in base units (seconds, bytes, units of money) to the powers ``time``, ``data``, ``money``.

    ``loose`` are the factors that turn a printed time to its face value; ``calendar`` says that a
    bare number among the operands may convert times, ``eight`` that one may turn bytes to bits.
    ``operands`` counts amounts; ``approximate`` that one is rounded; ``billions`` that a "B" could be
    billions as well as bytes.
    """

    value: Fraction
    time: int = 0
    data: int = 0
    money: int = 0
    loose: tuple[Fraction, ...] = ()
    operands: int = 1
    calendar: bool = False
    eight: bool = False
    approximate: bool = False
    billions: bool = False
    share: bool = False
    amount: Amount | None = None


def term(amount: Amount) -> Term | None:
    """An amount as an operand; None where its value is not one number or its unit not ours."""
    if amount.bound not in EXACT or not _usable(amount):
        return None
    value, loose, data = amount.value, [], 0
    if amount.dimension == "other":
        value *= TIMES[amount.unit.rpartition("-")[2]][1]
    if amount.dimension in {"time", "other"}:
        size = _printed(amount)
        loose += [1 / size] if size >= 1 else []
    for unit in filter(None, amount.per.split("/")):
        if unit in SECONDS:
            value, loose = value / SECONDS[unit], [*loose, SECONDS[unit]]
        elif unit.upper() in SCALES and SCALES[unit.upper()].dimension == "bytes":
            value, data = value / SCALES[unit.upper()].size, data - 1
    parts = {"percent": Fraction(1, 100), "bits": Fraction(1, 8)}
    bare = amount.dimension == "count" and not (amount.unit or amount.per)
    return Term(
        value=value * parts.get(amount.dimension, Fraction(1)),
        time=(amount.dimension in {"time", "other"}) - sum(unit in SECONDS for unit in amount.per.split("/")),
        data=data + (amount.dimension in {"bytes", "bits"}),
        money=int(amount.dimension == "money"),
        loose=tuple(loose),
        calendar=(bare and amount.value in CALENDAR) or (amount.dimension == "time" and amount.per in SECONDS),
        eight=bare and amount.value == 8,
        approximate=amount.bound == "~",
        billions=amount.dimension == "bytes" and bool(_BILLIONS.search(amount.text)),
        share=amount.dimension == "percent",
        amount=amount,
    )


def _usable(amount: Amount) -> bool:
    """Whether the unit can be reckoned with: not a point of percent, not a unit that stays as it is."""
    if amount.dimension == "other":
        thing, _, time = amount.unit.rpartition("-")
        return time in TIMES and thing.isalpha() and thing.upper() not in SCALES
    return amount.dimension != "frequency" and amount.unit != "pp"


def _printed(amount: Amount) -> Fraction:
    """The length of the unit that a time is printed in."""
    unit = _UNIT.search(_RATE.split(amount.text, maxsplit=1)[0].rstrip())
    return TIMES[unit[1]][1] if unit and unit[1] in TIMES else Fraction(1)


def combined(first: Term, sign: str, second: Term) -> Term | None:
    """Two terms under one of the four signs; None where the sum has no meaning or divides by nothing."""
    if sign in "+-−–":
        return _sum(first, second, -1 if sign in "-−–" else 1)
    divides = sign in "/÷"
    if divides and not second.value:
        return None
    power = -1 if divides else 1
    return Term(
        value=first.value / second.value if divides else first.value * second.value,
        time=first.time + power * second.time,
        data=first.data + power * second.data,
        money=first.money + power * second.money,
        loose=(*first.loose, *(1 / size if divides else size for size in second.loose)),
        operands=first.operands + second.operands,
        calendar=first.calendar or second.calendar,
        eight=first.eight or second.eight,
        approximate=first.approximate or second.approximate,
        billions=first.billions or second.billions,
        share=first.share,
    )


def _sum(first: Term, second: Term, sign: int) -> Term | None:
    alike = (first.time, first.data, first.money, first.share) == (second.time, second.data, second.money, second.share)
    if not alike or first.loose != second.loose or _noun(first) != _noun(second):
        return None
    return replace(
        first, value=first.value + sign * second.value, operands=first.operands + second.operands, amount=None,
        approximate=first.approximate or second.approximate,
    )  # fmt: skip


def _noun(term: Term) -> str:
    return term.amount.unit if term.amount and term.amount.dimension == "count" else ""


class Reader:
    """Reads one expression from the front of ``tokens``: the grammar of products and sums with brackets."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def kind(self, ahead: int = 0) -> str:
        """The kind of the token that comes next; "" at the end."""
        place = self.at + ahead
        return self.tokens[place].kind if place < len(self.tokens) else ""

    def sum(self, depth: int = 0) -> Term | None:
        """Products joined by plus and minus."""
        total = self.product(depth)
        while total and self.kind() == t.PLUS and self.kind(1) in {t.AMOUNT, t.OPEN}:
            sign = self._next().text
            other = self.product(depth)
            total = combined(total, sign, other) if other else None
        return total

    def product(self, depth: int) -> Term | None:
        """Operands joined by times and divided by."""
        total = self.operand(depth)
        while total and self.kind() == t.TIMES:
            sign = self._next().text
            other = self.operand(depth)
            total = combined(total, sign, other) if other else None
        return total

    def operand(self, depth: int) -> Term | None:
        """An amount with the words that belong to it, or a sum in brackets."""
        if self.kind() == t.OPEN and depth < _DEEPEST:
            self._next()
            inner = self.sum(depth + 1)
            if not inner or self.kind() != t.CLOSE:
                return None
            self._next()
        else:
            amount = self._next().amount if self.kind() == t.AMOUNT else None
            inner = term(amount) if amount else None
        return inner if inner and self._asides() else None

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _asides(self) -> bool:
        """Words and a remark in brackets between an operand and the sign after it; False where they mean something."""
        ahead = 0
        while self.kind(ahead) == t.WORD:
            ahead += 1
        words = self.tokens[self.at : self.at + ahead]
        if self.kind(ahead) == t.OPEN:
            ahead = self._remark(ahead)
        if self.kind(ahead) not in {t.TIMES, t.PLUS, t.CLOSE} and self.at + ahead < len(self.tokens):
            return True
        if len(words) > _WORDS or any(word.text.lower() in MEANING for word in words):
            return False
        self.at += ahead
        return True

    def _remark(self, ahead: int) -> int:
        """How far ahead the token behind the closing bracket is."""
        depth = 0
        for place in range(self.at + ahead, len(self.tokens)):
            depth += {t.OPEN: 1, t.CLOSE: -1}.get(self.tokens[place].kind, 0)
            if not depth:
                return place + 1 - self.at
        return ahead
