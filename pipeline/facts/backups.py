"""How often copies are made, beside how much may be lost: an RPO below the time between two backups cannot be met.

Read only where one section gives one RPO and one rhythm of backups, and nothing in the whole study
keeps what is written between two of them: no replica, log, stream or second source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.pattern import pattern
from pipeline.facts.units import Unit

HOUR = Fraction(3_600)
RHYTHMS: Mapping[str, Fraction] = MappingProxyType(
    {"hour": HOUR, "night": 24 * HOUR, "dai": 24 * HOUR, "day": 24 * HOUR, "week": 168 * HOUR}
)
"""Seconds between two copies, by how the word for them begins."""
COPIES = r"(?:(?:full|database|db|disk|volume|automated|automatic|logical) ){0,2}(?:backups?|snapshots?|dumps?)"
AHEAD = pattern(rf"\b(?P<word>hourly|nightly|daily|weekly) {COPIES}\b", re.IGNORECASE)
BEHIND = pattern(
    rf"\b{COPIES}(?: (?:is|are|run|runs|taken|made|happens?|once|each time)){{0,3}}"
    r" (?:(?:every|each|per|an?) (?P<word>hour|night|day|week)\b|(?P<adverb>hourly|nightly|daily|weekly)\b"
    r"|every (?P<count>\d{1,3}) (?P<unit>minutes?|min|hours?|h|days?)\b)",
    re.IGNORECASE,
)
UNITS = MappingProxyType({"m": Fraction(60), "h": HOUR, "d": 24 * HOUR})
RPO = pattern(r"\b(?:RPO|recovery point objective)\b")
AFTER = pattern(r"[\s:=|*()≤<~-]{0,6}(?:(?:is|of|at most|under|within|below|target) ?){0,3}")
KEPT = pattern(
    r"\b(?:repli\w+|standbys?|secondar(?:y|ies)|followers?|mirror\w*|WAL|write-ahead|journal\w*|bin-?logs?|redo|oplogs?"
    r"|logs? (?:is|are|shipping|archiv\w+)|transaction logs?|commit logs?|archiv\w+|point-in-time|PITR|incremental\w*"
    r"|continuous\w*|stream\w*|append-only|AOF|CDC|change data|multi-AZ|synchronous\w*|quorum|raft|paxos|kafka|queues?"
    r"|event (?:log|store|sourc\w+)|source of truth|rebuil\w+|regenerat\w+|recomput\w+|re-?play\w*|made again"
    r"|re-?sen[dt]\w*|deriv\w+|managed|aurora|spanner|dynamo\w*|cassandra|cockroach\w*|several|another copy|second copy"
    r"|both)\b",
    re.IGNORECASE,
)
"""Words of anything that may keep what was written since the last backup."""
UNMEANT = pattern(
    r"\b(?:if|would|could|instead|rather than|rejected|before|until|was|were|not|no|alternative)\b", re.IGNORECASE
)
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Gulf:
    """An RPO, where it is printed, and how often copies are made instead: ``rhythm`` in words, ``every`` in seconds."""

    unit: Unit
    rpo: Amount
    rhythm: str
    every: Fraction

    @property
    def is_too_wide(self) -> bool:
        """Whether more can be lost than the RPO allows."""
        return self.rpo.bound not in {">", "≥", "+", "±"} and self.rpo.high < self.every


def gulf(section: Iterable[Unit]) -> Gulf | None:
    """The one RPO and the one rhythm of a section; None where there are more, or fewer."""
    units = [unit for unit in section if len(unit.text) <= LONGEST]
    goals = [(unit, amount) for unit in units for amount in _goals(unit.text)]
    rhythms = [each for unit in units for each in _rhythms(unit.text)]
    if len({amount.value for _, amount in goals}) != 1 or len({every for _, every in rhythms}) != 1:
        return None
    return Gulf(*goals[0], *rhythms[0])


def is_kept(texts: Iterable[str]) -> bool:
    """Whether anything in those texts may keep what is written between two backups."""
    return any(KEPT.search(text) for text in texts)


def _goals(text: str) -> Iterator[Amount]:
    for found in RPO.finditer(text):
        start = AFTER.match(text, found.end())
        first = next((a for a in amounts(text) if a.end > found.end()), None)
        if start and first and first.dimension == "time" and first.start <= start.end() and not UNMEANT.search(text):
            yield first


def _rhythms(text: str) -> Iterator[tuple[str, Fraction]]:
    if UNMEANT.search(text):
        return
    for found in (*AHEAD.finditer(text), *BEHIND.finditer(text)):
        groups = found.groupdict()
        if groups.get("count"):
            yield found[0], int(groups["count"]) * UNITS[groups["unit"][0].lower()]
        else:
            word = (groups["word"] or groups.get("adverb") or "").lower()
            yield found[0], next(every for begin, every in RHYTHMS.items() if word.startswith(begin))
