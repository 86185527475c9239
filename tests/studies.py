"""Studies for tests of probes, read as the grader reads them: from a folder, or from texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.facts.subject import Subject
from pipeline.load import Entry, Place, study
from pipeline.study import NOTHING, Page

PLAIN = 0o100644
Aliases = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Files:
    """A tree of files in memory."""

    contents: Mapping[str, bytes]

    def files(self, under: str) -> Iterator[Entry]:
        for name, content in sorted(self.contents.items()):
            if not under or name == under or name.startswith(f"{under}/"):
                yield Entry(name, len(content), PLAIN)

    def read(self, path: str) -> bytes:
        return self.contents[path]


def folder(root: Path, aliases: Aliases = NOTHING, kind: str | None = None) -> Subject:
    """The study in a folder; with `kind`, one that carries no front matter of ours."""
    paths = (path for path in root.rglob("*") if path.is_file())
    return _subject({path.relative_to(root).as_posix(): path.read_bytes() for path in paths}, aliases, kind)


def subject(texts: Mapping[str, str], aliases: Aliases = NOTHING) -> Subject:
    """The study of those files."""
    return _subject({name: text.encode() for name, text in texts.items()}, aliases, None)


def page(text: str) -> Page:
    """The cover of a study that has no other page."""
    return subject({"README.md": text}).study.cover


def _subject(files: Mapping[str, bytes], aliases: Aliases, kind: str | None) -> Subject:
    read = study(Files(files), Place("case", "case", ""), kind)
    return Subject(read, aliases)
