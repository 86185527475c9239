"""What a probe is, and the few words that all probes share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pipeline.facts.pattern import Caseless, pattern
from pipeline.measure import Evidence, Measure
from pipeline.study import Span

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Probe:
    """A pure function of a study, and the names of the quantities it gives for given arguments.

    ``quantities`` takes the same keyword arguments as ``measure`` and raises ValueError for values
    that make no sense, so that a rubric's mistakes show when it is loaded.
    """

    measure: Callable[..., Measure]
    quantities: Callable[..., frozenset[str]]


def share(part: int, whole: int) -> Fraction:
    """``part`` of ``whole``; nothing of nothing is 0, so that absence never earns."""
    return Fraction(part, whole) if whole else Fraction(0)


def excerpt(text: str, length: int = 60) -> str:
    """The opening words of ``text`` in quotation marks, cut at a word."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return f"“{flat}”"
    return f"“{flat[:length].rsplit(' ', 1)[0].rstrip(',;:|')} …”"


def evidence(spans: Iterable[tuple[Span, str | None]], most: int = 5) -> tuple[Evidence, ...]:
    """The first few places as evidence, each line once."""
    kept: dict[Span, Evidence] = {}
    for span, quote in spans:
        kept.setdefault(span, Evidence(span, quote))
        if len(kept) == most:
            break
    return tuple(kept.values())


@lru_cache(maxsize=512)
def phrases(words: tuple[str, ...]) -> Caseless | re.Pattern[str]:
    """A pattern for any of those phrases as whole words; a final ``*`` stands for any ending.

    Spaces match spaces and hyphens; case does not matter.
    """
    alternatives = []
    for phrase in sorted(words, key=lambda w: (-len(w), w)):
        body = re.escape(phrase.rstrip("*")).replace(r"\ ", r"[ -]?")
        left = r"\b" if phrase[:1].isalnum() else ""
        right = "" if phrase.endswith("*") or not phrase[-1:].isalnum() else r"s?\b"
        alternatives.append(f"{left}{body}{right}")
    text = "|".join(alternatives) or r"(?!)"
    return Caseless(text) if text.isascii() else pattern(text, re.IGNORECASE)


def check_words(name: str, words: Sequence[str]) -> None:
    """Raise ValueError unless ``words`` is a non-empty list of texts."""
    if isinstance(words, str) or not words or not all(isinstance(w, str) and w for w in words):
        message = f"{name} must be a list of words"
        raise ValueError(message)
