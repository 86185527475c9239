"""Pairs of figures that tell a change: before and after, with the percent or factor stated beside them.

A stated percent belongs to a pair only when it stands in brackets behind it, right before a bracket
that holds nothing but the pair, or behind "which is" / "a" with a word of change ("a drop of 40 %").
Looser patterns were measured on real studies and accuse wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.pattern import pattern

_WORDS = (
    r"faster|slower|quicker|less|more|fewer|lower|higher|smaller|larger|bigger|cheaper|shorter|longer|better|worse"
    r"|reductions?|improvements?|decreases?|increases?|drop|gain|growth|savings?|saved|reduced|improved|speed-?up"
    r"|down|up|off|cut"
)
_ARROW = pattern(r"[\s*)`]{0,3}(?:→|-{1,2}>|⇒|⟶|➜|➔)[\s*(`]{0,3}$")
_FROM = pattern(r"\bfrom\s+(?:an? |the )?(?:average |baseline |initial )?(?:of )?$")
_TO = pattern(r"(?: [A-Za-z][A-Za-z/-]{0,20}){0,3},? (?:down |up )?to (?:only |just )?(?:an? )?$")
_WAS = pattern(
    r"(?: [a-z][a-z/-]{0,20}){0,3},? ?\(?(?:(?:it |this )?was|were|previously|formerly|before:?"
    r"|(?:down|up|reduced|improved|cut|raised) from|instead of) (?:about |around )?$"
)
_IN_BRACKETS = pattern(
    rf"[ *]{{0,3}}\((?P<lead>(?:an? |[↓↑▼▲⬇⬆] ?|(?:{_WORDS}) (?:by |of )?)?)(?P<stated>[^()]{{1,40}})\)"
)
_ATTACHED = pattern(rf"(?P<lead>, which is | – an? | — an? |: an? | = )(?P<stated>[^().,;:]{{1,30}}(?:{_WORDS})\b)")
_NAMED = pattern(
    r", an? (?P<lead>reduction|decrease|drop|increase|gain|improvement) of (?P<stated>[~≈]?\d{1,4}(?:[.,]\d{1,3})? ?%)"
    r"(?! ?(?:points?|pp)\b)"
)
_AHEAD = pattern(rf"(?: (?P<word>{_WORDS}))?(?: [a-z-]{{2,20}}){{0,2}} ?\((?:from )?$")
_REST = pattern(rf" ?(?P<word>{_WORDS})?(?: (?:in|of) [a-z ]{{3,20}})?[ *]*$")
_BY = pattern(r"\bby $")
_PART = pattern(r" (?:in|of) ")
ANNOTATED = 2
"""Figures of a cell that states its own change."""
_OPEN = pattern(r"\(\s*(?:from )?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``before`` became ``after``; ``percent`` or ``factor`` is what the author states of it (None if nothing).

    ``word`` says how the statement reads ("faster", "less", "↓"), "" if it does not. ``start`` and
    ``end`` hold the pair and the statement.
    """

    before: Amount
    after: Amount
    percent: Amount | None
    factor: Amount | None
    word: str
    start: int
    end: int


def changes(text: str) -> tuple[Change, ...]:
    """The changes of ``text`` in order: "from A to B", "A → B", "B (was A)", "B, down from A"."""
    return tuple(_changes(text))


def _changes(text: str) -> Iterator[Change]:
    found = amounts(text)
    for number, (first, second) in enumerate(pairwise(found)):
        pair = _pair(text, first, second)
        ahead = found[number - 1] if number else None
        if pair:
            yield _stated(text, pair, (first.start, second.end), ahead)


def annotated(cell: str, before: Amount) -> Change | None:
    """A cell that holds one figure and its change in brackets ("11 (+37.5 %)"), with the figure before it."""
    found = amounts(cell)
    held = _IN_BRACKETS.match(cell, found[0].end) if len(found) == ANNOTATED else None
    said = held and not _PART.search(held["stated"]) and _said(held["stated"], held["lead"].strip(), signed=True)
    pair = alike(before, found[0]) if found else None
    if not (held and said and pair) or f"{cell[: found[0].start]}{cell[held.end() :]}".strip(" *"):
        return None
    return _change(pair, said, (0, held.end()))


