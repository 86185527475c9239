"""What one thing costs by the figures that stand beside each other: "10M SMS a day" and "$75K a month".

Read only where a text holds one volume and one sum of money, each with its time, and no price of one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.amounts.scales import SECONDS
from pipeline.facts.figures import printed
from pipeline.facts.pattern import pattern

GIGABYTE = 10**9
MONTHLY = pattern(r"\b(?:month(?:ly)?|/ ?mo(?:nth)?)\b")
YEARLY = pattern(r"\b(?:year(?:ly)?|annual(?:ly)?|/ ?yr)\b")
_CURRENCY = pattern(r"[$€£₹¥¢]|\b(?:USD|EUR|GBP|INR|dollars?|euros?|cents?)\b")
_PART = pattern(r"%|\b(?:only|part|some|half|most|cach\w+|free|first|beyond|discount\w*|except|rest)\b")
"""Words with which not every one is paid for."""
_SURE = frozenset({"", "~", "+", "range"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What one ``thing`` may cost, in dollars or another currency of that order: ``low`` to ``high``.

    ``nouns`` are units of counts ("sms"). With ``data`` the thing is a gigabyte, "stored" for a month
    or "moved", and one of ``words`` must stand in the text.
    """

    thing: str
    low: Fraction
    high: Fraction
    nouns: tuple[str, ...] = ()
    data: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Implied:
    """One unit costs ``each``; ``volume`` and ``money`` are the figures that it follows from."""

    price: Price
    each: Fraction
    volume: Amount
    money: Amount
    per: str

    @property
    def fits(self) -> bool:
        """Whether the price lies in its range."""
        return self.price.low <= self.each <= self.price.high

    @property
    def says(self) -> str:
        """The price that follows, beside what is usual."""
        money = f"{self.money.text.strip()}{'' if self.money.per else f' a {self.per}'}"
        usual = f"{_dollars(self.price.low)} to {_dollars(self.price.high)}"
        each = f"{_dollars(self.each)} for {self.price.thing}"
        return f"{self.volume.text.strip()} for {money} makes {each}; {usual} is usual"


def implied(text: str, prices: tuple[Price, ...], *, title: str = "") -> Implied | None:
    """The price that the one volume and the one sum of ``text`` imply; ``title`` heads the column of the money."""
    if not _CURRENCY.search(text):
        return None
    found = amounts(text)
    money = [a for a in found if a.dimension == "money"]
    if len(money) != 1 or money[0].bound not in _SURE or money[0].value <= 0:
        return None
    per = money[0].per or ("month" if MONTHLY.search(title.lower()) else "year" if YEARLY.search(title.lower()) else "")
    if per not in SECONDS:
        return None
    volumes = [(a, price) for a in found for price in prices if _is_volume(text.lower(), a, price)]
    if len(volumes) != 1:
        return None
    volume, price = volumes[0]
    quantity = volume.value / (GIGABYTE if price.data else 1)
    times = SECONDS["month"] if price.data == "stored" else SECONDS[volume.per]
    return Implied(price, money[0].value / SECONDS[per] * times / quantity, volume, money[0], per)


def bill(text: str, *, tolerance: Fraction) -> str | None:
    """What is wrong with a bill that stands whole in ``text``; "" if it holds, None if it is no bill.

    There must be one of each: a price of one thing, a number of these in a time, and money in a time.
    """
    if not _CURRENCY.search(text) or _PART.search(text):
        return None
    found = amounts(text)
    money = [a for a in found if a.dimension == "money" and a.value > 0 and a.bound in _SURE]
    prices = [a for a in money if a.per and a.per not in SECONDS and "/" not in a.per]
    totals = [a for a in money if a.per in SECONDS]
    if len(money) != 2 or len(prices) != 1 or len(totals) != 1:
        return None
    price, total = prices[0], totals[0]
    counted = [a for a in found if a.dimension == "count" and a.unit == price.per]
    if len(counted) != 1 or counted[0].per not in SECONDS or counted[0].bound not in _SURE:
        return None
    return _owed(counted[0], price, total, tolerance)


def _owed(volume: Amount, price: Amount, total: Amount, tolerance: Fraction) -> str:
    times = volume.value * SECONDS[total.per] / SECONDS[volume.per]
    low, high = price.low * times, price.high * times
    if low / (1 + tolerance) <= total.value <= high * (1 + tolerance):
        return ""
    owed = f"${printed(price.value * times)} a {total.per}"
    return f"{volume.text.strip()} at {price.text.strip()} is {owed}, not {total.text.strip(' ~≈')}"


def _is_volume(text: str, amount: Amount, price: Price) -> bool:
    if amount.value <= 0 or amount.bound not in _SURE:
        return False
    if not price.data:
        return amount.dimension == "count" and amount.unit in price.nouns and amount.per in SECONDS
    timed = amount.per == "" if price.data == "stored" else amount.per in SECONDS
    return amount.dimension == "bytes" and timed and any(word in text for word in price.words)


def _dollars(value: Fraction) -> str:
    """A price with two digits that mean something, however small."""
    if value >= 1:
        return f"${printed(value)}"
    places = next(n for n in range(2, 15) if value * 10**n >= 1 or n == 14)
    digits = round(value * 10 ** (places + 1))
    return f"$0.{digits:0{places + 1}d}".rstrip("0")
