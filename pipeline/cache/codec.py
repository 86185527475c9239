"""A report as text and back, exactly: fractions stay fractions, tuples stay tuples.

JSON, because whoever can write into the directory of the cache must not be able to run code:
nothing is made from it but the values of the table below.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pipeline import report
from pipeline.measure import Evidence
from pipeline.report import StudyReport
from pipeline.study import Span

_TUPLE, _FRACTION = "", "/"
_CLASSES: Mapping[str, type[Any]] = MappingProxyType(
    {
        "cap": report.Cap,
        "criterion": report.CriterionResult,
        "evidence": Evidence,
        "finding": report.Finding,
        "gate": report.GateResult,
        "rubric": report.RubricRef,
        "score": report.Score,
        "span": Span,
        "study": StudyReport,
        "verdict": report.Verdict,
    }
)
"""Everything that a report is made of besides texts, whole numbers, fractions and tuples."""
_TAGS = {made: tag for tag, made in _CLASSES.items()}
_FIELDS = {tag: tuple(field.name for field in fields(made)) for tag, made in _CLASSES.items()}


def encode(value: StudyReport) -> str:
    """The report as JSON. Raises TypeError for a value that is not of this table."""
    return json.dumps(_plain(value), separators=(",", ":"))


def decode(text: str) -> StudyReport:
    """The report that ``encode`` was given. Raises ValueError or TypeError for anything else."""
    value = _value(json.loads(text))
    if not isinstance(value, StudyReport):
        raise TypeError("this is no report")
    return value


def _plain(value: Any) -> Any:
    """Texts, numbers and None stand for themselves, all else is a list whose first item says what it is."""
    if value is None or type(value) in {str, int}:
        return value
    if isinstance(value, tuple):
        return [_TUPLE, *map(_plain, value)]
    if isinstance(value, Fraction):
        return [_FRACTION, value.numerator, value.denominator]
    if type(value) not in _TAGS:
        raise TypeError(f"a report holds no {type(value).__name__}")
    tag = _TAGS[type(value)]
    return [tag, *(_plain(getattr(value, name)) for name in _FIELDS[tag])]


def _value(plain: Any) -> Any:
    if isinstance(plain, str):
        return sys.intern(plain)  # most words are those of the rubric: thousands of studies share them
    if not isinstance(plain, list):
        return plain
    tag, *rest = plain
    if tag == _FRACTION:
        return _fraction(*rest)
    if tag == _TUPLE:
        return tuple(map(_value, rest))
    if not isinstance(tag, str) or tag not in _CLASSES:
        raise ValueError("this is none of the values of a report")
    return _CLASSES[tag](**dict(zip(_FIELDS[tag], map(_value, rest), strict=True)))


@lru_cache(maxsize=4096)
def _fraction(numerator: int, denominator: int) -> Fraction:
    return Fraction(numerator, denominator)
