"""From arguments to studies: which source, which places, which rubrics."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import sources
from pipeline.config import Config, read_config
from pipeline.errors import InputError
from pipeline.library import Library
from pipeline.load import Place, Source, places, read_optional

CONFIG = "casegrade.toml"


@dataclass(frozen=True, slots=True)
class Origin:
    """A tree that studies are read from; small enough to be handed to another process.

    ``mode`` is "worktree", "index" or a 40-hex revision. ``repository`` is False for a directory
    outside any work tree, whose rubrics are those of the current repository, else packaged.
    """

    root: str
    mode: str
    repository: bool

    def open(self) -> Source:
        """The tree itself."""
        if self.mode == "worktree":
            return sources.Worktree(Path(self.root))
        return sources.Index(Path(self.root)) if self.mode == "index" else sources.Revision(Path(self.root), self.mode)

    def library(self) -> Library:
        """The rubrics for studies of this tree."""
        if self.repository:
            return Library(self.open())
        here = sources.top(Path.cwd())
        return Library(sources.Worktree(here) if here else None)

    def config(self) -> Config:
        """The configuration that stands in this tree."""
        raw = read_optional(self.open(), CONFIG) if self.repository else None
        return read_config(raw, CONFIG)


@dataclass(frozen=True, slots=True)
class Selection:
    """Studies to be graded from one origin."""

    origin: Origin
    places: tuple[Place, ...]
    kind: str | None


def select(arguments: argparse.Namespace) -> tuple[Selection, ...]:
    """The studies that the arguments name, an origin each, in path order."""
    groups: dict[Origin, list[str]] = {}
    for origin, path in _origins(arguments):
        groups.setdefault(origin, []).append(path)
    kind = getattr(arguments, "kind", None)
    return tuple(_selection(origin, paths, kind, arguments) for origin, paths in groups.items())


def _origins(arguments: argparse.Namespace) -> Iterator[tuple[Origin, str]]:
    mode = "index" if arguments.staged else "revision" if arguments.rev else "worktree"
    for text in arguments.paths or [""]:
        path = Path(text) if text else Path.cwd()
        root = sources.top(path)
        if root is None:
            if mode != "worktree" or arguments.changed_since or not text:
                raise _no_repository(path, text)
            if not path.exists():
                raise InputError("no such file or directory", place=text, remedy="Check the spelling.")
            yield Origin(str(path.resolve().parent), "worktree", repository=False), path.resolve().name
            continue
        revision = sources.resolve(root, arguments.rev) if arguments.rev else mode
        origin = Origin(str(root), revision, repository=True)
        yield origin, _inside(path, root, text, origin)


def _inside(path: Path, root: Path, text: str, origin: Origin) -> str:
    """``path`` relative to the top; "" for the studies directory of the configuration."""
    if not text:
        return origin.config().studies
    if origin.mode == "worktree" and not path.exists():
        raise InputError(
            "no such file or directory", place=text, remedy="Check the spelling, or leave it out to take all studies."
        )
    absolute = Path(path if path.is_absolute() else Path.cwd() / path)
    inner = Path(_normal(absolute)).relative_to(_normal(root)).as_posix()
    return "" if inner == "." else inner


def _normal(path: Path) -> str:
    """The path without dots, its directories resolved; a final link stays a link."""
    resolved = path.parent.resolve() / path.name if path.name not in {"", ".", ".."} else path.resolve()
    return str(resolved)


def _no_repository(path: Path, text: str) -> InputError:
    if text and not path.exists():
        return InputError("no such file or directory", place=text, remedy="Check the spelling.")
    return InputError(
        "not inside a git work tree",
        place=text or str(path.name),
        remedy="Name a study's directory, or run it inside a repository.",
    )


def _selection(origin: Origin, paths: Sequence[str], kind: str | None, arguments: argparse.Namespace) -> Selection:
    source = origin.open()
    found = places(source, paths, kind, origin.config().studies)
    if arguments.changed_since:
        changed = _changed(origin, arguments)
        found = tuple(place for place in found if any(_under(path, place.path) for path in changed))
    return Selection(origin, found, kind)


def _changed(origin: Origin, arguments: argparse.Namespace) -> frozenset[str]:
    root = Path(origin.root)
    base = sources.resolve(root, arguments.changed_since)
    head = origin.mode if origin.mode not in {"worktree", "index"} else None
    return sources.changed(root, base, head, staged=origin.mode == "index", under="")


def _under(path: str, place: str) -> bool:
    return path == place or path.startswith(f"{place}/")
