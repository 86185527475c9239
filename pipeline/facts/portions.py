"""A cause of failure beside the rate of all failures: "5 % of requests timed out", "an error rate of 2.1 %".

Both are read only in one paragraph, item or row that speaks of one time, of all requests, and of
nothing that was, is wanted, or would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.pattern import pattern

_ERRORS_AHEAD = pattern(
    r"\b(?:(?:total|overall) )?(?:error|failure) rate(?: (?:is|was|of|stood at|reached)| ?[:=])? ?$", re.IGNORECASE
)
_ERRORS_BEHIND = pattern(
    r" (?:(?:total|overall) )?(?:error|failure) rate\b| of (?:all )?requests fail(?:ed)?\b", re.IGNORECASE
)
_CAUSE = pattern(
    r" of (?:all |the )?(?:requests|calls) (?:time out|timed out|(?:were|are) (?:dropped|rejected|refused)"
    r"|(?:returned|return|got|ended in|ended with) (?:an? )?(?:HTTP )?(?:error|timeout|5\d\d|5xx)s?)\b",
    re.IGNORECASE,
)
_TIMES = pattern(
    r"\b(?:before|after|from|now|then|peak|when|while|during|until|target|goal|budget|below|under|if|would|should|must"
    r"|in (?:may|june|july|january|february|march|april|august|september|october|november|december|q\d|\d{4}|v\d)"
    r"|old|new|previous\w*|without|alert|threshold|limit|retr\w+|per|each|endpoints?|some|one|other)\b|→|->",
    re.IGNORECASE,
)
EXACT = frozenset({"", "~"})
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Portion:
    """A ``part`` of all requests that failed in one way, and the ``whole`` that failed in any."""

    part: Amount
    whole: Amount

    @property
    def is_too_large(self) -> bool:
        """Whether the part exceeds the whole beyond rounding."""
        return self.part.low > self.whole.high


def portions(text: str) -> Iterator[Portion]:
    """The one cause and the one rate of ``text``, if it has just these."""
    if len(text) > _LONGEST or "%" not in text or _TIMES.search(text):
        return
    shares = [each for each in amounts(text) if each.dimension == "percent" and each.bound in EXACT]
    parts = [each for each in shares if _CAUSE.match(text, each.end)]
    wholes = [
        each
        for each in shares
        if _ERRORS_AHEAD.search(text[max(0, each.start - 40) : each.start]) or _ERRORS_BEHIND.match(text, each.end)
    ]
    if len(parts) == len(wholes) == 1 and len(shares) == 2:
        yield Portion(parts[0], wholes[0])
