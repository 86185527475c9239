"""Plain scalars by the YAML 1.2 core schema (yaml.org/spec/1.2.2, 10.3.2), nothing more.

So ``no`` is text, ``012`` is twelve, ``12:30``, ``1_000`` and ``2026-02-30`` are text. PyYAML's own
resolver is YAML 1.1 and raises ValueError, KeyError and others on hostile input.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar = str | int | float | bool | None

_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DIGITS = 18  # fits 64 bits; longer runs of digits are names, not amounts, and stay text
_BASES = (
    (10, re.compile(rf"[-+]?[0-9]{{1,{_DIGITS}}}")),
    (8, re.compile(rf"0o[0-7]{{1,{_DIGITS}}}")),
    (16, re.compile(r"0x[0-9a-fA-F]{1,15}")),
)
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}\.[0-9]{0,40}|[0-9]{1,40}(?=[eE]))(?:[eE][-+]?[0-9]{1,4})?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def value(text: str) -> Scalar:
    """Return what a plain (unquoted) scalar stands for.

    Raises OverflowError if it is a number that is not finite: no sum could use it.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    for base, form in _BASES:
        if form.fullmatch(text):
            return int(text, base)
    if _NOT_FINITE.fullmatch(text):
        raise OverflowError
    return _float(text) if _FLOAT.fullmatch(text) else text


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise OverflowError
    return number
