"""Studies of one run that hold the text of another one. Pure: words in, findings out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from zlib import crc32

from pipeline.report import Finding
from pipeline.study import Span

RULE = "game.copy"
WIDTH = 5
"""Words in a row that are compared (rubric notes, section 8.14)."""
SAMPLE = 4
"""Of the runs of words one in so many is kept, chosen by its own hash, so that the same ones are kept everywhere."""
LEAST = 40
"""Fewer kept runs than this say nothing: short texts are alike by chance."""
COMMON = 6
"""What stands in more studies than this is a template's, not an author's."""
MUCH, SOME = Fraction(1, 2), Fraction(1, 4)
WORDS = re.compile(r"[^\W_]+")
"""Not the words of `facts.residue`: reports from the cache are compared without loading any facts."""
SLUGS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,40}")
RELATED = re.compile(r"^related:[^\n]*(?:\n[ \t-][^\n]*){0,40}", re.MULTILINE)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
FIX = "Say here what is this study's own. Where two people tell of one project, name the other study under related."


@dataclass(frozen=True, slots=True)
class Text:
    """A study as it is compared: its report path, slug, cover's report path, and the text of its pages, cover first."""

    path: str
    slug: str
    cover: str
    pages: tuple[str, ...]


def copies(studies: Iterable[Text]) -> tuple[Finding, ...]:
    """A finding for each study whose text also stands in one before it, in the order of their paths.

    More than half is a warning, more than a quarter a note; no verdict and no score depends on it. A
    study that names the other one under ``related`` is left alone.
    """
    ordered = sorted(studies, key=lambda text: text.path)
    runs = {text.path: frozenset(_runs(text.pages)) for text in ordered}
    shared = _overlaps({path: found for path, found in runs.items() if len(found) >= LEAST})
    told = []
    for text in ordered:
        others = [other for other in ordered if (other.path, text.path) in shared and not _related(text, other)]
        shares = {other.path: Fraction(shared[other.path, text.path], len(runs[text.path])) for other in others}
        if shares:
            most = max(shares, key=lambda path: (shares[path], path))
            if shares[most] > SOME:
                told.append(_finding(text, most, shares[most]))
    return tuple(told)


def _runs(pages: Iterable[str]) -> Iterable[int]:
    for page in pages:
        words = WORDS.findall(FRONT.sub("", page.replace("\r\n", "\n")).casefold())
        for start in range(len(words) - WIDTH + 1):
            run = crc32(" ".join(words[start : start + WIDTH]).encode())
            if run % SAMPLE == 0:
                yield run


def _overlaps(runs: Mapping[str, frozenset[int]]) -> Mapping[tuple[str, str], int]:
    """For each two studies how many runs they share, those of templates left aside."""
    homes: dict[int, list[str]] = {}
    for path, found in runs.items():
        for run in found:
            homes.setdefault(run, []).append(path)
    counts: dict[tuple[str, str], int] = {}
    for paths in homes.values():
        if 1 < len(paths) <= COMMON:
            for pair in combinations(sorted(paths), 2):
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def _related(one: Text, other: Text) -> bool:
    """Whether either names the other under ``related``."""
    return any(
        other_slug in SLUGS.findall(found[0])
        for text, other_slug in ((one, other.slug), (other, one.slug))
        for page in text.pages[:1]
        if (found := RELATED.search(page.replace("\r\n", "\n")))
    )


def _finding(text: Text, other: str, share: Fraction) -> Finding:
    digest = hashlib.sha256(f"{text.slug}\0{RULE}\0{other}".encode()).hexdigest()
    return Finding(
        criterion=RULE,
        rule=RULE,
        severity="warning" if share > MUCH else "note",
        message=f"{share * 100 // 1} % of this study also stands in {other}",
        fix=FIX,
        span=Span(text.cover, 1, 1),
        column=None,
        quote=None,
        gain=Fraction(0),
        potential=Fraction(0),
        fingerprint=digest[:16],
        docs=f"docs/criteria/{RULE}.md",
    )
