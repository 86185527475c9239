"""How keys, values and places in data are written in a message."""

from __future__ import annotations

import json
import re
from typing import Any

from pipeline.preamble.characters import UNSAFE
from pipeline.preamble.scalars import value as scalar

Path = tuple[str | int, ...]

_LONGEST = 60
_PLAIN = re.compile(r"[A-Za-z0-9<][^\n\t:#\[\]{},\"'`]*|https://[^\s\[\]{},\"'`]+")


def clean(text: str) -> str:
    """Make a text of others fit for one line: no line ends, no invisible characters, not long."""
    line = UNSAFE.sub("�", " ".join(text[:1000].split()))
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def code(text: str) -> str:
    """Write a key as code; a key with a backtick in it stands in quotes."""
    return f'"{clean(text)}"' if "`" in text else f"`{clean(text)}`"


def shown(value: Any) -> str:
    """Write the author's value: text in quotes, the rest as it would stand in the file."""
    return f'"{clean(value)}"' if isinstance(value, str) else clean(written(value))


def listed(names: Any, last: str = "or") -> str:
    """Join names as code: a, b or c."""
    *head, tail = [code(str(name)) for name in names]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def named(path: Path) -> str:
    """Write a place: ``("authors", 1, "name")`` is the `name` of item 2 of `authors`."""
    steps = [f"item {step + 1}" if isinstance(step, int) else code(step) for step in path]
    return " of ".join(reversed(steps)) or "the whole text"


def line(path: Path, value: Any) -> str:
    """Write the source line that would set ``path`` to ``value``; an item stands alone."""
    text = written(value)
    return f"{written(path[-1])}: {text}" if path and isinstance(path[-1], str) else text


def written(value: Any) -> str:
    """Write a value as YAML on one line, with quotes only where they are needed."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{written(key)}: {written(item)}' for key, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(written(item) for item in value)}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and isinstance(scalar(value), str) and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)
