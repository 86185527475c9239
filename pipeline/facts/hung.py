"""Terms hung behind sentences: ", with Kafka, sharding and failover." again and again, whatever the sentence says.

Whoever tells of a system ends a sentence or two in three names. Where that is a habit, the names are there to be
counted: they hang behind sentences that say something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.facts.ordinary import JOINING
from pipeline.facts.pattern import pattern

TAIL = pattern(
    r",?\s(?:with|using|via|including|plus|through|by)\s([^,.;:!?()]{2,40}),\s([^,.;:!?()]{2,40}),?\s(?:and|or)\s([^,.;:!?()]{2,40})[.!?]?$"
)
LONGEST = 160
"""Characters of the end of a sentence that are looked at."""
WORDS = 3
"""Words of a term."""
MANY = 5
SHARE = 12
"""So many passages that end so, and one in so many of all: measured on real studies, none has more than one."""


def hung(texts: Sequence[str]) -> Sequence[int]:
    """The numbers of the passages that end, or have a sentence that ends, in three bare terms, where it is a habit."""
    ends = [number for number, text in enumerate(texts) if any(map(_ends_in_terms, _sentences(text)))]
    return ends if len(ends) >= MANY and len(ends) * SHARE >= len(texts) else ()


def _sentences(text: str) -> Iterator[str]:
    return (line.rstrip()[-LONGEST:] for line in text.replace(". ", ".\n").split("\n"))


def _ends_in_terms(sentence: str) -> bool:
    found = TAIL.search(sentence)
    return bool(found) and all(map(_is_term, found.groups() if found else ()))


def _is_term(text: str) -> bool:
    words = text.lower().split()
    return len(words) <= WORDS and JOINING.isdisjoint(words)
