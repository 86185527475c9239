"""JSON Schema errors as things a person can act on, each on the line of its key (owner of jsonschema)."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline import limits
from pipeline.errors import InputError
from pipeline.schema import store
from pipeline.schema.store import schema_text
from pipeline.study import Fault, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.preamble import Path, Preamble
    from pipeline.schema.wording import Complaint

__all__ = ["PAGE", "RULE", "STUDY", "absent", "check", "schema_text", "validate"]

RULE = "front-matter.schema"
STUDY = "study.schema.json"
PAGE = "page.schema.json"

# Where one key breaks several rules, the first of these says most; the rest would repeat it.
_ORDER = ("type", "enum", "const", "minLength", "minItems", "maxLength", "maxItems", "pattern", "format")


def check(data: Mapping[str, Any], name: str, preamble: Preamble, path: str) -> tuple[Fault, ...]:
    """Return what is wrong with front matter by the schema ``name``, in the order of lines.

    ``path`` is that of reports. What is missing is told on line 1, or on the line of the item that
    lacks it.
    """
    faults = {_fault(complaint, preamble, path) for complaint in _complaints(data, name)}
    return tuple(sorted(faults, key=lambda fault: (fault.span, fault.message))[: limits.STUDY_FINDINGS])


def validate(data: Any, name: str, place: str, lines: Mapping[Path, int] | None = None) -> None:
    """Raise InputError unless ``data`` fits the schema ``name``: the first mistake, and how many more.

    ``place`` is the file; ``lines`` tells the lines of its keys where it is YAML.
    """
    found = sorted(
        (_line(complaint.path, lines), complaint.message, complaint.fix) for complaint in _complaints(data, name)
    )
    if not found:
        return
    line, message, fix = found[0]
    more = f" (and {len(found) - 1} more)" if found[1:] else ""
    raise InputError(f"{message}{more}", place=f"{place}:{line}" if line else place, remedy=fix)


def absent(path: str) -> Fault:
    """Return the fault of a study whose cover ``path`` has no front matter at all."""
    keys = ", ".join(f"`{key}`" for key in store.schema(STUDY)["required"])
    message = f"the file does not start with front matter: {keys} between two lines `---`"
    fix = "Make `---` line 1, then one `key: value` a line, then `---`; `casegrade new` writes an example."
    return Fault(rule=RULE, span=Span(path, 1, 1), message=message, fix=fix)


def _complaints(data: Any, name: str) -> list[Complaint]:
    """Return what is wrong, each slip once."""
    from pipeline.schema.fit import fits

    if fits(data, store.schema(name)):
        return []
    from pipeline.schema.wording import complaints

    errors = list(islice(store.validator(name).iter_errors(data), limits.STUDY_FINDINGS))
    errors.sort(key=lambda error: _ORDER.index(error.validator) if error.validator in _ORDER else len(_ORDER))
    found: dict[Any, Complaint] = {}
    for error in errors:
        for complaint in complaints(error, store.schema(name)):
            found.setdefault((complaint.path, complaint.missing), complaint)
    meant = {(complaint.path[:-1], complaint.meant) for complaint in found.values() if complaint.meant}
    whole = {complaint.path for complaint in found.values() if complaint.whole}
    return [
        complaint
        for complaint in found.values()
        if (complaint.path, complaint.missing) not in meant and complaint.path[:-1] not in whole
    ]


def _fault(complaint: Complaint, preamble: Preamble, path: str) -> Fault:
    line = preamble.line(complaint.path)
    quote = None if complaint.missing else preamble.quote(complaint.path)
    return Fault(rule=RULE, span=Span(path, line, line), message=complaint.message, fix=complaint.fix, quote=quote)


def _line(path: Path, lines: Mapping[Path, int] | None) -> int:
    """Return the line of the nearest thing at or around ``path``; 0 where no lines are known."""
    if lines is None:
        return 0
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)