def _pair(text: str, first: Amount, second: Amount) -> tuple[Amount, Amount] | None:
    """Before and after, in the same unit."""
    between = text[first.end : second.start]
    if len(between) > 90:
        return None
    if _ARROW.match(between):
        return alike(first, second)
    led = _FROM.search(text[max(0, first.start - 40) : first.start]) or _IN_BRACKETS.match(text, second.end)
    if led and _TO.match(between):
        return alike(first, second)
    return alike(second, first) if _WAS.match(between) else None


def alike(before: Amount, after: Amount) -> tuple[Amount, Amount] | None:
    """Both in one unit; a bare number takes the unit of the other ("from 45 to 18 minutes"). None if they differ."""
    if _bare(before) and not _bare(after):
        before = _as(before, after)
    elif _bare(after) and not _bare(before):
        after = _as(after, before)
    same = before.dimension == after.dimension and (before.per == after.per or not (before.per and after.per))
    nouns = before.unit == after.unit or not (before.unit and after.unit)
    return (before, after) if same and nouns and "±" not in (before.bound, after.bound) else None


def _bare(amount: Amount) -> bool:
    return amount.dimension == "count" and not (amount.unit or amount.per) and amount.text[-1:].isdigit()


def _as(bare: Amount, other: Amount) -> Amount:
    """A bare number read in the unit that the other one is printed in."""
    digits = next(iter(amounts(_digits(other))), None)
    size = other.value / digits.value if digits and digits.value else 1
    value, slack = bare.value * size, bare.slack * size
    return replace(bare, value=value, slack=slack, dimension=other.dimension, unit=other.unit, per=other.per)


def _digits(amount: Amount) -> str:
    """The figure of an amount without sign, currency and unit."""
    start = next(n for n, c in enumerate(amount.text) if c.isdigit())
    end = next(
        (n for n, c in enumerate(amount.text[start:], start) if not (c.isdigit() or c in "., _")), len(amount.text)
    )
    return amount.text[start:end].rstrip("., _")


def _stated(text: str, pair: tuple[Amount, Amount], span: tuple[int, int], ahead: Amount | None) -> Change:
    start, end = span
    for shape in (_IN_BRACKETS, _NAMED, _ATTACHED):
        found = shape.match(text, end)
        said = found and _said(found["stated"], found["lead"].strip(), signed=shape is not _ATTACHED)
        if found and said:
            return _change(pair, said, (start, found.end()))
    if ahead and _ratio(ahead) and text[end : end + 1] == ")":
        found = _AHEAD.match(text[ahead.end : start])
        if found and (found["word"] or _BY.search(text[max(0, ahead.start - 4) : ahead.start])):
            return _change(pair, (ahead, found["word"] or "by"), (ahead.start, end + 1))
    return _change(pair, (None, ""), span)


def _said(text: str, lead: str, *, signed: bool) -> tuple[Amount, str] | None:
    """The one percent or factor in ``text`` and its word; None where the words mean something else."""
    found = amounts(text)
    if len(found) != 1 or not _ratio(found[0]) or text[: found[0].start].strip(" *↓↑▼▲⬇⬆"):
        return None
    rest = _REST.match(text[found[0].end :])
    if not rest:
        return None
    marked = lead if lead not in {"a", "an"} and signed else ""
    word = rest["word"] or marked or ("±" if found[0].text[0] in "+-−–↓↑" or text[0] in "↓↑▼▲⬇⬆" else "")
    return (found[0], word) if word or found[0].dimension == "factor" else None


def _ratio(amount: Amount) -> bool:
    return amount.dimension in {"percent", "factor"} and amount.bound != "±"


def _change(pair: tuple[Amount, Amount], said: tuple[Amount | None, str], span: tuple[int, int]) -> Change:
    stated, word = said
    return Change(
        before=pair[0],
        after=pair[1],
        percent=stated if stated and stated.dimension == "percent" else None,
        factor=stated if stated and stated.dimension == "factor" else None,
        word=word,
        start=span[0],
        end=span[1],
    )
