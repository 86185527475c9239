"""Two ways to write a mark: alternatives of a pattern, any of which will do, or two patterns, both of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.facts.pattern import Caseless, pattern

Mark = Callable[[str], bool]
_EXACT = "(?-i"
_WORD = r"\b"


def any_of(*alternatives: str) -> Mark:
    """A test for texts in which one of ``alternatives`` is found; case does not matter."""
    # Where all of a pattern's alternatives begin at a word, the rest of each word is passed over.
    words = "|".join(each for each in alternatives if each.startswith(_WORD) and _EXACT not in each)
    others = "|".join(each for each in alternatives if not each.startswith(_WORD) and _EXACT not in each)
    exact = "|".join(each for each in alternatives if _EXACT in each)
    tests: list[Caseless | re.Pattern[str]] = [Caseless(text) for text in (words, others) if text]
    tests += [pattern(exact, re.IGNORECASE)] if exact else []
    return lambda text: any(test.search(text) for test in tests)


def both_of(one: str, other: str) -> Mark:
    """A test for texts that hold one of each in different words.

    "Rejected" alone would be a fault and its remedy.
    """
    first, second = Caseless(one), Caseless(other)

    def found(text: str) -> bool:
        spans = [match.span() for match in first.finditer(text)]
        if not spans:
            return False
        soonest, latest = min(end for _, end in spans), max(start for start, _ in spans)
        return any(match.start() >= soonest or match.end() <= latest for match in second.finditer(text))

    return found
