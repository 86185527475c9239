"""Whether data certainly fits a schema, without jsonschema.

Importing jsonschema takes longer than grading a study, and nearly all front matter fits. So this
answers first: True is only said of what jsonschema would accept; whenever it is not sure (a keyword
or a value that it does not know) it says False, and jsonschema decides and names what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pipeline.schema.formats import FORMATS

Schema = Mapping[str, Any]


class _UnsureError(Exception):
    """Something that only jsonschema can judge."""


def fits(data: Any, root: Schema) -> bool:
    """Whether ``data``, as YAML and JSON give it, certainly fits the schema ``root``."""
    try:
        return _fits(data, root, root)
    except (_UnsureError, RecursionError):
        return False


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    r"""A pattern of a schema, where ``$`` is the very end and ``\d`` is ASCII; Python needs telling."""
    if pattern.endswith("$") and not pattern.endswith(r"\$"):
        pattern = pattern[:-1] + r"\Z"
    return re.compile(pattern, re.ASCII)


def _fits(value: Any, schema: Any, root: Schema) -> bool:
    if not isinstance(schema, dict):
        raise _UnsureError
    # Keywords that are judged together are judged once, else deep schemas would take for ever.
    judges = dict.fromkeys(map(_judge, schema))
    return all(judge(value, schema, root) for judge in judges)


def _judge(name: str) -> Callable[[Any, Schema, Schema], bool]:
    if name.startswith("x-"):
        return _says_nothing
    if name not in _KEYWORDS:
        raise _UnsureError
    return _KEYWORDS[name]


def _says_nothing(_value: Any, _schema: Schema, _root: Schema) -> bool:
    return True


def _type(value: Any, schema: Schema, _root: Schema) -> bool:
    names = schema["type"]
    own = _TYPES.get(type(value), ())
    if not own:
        raise _UnsureError
    return not {names}.isdisjoint(own) if isinstance(names, str) else not set(names).isdisjoint(own)


def _enum(value: Any, schema: Schema, _root: Schema) -> bool:
    if not isinstance(value, str):  # 1, 1.0 and true are told apart by rules of their own
        raise _UnsureError
    return value in schema.get("enum", (value,)) and value == schema.get("const", value)


def _text(value: Any, schema: Schema, _root: Schema) -> bool:
    if not isinstance(value, str):
        return True
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return False
    if "pattern" in schema and not compiled(schema["pattern"]).search(value):
        return False
    if "format" in schema and schema["format"] not in FORMATS:
        raise _UnsureError
    return "format" not in schema or FORMATS[schema["format"]].accepts(value)


def _number(value: Any, schema: Schema, _root: Schema) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return True
    if value != value:  # noqa: PLR0124 - not a number, which is neither less nor more than anything
        raise _UnsureError
    within = schema.get("minimum", value) <= value <= schema.get("maximum", value)
    return within and ("exclusiveMinimum" not in schema or value > schema["exclusiveMinimum"])


def _list(value: Any, schema: Schema, root: Schema) -> bool:
    if not isinstance(value, list):
        return True
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return False
    if schema.get("uniqueItems"):
        if not all(isinstance(item, str) for item in value):
            raise _UnsureError
        if len(set(value)) < len(value):
            return False
    return "items" not in schema or all(_fits(item, schema["items"], root) for item in value)


def _mapping(value: Any, schema: Schema, root: Schema) -> bool:
    if not isinstance(value, dict):
        return True
    if not schema.get("minProperties", 0) <= len(value) <= schema.get("maxProperties", len(value)):
        return False
    if not all(key in value for key in schema.get("required", ())):
        return False
    if "propertyNames" in schema and not all(_fits(key, schema["propertyNames"], root) for key in value):
        return False
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    if others is False and not value.keys() <= known.keys():
        return False
    return all(_fits(item, known.get(key, others), root) for key, item in value.items())


def _reference(value: Any, schema: Schema, root: Schema) -> bool:
    start, _, name = schema["$ref"].rpartition("/")
    if start != "#/$defs" or name not in root.get("$defs", {}):
        raise _UnsureError
    return _fits(value, root["$defs"][name], root)


def _combined(value: Any, schema: Schema, root: Schema) -> bool:
    if not all(_fits(value, each, root) for each in schema.get("allOf", ())):
        return False
    if "anyOf" in schema and not any(_fits(value, each, root) for each in schema["anyOf"]):
        return False
    if "not" in schema and _fits(value, schema["not"], root):
        return False
    return "if" not in schema or not _fits(value, schema["if"], root) or _fits(value, schema.get("then", {}), root)


_TYPES: Mapping[type[Any], tuple[str, ...]] = {
    str: ("string",),
    bool: ("boolean",),
    int: ("integer", "number"),
    list: ("array",),
    dict: ("object",),
    type(None): ("null",),
}
"""What a value is in JSON Schema. A float is left to jsonschema: 1.0 is an integer there."""
_KEYWORDS: Mapping[str, Callable[[Any, Schema, Schema], bool]] = {
    **dict.fromkeys(("$schema", "$id", "$defs", "$comment", "title", "description", "examples"), _says_nothing),
    **dict.fromkeys(("enum", "const"), _enum),
    **dict.fromkeys(("minLength", "maxLength", "pattern", "format"), _text),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum"), _number),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems", "items"), _list),
    **dict.fromkeys(
        ("required", "properties", "additionalProperties", "propertyNames", "minProperties", "maxProperties"), _mapping
    ),
    **dict.fromkeys(("allOf", "anyOf", "not", "if", "then"), _combined),
    "type": _type,
    "$ref": _reference,
}
"""What judges each keyword; ``else``, ``oneOf`` and others are not here, so jsonschema judges them."""
