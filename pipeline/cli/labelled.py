"""Which studies raters have read: from the table of their readings to what stands at the paths given."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.cli.selection import Selection

Key = tuple[str, str]
"""The kind and the slug of a study, which tell it apart from all others."""


def standing(keys: Iterable[Key], paths: Iterable[str]) -> Mapping[Key, Path]:
    """Where each of the studies stands, as PATH, PATH/SLUG or PATH/KIND/SLUG. Raises InputError if none does."""
    tops = tuple(paths)
    found = {key: place for key in keys if (place := _place(key, tops))}
    if not found:
        raise InputError(
            "none of the labelled studies stands at those paths",
            place=" ".join(tops),
            remedy="A study is looked for as PATH, PATH/SLUG and PATH/KIND/SLUG.",
        )
    return found


def _place(key: Key, paths: Iterable[str]) -> Path | None:
    """Where the study of that kind and slug stands, if it does."""
    kind, slug = key
    for path in map(Path, paths):
        named = [path] if path.name == slug and path.resolve().parent.name in {kind, "studies"} else []
        for place in (*named, path / kind / slug, path / slug):
            if place.is_dir() and (place.parent.name == kind or not _is_of_another_kind(place, kind)):
                return place
    return None


def _is_of_another_kind(place: Path, kind: str) -> bool:
    """Whether the directory above names another kind than the label does: slugs may repeat across kinds."""
    from pipeline.library import KINDS

    above = place.resolve().parent.name
    return above in KINDS and above != kind


def selections(found: Mapping[Key, Path]) -> Iterator[Selection]:
    """Studies with front matter of ours by themselves, the others under the kind of their labels."""
    from pipeline.cli.selection import select

    groups: dict[str | None, list[str]] = {}
    for (kind, _), place in sorted(found.items()):
        groups.setdefault(None if _is_ours(place) else kind, []).append(str(place))
    for shared, paths in groups.items():
        wanted = argparse.Namespace(paths=paths, kind=shared, rev=None, staged=False, changed_since=None)
        yield from select(wanted)


def _is_ours(place: Path) -> bool:
    """Whether the cover says its kind itself."""
    from pipeline.library import KINDS
    from pipeline.preamble import read

    cover = place / "README.md"
    if not cover.is_file():
        return False
    meta = read(cover.read_text(encoding="utf-8", errors="replace"), "README.md").data
    return (meta or {}).get("kind") in KINDS


def text_of(path: Path) -> str:
    """The text of a table. Raises InputError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} is not UTF-8", place=str(path), remedy="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", place=str(path)) from None
