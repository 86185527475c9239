"""Texts → pages: front matter taken off and judged, the body read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline import preamble as front
from pipeline import schema
from pipeline.load import foreign
from pipeline.load.layout import COVER, LIMITS, Ground, printable
from pipeline.load.text import Text
from pipeline.markdown import parse
from pipeline.preamble import Preamble
from pipeline.study import NOTHING, Fault, Page, Section


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as read. ``data`` is its front matter, empty if there is none or it cannot be read."""

    page: Page
    data: Mapping[str, Any]
    faults: tuple[Fault, ...]


def sheet(name: str, text: Text, ground: Ground) -> Sheet:
    """Read the page ``name``; on our own terms the cover must carry the front matter of a study."""
    path = ground.at(name)
    preamble = front.read(text.text, path)
    lines = text.lines
    body = parse(lines, preamble.body_line)
    page = Page(
        path=path,
        name=printable(name),
        lines=lines,
        body_line=preamble.body_line,
        root=body.root,
        links=body.links,
        hidden=body.hidden,
        damaged=tuple(sorted({*body.damaged, *text.damaged})),
    )
    if not ground.ours:
        return Sheet(_as_content(page, preamble), preamble.data or NOTHING, _broken_limits(preamble))
    data = preamble.data or NOTHING
    # A file that could not be read is told once, by its reader.
    judged = bool(lines) or not text.flaw
    return Sheet(replace(page, meta=data), data, _faults(preamble, name, path) if judged else ())


def _faults(preamble: Preamble, name: str, path: str) -> tuple[Fault, ...]:
    """What our terms ask of front matter."""
    if preamble.data is None:
        missing = name == COVER and not preamble.faults
        return (replace(schema.absent(path), rule="front-matter.syntax"),) if missing else preamble.faults
    misnamed_cover = "kind" in preamble.data
    return schema.check(preamble.data, schema.STUDY if name == COVER or misnamed_cover else schema.PAGE, preamble, path)


def _broken_limits(preamble: Preamble) -> tuple[Fault, ...]:
    return tuple(fault for fault in preamble.faults if fault.rule == LIMITS)


def _as_content(page: Page, preamble: Preamble) -> Page:
    """The page with its front matter as a first section."""
    section = foreign.section(preamble.lines)
    if section is None:
        return page
    root: Section = replace(page.root, line=1, sections=(section, *page.root.sections))
    return replace(page, root=root, links=(*foreign.links(preamble.lines), *page.links))
