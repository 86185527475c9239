"""Long strings that a pattern would be slow on, made from its own parts.

A pattern is slow where one text can be read in several ways, or where it is tried again from every place.
Both show when a repeated part, or all that leads up to some part, is repeated itself and the end does not fit.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

_PARSER: Any = importlib.import_module("re._parser")  # how Python reads a pattern; there is no public way
_CONST: Any = importlib.import_module("re._constants")
ENDS = ("", "\n", "!", "\0", " x")
_CLASSES = {"DIGIT": "7", "SPACE": " ", "WORD": "w", "NOT_DIGIT": "x", "NOT_SPACE": "x", "NOT_WORD": "-"}
_OTHERS = "x7 -~\n\u00e9"
_CHOICES = 3
"""As many members of a set, and examples of a part, as are tried."""


def pumped(text: str, flags: int, size: int) -> Iterator[str]:
    """Strings of about ``size`` characters, none of them twice."""
    heads = dict.fromkeys((lead, unit) for lead, unit in _units(list(_PARSER.parse(text, flags)), "") if unit)
    heads.update(dict.fromkeys(("", character) for character in dict.fromkeys(text)))
    for lead, unit in heads:
        body = lead + unit * (max(size - len(lead), 1) // len(unit) + 1)
        yield from (body + end for end in ENDS)


def _units(sequence: list[Any], lead: str) -> Iterator[tuple[str, str]]:
    """What comes before, and what is repeated after it."""
    for operator, value in sequence:
        parts = list(islice(_samples(operator, value), _CHOICES))
        for inner in _inside(operator, value):
            yield from _units(inner, lead)
        for part in parts:
            yield from (("", lead + part), ("", part), (lead, part))
        lead += parts[0] if parts else ""
        yield "", lead


def _inside(operator: Any, value: Any) -> Iterator[list[Any]]:
    """The sequences that a part is made of."""
    name = str(operator)
    if name == "SUBPATTERN":
        yield list(value[3])
    elif name == "BRANCH":
        yield from (list(each) for each in value[1])
    elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        yield list(value[2])
    elif name in {"ASSERT", "ASSERT_NOT"}:
        yield list(value[1])
    elif name == "ATOMIC_GROUP":
        yield list(value)


def _samples(operator: Any, value: Any) -> Iterator[str]:
    """Texts that a part of a pattern takes, the plainest first; "" for what takes none."""
    name = str(operator)
    if name == "LITERAL":
        yield chr(value)
    elif name == "NOT_LITERAL":
        yield next(other for other in _OTHERS if ord(other) != value)
    elif name == "ANY":
        yield "x"
    elif name == "IN":
        yield from _members(value)
    elif name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least = min(max(value[0], 1), 40)
        yield from (part * least for part in _joined(list(value[2])))
    else:
        for inner in _inside(operator, value) if not name.startswith("ASSERT") else ():
            yield from _joined(inner)


def _joined(sequence: list[Any]) -> Iterator[str]:
    """Texts that a sequence takes: the first choice everywhere, then others."""
    parts = [list(islice(_samples(*part), _CHOICES)) or [""] for part in sequence]
    for choice in range(max((len(part) for part in parts), default=0)):
        yield "".join(part[min(choice, len(part) - 1)] for part in parts)


def _members(items: list[Any]) -> Iterator[str]:
    negated = str(items[0][0]) == "NEGATE"
    found = [_member(str(kind), value) for kind, value in items if str(kind) != "NEGATE"]
    if negated:
        yield from (other for other in _OTHERS if other not in _all_of(items))
    else:
        yield from found


def _all_of(items: list[Any]) -> str:
    return "".join(
        "".join(map(chr, range(value[0], min(value[1], value[0] + 300) + 1)))
        if str(kind) == "RANGE"
        else _member(str(kind), value)
        for kind, value in items
        if str(kind) != "NEGATE"
    )


def _member(kind: str, value: Any) -> str:
    if kind == "LITERAL":
        return chr(value)
    if kind == "RANGE":
        return chr(value[0])
    return _CLASSES.get(str(value).removeprefix("CATEGORY_"), "w")
