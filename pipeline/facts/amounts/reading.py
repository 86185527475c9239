"""Reading amounts out of a text: sign, bound and currency before a numeral, factor, unit and rate behind it.

Left alone: versions, years, dates, list numbers, ports, and digits inside identifiers
(``S3``, ``p95``, ``HTTP/2``, ``24/7``, ``95th``, ``5xx``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from pipeline.facts.amounts.amount import Amount
from pipeline.facts.amounts.numerals import Numeral, numerals
from pipeline.facts.amounts.suffixes import Suffix, suffix
from pipeline.facts.pattern import pattern

_BEFORE = pattern(
    r"(?P<bound>[~≈≃≅∼<≤≥±]=?\s?|(?<![-=–])>=?\s?|&[lg]t;\s?|\bsub-"
    r"|\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|circa|some|under|below|less than|fewer than"
    r"|up to|at most|within|over|above|more than|at least|exceeding|beyond|minimum|maximum)\s)?"
    r"(?P<sign>(?<![\w)%.\s])[-−–+]|(?<![\w)%.] )(?<![\w)%.])[-−–+])?"
    r"(?P<money>(?:\b(?:US|R|A|C|CA|AU|HK))?[$€£₹¥]\s?|\b(?:USD|EUR|GBP|INR)\s)?$"
)
_BOUNDS = {
    **dict.fromkeys(("about", "around", "roughly", "approximately", "approx", "approx.", "nearly", "almost"), "~"),
    **dict.fromkeys(("circa", "some", "~", "≈", "≃", "≅", "∼", "~=", "≈="), "~"),
    **dict.fromkeys(("under", "below", "less than", "fewer than", "<", "&lt;", "sub-", "within"), "<"),
    **dict.fromkeys(("up to", "at most", "maximum", "≤", "<="), "≤"),
    **dict.fromkeys(("over", "above", "more than", "exceeding", "beyond", ">", "&gt;"), ">"),
    **dict.fromkeys(("at least", "minimum", "≥", ">="), "≥"),
    "±": "±",
}
_CODES = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "US$": "$"}
_NAMED = pattern(
    r"(?:\b(?:versions?|v|python|java|node|es|http|tls|oauth|rfc|steps?|chapter|phase|part|levels?|figure|table|section"
    r"|law|ports?|status|code|error|issue|pr|rule|appendix|option|tier|line|item|stage|sprint|week|day|q|l|no\.?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[ -]?|[§#:])$"
)
_MONTH = pattern(
    r"(?:st|nd|rd|th)?\s?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b(?! ?be\b)"
    r"|\s?percentile|\s?nines?\b"
)
_DATE = pattern(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|24\s?/\s?7)(?![\d%])(?![.,]\d)"
    r"|^\s*\(?\d{1,3}[.)]\s(?=\s*\S)|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|\d{1,2}) 9['’]?s\b"
    r"|\b(?:19|20)\d0['’]?s\b|\b[45]\d\d['’]?s\b"
)
_DIGIT = pattern(r"\d")
_YEARS = (*range(1950, 2000), *range(2001, 2040))
_DASH = pattern(r"\s?(?:[-–—‐‑]|\.\.\.?|…)\s?[$€£₹¥]?~?$|\sand\s[$€£₹¥]?$")
_BETWEEN = pattern(r"\bbetween\s~?[$€£₹¥]?$")
_DECORATION = pattern(r"[\s*_`.;,!✓✔✅❌⚠🟢🟡🔴↑↓▲▼⬆⬇\ufe0f]+")
_WIDEST = 8
_LONGEST_LEAD = 24
"""Characters before a numeral that can belong to it: "approximately -US$ ", and what stands before those."""
_ONE_SIDED = frozenset("<≤>≥+")


@lru_cache(maxsize=4_096)
def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of ``text``, in order, not overlapping. Ranges and "2 h 15 min" are one amount each."""
    if not _DIGIT.search(text):
        return ()
    names = {place for found in _DATE.finditer(text) for place in range(*found.span())}
    found: list[Amount] = []
    for numeral in numerals(text):
        free = numeral.start not in names and (not found or numeral.start >= found[-1].end)
        amount = _amount(text, numeral) if free else None
        if amount:
            found.append(amount)
    return tuple(_joined(text, found))


def lone(text: str) -> Amount | None:
    """The amount that is all of ``text`` but for spaces, emphasis, marks and arrows; None if there is more."""
    found = amounts(text)
    if len(found) != 1:
        return None
    rest = f"{text[: found[0].start]}{text[found[0].end :]}"
    return None if _DECORATION.sub("", rest) else found[0]


