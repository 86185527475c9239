"""What each file of a study is by its name and mode, and what is wrong with either."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline import limits
from pipeline.load.source import EXECUTABLE, SUBMODULE, SYMLINK, Entry
from pipeline.study import Fault, Span
from pipeline.waivers import FILE as WAIVERS

COVER = "README.md"
PAGES = "layout.pages"
LIMITS = "layout.limits"
SLUG = "layout.slug"

PAGE_SUFFIXES = frozenset({"md", "mdx"})
IMAGE_FORMATS = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "gif": "gif", "webp": "webp"}
"""The format that the bytes of an image must have, by the suffix of its name."""

_JUNK = re.compile(r"(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*|[^/]*~|\.[^/]*\.sw[a-p]|\.?#[^/]*)")
_PART = re.compile(limits.PATH_PART)
_SLUG = re.compile(limits.SLUG)
# Names that Windows keeps for itself: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"(?i:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\..*)?")
_STRANGE = {
    SYMLINK: ("is a symbolic link, which is not followed", "Put the file itself here."),
    SUBMODULE: ("is a submodule, whose files are not part of this repository", "Copy what belongs to the study here."),
}
_NO_FILE = ("is no regular file", "Remove it, or put a regular file here.")


def is_junk(path: str) -> bool:
    """Whether an operating system or an editor left this file there: never part of a study."""
    return _JUNK.fullmatch(path) is not None


def suffix(name: str) -> str:
    """The suffix of a file name in small letters, without its dot ("" if none)."""
    stem, dot, last = name.rpartition("/")[2].rpartition(".")
    return last.lower() if dot and stem else ""


def is_page(name: str) -> bool:
    """Whether a file of this name is a Markdown page."""
    return suffix(name) in PAGE_SUFFIXES


def is_image(name: str) -> bool:
    """Whether a file of this name is an image of a format that a study may hold."""
    return suffix(name) in IMAGE_FORMATS


@dataclass(frozen=True, slots=True)
class Ground:
    """Where faults of one study are put: its report path, and that of its cover.

    ``ours`` is False under ``--kind``: what only our own layout asks for is advice then.
    """

    path: str
    cover: str
    ours: bool = True
    single: bool = False

    def at(self, name: str) -> str:
        """The report path of the file ``name``."""
        return self.path if self.single else printable(name) if self.path == "." else f"{self.path}/{printable(name)}"

    def fault(self, rule: str, name: str, message: str, fix: str, *, line: int = 1, quote: str | None = None) -> Fault:
        """An error about the file ``name``."""
        return Fault(rule=rule, span=Span(self.at(name), line, line), message=message, fix=fix, quote=quote)

    def on_cover(self, rule: str, message: str, fix: str, severity: str = "error") -> Fault:
        """A fault told at line 1 of the cover, because there is no line of its own to show."""
        return Fault(rule=rule, span=Span(self.cover, 1, 1), message=message, fix=fix, severity=severity)

    def about(self, name: str, message: str, fix: str, severity: str = "error") -> Fault:
        """A fault of the file ``name`` that is told on the cover."""
        return self.on_cover(PAGES, f'"{shown(name)}" {message}', fix, severity)

    @property
    def advice(self) -> str:
        """The severity of what only our own layout asks for."""
        return "error" if self.ours else "note"


def printable(name: str) -> str:
    """``name`` with bytes that are not UTF-8 and unprintable characters as escapes."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown(name: str) -> str:
    """``name`` for a message: printable, and cut where it is very long."""
    plain = printable(name)
    return plain if len(plain) <= limits.QUOTE_LENGTH else f"{plain[: limits.QUOTE_LENGTH]}…"


def slug_faults(slug: str, ground: Ground) -> Iterator[Fault]:
    """The name of a study's directory must do as part of an address."""
    if len(slug) > limits.SLUG_LENGTH:
        message = f"the directory's name has {len(slug)} characters; a slug may have {limits.SLUG_LENGTH}"
    elif not _SLUG.fullmatch(slug):
        message = f'the directory is called "{shown(slug)}"; a slug has only small letters, digits and single hyphens'
    else:
        return
    better = re.sub(r"[^a-z0-9]+", "-", slug.lower())[: limits.SLUG_LENGTH].strip("-") or "rate-limiter"
    yield ground.on_cover(SLUG, message, f"Rename it, for example to `{better}`.")


def name_faults(entries: Iterable[Entry], ground: Ground) -> Iterator[Fault]:
    """Names, modes and types of files that a study may not hold. Paths are relative to the study."""
    seen: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        seen[unicodedata.normalize("NFC", entry.path).casefold()].append(entry.path)
        if not entry.regular:
            yield ground.about(entry.path, *_STRANGE.get(entry.mode, _NO_FILE))
        elif entry.mode == EXECUTABLE:
            yield ground.about(entry.path, "is marked as a program", "Take the mark off: `chmod -x`.", "note")
        yield from _spelling_faults(entry.path, ground)
        if entry.regular:
            yield from _type_faults(entry.path, ground)
    for first, *others in seen.values():
        for other in others:
            message = f'and "{shown(first)}" are one file where case is not told apart'
            yield ground.about(other, message, "Rename one of them.")


def _spelling_faults(name: str, ground: Ground) -> Iterator[Fault]:
    parts = name.split("/")
    if len(parts) > limits.PATH_DEPTH:
        deep = f'"{shown(name)}" lies {len(parts)} names deep; {limits.PATH_DEPTH} are allowed'
        yield ground.on_cover(LIMITS, deep, "Move it up.")
    if not all(_PART.fullmatch(part) for part in parts):
        allowed = "ASCII letters, digits, dots, spaces, `_` and `-`, beginning with a letter or digit, at most 80"
        yield ground.about(name, f"is a name that cannot be used; it may have {allowed}", "Rename it.")
    elif any(part.endswith((".", " ")) or _DEVICE.fullmatch(part) for part in parts):
        yield ground.about(name, "is a name that Windows cannot hold", "Rename it.")


def _type_faults(name: str, ground: Ground) -> Iterator[Fault]:
    if suffix(name) == "svg":
        fix = "Export it as PNG or WebP, or draw it as a Mermaid diagram."
        yield ground.about(name, "is an SVG image, which can carry scripts", fix, ground.advice)
    elif not (is_page(name) or is_image(name) or name == WAIVERS):
        yield ground.about(name, "is neither a page nor an image: it is not graded", "Keep it or remove it.", "note")
