"""``casegrade.toml`` at the root of a repository: what a team may set, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from pipeline.errors import InputError
from pipeline.study import NOTHING

PATH = "casegrade.toml"

_LINE = re.compile(r" \(at line (\d+), column \d+\)\Z")
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_DIRECTORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the file says; these defaults where it says nothing.

    ``studies`` is the directory of studies, relative to the root. ``pass_marks`` gives by kind the
    points of 100 that a pass needs, in place of the rubric's. ``approvals`` is how many reviewers
    must approve a study. ``unwaivable`` are the rules that no waiver may set aside.
    """

    studies: str = "studies"
    pass_marks: Mapping[str, Fraction] = field(default_factory=lambda: NOTHING)
    approvals: int = 1
    unwaivable: tuple[str, ...] = ()


def read_config(data: bytes | None, place: str = PATH) -> Config:
    """Read the content of the file (None: there is none). Raises InputError with the line of a mistake."""
    if data is None:
        return Config()
    import tomllib  # most repositories have no such file

    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
        # Decimals stay exact: 72.5 is not a float on its way to a comparison.
        given = tomllib.loads(text, parse_float=Fraction)
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} is not UTF-8", place=place, remedy="Save it as UTF-8.") from None
    except ValueError as error:  # of TOML, of a number that is none
        raise _no_toml(str(error), place) from None
    except RecursionError:
        raise _no_toml("it is nested too deeply", place) from None
    return Config(**{key: _value(key, value, text, place) for key, value in given.items()})


def _value(key: str, value: Any, text: str, place: str) -> Any:
    here = f"{place}:{_line(text, key)}"
    if key not in _READERS:
        from difflib import get_close_matches

        near = get_close_matches(key, _READERS, n=1)
        remedy = f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(f'`{name}`' for name in _READERS)}."
        raise InputError(f"there is no setting {_shown(key)}", place=here, remedy=remedy)
    reader, wanted = _READERS[key]
    found = reader(value)
    if found is None:
        raise InputError(f"`{key}` must be {wanted}", place=here, remedy=f"For example: {_EXAMPLES[key]}.")
    return found


def _directory(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    path = value.strip("/").removeprefix("./")
    return path if len(path) <= 200 and _DIRECTORY.fullmatch(path) else None


def _marks(value: Any) -> Mapping[str, Fraction] | None:
    if not isinstance(value, dict):
        return None
    good = all(_is_mark(mark) and len(kind) <= 80 and _IDENTIFIER.fullmatch(kind) for kind, mark in value.items())
    return {kind: Fraction(mark) for kind, mark in sorted(value.items())} if good else None


def _is_mark(value: Any) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool) and 0 <= value <= 100


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 20 else None


def _rules(value: Any) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(rule, str) and len(rule) <= 80 for rule in value):
        return None
    return tuple(sorted(set(value))) if all(map(_IDENTIFIER.fullmatch, value)) else None


_READERS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "studies": (_directory, "a directory inside the repository"),
    "pass_marks": (_marks, "a table of kinds, each with points from 0 to 100"),
    "approvals": (_count, "a whole number from 0 to 20"),
    "unwaivable": (_rules, "a list of identifiers of rules"),
}
_EXAMPLES = {
    "studies": '`studies = "studies"`',
    "pass_marks": "`[pass_marks]`, then `system-design = 75`",
    "approvals": "`approvals = 2`",
    "unwaivable": '`unwaivable = ["doc.placeholders"]`',
}


def _line(text: str, key: str) -> int:
    """The line where ``key`` is set, or 1 where it is written in a way we do not look for."""
    setting = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(text.split("\n"), 1) if setting.match(line)), 1)


def _no_toml(message: str, place: str) -> InputError:
    found = _LINE.search(message)
    where = f"{place}:{found.group(1)}" if found else place
    remedy = "Write `key = value`, with text in quotation marks."
    return InputError(f"this is not TOML: {_LINE.sub('', message)[:120]}", place=where, remedy=remedy)


def _shown(key: str) -> str:
    return f"`{key[:60]}`" if key.isprintable() else ascii(key[:60])
