"""Whether a text gives a figure: a number with a unit, a percent sign, a currency, a multiplier, or a thing counted.

Left alone: versions, years, dates, list numbers, identifiers such as ``S3``, ``p95`` or ``L7``. The marks of
reasoning ask no more than that, of any wording. ``facts.amounts`` reads what can be calculated with and is
stricter; on the lines of real studies the two differ in one of sixty, and the marks were weighed with this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.pattern import Caseless, fold, pattern

NUMBER = r"\d{1,3}(?:[,_ ]\d{3}){1,6}(?:\.\d{1,6})?|\d{1,18}(?:[.,]\d{1,9})?"
WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety"
    r"|dozens?|hundreds?|thousands?|millions?|half|twice)"
)
UNITS = (
    r"(?:m|µ|μ|n)?s(?:ecs?|econds?)?|msecs?|milliseconds?|microseconds?|secs?|seconds?|min(?:ute)?s?"
    r"|hours?|hrs?|h|days?|d|weeks?|months?|years?|yrs?|quarters?"
    r"|(?:[kmgtp]i?)?b(?:ytes?|its?)?(?:/s|ps)?|[kmgt]?bps|[kmgt]hz"
    r"|qps|rps|tps|iops|ops|req(?:uest)?s?|calls?|queries|writes?|reads?|messages?|msgs?"
    r"|events?|orders?|posts?|tweets?|jobs?|transactions?"
    r"|users?|customers?|clients?|sellers?|buyers?|engineers?|people|developers?|teams?"
    r"|members?|tenants?|subscribers?|sessions?|connections?"
    r"|nodes?|servers?|instances?|replicas?|shards?|partitions?|pods?|vcpus?|cores?|cpus?"
    r"|regions?|zones?|brokers?|workers?"
    r"|rows?|records?|files?|lines?|pages?|tables?|items?|keys?|entries|documents?|studies"
    r"|tests?|commits?|deploys?|deployments?|releases?|services?|endpoints?|tickets?|incidents?"
    r"|bugs?|alerts?|retries|attempts?"
    r"|percent|pp|points?|times|dollars?|usd|eur|cents?|tokens?|dau|mau|px|dpi|fps|loc|nines?"
)
DIGIT = pattern(r"\d")
QUANTITY = pattern(
    rf"(?<![\w.])(?:[~≈<>≤≥±+-]\s?)?(?:(?P<money>[$€£₹¥])\s?)?(?P<number>{NUMBER})(?P<plus>\+)?"
    rf"(?:\s?(?P<factor>[kKMBT](?![A-Za-z])|million|billion|thousand|trillion|bn|bln|mn|mln)\+?)?"
    rf"(?:(?:\s?[-–]\s?|\s)?(?P<unit>%|x\b|×(?!\s?\d)|(?:{UNITS})(?![A-Za-z])))?"
    rf"(?P<rate>\s?(?:/|per\s|an?\s(?=second|minute|hour|day|week|month|year))\s?[A-Za-z]+)?",
    re.IGNORECASE,
)
VERSIONED = pattern(
    r"\b(?:version|v|python|java|node|es|http|tls|oauth|rfc|step|chapter|phase|part|level|day|figure|table|section|law"
    r"|q|l)[ -]?$",
    re.IGNORECASE,
)
STATUS = pattern(r"\b(?:the|of|any|no|all|http|with|returns?|returned|many|some|more) $", re.IGNORECASE)
"""What stands before a status of HTTP in the plural, "the 502s": those are no seconds."""
STATUSES = pattern(r"[45]\d\ds$")
IN_WORDS = Caseless(rf"\b{WORDS}(?: of| a| the)?[ -](?:[a-z]+[ -])?(?:{UNITS})(?![A-Za-z])")
COUNTED = pattern(
    r"(?<![\w.#$/-])(?!(?:19|20)\d\d\b)(?:\d{1,3}(?:[, ]\d{3}){1,3}|\d{2,6})\+?"
    r"(?: (?!(?:and|or|of|to|in|at|on|for|by|is|was|the|from|with)\b)[a-z][a-z-]{2,20})?"
    r" (?!(?:was|has|its|this|does|less|across|times|plus|versus|always|sometimes|is|as|us)\b)"
    r"[a-z][a-z-]{1,20}s(?![A-Za-z])"
    r"|(?<![\w.,#$/-])\d{1,3}(?:,\d{3}){1,4}\+?(?= [A-Za-z])"
)
"""Two digits or more with what is counted, whatever it is: "106 automated tests", "20,000 open WebSockets"."""
YEAR = pattern(r"(?:19|20)\d\d$")


def quantities(text: str) -> Iterator[str]:
    """The quantities of ``text`` as written, in order. Bare numbers count only with a multiplier or a currency."""
    for found in QUANTITY.finditer(text):
        marked = found["unit"] or found["money"] or found["factor"] or found["rate"]
        if not marked or VERSIONED.search(text, max(0, found.start() - 10), found.start("number")):
            continue
        if STATUSES.match(found[0]) and STATUS.search(text, max(0, found.start() - 10), found.start()):
            continue
        if not (found["unit"] or found["money"]) and YEAR.match(found["number"]):
            continue
        yield found[0].strip()


NUMERIC = pattern(rf"(?<![\w.#/-])[<>≤≥~≈]?\s?[$€£]?(?:{NUMBER})(?![\w.]*[A-Za-z])")


def has_number(text: str) -> bool:
    """Whether a quantity stands in ``text``, in digits or in words ("three engineers")."""
    if DIGIT.search(text) and (COUNTED.search(text) or next(quantities(text), None) is not None):
        return True
    return IN_WORDS.search(text) is not None


_END = rf"(?:[$€£]\s?)?[~≈<>≤≥]?\s?(?:{NUMBER})\+?\s?[%A-Za-z/µμ×]{{0,14}}"
_NEAR = r"(?:(?:about|around|roughly|under|over|nearly|below|less than|more than|an?|just|average|of)\s+){0,3}"
_FROM = rf"(?:from|was|were|previously|before:?)\s+{_NEAR}\*{{0,2}}"
_THAN = r"(?:down|up|was|from|previously|before|instead of|compared (?:to|with))"
_PAIRS = (
    # from 3.2 s to 180 ms; was 45 minutes, now 18
    rf"{_FROM}{_END}(?:\s[A-Za-z/-]{{1,20}}){{0,5}}\*{{0,2}},?\s+(?:down |up )?(?:to|→|->|now|after:?)\s+{_NEAR}{_END}",
    # 60s → 2s
    rf"{_END}(?:\s[A-Za-z]{{1,20}}){{0,2}}\s?(?:→|->|=>|⇒|⟶)\s?{_END}",
    # 380 ms (down from 5.2 s)
    rf"{_END}[^.;\n]{{0,40}}\({_THAN}[^)\d]{{0,30}}{_END}",
    # down from 95 %; instead of 95 %
    rf"(?:down|up) from {_END}",
    rf"(?:compared (?:to|with)|instead of|versus|vs\.?|against|rather than) (?:[A-Za-z]{{1,15}} ){{0,3}}{_END}",
)
PAIR = Caseless("|".join(_PAIRS))
_HINTS = (
    "→", "->", "=>", "⇒", "⟶", "from", "was", "were", "previously", "before", "instead", "compared", "versus", "vs",
    "against", "rather than", "(down", "(up",
)  # fmt: skip
"""One of them stands in everything that ``PAIR`` finds: a search for words takes a hundredth of the time."""


def pairs(text: str) -> Iterator[tuple[int, int]]:
    """Where ``text`` sets a figure against another one: before and after, now and then."""
    small = fold(text)
    if DIGIT.search(small) and any(hint in small for hint in _HINTS):
        yield from (found.span() for found in PAIR.finditer(text))
