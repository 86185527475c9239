"""The files of one study within their limits: texts, sizes of the others, and a digest of all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from pipeline import limits
from pipeline.errors import InputError
from pipeline.load import picture
from pipeline.load.layout import (
    COVER,
    IMAGE_FORMATS,
    LIMITS,
    PAGES,
    Ground,
    is_image,
    is_page,
    printable,
    shown,
    suffix,
)
from pipeline.load.source import Entry, Source
from pipeline.load.text import UNREAD, Text, decode
from pipeline.study import Fault, File
from pipeline.waivers import FILE as WAIVERS

_SPLIT = "Move a part of it to a page of its own."


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """``pages`` are (name, text), the cover first, then by name; ``files`` all others by name."""

    pages: tuple[tuple[str, Text], ...]
    files: tuple[File, ...]
    faults: tuple[Fault, ...]
    digest: str


def reading_order(names: Iterable[str]) -> list[str]:
    """The pages among ``names``: the cover first, then by name."""
    return sorted((name for name in names if is_page(name)), key=lambda name: (name != COVER, name))


class Reader:
    """Reads the files of one study, each within its limit, and notes what it finds."""

    def __init__(self, source: Source, ground: Ground, at: str) -> None:
        self._source = source
        self._ground = ground
        self._at = at
        self._faults: list[Fault] = []
        self._digests: dict[str, str] = {}

    def contents(self, entries: tuple[Entry, ...]) -> Contents:
        """Read ``entries``, whose paths are relative to the study.

        Raises InputError where the source cannot read a file that it listed.
        """
        plain = {entry.path: entry for entry in entries if entry.regular}
        pages = tuple(self._pages([plain[name] for name in reading_order(plain)]))
        self._images([entry for name, entry in plain.items() if is_image(name)])
        self._others([entry for name, entry in plain.items() if not (is_image(name) or is_page(name))])
        files = tuple(File(printable(name), entry.size) for name, entry in sorted(plain.items()) if not is_page(name))
        return Contents(pages=pages, files=files, faults=tuple(self._faults), digest=self._digest(entries))

    def _pages(self, entries: list[Entry]) -> Iterator[tuple[str, Text]]:
        """The pages that may be read. Of a study beyond its limits the cover alone is: it is refused, not graded."""
        fitting = {
            entry.path for entry in entries[: limits.STUDY_PAGES] if self._fits(entry, limits.PAGE_BYTES, _SPLIT)
        }
        refused = self._too_many(entries) or self._too_much([entry for entry in entries if entry.path in fitting])
        for number, entry in enumerate(entries[: limits.STUDY_PAGES]):
            read = entry.path in fitting and not (refused and number)
            yield entry.path, self._text(entry) if read else UNREAD

    def _too_many(self, entries: list[Entry]) -> bool:
        many = len(entries) > limits.STUDY_PAGES
        if many:
            fix = f"Leave at most {limits.STUDY_PAGES}, or make two studies of it."
            self._beyond(None, f"the study has {len(entries)} pages; {limits.STUDY_PAGES} are allowed", fix)
        return many

    def _too_much(self, entries: list[Entry]) -> bool:
        """Whether the pages are larger than a study may be; told on the first one that is too much."""
        sums = accumulate(entry.size for entry in entries)
        beyond = next(
            (entry for entry, sum_ in zip(entries, sums, strict=True) if sum_ > limits.STUDY_TEXT_BYTES), None
        )
        if beyond:
            most = f"the pages up to this one hold more than {_size(limits.STUDY_TEXT_BYTES)}, a study's limit"
            self._beyond(beyond.path, most, "Shorten the study, or make two of it.")
        return beyond is not None

    def _text(self, entry: Entry) -> Text:
        text = decode(self._read(entry))
        if text.flaw:
            self._faults.append(
                self._ground.fault(PAGES, entry.path, text.flaw, "Save the page as UTF-8 text.", line=text.line)
            )
        return text

    def _images(self, entries: list[Entry]) -> None:
        if len(entries) > limits.STUDY_IMAGES:
            message = f"the study has {len(entries)} images; {limits.STUDY_IMAGES} are allowed"
            self._beyond(None, message, "Keep those that carry the argument.")
        for entry in entries[: limits.STUDY_IMAGES]:
            if self._fits(entry, limits.IMAGE_BYTES, "Scale or compress it."):
                self._image(entry.path, self._read(entry))

    def _image(self, name: str, data: bytes) -> None:
        expected, found = IMAGE_FORMATS[suffix(name)], picture.read(data)
        if found is None:
            fix = "Export it again as PNG, JPEG, GIF or WebP, or remove it."
            self._faults.append(self._ground.about(name, "does not begin like an image", fix, self._ground.advice))
        elif found.format != expected:
            fix = f"Rename it so that it ends in .{found.format}."
            self._faults.append(self._ground.about(name, f"is in truth a {found.format} image", fix, "note"))
        if found and found.pixels > limits.IMAGE_PIXELS:
            most = f"{limits.IMAGE_PIXELS // 1_000_000} megapixels"
            size = f'the image "{shown(name)}" is {found.width} x {found.height} pixels; {most} are allowed'
            self._beyond(None, size, "Scale it down.")

    def _others(self, entries: list[Entry]) -> None:
        for entry in entries:
            limit = limits.FRONT_MATTER_BYTES if entry.path == WAIVERS else limits.FILE_BYTES
            if self._fits(entry, limit, "Make it smaller, or keep it outside the study and link to it."):
                self._read(entry)

    def _fits(self, entry: Entry, limit: int, fix: str) -> bool:
        """Whether the file may be read; a file beyond its limit is never opened."""
        if entry.size < 0:
            fix = f"Keep every file below {_size(limits.IMAGE_BYTES)}, and push it again."
            self._beyond(None, f'the content of "{shown(entry.path)}" was not fetched, so it is too large', fix)
        elif entry.size > limit:
            what = "page" if is_page(entry.path) else "image" if is_image(entry.path) else "file"
            message = f'the {what} "{shown(entry.path)}" holds {_size(entry.size)}; {_size(limit)} are allowed'
            self._beyond(entry.path if what == "page" else None, message, fix)
        return 0 <= entry.size <= limit

    def _read(self, entry: Entry) -> bytes:
        path = self._at if self._ground.single else f"{self._at}/{entry.path}" if self._at else entry.path
        try:
            data = self._source.read(path)
        except FileNotFoundError:
            raise InputError("the file went away while it was read", place=path, remedy="Run it again.") from None
        self._digests[entry.path] = hashlib.sha256(data).hexdigest()
        return data

    def _beyond(self, name: str | None, message: str, fix: str) -> None:
        """Note a broken limit: on the page ``name``, or on the cover."""
        on = self._ground
        self._faults.append(on.fault(LIMITS, name, message, fix) if name else on.on_cover(LIMITS, message, fix))

    def _digest(self, entries: tuple[Entry, ...]) -> str:
        """A digest of names, modes and contents; of a file that was not read its size instead."""
        whole = hashlib.sha256()
        for entry in sorted(entries):
            content = self._digests.get(entry.path, f"{entry.size} bytes")
            whole.update(entry.path.encode("utf-8", "surrogateescape"))
            whole.update(f"\0{entry.mode:o} {content}\n".encode())
        return f"sha256:{whole.hexdigest()}"


def _size(size: int) -> str:
    """A size in the largest unit that shows what is too much: rounded up, so never the limit itself."""
    if size % limits.MIB == 0:
        return f"{size // limits.MIB} MiB"
    return f"{-(-size // limits.KIB)} KiB"
