"""The waivers of a study, read as strictly as everything that a pull request may bring."""

from __future__ import annotations

from pipeline import limits
from pipeline.errors import InputError
from pipeline.load.places import Place
from pipeline.load.source import Source, read_optional
from pipeline.waivers import FILE, Waiver


def waivers(source: Source, place: Place) -> tuple[Waiver, ...]:
    """Those of the study at ``place``; none where it has no such file. Raises InputError with file and line."""
    if place.single:
        return ()
    path = f"{place.path}/{FILE}"
    data = read_optional(source, f"{place.at}/{FILE}" if place.at else FILE)
    if data is None:
        return ()
    # Here, because most studies have none.
    from pipeline.preamble import read_yaml, tree
    from pipeline.schema import validate

    if len(data) > limits.FRONT_MATTER_BYTES:
        most = f"the file holds more than {limits.FRONT_MATTER_BYTES // limits.KIB} KiB"
        raise InputError(most, place=path, remedy="Keep the waivers that still hold.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} is not UTF-8", place=path, remedy="Save it as UTF-8.") from None
    read, lines = read_yaml(text, path, bounds=tree.STUDY)
    validate(read, "waivers.schema.json", path, lines)
    return tuple(
        Waiver(**entry, line=lines.get(("waivers", number, "rule"), 1)) for number, entry in enumerate(read["waivers"])
    )
