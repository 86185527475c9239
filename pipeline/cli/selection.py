"""From arguments to studies: which tree, which places in it, which rubrics."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline import sources
from pipeline.config import Config, read_config
from pipeline.errors import InputError
from pipeline.library import Library
from pipeline.load import INDEX as STAGED
from pipeline.load import Place, Source, places, read_optional

CONFIG = "casegrade.toml"
WORKTREE, INDEX = "worktree", "index"


@dataclass(frozen=True, slots=True)
class Origin:
    """A tree that studies are read from; small enough to be handed to another process.

    ``mode`` is "worktree", "index" or the full hash of a commit. ``loose`` marks a tree outside any
    repository, whose rubrics are those of the repository around the current directory, else packaged.
    """

    root: Path
    mode: str = WORKTREE
    loose: bool = False

    def open(self) -> Source:
        """The tree itself."""
        if self.mode == WORKTREE:
            return sources.Worktree(self.root)
        return sources.Index(self.root) if self.mode == INDEX else sources.Revision(self.root, self.mode)

    def home(self) -> Origin | None:
        """Where rubrics and configuration stand: here, or around the current directory."""
        if not self.loose:
            return self
        here = sources.anchor()
        return None if here.loose else Origin(here.root)

    def library(self) -> Library:
        """The rubrics for studies of this tree."""
        home = self.home()
        return Library(home.open(), self.config().pass_marks) if home else Library(None)

    def config(self) -> Config:
        """The configuration for studies of this tree."""
        home = self.home()
        raw = read_optional(home.open(), CONFIG) if home else None
        return read_config(raw, CONFIG)


@dataclass(frozen=True, slots=True)
class Selection:
    """Studies to be graded from one origin."""

    origin: Origin
    places: tuple[Place, ...]
    kind: str | None


def select(arguments: argparse.Namespace) -> tuple[Selection, ...]:
    """The studies that the arguments name, a selection for each tree that they lie in."""
    groups: dict[Origin, list[str]] = {}
    for text in arguments.paths or ["."]:
        anchor = sources.anchor(text)
        origin = _origin(anchor, arguments, text)
        asked = groups.setdefault(origin, [])
        if arguments.paths:
            asked.append(anchor.spelling(text))
    return tuple(_selection(origin, paths, arguments) for origin, paths in groups.items())


def _origin(anchor: sources.Anchor, arguments: argparse.Namespace, text: str) -> Origin:
    if not anchor.loose:
        mode = INDEX if arguments.staged else WORKTREE
        return Origin(anchor.root, sources.resolve(anchor.root, arguments.rev) if arguments.rev else mode)
    if arguments.staged or arguments.rev or arguments.changed_since or not arguments.paths:
        raise InputError(
            "not inside a git work tree", place=text, remedy="Run it in a repository, or name the files to grade."
        )
    return Origin(anchor.root, loose=True)


def _selection(origin: Origin, paths: Iterable[str], arguments: argparse.Namespace) -> Selection:
    studies = origin.config().studies
    asked = list(paths)
    try:
        found = places(
            origin.open(), asked, arguments.kind, studies, loose=origin.loose, top=origin.root.name, tree=_tree(origin)
        )
    except InputError as error:
        if not (origin.loose and error.place):
            raise
        raise _seen_from_here(error, origin.root) from None
    if arguments.changed_since:
        changed = _changed(origin, arguments.changed_since)
        found = tuple(place for place in found if holds_one(place, changed))
    return Selection(origin, found, arguments.kind)


def _tree(origin: Origin) -> str:
    """What the tree is called in messages; nothing where it is the files that lie there."""
    if origin.mode == WORKTREE:
        return ""
    return STAGED if origin.mode == INDEX else f"revision {origin.mode[:7]}"


def _seen_from_here(error: InputError, root: Path) -> InputError:
    """The same error, its place spelled from the current directory: outside a repository there is no other top."""
    place = root / error.place
    with suppress(ValueError):  # another drive of Windows has no way from here
        place = Path(os.path.relpath(place))
    return InputError(error.message, place=str(place), remedy=error.remedy)


def _changed(origin: Origin, since: str) -> frozenset[str]:
    head = origin.mode if origin.mode not in {WORKTREE, INDEX} else None
    return sources.changed(origin.root, since, head, staged=origin.mode == INDEX, under="")


def holds_one(place: Place, paths: Iterable[str]) -> bool:
    """Whether one of ``paths`` is a file of the study at ``place``."""
    return any(path == place.at or not place.at or path.startswith(f"{place.at}/") for path in paths)
