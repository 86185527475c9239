"""Several stories on one page: points are for one of them, since together they would seem to say more than any does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.facts.outline import Outline
from pipeline.facts.units import count_words, text
from pipeline.study import Page, Section, Study

Place = tuple[str, int, int]
"""Page, line and level of a heading; a page without words before its first heading begins at the same line."""


def fullest(study: Study, outline: Outline, once: Sequence[str]) -> Study:
    """The study with the longest of its stories alone, the first of equals, and what belongs to none of them.

    A story is the largest section, or page, that holds all of ``once`` and one of them a single time. Where no heading
    tells the stories apart, or there is but one, the study stays as it is.
    """
    if not once or any(len(outline.get(name, ())) < 2 for name in once):
        return study
    found = [(page, story) for page in study.pages for story in _stories(page, page.root, outline, once)]
    if len(found) < 2:
        return study
    chosen = max(found, key=lambda one: _words(one[1]))
    others = {_place(page.path, story) for page, story in found} - {_place(chosen[0].path, chosen[1])}
    pages = (replace(page, root=_without(page.path, page.root, others)) for page in study.pages)
    return replace(study, pages=tuple(pages))


def _stories(page: Page, section: Section, outline: Outline, once: Sequence[str]) -> Iterator[Section]:
    count = min(_held(page, section, outline, name) for name in once)
    if count == 1:
        yield section
    elif count:
        for inner in section.sections:
            yield from _stories(page, inner, outline, once)


def _held(page: Page, section: Section, outline: Outline, name: str) -> int:
    spans = [part.span for part in outline[name] if part.span.path == page.path]
    return sum(section.line <= span.line and span.end_line <= section.end_line for span in spans)


def _words(story: Section) -> int:
    return sum(count_words(text(block)) for block in story.all_blocks())


def _without(path: str, section: Section, others: set[Place]) -> Section:
    if _place(path, section) in others:
        return replace(section, blocks=(), sections=())
    return replace(section, sections=tuple(_without(path, inner, others) for inner in section.sections))


def _place(path: str, section: Section) -> Place:
    return path, section.line, section.level
