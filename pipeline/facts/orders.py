"""Figures that are set one above or below another: "90 GB, well below 64 GB".

Read only with a word such as "well" or "far", which nobody uses of a threshold that something may
cross, and between two figures of one unit that stand next to each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.figures import Check
from pipeline.facts.pattern import pattern

ABOVE = frozenset({"above", "over", "beyond"})
_BETWEEN = pattern(
    r"[^.;:|()=<>≤≥×*/+\d]{0,24}[;,]? (?:which is |is |are |so )?(?:well|far|comfortably|safely|way)"
    r" (?P<side>above|over|beyond|below|under|within)"
    r" (?:the |our |a |its |an )?(?:(?:agreed |hard |daily |peak )?(?:target|limit|budget|peak|quota|cap) of )?$"
)
_NEGATED = pattern(r"\b(?:not|n't|never|no longer|nor|unless|if|when|should|must|stays?|keep|kept)\b", re.IGNORECASE)
_EXACT = frozenset({"", "~"})
_WORDS = pattern(r"\b(?:well|far|comfortably|safely|way) (?:above|over|beyond|below|under|within) ")
_LONGEST = 90


def orders(text: str) -> Iterator[Check]:
    """Every such pair of ``text``; ``says`` is set where the figures stand the other way round."""
    for first, second in pairwise(amounts(text)) if _WORDS.search(text) else ():
        side = _side(text, first, second)
        led = text[max(0, first.start - 60) : first.end]
        if side and not (_NEGATED.search(led) or _WORDS.search(led)):
            yield Check(text=text[first.start : second.end], start=first.start, says=_says(side, first, second))


def _side(text: str, first: Amount, second: Amount) -> str:
    """The word between two figures of one unit; "" if they are not set against each other.

    "above" and "under" before a figure are read as its bound, so the words end inside it.
    """
    digit = next(n for n, c in enumerate(second.text) if c.isdigit() or c in "$€£")
    between = text[first.end : second.start + digit]
    found = _BETWEEN.match(between) if len(between) <= _LONGEST else None
    alike = (first.dimension, first.per) == (second.dimension, second.per)
    alike = alike and bool(first.per or first.dimension != "count")
    nouns = first.unit == second.unit or not (first.unit and second.unit)
    return found["side"] if found and alike and nouns and first.bound in _EXACT else ""


def _says(side: str, first: Amount, second: Amount) -> str:
    """What is wrong, where even the rounding of both figures cannot make it right; else ""."""
    one, other = first.text.strip(), re.sub(r"^[a-z ]+(?=[\d$€£~])", "", second.text.strip())
    if side in ABOVE:
        return f"{one} is not above {other}" if first.value * 11 < second.value * 10 else ""
    return f"{one} is not below {other}" if first.value * 10 > second.value * 11 else ""
