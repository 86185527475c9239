"""Claims: figures with what they are figures of, so that two places of a study can be held together.

A claim is kept only where the text names something that a study has one of: its availability, the
percentile of a latency, its daily users, how long hot data is kept, what comes in a second at peak.
All other words of the clause, the row, the label and the headings are its scope: two claims are of
one thing only where every word agrees. Stages, options, changes and parts of many are no claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.grids import CELL
from pipeline.facts.pattern import pattern
from pipeline.facts.percentiles import MARK, rank
from pipeline.facts.scopes import MEAN, MEASURED, METRICS, OTHERWISE, PEAK, words
from pipeline.facts.stems import stem
from pipeline.facts.subject import Subject
from pipeline.facts.units import SENTENCE
from pipeline.study import List, Page, Paragraph, Section, Table

_AHEAD = pattern(r"[,;(){}|:–—“”\"]|\. |\b(?:and|while|with|at|sending)\b", re.IGNORECASE)
_BEHIND = pattern(r"[,;(){}|–—“”\"]|\.(?:\s|$)|\b(?:and|while|with)\b", re.IGNORECASE)
_BRACKET = pattern(r"[\s*]{0,3}\((?P<said>[^()]{1,60})\)")
_DERIVED = pattern(r"\s*[≈=×~]|.{0,40}\bdowntime\b", re.IGNORECASE)
_LONGEST = 1_000
RANKED = 2
"""Percentiles of one text that make it a list of them."""
_HOUR = 3_600
_RATES = frozenset({"second", "minute", "day"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``amount`` of ``metric``, on ``line`` of page ``path``.

    ``metric`` is a name ("availability") or a noun with what it is per ("message/second");
    ``statistic`` is "p99", "peak", "average" or ""; ``scope`` holds the stems of the words that narrow it; ``role``
    is "measured" or "target" (which in a design is any other); ``section`` holds the headings above it.
    """

    metric: str
    statistic: str
    scope: frozenset[str]
    role: str
    amount: Amount
    path: str
    line: int
    section: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A text with the titles above it, its label, and what else stands beside it in its row.

    Where it gives ``least`` different metrics it is a list of headline figures, and its commas part them;
    otherwise all its words narrow each of its figures ("Writes wait for a quorum, with 20 ms at p99").
    """

    text: str
    line: int
    titles: tuple[str, ...]
    label: str = ""
    beside: str = ""
    least: int = 3


def claims(subject: Subject) -> tuple[Claim, ...]:
    """The claims of every page of the content, in reading order."""
    cover = subject.study.cover.path
    return tuple(
        claim
        for page in subject.content.pages
        for said in _texts(page.root, (), 1 if page.path == cover else 0)
        for claim in _claims(page, said)
    )


def _texts(section: Section, above: tuple[str, ...], untold: int) -> Iterator[_Said]:
    """Sentences and cells below a heading. Headings up to level ``untold`` narrow nothing: the study's own title."""
    titles = above if section.level <= untold else (*above, section.title)
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from _sentences(block.text, block.label, block.line, titles)
        elif isinstance(block, List):
            for item in block.items:
                yield from _sentences(item.text, item.label, item.line, titles)
        elif isinstance(block, Table):
            yield from _cells(block, titles)
    for below in section.sections:
        yield from _texts(below, titles, untold)


def _sentences(text: str, label: str, line: int, titles: tuple[str, ...]) -> Iterator[_Said]:
    for sentence in SENTENCE.split(text):
        yield _Said(text=sentence[:_LONGEST], line=line, titles=titles, label=label)


def _cells(table: Table, titles: tuple[str, ...]) -> Iterator[_Said]:
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if column and len(cell) <= CELL:
                beside = " ".join(row.cells[column + 1 :])
                label = f"{row.cells[0]} {table.header[column]}"
                yield _Said(text=cell, line=row.line, titles=titles, label=label, beside=beside, least=2)


