"""Our schemas and rubrics as files of this installation, and validators made from them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parents[1]
_PLACES = (_PACKAGE / "data", _PACKAGE.parent / "schema")  # a wheel, a checkout
_REFERRED_TO = ("report.schema.json",)  # by other schemas of ours; nothing else can be referred to


def schema_text(name: str) -> str:
    """Return the text of ``name`` below ``schema/``, such as ``study.schema.json`` or ``rubrics/design-doc.yaml``.

    Raises InputError if this installation does not have it.
    """
    for place in _PLACES:
        if (place / name).is_file():
            return (place / name).read_text(encoding="utf-8")
    message = f"schema/{name} is not part of this installation"
    raise InputError(message, remedy="Install casegrade again.")


@cache
def schema(name: str) -> dict[str, Any]:
    """Return the schema of that name as data; it is shared and must not be changed."""
    data: dict[str, Any] = json.loads(schema_text(name))
    return data


@cache
def validator(name: str) -> Any:
    """Return a reusable validator: JSON Schema 2020-12, our formats, patterns as ECMA 262 reads them.

    The registry holds no way to retrieve anything: jsonschema's default one fetches a remote
    ``$ref`` over HTTP and reads ``file:`` addresses.
    """
    import jsonschema
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    from pipeline.schema.formats import FORMATS

    formats = jsonschema.FormatChecker(formats=())
    for key, form in FORMATS.items():
        formats.checks(key)(form.accepts)
    extend: Any = jsonschema.validators.extend  # untyped in the stubs
    kind = extend(jsonschema.Draft202012Validator, {"pattern": _pattern})
    ours = ((schema(each)["$id"], DRAFT202012.create_resource(schema(each))) for each in _REFERRED_TO)
    return kind(schema(name), registry=Registry().with_resources(ours), format_checker=formats)


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    from pipeline.schema.fit import compiled

    if isinstance(instance, str) and not compiled(pattern).search(instance):
        yield ValidationError("pattern")  # the words are ours, see wording