def _amount(text: str, numeral: Numeral) -> Amount | None:
    """The amount around that numeral; None where the digits name something."""
    head = text[max(0, numeral.start - _LONGEST_LEAD) : numeral.start]
    before = _BEFORE.search(head)
    money = (before["money"] or "").strip() if before else ""
    after = suffix(text, numeral.end, _CODES.get(money, money))
    if after is None or _names(text, numeral, after, head):
        return None
    bound = _BOUNDS.get((before["bound"] or "").strip().lower(), "") if before else ""
    minus = bool(before and before["sign"] and before["sign"] != "+")
    value, slack = numeral.value * after.size, numeral.step * after.size / 2
    bound = "+" if after.plus else bound
    start = numeral.start - len(before[0]) if before else numeral.start
    return Amount(
        text=text[start : after.end],
        start=start,
        end=after.end,
        value=-value if minus else value,
        slack=slack + value * _widening(bound),
        dimension=after.dimension,
        unit=after.unit,
        per=after.per,
        bound=bound,
    )


def _widening(bound: str) -> Fraction:
    return Fraction(1, 10) if bound == "~" else Fraction(1, 4) if bound in _ONE_SIDED else Fraction(0)


def _names(text: str, numeral: Numeral, after: Suffix, head: str) -> bool:
    """Whether the digits are a name: a version, a year, a port, a day of a month."""
    if after.dimension != "count" or after.per or after.factor:
        return False
    if numeral.value in _YEARS and not after.unit and text[numeral.start : numeral.end].isdigit():
        return True
    return bool(_NAMED.search(head.lower()) or _MONTH.match(text[numeral.end : numeral.end + 16].lower()))


def _joined(text: str, found: list[Amount]) -> Iterator[Amount]:
    """Ranges and durations in two units become one amount."""
    last: Amount | None = None
    for amount in found:
        merged = last and (_range(text, last, amount) or _duration(text, last, amount))
        if last and not merged:
            yield last
        last = merged or amount
    if last:
        yield last


def _range(text: str, first: Amount, second: Amount) -> Amount | None:
    if not _dashed(text, first, second):
        return None
    bare = first.dimension == "count" and not (first.unit or first.per)
    if first.dimension == "money" and second.dimension == "count" and not second.unit:
        second = replace(second, dimension="money", unit=first.unit)
    if not bare and (first.dimension, first.unit) != (second.dimension, second.unit):
        return None
    high, lifted = abs(second.value), first.value * _lift(second)
    shares = first.text[-1].isdigit() and (bare or first.dimension == "money")
    low = lifted if shares and lifted < high else first.value
    if not 0 <= low < high:
        return None
    text = text[first.start : second.end]
    return replace(second, text=text, start=first.start, value=(low + high) / 2, slack=(high - low) / 2, bound="range")


def _dashed(text: str, first: Amount, second: Amount) -> bool:
    """Whether a dash or "between … and" joins the two. Two bare numbers around " - " may be a difference."""
    gap = text[first.end : second.start] + _opening(second)
    if first.bound == "range" or len(gap) > _WIDEST or not _DASH.match(gap):
        return False
    if "and" in gap:
        return bool(_BETWEEN.search(text[max(0, first.start - 12) : first.start] + _opening(first)))
    bare = all(a.dimension == "count" and not (a.unit or a.per) for a in (first, second))
    return gap == gap.strip() or "–" in gap or not bare


def _opening(amount: Amount) -> str:
    """What stands before the digits of an amount."""
    return amount.text[: next((n for n, c in enumerate(amount.text) if c.isdigit()), 0)]


def _lift(second: Amount) -> Fraction:
    """What one printed unit of the second is worth, which the first ("5–10M") shares."""
    digits = next(numerals(second.text.lstrip("-–−+~≈<> $€£₹¥")), None)
    return abs(second.value) / digits.value if digits and digits.value else Fraction(1)


def _duration(text: str, first: Amount, second: Amount) -> Amount | None:
    """Two amounts that are one time: "2 h 15 min"."""
    gap = text[first.end : second.start]
    if gap.strip() or len(gap) > 1 or first.bound or second.bound or first.per or second.per:
        return None
    minutes = second.text.rstrip().endswith("m")
    if first.dimension != "time" or not (second.dimension == "time" or (second.dimension == "other" and minutes)):
        return None
    value = second.value * 60 if second.dimension == "other" else second.value
    if value >= first.value or first.value < 60:
        return None
    return replace(
        first, text=text[first.start : second.end], end=second.end, value=first.value + value, slack=second.slack
    )
