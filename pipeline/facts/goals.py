"""Rows of a table that give a measured value beside its target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.amounts import Amount, lone
from pipeline.facts.directions import direction
from pipeline.facts.grids import CELL, Grid, GridRow
from pipeline.facts.pattern import pattern
from pipeline.facts.thresholds import Threshold, threshold

REASON = pattern(
    r"\b(?:because|due to|since|caused by|owing to|the cause|root cause|explain\w*|accepted|deliberate\w*|on purpose"
    r"|until|next step|will be|planned|follow-?up|fix\w*|work in progress|remains|still|causes?|problem|blocked|backlog"
    r"|improv\w+|optimi[sz]\w+|requires?)\b",
    re.IGNORECASE,
)
MISS = pattern(r"\bmiss(?:ed|es)?\b|\bmissing (?=the|our|its|their|this|that)", re.IGNORECASE)
SHORT = pattern(
    r"\b(?:not (?:yet )?(?:met|reached|achieved|hit)|(?:short|shy) of|fell short|falls short|unmet|missed (?:it )?by"
    r"|(?:both|two|three|one|first|second|third|last) (?:was|were|is|are|has|have|had) missed"
    r"|(?:above|below|over|under|off|behind|outside) (?:the |our |its )?(?:target|goal|budget|objective|slo)"
    r"|exceed(?:s|ed)? (?:the |our |its )?(?:target|goal|budget|objective|slo)|fail(?:s|ed)? to (?:meet|reach))\b",
    re.IGNORECASE,
)
"""Words that can only speak of a target."""
AIM = pattern(
    r"\b(?:targets?|goals?|aims?|objectives?|slos?|slas?|budgets?|limits?|thresholds?|rows?|values?|metrics?"
    r"|percentiles?|p\d{2,3})\b",
    re.IGNORECASE,
)
"""What is missed where a target is: a cache misses too, and so does a reviewer."""
WORD = pattern(r"[A-Za-z][\w-]{3,30}")
SENTENCE_END = pattern(r"[.!?](?:\s|$)|\n")
OTHER_SENSE = pattern(
    r"\b(?:next|future|planned|stretch|phase|v\d|year ?\d|q[1-4]|20\d\d|long[- ]term|roadmap|after|by)\b", re.IGNORECASE
)
"""Titles of target columns that speak of a later time: nothing is missed yet."""
MEASURED = {"", "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A ``row`` with its measured ``value`` and what was ``wanted``, as printed."""

    row: GridRow
    value: Amount
    wanted: str
    is_met: bool
    is_explained: bool


def goals(grid: Grid, around: str) -> tuple[Goal, ...]:
    """The rows whose value can be held against a target; ``around`` is the text near the table.

    Abstains where the direction is unknown, units differ, or a cell holds more than one amount.
    """
    aims = grid.places("target")
    values = grid.places("value") or grid.places("after")
    if len(aims) != 1 or len(values) != 1 or OTHER_SENSE.search(grid.columns[aims[0]].title):
        return ()
    return tuple(_goals(grid, values[0], aims[0], around))


def _goals(grid: Grid, at: int, aim: int, around: str) -> Iterator[Goal]:
    for row in grid.rows:
        value, wanted = lone(row.cells[at][:CELL]), threshold(row.cells[aim], grid.columns[aim].title)
        if not value or not wanted or value.bound not in MEASURED or wanted.amount.bound == "range":
            continue
        measured = Threshold(value, "")
        way = _way(wanted, direction(row.label))
        if not way or not measured.fits(wanted):
            continue
        missed = value.low > wanted.high if way < 0 else value.high < wanted.low
        yield Goal(
            row=row,
            value=value,
            wanted=row.cells[aim],
            is_met=not missed,
            is_explained=missed and _explained(row, around),
        )


def _way(wanted: Threshold, named: int) -> int:
    """1 where the target is a floor, -1 where it is a ceiling, 0 where sign and name disagree or are silent."""
    signed = {"most": -1, "least": 1}.get(wanted.side, 0)
    return 0 if signed * named < 0 else signed or named


def _explained(row: GridRow, around: str) -> bool:
    """Whether a cell of the row, or a sentence near the table about it, gives a reason or owns the miss."""
    if any(REASON.search(cell) for cell in row.cells[1:]):
        return True
    names = {word.casefold() for word in WORD.findall(row.label)}
    sentences = (sentence for sentence in SENTENCE_END.split(around) if not sentence.lstrip().startswith("|"))
    return any(_owns(sentence, names) for sentence in sentences)


def _owns(sentence: str, names: set[str]) -> bool:
    """Whether a sentence owns a miss, or gives a reason or a next step for the thing of those names."""
    if SHORT.search(sentence):
        return True
    misses, explains = MISS.search(sentence), REASON.search(sentence)
    named = not names.isdisjoint(word.casefold() for word in WORD.findall(sentence))
    return bool(misses and (named or explains or AIM.search(sentence))) or bool(named and explains)