def _claims(page: Page, said: _Said) -> Iterator[Claim]:
    if OTHERWISE.search(" ".join((*said.titles, said.label))):
        return
    found = amounts(said.text)
    cut = [_clause(said.text, found, number) for number in range(len(found))]
    named = [_metric(_counted(found, number), f"{said.label} {clause}")[0] for number, clause in enumerate(cut)]
    ranked = _ranked(said.text, found, cut)
    listed = len({metric for metric in named if metric}) >= said.least or bool(ranked)
    cut = ranked or cut
    for number, amount in enumerate(found):
        if not listed and sum(other.dimension == amount.dimension for other in found) > 1:
            continue
        leads = bool(said.label) and not said.text[: amount.start].strip(" *`")
        clause = cut[number] if listed or leads else _whole(said.text, amount)
        counted = _counted(found, number)
        if _metric(counted, f"{said.label} {clause}")[0] and not OTHERWISE.search(clause):
            yield _claim(page, said, counted, clause)


def _ranked(text: str, found: Sequence[Amount], clauses: Sequence[str]) -> list[str]:
    """The words of each figure of a text that gives percentiles, each figure its own: all others go for every one.

    "Push to comment p50 ≤ 60 s, p99 ≤ 5 minutes". Empty where it is no such text.
    """
    marks = [MARK.search(clause) for clause in clauses]
    ranks = [mark[0].casefold() if mark and rank(mark) else "" for mark in marks]
    if len(ranks) < RANKED or "" in ranks or len(set(ranks)) < len(ranks):
        return []
    ends = [0, *(amount.end for amount in found)]
    starts = [*(amount.start for amount in found), len(text)]
    common = MARK.sub(" ", " ".join(text[end:start] for end, start in zip(ends, starts, strict=True)))
    return [f"{own} {common}" for own in ranks]


def _whole(text: str, amount: Amount) -> str:
    """The whole text without that figure and without what is worked out in brackets."""
    blanked = f"{text[: amount.start]}{' ' * (amount.end - amount.start)}{text[amount.end :]}"
    return _BRACKET.sub(lambda found: "" if _DERIVED.match(found["said"]) else found[0], blanked)


def _counted(found: Sequence[Amount], number: int) -> Amount:
    """A bare rate counts what the figure before it counts: "115K messages/s (345K/s at peak)"."""
    amount = found[number]
    if number and amount.per and not amount.unit and found[number - 1].per == amount.per:
        return replace(amount, unit=found[number - 1].unit)
    return amount


def _clause(text: str, found: Sequence[Amount], number: int) -> str:
    """The words that belong to one figure: up to the next comma, bracket, "and", or other figure."""
    amount = found[number]
    first = max((each.end() for each in _AHEAD.finditer(text, 0, amount.start)), default=0)
    first = max(first, found[number - 1].end if number else 0)
    cut = _BEHIND.search(text, amount.end)
    last = cut.start() if cut else len(text)
    last = min(last, found[number + 1].start) if number + 1 < len(found) else last
    bracket = _BRACKET.match(text, last)
    own = bracket["said"] if bracket and not _DERIVED.match(bracket["said"]) else ""
    return f"{text[first : amount.start]} {text[amount.end : last]} {own}"


def _claim(page: Page, said: _Said, amount: Amount, clause: str) -> Claim:
    around = f"{said.label} {clause}"
    metric, name = _metric(amount, around)
    mark = MARK.search(around)
    statistic = _statistic(mark, f"{around} {said.beside}")
    scope = words((*said.titles, MARK.sub(" ", name.sub(" ", around) if name else around)))
    return Claim(
        metric=metric,
        statistic=statistic,
        scope=scope - {stem(amount.unit), *statistic.split(), "peak", "avg", stem("average")},
        role="measured" if MEASURED.search(" ".join((*said.titles, around))) else "target",
        amount=amount,
        path=page.path,
        line=said.line,
        section=" / ".join(said.titles),
        quote=said.text,
    )


def _metric(amount: Amount, around: str) -> tuple[str, re.Pattern[str] | None]:
    """The metric and the pattern of its name; "" where the words name none."""
    for metric, name in METRICS.get(amount.dimension, ()):
        if name.search(f"{around} {amount.text}") and (not amount.per or metric == "availability"):
            known = metric != "availability" or amount.value >= 90
            kept = not metric.endswith("retention") or amount.value >= _HOUR
            return (metric, name) if known and kept else ("", None)
    if amount.dimension == "count" and amount.unit and amount.per in _RATES:
        return f"{amount.unit}/{amount.per}", None
    return "", None


def _statistic(mark: re.Match[str] | None, around: str) -> str:
    if mark and rank(mark):
        return mark[0].casefold()
    return "peak" if PEAK.search(around) else "average" if MEAN.search(around) else ""
