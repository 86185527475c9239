"""What a path on the command line means: which studies stand there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.errors import InputError
from pipeline.load.layout import COVER, is_junk, is_page, printable
from pipeline.load.source import Entry, Source, read_optional

INDEX = "git's index"
"""What a tree of staged files is called."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a study stands. ``path`` is that of reports, ``at`` that of the source.

    ``single`` marks one file that is a study alone (under ``--kind``).
    """

    path: str
    slug: str
    at: str
    single: bool = False


def places(
    source: Source,
    paths: Sequence[str],
    kind: str | None,
    studies: str = "studies",
    *,
    loose: bool = False,
    top: str = "study",
    tree: str = "",
) -> tuple[Place, ...]:
    """Return the studies that ``paths`` mean, each once, sorted by path; with no path, all.

    ``paths`` are relative to the top of ``source``. Outside a work tree (``loose``) a study's
    report path is relative to its parent. ``top`` names a study that is the top itself,
    ``tree`` what the source is where that is not the files that lie there ("git's index").
    Raises InputError for a path where no study stands.
    """
    search = _Search(source, kind, spelled(studies))
    found = {}
    for path in paths or [studies]:
        at, here = spelled(path), []
        for where, single in search.at(at):
            name = posixpath.basename(where) or top
            slug = name.rpartition(".")[0] if single else name
            path_shown = printable(name if loose else where) or "."
            here.append(Place(path_shown, printable(slug), where, single))
        if not here:
            raise _nothing(source, at, tree) if paths else _none_yet(studies, tree)
        found.update({place.at: place for place in here})
    return tuple(sorted(found.values(), key=lambda place: (place.path, place.at)))


def touched(paths: Iterable[str], studies: str = "studies") -> tuple[str, ...]:
    """The directories of the studies that those files belong to (whether or not they still exist)."""
    return tuple(sorted({study for path in paths if (study := _child(path, spelled(studies)))}))


def standing(source: Source, directories: Iterable[str]) -> tuple[Place, ...]:
    """Those of the study directories (as ``touched`` gives them) that hold a file in ``source``.

    Nothing but these is listed, and each only until its first file, so that neither the size of a
    repository nor a hostile study costs anything.
    """
    return tuple(
        Place(printable(at), printable(posixpath.basename(at)), at) for at in directories if _stands(source, at, at)
    )


def spelled(path: str) -> str:
    """The one spelling of a relative path: ``./studies//x/`` is ``studies/x``, the top is "".

    Raises InputError for a path that leaves the top.
    """
    plain = posixpath.normpath(path) if path else "."
    if plain.startswith("/") or plain.split("/")[0] == "..":
        raise InputError("this path leads out of the repository", place=path, remedy="Name a path inside it.")
    return "" if plain == "." else plain


@dataclass(frozen=True, slots=True)
class _Search:
    source: Source
    kind: str | None
    studies: str

    def at(self, path: str) -> tuple[tuple[str, bool], ...]:
        """Every study that ``path`` means, with whether it is a single file."""
        if self.kind is None and (study := _child(f"{path}/", self.studies)):
            return ((study, False),) if _stands(self.source, study, path) else ()
        if self.kind is None and self._above_studies(path):
            path = self.studies
        if entries := self._files(path):
            return tuple((where, False) for where in self._tried(path, entries))
        return ((path, True),) if self.kind is not None and self._single(path) else self._around(path)

    def _files(self, path: str) -> list[Entry]:
        return [entry for entry in self.source.files(path) if not is_junk(entry.path)]

    def _above_studies(self, path: str) -> bool:
        return _covers(path, self.studies) and bool(self._files(self.studies))

    def _tried(self, path: str, entries: list[Entry]) -> list[str]:
        """The directories that hold a study, of those inside one another the outermost."""
        holders = {holder for entry in entries if (holder := self._holder(entry.path, path)) is not None}
        return sorted(where for where in holders if not any(up in holders for up in _above(where)))

    def _holder(self, path: str, asked: str) -> str | None:
        """The directory that this file makes a study, if it does."""
        if (study := _child(path, self.studies)) and _covers(asked, study):
            return study
        parent, name = posixpath.split(path)
        holds = name == COVER or (self.kind is not None and is_page(name))
        return parent if holds and parent != self.studies else None

    def _single(self, path: str) -> bool:
        """Whether a page stands at ``path``."""
        if read_optional(self.source, path) is None:
            return False
        if not is_page(path):
            raise InputError("this is no Markdown page", place=path, remedy="Name a .md or .mdx file, or a directory.")
        return True

    def _around(self, path: str) -> tuple[tuple[str, bool], ...]:
        """The nearest directory above the file ``path`` that is a study."""
        if self.kind is not None or not path or read_optional(self.source, path) is None:
            return ()
        for up in _above(path):
            cover = posixpath.join(up, COVER)
            if up != self.studies and not self._above_studies(up) and read_optional(self.source, cover) is not None:
                return ((up, False),)
        return ()


def _child(path: str, studies: str) -> str | None:
    """The study directory that holds the file ``path``: the first one below ``studies``."""
    prefix = f"{studies}/" if studies else ""
    name, slash, _ = path.removeprefix(prefix).partition("/")
    return f"{prefix}{name}" if path.startswith(prefix) and slash and name else None


def _stands(source: Source, study: str, path: str) -> bool:
    """Whether a file of the study stands at or below ``path``."""
    return any(_covers(path, entry.path) and not is_junk(entry.path) for entry in source.files(study))


def _covers(path: str, other: str) -> bool:
    return not path or other == path or other.startswith(f"{path}/")


def _above(path: str) -> list[str]:
    """The directories above ``path``, the nearest first, the top ("") last."""
    parts = path.split("/") if path else []
    return ["/".join(parts[:length]) for length in range(len(parts) - 1, -1, -1)]


def _nothing(source: Source, path: str, tree: str) -> InputError:
    if any(True for _ in source.files(path)):
        message, remedy = (
            "no study stands here",
            "A study is a directory with a README.md; `casegrade new` makes one, `--kind` grades other Markdown.",
        )
    elif read_optional(source, path) if path else None:
        message, remedy = "this file belongs to no study", "Name a study, or grade the file alone with `--kind`."
    else:
        message = f"{_subject(tree)} no file at or below this path"
        remedy = _REMEDIES.get(tree, "Check the spelling; an empty directory is no study.")
    return InputError(message, place=path or ".", remedy=remedy)


def _none_yet(studies: str, tree: str) -> InputError:
    begin = "`casegrade new SLUG --kind KIND` makes one; `casegrade new --help` lists the kinds."
    return InputError(f"{_subject(tree)} no study yet", place=studies, remedy=_REMEDIES.get(tree, begin))


def _subject(tree: str) -> str:
    return f"{tree} has" if tree else "there is"


_REMEDIES = {INDEX: "`git add` puts it there."}
