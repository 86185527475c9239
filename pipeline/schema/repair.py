"""What the author's value would look like if it fitted; advice that repeats their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.preamble.scalars import value as scalar
from pipeline.schema.notation import Path, code, line, shown, written

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXAMPLE = 120
"""Characters of the author's own that are repeated in an example."""
TYPES: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "`true` or `false`",
    "array": "a list",
    "object": "a map of keys and values",
    "null": "nothing",
}


def kind(value: Any) -> str:
    """Say what the author wrote: its type, and the value where it is short."""
    if isinstance(value, bool | int | float):
        return f"{'the value' if isinstance(value, bool) else 'the number'} {code(shown(value))}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    return TYPES["array" if isinstance(value, list) else "object"]


def retyped(error: Any, path: Path, wanted: str) -> str:
    """Say how the author's own value would look in the type that is wanted."""
    value = error.instance
    if "x-advice" in error.schema:
        return str(error.schema["x-advice"])
    if wanted == "string" and isinstance(value, bool | int | float):
        return f"Put quotes around it: `{line(path, shown(value))}`."
    if wanted in {"integer", "number"} and isinstance(value, str) and isinstance(scalar(value), int):
        return f"Write it without quotes: `{line(path, scalar(value))}`."
    if wanted == "string" and isinstance(value, list):
        return "Write it without the brackets, or put quotes around the whole text."
    if (form := _wrapped(value, error.schema)) is not None:
        return f"Write `{line(path, form)}`."
    return example(error, path, "Write it in that form")


def _wrapped(value: Any, wanted: Mapping[str, Any]) -> Any:
    """Put the author's words into the list or map that is wanted; None where that is not clear."""
    items = wanted.get("items", {})
    required = wanted.get("required", [])
    if isinstance(value, str) and len(value) <= _EXAMPLE:
        if wanted.get("type") == "object":
            return {required[0]: value} if len(required) == 1 else None
        if items.get("type") == "string":
            return [part.strip() for part in value.split(",") if part.strip()]
        inner = _wrapped(value, items) if items else None
        return None if inner is None else [inner]
    if isinstance(value, dict) and items.get("type") == "object" and len(written(value)) <= _EXAMPLE:
        return [value]
    return None


def example(error: Any, path: Path, start: str) -> str:
    """Say how to write it: the schema's own advice, else ``start`` with an example."""
    if advice := error.schema.get("x-advice"):
        return str(advice)
    examples = error.schema.get("examples")
    return f"{start}, for example `{line(path, examples[0])}`." if examples else f"{start}."
