"""Two ways to write a mark: alternatives of a pattern, any of which will do, or two patterns, both of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.facts.pattern import pattern

Mark = Callable[[str], bool]


def any_of(*alternatives: str) -> Mark:
    """A test for texts in which one of ``alternatives`` is found; case does not matter."""
    either = pattern("|".join(alternatives), re.IGNORECASE)
    return lambda text: either.search(text) is not None


def both_of(one: str, other: str) -> Mark:
    """A test for texts that hold one of each in different words.

    "Rejected" alone would be a fault and its remedy.
    """
    first, second = pattern(one, re.IGNORECASE), pattern(other, re.IGNORECASE)

    def found(text: str) -> bool:
        spans = [match.span() for match in first.finditer(text)]
        if not spans:
            return False
        soonest, latest = min(end for _, end in spans), max(start for start, _ in spans)
        return any(match.start() >= soonest or match.end() <= latest for match in second.finditer(text))

    return found
