"""Two places of a study that give one thing two figures, and figures that stand in several places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.claims import Claim
from pipeline.facts.outline import Part
from pipeline.facts.subject import Subject
from pipeline.facts.units import lines
from pipeline.study import Span

NEAR = Fraction(1, 20)
"""Figures within one part in twenty agree."""
CEILINGS, FLOORS = frozenset({"<", "≤"}), frozenset({">", "≥", "+"})
SMALL = 10
"""Below this a count such as "3 regions" recurs by chance."""
USUAL = frozenset({12, 24, 30, 52, 60, 90, 100, 365, 1000, 1024, 3600, 86400})
"""What days, months, units and samples consist of: such figures recur by chance too."""
LASTING = frozenset({"day", "month", "year"})
"""What a figure may be per without saying so where it is used: "40 GB a day", "a disk of 40 GB"."""
CALLS = frozenset({"request", "query", "read", "write", "operation", "call", "transaction"})
"""What load is counted in a second, whatever it is called."""
SIZED = frozenset({"count", "bytes", "bits", "money", "frequency"})
MOST = 400
"""Figures of one page that are looked for on others: more is a table of data."""
VALUES = 2
"""A thing with more figures than this, or with two in one place, has tiers or stages that nobody named."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """``first`` and ``second`` speak of one thing and disagree; the first is the one a reader meets first."""

    first: Claim
    second: Claim


def conflicts(claims: Sequence[Claim]) -> Iterator[Conflict]:
    """Claims of one thing on two pages (under two headings, where there is one page) with different figures."""
    alone = len({claim.path for claim in claims}) == 1
    things: dict[object, list[Claim]] = {}
    for claim in claims:
        things.setdefault((claim.metric, claim.statistic, claim.scope, claim.role), []).append(claim)
    for told in things.values():
        values = {(_place(claim, alone=alone), claim.amount.value) for claim in told}
        one_each = len(values) == len({place for place, _ in values})
        if one_each and len({value for _, value in values}) == VALUES and _is_single(told[0]):
            first, *others = told
            second = next((other for other in others if differs(first.amount, other.amount, first.metric)), None)
            if second:
                yield Conflict(first, second)


def _is_single(claim: Claim) -> bool:
    """Whether a system has one such figure: rates and latencies differ by kind unless a statistic is named."""
    return bool(claim.statistic) or not (claim.metric == "latency" or "/" in claim.metric)


def _place(claim: Claim, *, alone: bool) -> str:
    return claim.section if alone else claim.path


def differs(one: Amount, other: Amount, metric: str) -> bool:
    """Whether two figures of a thing cannot both be meant.

    A bound is compared with a bound of its direction only. Availabilities count digit by digit,
    all else beyond rounding and beyond one part in twenty.
    """
    over = one.per == other.per or (metric == "availability" and not (one.per and other.per))
    if _side(one) != _side(other) or one.dimension != other.dimension or not over:
        return False
    apart = abs(one.value - other.value)
    if metric == "availability":
        return apart > 0 and "~" not in (one.bound, other.bound)
    slack = Fraction(0) if _side(one) else one.slack + other.slack
    return apart > slack and apart > NEAR * max(abs(one.value), abs(other.value))


def _side(amount: Amount) -> int:
    return (amount.bound in FLOORS) - (amount.bound in CEILINGS)


def is_telling(amount: Amount) -> bool:
    """Whether a figure that stands in two places was carried from one to the other.

    It has a unit that sizes something and is neither small nor one that every estimate holds.
    """
    sized = amount.dimension in SIZED and bool(amount.unit or amount.per or amount.value >= 1_000)
    sized = sized and (amount.dimension != "bits" or bool(amount.per))
    return sized and abs(amount.value) >= SMALL and amount.value not in USUAL


def is_same(one: Amount, other: Amount) -> bool:
    """Whether two figures are one: dimension, rate and noun fit as far as said, within one part in twenty."""
    rates = one.per == other.per or (not (one.per and other.per) and (one.per or other.per) in LASTING)
    alike = one.dimension == other.dimension and rates and _nouns_fit(one, other)
    return alike and abs(one.value - other.value) <= NEAR * max(abs(one.value), abs(other.value))


def _nouns_fit(one: Amount, other: Amount) -> bool:
    """Whether both count one thing, as far as they say: a write a second is a request a second too."""
    if one.unit == other.unit or one.dimension != "count" or not (one.unit and other.unit):
        return one.unit == other.unit or one.dimension == "count"
    return bool(one.per) and {one.unit, other.unit} <= CALLS


def shared(subject: Subject) -> tuple[tuple[Span, Amount], ...]:
    """The telling figures that stand on more than one page, each once, where they stand first."""
    if len(subject.whole) == 1:
        return ()
    pages = [tuple(islice(_telling(part), MOST)) for part in subject.whole]
    later: list[Amount] = []
    found: list[tuple[Span, Amount]] = []
    for page in reversed(pages):
        again = [(span, amount) for span, amount in page if _stands(amount, later)]
        found = [*again, *found]
        for _, amount in page:
            insort(later, amount, key=_value)
    return _once(found)


def _once(found: Sequence[tuple[Span, Amount]]) -> tuple[tuple[Span, Amount], ...]:
    known: list[Amount] = []
    kept = []
    for span, amount in found:
        if not _stands(amount, known):
            insort(known, amount, key=_value)
            kept.append((span, amount))
    return tuple(kept)


def _telling(part: Part) -> Iterator[tuple[Span, Amount]]:
    for unit in lines((part,)):
        yield from ((unit.span, amount) for amount in amounts(unit.text) if is_telling(amount))


def _stands(amount: Amount, among: Sequence[Amount]) -> bool:
    """Whether the figure is one of ``among``, which are in the order of their values."""
    reach = abs(amount.value) * NEAR / (1 - NEAR)
    first = bisect_left(among, amount.value - reach, key=_value)
    last = bisect_right(among, amount.value + reach, key=_value)
    return any(is_same(amount, among[n]) for n in range(first, last))


def _value(amount: Amount) -> Fraction:
    return amount.value
