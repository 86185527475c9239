"""Bounds as people write them in a cell: "under 200 ms", "> 5 %", "at least 3", "8K or more"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.grids import CELL
from pipeline.facts.pattern import pattern

MOST = pattern(
    r"(?:<|≤|⩽|\b(?:under|below|less than|fewer than|lower than|up to|at most|no more than|not more than|within"
    r"|max(?:imum)?|(?:drops?|falls?|stays?) (?:below|under))) {0,2}(?:of )?=? {0,2}$",
    re.IGNORECASE,
)
LEAST = pattern(
    r"(?:>|≥|⩾|\b(?:over|above|more than|greater than|higher than|at least|no less than|not less than|beyond"
    r"|min(?:imum)?|exceed(?:s|ing)?|(?:rises?|goes|stays?) (?:above|over))) {0,2}(?:of )?=? {0,2}$",
    re.IGNORECASE,
)
MOST_AFTER = pattern(r" {0,2}(?:or (?:less|fewer|below|lower|under)|at most|max(?:imum)?)\b", re.IGNORECASE)
LEAST_AFTER = pattern(
    r" {0,2}(?:\+|or (?:more|above|higher|over)|and (?:more|above)|at least|min(?:imum)?\b)", re.IGNORECASE
)
LASTING = pattern(
    r"\b(?:for|over|in|within|during|of|out of|per|every|each|sustained|rolling|across)"
    r"(?: (?:a|an|the|any|last|more than))? {0,2}[(~≥>]? ?$|[(] ?$",
    re.IGNORECASE,
)
"""What stands before a second amount that says for how long, or of how many."""
RELATIVE = pattern(
    r"\b(?:increas\w*|decreas\w*|drop of|jump\w*|spik\w*|growth|grow\w*|change[sd]?|deviat\w*|baseline|normal"
    r"|average|usual|sigma|times|twice|double[sd]?|triple[sd]?|half|trend|yesterday|last week|week over week"
    r"|or|and|then|budget)\b|[σ×]|\d ?x\b|(?:^|[(<>≤≥~]) ?[+−-] ?\d",
    re.IGNORECASE,
)
"""Words that measure a threshold against something that is not printed, or join two of them."""
DIGIT = pattern(r"\d")
PERCENTILE = pattern(r"\b[pP]\d{2,3}\b")
OR_MORE = pattern(r"\bor (?:less|fewer|below|lower|under|more|above|higher|over)\b", re.IGNORECASE)
UPWARD = pattern(r"\b(?:above|over|more than|exceeds?|exceeding|rises?|at least)\b|[>≥]", re.IGNORECASE)
DOWNWARD = pattern(r"\b(?:below|under|less than|drops?|falls?|at most)\b|[<≤]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Threshold:
    """An amount and the ``side`` on which it bounds: "most" (under 5), "least" (over 5), "range", "" where bare."""

    amount: Amount
    side: str

    @property
    def low(self) -> Fraction:
        """The least value meant, where the amount is a range or a rough one."""
        return self.amount.low if self.amount.bound in {"~", "range"} else self.amount.value

    @property
    def high(self) -> Fraction:
        """The greatest value meant."""
        return self.amount.high if self.amount.bound in {"~", "range"} else self.amount.value

    def fits(self, other: Threshold) -> bool:
        """Whether both are amounts of one sort; a bare count fits any count."""
        ours, theirs = self.amount, other.amount
        if ours.dimension != theirs.dimension:
            return False
        if ours.dimension == "count" and not all((ours.unit + ours.per, theirs.unit + theirs.per)):
            return True
        return (ours.unit, ours.per) == (theirs.unit, theirs.per)


def threshold(cell: str, title: str = "") -> Threshold | None:
    """The one bound that ``cell`` states, the side told by its column's ``title`` where the cell is bare.

    None where the cell holds no amount, several, or one measured against something not printed.
    """
    found = amounts(cell) if len(cell) <= CELL else ()
    if not found or RELATIVE.search(OR_MORE.sub("", cell)):
        return None
    first, *others = found
    if _has_more_digits(cell, found) or any(not LASTING.search(cell, 0, other.start) for other in others):
        return None
    return Threshold(first, _side(first, cell) or _side_of(title))


def _has_more_digits(cell: str, found: tuple[Amount, ...]) -> bool:
    """Whether digits of the cell belong to no amount: then it says more than was understood."""
    ends = [0, *(amount.end for amount in found)]
    starts = [*(amount.start for amount in found), len(cell)]
    rest = " ".join(cell[end:start] for end, start in zip(ends, starts, strict=True))
    return bool(DIGIT.search(PERCENTILE.sub("", rest)))


def _side(amount: Amount, cell: str) -> str:
    if amount.bound == "range":
        return "range"
    before, after = cell[: amount.start], cell[amount.end :]
    if amount.bound in {"<", "≤"} or MOST.search(before) or MOST_AFTER.match(after):
        return "most"
    if amount.bound in {">", "≥", "+"} or LEAST.search(before) or LEAST_AFTER.match(after):
        return "least"
    return ""


def _side_of(title: str) -> str:
    up, down = UPWARD.search(title), DOWNWARD.search(title)
    return "" if bool(up) == bool(down) else "least" if up else "most"


def collides(normal: Threshold, alert: Threshold) -> bool:
    """Whether ``alert`` fires on values that ``normal`` calls normal.

    Bounds on the same side of two one-sided ranges say nothing and do not collide.
    """
    if not normal.fits(alert) or (normal.side == alert.side and alert.side in {"most", "least"}):
        return False
    if normal.side == "range" and alert.side == "":
        return normal.low <= alert.low and alert.high <= normal.high
    above = normal.side != "least" and alert.side != "most"
    below = normal.side != "most" and alert.side != "least"
    return (not above or alert.low < normal.high) and (not below or alert.high > normal.low)
