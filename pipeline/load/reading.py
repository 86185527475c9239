"""One study, whole: its files listed, read within their limits and put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline import limits
from pipeline.load.contents import Contents, Reader, reading_order
from pipeline.load.layout import COVER, LIMITS, PAGES, Ground, is_junk, name_faults, slug_faults
from pipeline.load.places import Place
from pipeline.load.source import Entry, Source, read_optional
from pipeline.load.text import UNREAD
from pipeline.study import NOTHING, Fault, List, Page, Paragraph, Study

STATUSES = ("draft", "review", "approved", "archived")
_LINE = 160
"""Characters kept of a title or kind: the most that a title may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The files of one study, read within their limits; no Markdown is understood yet.

    ``entries`` are its files as listed, at most one more than a study may have. All that a report
    takes from a study follows from this value, and its parts are named in ``identity``.
    """

    place: Place
    kind: str | None
    ground: Ground
    first: str
    entries: tuple[Entry, ...]
    contents: Contents

    @property
    def identity(self) -> tuple[str, ...]:
        """Texts that are equal for two studies only if the same rubric gives both the same report."""
        cut = len(self.entries) > limits.STUDY_FILES
        place = self.place
        return self.contents.digest, place.path, place.slug, f"{place.single}", f"{cut}", self.kind or ""

    @property
    def cover(self) -> str:
        """The text of the cover, "" if there is none."""
        return self.contents.pages[0][1].text if self.contents.pages else ""


def gather(source: Source, place: Place, kind: str | None) -> Gathered:
    """Read the files of the study at ``place``. Raises InputError if the source cannot list or read them."""
    entries = _listed(source, place)
    kept = entries[: limits.STUDY_FILES]
    plain = [entry.path for entry in kept if entry.regular]
    first = next(iter(reading_order(plain)), COVER)
    ground = Ground(place.path, "", ours=kind is None, single=place.single)
    ground = Ground(place.path, ground.at(first), ours=kind is None, single=place.single)
    contents = Reader(source, ground, place.at).contents(kept)
    return Gathered(place=place, kind=kind, ground=ground, first=first, entries=entries, contents=contents)


def study(source: Source, place: Place, kind: str | None) -> Study:
    """Read the study at ``place``; with ``kind`` (``--kind``) as one that carries no terms of ours.

    Whatever its files hold, they are read or told as faults. Raises InputError if the source
    cannot list or read them.
    """
    return assembled(gather(source, place, kind))


def assembled(gathered: Gathered) -> Study:
    """The study that those files make."""
    # Here, because a report that was kept needs neither the parser nor the schemas.
    from pipeline.facts import language
    from pipeline.load.pages import sheet

    place, ground, contents = gathered.place, gathered.ground, gathered.contents
    (_, text), *others = contents.pages or ((COVER, UNREAD),)
    cover = sheet(gathered.first, text, ground)
    sheets = [cover, *(sheet(name, further, ground) for name, further in others)]
    layout = _layout_faults(gathered.entries, place, ground, cover.data)
    read = tuple(page.page for page in sheets)
    data = cover.data if ground.ours else NOTHING
    return Study(
        path=place.path,
        slug=place.slug,
        kind=gathered.kind or _word(data, "kind"),
        title=_word(cover.data, "title") or _heading(cover.page) or place.slug,
        status=_word(data, "status") if data.get("status") in STATUSES else None,
        pages=read,
        files=contents.files,
        meta=data,
        own_terms=ground.ours,
        faults=_in_order((*layout, *contents.faults, *(fault for page in sheets for fault in page.faults))),
        content_digest=contents.digest,
        language=language.detect("\n".join(_prose(read))),
    )


def _listed(source: Source, place: Place) -> tuple[Entry, ...]:
    """The files of the study by their names in it; at most one more than its limit is looked at."""
    if place.single:
        data = read_optional(source, place.at) or b""
        return (Entry(place.at.rpartition("/")[2], len(data)),)
    skip = len(place.at) + 1 if place.at else 0
    names = (Entry(entry.path[skip:], entry.size, entry.mode) for entry in source.files(place.at))
    return tuple(islice((entry for entry in names if not is_junk(entry.path)), limits.STUDY_FILES + 1))


def _layout_faults(
    entries: tuple[Entry, ...], place: Place, ground: Ground, data: Mapping[str, Any]
) -> Iterator[Fault]:
    if len(entries) > limits.STUDY_FILES:
        message = f"the study has more than {limits.STUDY_FILES} files, the most that are looked at"
        yield ground.on_cover(LIMITS, message, "Leave what a reader needs.")
    elif ground.ours and not any(entry.path == COVER for entry in entries):
        yield _no_cover(entries, ground, data)
    if ground.ours:
        yield from slug_faults(place.slug, ground)
    yield from name_faults(entries[: limits.STUDY_FILES], ground)


def _no_cover(entries: tuple[Entry, ...], ground: Ground, data: Mapping[str, Any]) -> Fault:
    near = next((entry.path for entry in entries if entry.path.lower() == COVER.lower()), "")
    if not near and "kind" in data:
        near = ground.cover.rpartition("/")[2]
    fix = f"Rename `{near}` to `{COVER}`." if near else f"Add `{COVER}` with the study's front matter and summary."
    return ground.on_cover(PAGES, f"the study has no {COVER}, the cover that readers open first", fix)


def _in_order(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """By place, errors first where the place is the same; nothing is said twice."""
    once = dict.fromkeys(faults)
    return tuple(sorted(once, key=lambda fault: (fault.span, fault.severity, fault.rule, fault.message)))


def _word(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip()[:_LINE] if isinstance(value, str) else ""


def _heading(page: Page) -> str:
    """The first heading of the highest rank."""
    return next((section.title[:_LINE] for section in page.root.walk() if section.level == 1), "")


def _prose(read: tuple[Page, ...]) -> Iterator[str]:
    """Running text and list items: what people write in their language, unlike code and tables of terms."""
    for page in read:
        for block in page.root.all_blocks():
            if isinstance(block, Paragraph):
                yield block.text
            elif isinstance(block, List):
                yield from (item.text for item in block.items)
