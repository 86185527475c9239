"""Availability against the downtime that it leaves: 99.9 % of 30 days leaves 43.2 minutes.

Read only where one sentence or row prints all of it: the share, the downtime and the period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.figures import Check, printed
from pipeline.facts.pattern import pattern

DAY = Fraction(86_400)
PERIODS: Mapping[str, tuple[Fraction, Fraction]] = MappingProxyType(
    {
        "day": (DAY, DAY),
        "week": (7 * DAY, 7 * DAY),
        "month": (28 * DAY, 31 * DAY),
        "quarter": (90 * DAY, 92 * DAY),
        "year": (360 * DAY, 366 * DAY),
    }
)
"""The least and the greatest number of seconds that people mean by a period."""
ADJECTIVES = MappingProxyType(
    {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year"}
)
DAYS = MappingProxyType({"7": "week", "28": "month", "30": "month", "31": "month", "90": "quarter", "365": "year"})
_UNIT = r"(?P<unit>year|yr|month|mo|quarter|week|day)s?\b"
AFTER = pattern(
    r"[ (]{0,2}(?:of )?(?:(?:allowed|allowable|unplanned|total|maximum|max|acceptable) )?"
    r"(?:downtime|down|unavailability|unavailable|outages?|offline)?[ ()]{0,2}(?:allowed )?"
    rf"(?:/ ?|per |an? |each |every |in an? |over an? |within an? |in any )(?:calendar )?{_UNIT}",
    re.IGNORECASE,
)
WITHIN = pattern(
    rf"\b(?:per|an?|each|every|any|last|past|over the|in the) (?:whole )?{_UNIT}"
    r"|(?P<days>\b(?:7|28|30|31|90|365)) ?-?(?:days?|d)\b"
    r"|\b(?P<adjective>daily|weekly|monthly|quarterly|yearly|annual)(?:ly)?\b",
    re.IGNORECASE,
)
WHOLE_PERIOD = pattern(r"[^\d]{0,12}(?:7|28|30|31|90|365) ?-?(?:days?|d)")
"""A stretch of time that the share is of, no downtime: "over 30 days"."""
DOWN = pattern(
    r"\b(?:down-?time|unavailab\w+|outages?|offline|error budget|down"
    r"|(?:without|not) (?:accepting|answering|serving|responding|service|an answer))\b",
    re.IGNORECASE,
)
OTHERWISE = pattern(
    r"\b(?:maintenance|planned|scheduled|exclud\w*|business hours?|working hours?|office hours?|reduc\w+"
    r"|fewer|cut|drop\w*|improv\w+|decreas\w+|saved|previous(?:ly)?|before|instead|per incident|each incident"
    r"|failover|rto|mttr"
    r"|credits?|of requests|requests? (?:fail|succeed)\w*|if|worst)\b",
    re.IGNORECASE,
)
"""Words that make another sum of it."""
ALLOWED = pattern(
    r"\b(?:allow\w*|permit\w*|leaves?|means?|equals?|budget|corresponds?|translates?)\b|[=≈]", re.IGNORECASE
)
REPORTED = pattern(
    r"\b(?:had|was|were|been|measured|actual\w*|observed|last|reported|achieved|in total)\b", re.IGNORECASE
)
OF_SOMETHING = pattern(
    r" ?(?:of (?!(?:the |all )?(?:time|year|month))|cheaper|less|more|fewer|confiden)", re.IGNORECASE
)
LONGEST = 1_000
"""Characters of the longest sentence or row that is read."""
LOSS = pattern(r" ?(?:of )?(?:allowed )?(?:downtime|error budget)| ?\((?=[^()]{1,40}\))", re.IGNORECASE)
"""What follows a share that is itself the loss; a bracket does in a sentence about an error budget."""
TOLERANCE = Fraction(1, 20)
SLIP = 4
"""How much too little a downtime must be: slips of unit, period or a nine are greater, careful operators are not."""
BRACKETED = pattern(r"[^()|]{0,25}\([^()\d]{0,25}")
CELLS = " | "
"""What stands between the cells of a row."""
LEAST = 90
MOST = 100


def allowances(text: str) -> Iterator[Check]:
    """Each downtime of a sentence or row that belongs to its one availability, recomputed."""
    if len(text) > LONGEST or not DOWN.search(text) or OTHERWISE.search(text):
        return
    found = amounts(text)
    shares = [a for a in found if a.dimension == "percent"]
    gone = _gone(shares[0], text) if len(shares) == 1 else None
    if gone is None:
        return
    times = [a for a in found if a.dimension == "time" and not WHOLE_PERIOD.fullmatch(text, a.start, a.end)]
    for time in times:
        cell = _cell(text, shares[0], time)
        beside = [other for other in times if cell.start <= other.start < cell.stop]
        period = _period(time, text[: cell.stop], cell.start, alone=len(beside) == 1)
        if period:
            yield _allowance(text, shares[0], time, period, gone)


def _gone(share: Amount, text: str) -> Fraction | None:
    """The part of the time that is lost, by an availability or by the loss itself ("0.1 % downtime")."""
    if OF_SOMETHING.match(text, share.end):
        return None
    if LEAST <= share.value < MOST:
        return (MOST - share.value) / MOST
    return share.value / MOST if 0 < share.value <= MOST - LEAST and LOSS.match(text, share.end) else None


def _cell(text: str, share: Amount, time: Amount) -> range:
    """Where the cell that holds both begins and ends; all of the text where they stand in two."""
    first, last = min(share.start, time.start), max(share.end, time.end)
    if CELLS in text[first:last]:
        return range(len(text))
    after = text.find(CELLS, last)
    return range(text.rfind(CELLS, 0, first) + 1, len(text) if after < 0 else after)


def _period(time: Amount, text: str, start: int, *, alone: bool) -> str:
    """The period for which a downtime is said: right behind it, or the only one that ``text`` names from ``start``."""
    if time.per in PERIODS:
        return time.per
    after = AFTER.match(text, time.end)
    if after:
        return _named_period(after)
    others = {_named_period(found) for found in WITHIN.finditer(text, start)}
    return others.pop() if alone and len(others) == 1 else ""


def _named_period(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("days"):
        return DAYS[groups["days"]]
    if groups.get("adjective"):
        return ADJECTIVES[groups["adjective"].lower()]
    unit = (groups["unit"] or "").lower()
    return {"yr": "year", "mo": "month"}.get(unit, unit)


def _allowance(text: str, share: Amount, time: Amount, period: str, gone: Fraction) -> Check:
    """Too much downtime is a contradiction; too little only where the text says that it is what the share allows."""
    shortest, longest = PERIODS[period]
    slack = Fraction(0) if _is_round(share) else share.slack / MOST
    least, most = (gone - slack) * shortest, (gone + slack) * longest
    words = text[min(share.start, time.start) : max(share.end, time.end)]
    start = min(share.start, time.start)
    stated = ALLOWED.search(words) or BRACKETED.fullmatch(text, share.end, time.start)
    too_much = time.bound != ">" and time.low > most * (1 + TOLERANCE)
    too_little = (
        bool(stated) and time.bound in {"", "~", "range"} and not REPORTED.search(text) and time.high * SLIP < least
    )
    if not (too_much or too_little):
        return Check(text=words, start=start)
    return Check(text=words, start=start, says=_sum(share, time, period, gone))


def _is_round(share: Amount) -> bool:
    """Whether a percentage is one that people agree on (99, 99.9, 99.95) and so exact."""
    digits = share.text.strip("~≥>≈ %+").replace(".", "").lstrip("0")
    return digits in {"1", "5"} or (not digits.rstrip("5").strip("9") and digits.count("5") <= 1)


def _sum(share: Amount, time: Amount, period: str, gone: Fraction) -> str:
    shortest, longest = PERIODS[period]
    length = 30 * DAY if period == "month" else 365 * DAY if period == "year" else (shortest + longest) / 2
    stated, told = share.text.partition("%")[0].strip(), time.text.strip()
    if share.value <= MOST - LEAST:
        return f"{stated} % of a {period} is {_duration(gone * length)}, not {told}"
    return f"{stated} % leaves {_duration(gone * length)} down a {period}, not {told}"


def _duration(seconds: Fraction) -> str:
    for unit, size in (("days", DAY), ("h", Fraction(3600)), ("min", Fraction(60))):
        if seconds >= 2 * size:
            return f"{printed(seconds / size)} {unit}"
    return f"{printed(seconds)} s"
