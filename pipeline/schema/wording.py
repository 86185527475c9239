"""What a schema error means, in words for the person who wrote the value.

The library's own messages are never shown: they carry whole values (5 MB have been seen) and speak
of schemas. One function a keyword, chosen by the table at the foot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.schema import names
from pipeline.schema.formats import FORMATS
from pipeline.schema.notation import Path, code, line, listed, named, shown
from pipeline.schema.repair import TYPES, example, kind, retyped


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """One thing wrong with the data. ``path`` is where it stands, or where something is missing.

    ``missing`` and ``meant`` name the key that is not there and the key that a misspelt one was
    meant to be, so that one slip is told once. ``whole`` says that nothing below ``path`` matters.
    """

    path: Path
    message: str
    fix: str
    missing: str = ""
    meant: str = ""
    whole: bool = False


def complaints(error: Any, root: Mapping[str, Any]) -> Iterator[Complaint]:
    """Say what ``error`` (of jsonschema, against the schema ``root``) complains about."""
    path: Path = tuple(error.absolute_path)
    if error.validator in _BRANCHES:
        yield from _closest(error, path, root)
    else:
        yield from _WORDS.get(error.validator, _other)(error, path, root)


def _not_here(_error: Any, path: Path, root: Mapping[str, Any]) -> Iterator[Complaint]:
    only = names.described(root, root, str(path[-1]) if path else "").get("x-only")
    message = f"{named(path)} is only for {only}" if only else f"{named(path)} does not belong here"
    yield Complaint(path=path, message=message, fix="Remove it, and say in the page what matters of it.", whole=True)


def _required(error: Any, path: Path, root: Mapping[str, Any]) -> Iterator[Complaint]:
    because = ", which this kind of study needs" if "then" in error.absolute_schema_path else ""
    for key in error.validator_value:
        if key in error.instance:
            continue
        known = names.described(root, error.schema if "properties" in error.schema else root, key)
        about = f": {known['description']}" if "description" in known else ""
        example = known.get("examples")
        fix = f"Add a line such as `{line((key,), example[0])}`." if example else f"Add {code(key)}."
        yield Complaint(path=path, message=f"{named((*path, key))} is missing{because}{about}", fix=fix, missing=key)


def _unknown(error: Any, path: Path, root: Mapping[str, Any]) -> Iterator[Complaint]:
    known = list(error.schema.get("properties", {}))
    for key in error.instance:
        if key in known:
            continue
        meant = names.nearest(key, known)
        hint = f"; {code(meant)} may be meant" if meant else ""
        message = f"{code(key)} is not a known key{hint}"
        fix = _renamed(meant, names.described(root, error.schema, meant)) if meant else "Remove it."
        if meant and meant in error.instance:
            fix = f"{code(meant)} is there already: move the value to it and remove this line."
        elif not meant and known:
            fix = f"Remove it; the keys known here are {listed(known, 'and')}."
        yield Complaint(path=(*path, key), message=message, fix=fix, meant=meant)


def _renamed(key: str, known: Mapping[str, Any]) -> str:
    """Say the right name, and the form where more than the name may have to change."""
    if known.get("type") in {"array", "object"} and "examples" in known:
        return f"Write it as {code(key)}, for example `{line((key,), known['examples'][0])}`."
    return f"Rename it to {code(key)}."


def _type(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    wanted = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
    belongs = " or ".join(TYPES[name] for name in wanted)
    if error.instance is None:
        yield Complaint(path=path, message=f"{named(path)} is empty", fix=example(error, path, "Give it a value"))
        return
    message = f"{named(path)} is {kind(error.instance)}, where {belongs} belongs"
    yield Complaint(path=path, message=message, fix=retyped(error, path, wanted[0]))


def _too_short(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    size, least = len(error.instance), error.validator_value
    message = (
        f"{named(path)} has {_counted(error, size)}; at least {least} are needed" if size else f"{named(path)} is empty"
    )
    yield Complaint(path=path, message=message, fix=example(error, path, "Write it out" if size else "Fill it in"))


def _too_long(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    size, most = len(error.instance), error.validator_value
    message = f"{named(path)} has {_counted(error, size)}; at most {most} are allowed"
    yield Complaint(path=path, message=message, fix=f"Shorten it by {_counted(error, size - most)}.")


def _counted(error: Any, count: int) -> str:
    thing = _COUNTED[error.validator]
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _bounds(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    limit = _LIMITS[error.validator].format(error.validator_value)
    yield Complaint(
        path=path,
        message=f"{named(path)} is {shown(error.instance)}, where {limit} is expected",
        fix="Correct the number.",
    )


def _enum(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    allowed = error.validator_value if error.validator == "enum" else [error.validator_value]
    meant = names.nearest(error.instance, allowed) if isinstance(error.instance, str) else ""
    message = f"{named(path)} is {shown(error.instance)}, which is not one of the words allowed here"
    fix = f"Write {listed(allowed)}."
    if meant:
        fix = f"Write `{line(path, meant)}`; allowed are {listed(allowed, 'and')}."
    yield Complaint(path=path, message=message, fix=fix)


def _form(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    form = FORMATS.get(error.schema.get("format", ""))
    pattern = error.schema.get("pattern", "")
    expects = error.schema.get("x-expects") or (form.expects if form else f"of the form `{pattern}`")
    message = f"{named(path)} is {shown(error.instance)}, which is not {expects}"
    meant = form.mend(error.instance) if form else ""
    fix = f"Write `{line(path, meant)}`." if meant else example(error, path, "Write it in that form")
    yield Complaint(path=path, message=message, fix=fix)


def _key_name(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    yield Complaint(
        path=(*path, error.instance),
        message=f"{code(error.instance)} cannot be a key of {named(path)}",
        fix="Use a short name" + (f": {listed(error.schema['enum'])}." if "enum" in error.schema else "."),
    )


def _other(error: Any, path: Path, _root: Mapping[str, Any]) -> Iterator[Complaint]:
    message = f"{named(path)} does not fit what is expected there (`{error.validator}`)"
    yield Complaint(path=path, message=message, fix=example(error, path, "Compare it with its neighbours"))


def _closest(error: Any, path: Path, root: Mapping[str, Any]) -> Iterator[Complaint]:
    """Of several forms, speak about the one that the value was most likely meant to have."""
    forms: dict[Any, list[Any]] = {}
    for inner in error.context:
        forms.setdefault(inner.relative_schema_path[0], []).append(inner)
    near = [form for form in forms.values() if not any(e.validator == "type" and not e.relative_path for e in form)]
    lacking = [key for form in near for e in form if e.validator == "required" for key in e.validator_value]
    if len(near) > 1 and lacking:
        yield Complaint(path=path, message=f"{named(path)} has none of {listed(lacking)}", fix="Add one of them.")
    elif near:
        for inner in min(near, key=len):
            yield from complaints(inner, root)
    else:
        yield from _other(error, path, root)


_BRANCHES = {"anyOf", "oneOf"}
_COUNTED = {
    "minLength": "character",
    "maxLength": "character",
    "minItems": "item",
    "maxItems": "item",
    "minProperties": "key",
    "maxProperties": "key",
}
_LIMITS = {
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
}
_Words = Callable[[Any, Path, Mapping[str, Any]], Iterator[Complaint]]
_WORDS: Mapping[str, _Words] = {
    "required": _required,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _enum,
    "const": _enum,
    "not": _not_here,
    "pattern": _form,
    "format": _form,
    "propertyNames": _key_name,
    **{keyword: _too_short if keyword.startswith("min") else _too_long for keyword in _COUNTED},
    **dict.fromkeys(_LIMITS, _bounds),
}
