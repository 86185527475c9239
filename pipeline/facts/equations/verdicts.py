"""Both sides of an equals sign compared, with every reading that the printed units leave open.

Nothing is said unless both sides are printed whole and their dimensions fit. A sum that does not come
out is left alone as well when another figure of the same line makes up for the difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.equations import tokens as t
from pipeline.facts.equations.readings import Reading, comparison
from pipeline.facts.equations.terms import MEANING, Reader, Term
from pipeline.facts.equations.tokens import Token, plain, tokens
from pipeline.facts.figures import Check, printed
from pipeline.facts.pattern import pattern

ELSEWHERE = pattern(
    r"\b(?:compress\w*|replica(?:s|ted|tion)|rf|sampl\w*|de-?dup\w*|headroom|buffer|overhead|margin|doubl\w*|twice|half"
    r"|halv\w*|tripl\w*|retention|worst)\b",
    re.IGNORECASE,
)
"""Words anywhere in a line that may hide a factor."""
BEHIND = pattern(
    r"[^.;|]{0,40}?\b(?:after|with|incl\w*|peaks?|per|each|times|average|avg|rounded|effective|usable|at|capped|max\w*|min\w*"
    r"|assum\w*|since|because|if)\b",
    re.IGNORECASE,
)
"""Words behind a result that may change what it is the result of."""
_LEADING = frozenset({"only", "just", "exactly", "about", "approx", "roughly", "a", "total", "i.e"})
_SIGN = pattern("[=≈≃≅]")
_LONGEST = 40
_LONG = 3_000
"""Tokens of a side, and characters of a text, beyond which nothing is read."""
_MARGIN = 8
"""Tokens behind a result that must be seen, so that none of it is cut off."""
_TRAILING = 4
_SOME = Fraction(1, 20)
_SLIP = 10**8
"""Nobody is wrong by more than a prefix or two and some days: a line that is further off was meant otherwise."""


@dataclass(frozen=True, slots=True)
class Side:
    """An expression with where it stands in the line."""

    term: Term
    start: int
    end: int


def equations(text: str, *, tolerance: Fraction) -> tuple[Check, ...]:
    """Every equation of the line that can be done again; ``tolerance`` is a share, for exact results."""
    if len(text) > _LONG or not _SIGN.search(text):
        return ()
    line = plain(text)
    return tuple(_equations(line, tokens(line), tolerance))


def _equations(line: str, found: Sequence[Token], tolerance: Fraction) -> Iterator[Check]:
    signs = [n for n, token in enumerate(found) if token.kind == t.EQUAL]
    bounds = [-1, *signs, len(found)]
    for number, sign in enumerate(signs, 1):
        left = _left(found[max(bounds[number - 1] + 1, sign - _LONGEST) : sign])
        right = _right(found[sign + 1 : bounds[number + 1]][:_LONGEST]) if left else None
        reading = comparison(left.term, right.term, tolerance) if left and right else None
        if not (left and right and reading):
            continue
        says = "" if reading.holds else _says(line, left, right, reading)
        if says is not None:
            yield Check(text=line[left.start : right.end], start=left.start, says=says)


def _left(before: Sequence[Token]) -> Side | None:
    """The expression that ends at the sign, if it is whole: nothing in front of it may belong to it."""
    is_cut = len(before) == _LONGEST
    for start, token in enumerate(before):
        if token.kind not in {t.AMOUNT, t.OPEN} or not _begins(before[:start], token, is_cut=is_cut):
            continue
        reader = Reader(before[start:])
        term = reader.sum()
        listed = term is not None and term.operands == 1 and start > 0 and before[start - 1].text == ","
        if term and not listed and _is_remark(before[start + reader.at :]):
            return Side(term, token.start, before[start + reader.at - 1].end)
    return None


def _begins(before: Sequence[Token], first: Token, *, is_cut: bool) -> bool:
    """Whether a clause begins here: words at most since the last stop, none of them doing sums.

    ``is_cut``: more stands in front of what is given, so only a stop shows a beginning.
    """
    if not before or (len(before) == 1 and before[0].kind == t.PLUS):
        return not is_cut
    last = before[-1]
    called = first.kind == t.OPEN and last.end == first.start
    if called or (last.kind == t.WORD and last.text.lower() in MEANING - {"of", "for"}):
        return False
    place = next((n for n in range(len(before) - 1, -1, -1) if before[n].kind != t.WORD), -1)
    if place >= 0 and before[place].kind == t.OPEN:
        return not is_cut if not place else before[place - 1].kind not in {t.TIMES, t.PLUS}
    return not is_cut if place < 0 else before[place].kind == t.STOP


def _is_remark(rest: Sequence[Token]) -> bool:
    """Whether what is left before the sign only names the result: a few words or a remark in brackets."""
    if rest and rest[0].kind == t.OPEN and rest[-1].kind == t.CLOSE:
        return True
    words = all(token.kind == t.WORD for token in rest)
    return words and len(rest) <= _TRAILING and not any(token.text.lower() in MEANING for token in rest)


def _right(after: Sequence[Token]) -> Side | None:
    """The expression behind the sign; None where it goes on in a way that cannot be read."""
    if after and after[0].kind == t.WORD and after[0].text.lower() in _LEADING:
        after = after[1:]
    reader = Reader(after)
    term = reader.sum() if after and after[0].kind in {t.AMOUNT, t.OPEN} else None
    goes_on = reader.at < len(after) and after[reader.at].kind in {t.TIMES, t.UNKNOWN}
    goes_on |= reader.at > _LONGEST - _MARGIN
    if not term or goes_on:
        return None
    lone = term.amount is not None and after[0].kind == t.AMOUNT
    return Side(term, after[0].start, after[0 if lone else reader.at - 1].end)


def _says(line: str, left: Side, right: Side, reading: Reading) -> str | None:
    """What is wrong, with our result; None where something else in the line may explain it."""
    if not Fraction(1, _SLIP) < reading.off < _SLIP:
        return None
    if _explained(line, left, right, reading.off) and not _confirmed(line, right, reading.off):
        return None
    if right.term.amount:
        sum_, result, off = left, right, reading.off
    elif left.term.amount:
        sum_, result, off = right, left, 1 / reading.off
    else:
        return None
    stated = line[result.start : result.end].strip(" ≈~*")
    ours = _restated(stated, off)
    return f"{line[sum_.start : sum_.end].strip()} is {ours}, not {stated}" if ours else None


def _explained(line: str, left: Side, right: Side, off: Fraction) -> bool:
    """Whether words or another figure of the line may make up for being ``off`` times too small."""
    if ELSEWHERE.search(line) or BEHIND.match(line, right.end):
        return True
    others = [a for a in amounts(line) if a.end <= left.start or a.start >= right.end]
    return any(abs(factor / ours - 1) < _SOME for a in others for factor in _factors(a) for ours in (off, 1 / off))


def _confirmed(line: str, result: Side, off: Fraction) -> bool:
    """Whether the line goes on with a share that comes to our result and not to the printed one: "6 % of 12,500"."""
    stated = result.term.amount
    behind = [a for a in amounts(line) if a.start >= result.end]
    return stated is not None and any(
        share.dimension == "percent"
        and line[share.end : whole.start].strip() == "of"
        and whole.dimension == stated.dimension
        and abs(share.value / 100 * whole.value - stated.value * off) < _SOME * stated.value * off
        for share, whole in pairwise(behind)
    )


def _factors(amount: Amount) -> Iterator[Fraction]:
    """The factors that another figure may stand for: itself, a percent as a share, what a share leaves or adds."""
    if amount.value <= 0:
        return
    if amount.dimension == "percent":
        share = amount.value / 100
        yield from (part for part in (share, 1 - share, 1 + share) if part > 0)
    else:
        yield amount.value
        digits = amounts(re.sub(r"[^\d.,].*", "", amount.text.lstrip("~≈<>≤≥±$€£ ")))
        yield from (a.value for a in digits if a.value > 0)


def _restated(stated: str, off: Fraction) -> str:
    """The stated figure with our number in its place: "$75K/month" and 30 make "$2,250K/month"."""
    found = re.search(r"\d(?:[\d.,_  ]*\d)?", stated)
    digits = amounts(found[0]) if found else ()
    if not found or not digits:
        return ""
    ours = printed(digits[0].value * off)
    return f"{stated[: found.start()]}{ours}{stated[found.end() :]}" if ours.strip("0.") else ""
