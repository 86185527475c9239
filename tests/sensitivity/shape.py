"""Faults of a whole study: a section out of its place, a book instead of a study, a template handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.scaffold import MARK, Details, scaffold
from tests.sensitivity.example import COVER, Example
from tests.sensitivity.plant import Plant

SECTION = re.compile(r"^## ", re.MULTILINE)
DETAILS = Details(slug="the-archive", author="A. Keeper", date="2026-11-21")
COLOURS = ("grey", "green", "blue", "red", "white", "black", "brown")
MOST = 600
"""Entries of the register, a dozen words each: more than any kind asks to read."""


def section_moved(study: Example) -> Iterator[Plant]:
    """The last section that has a usual place stands before the first."""
    rule = study.rubric.rule("doc.order")
    if rule is None:
        return
    text = study.pages[COVER]
    starts = [hit.start() for hit in SECTION.finditer(text)]
    ends = [*starts[1:], len(text)]
    placed = {part.span.line for name in rule.arguments["sections"] for part in study.subject.outline.get(name, ())}
    last = next(n for n in range(len(starts) - 1, 0, -1) if text.count("\n", 0, starts[n]) + 1 in placed)
    moved, rest = text[starts[last] : ends[last]].rstrip(), text[ends[last] :]
    before = text[starts[0] : starts[last]].rstrip()
    spoilt = study.with_page(COVER, f"{text[: starts[0]]}{moved}\n\n{before}\n\n{rest}")
    line = text.count("\n", 0, starts[0]) + 1
    yield Plant(
        fault="last section put first", rule="doc.order", study=study, spoilt=spoilt, places=((COVER, line, line),)
    )


def study_too_long(study: Example) -> Iterator[Plant]:
    """An appendix that only its author reads."""
    entries = (
        f"- Box {n} stands in room {n % 17 + 1} and holds {n * 7 % 90 + 2} maps with a {COLOURS[n % 7]} back."
        for n in range(1, MOST)
    )
    text = f"{study.pages[COVER].rstrip()}\n\n## Register\n\n" + "\n".join(entries) + "\n"
    spoilt = study.with_page(COVER, text)
    yield Plant(fault="a register appended", rule="doc.length", study=study, spoilt=spoilt, places=((COVER, 1, 1),))


def guidance_left(study: Example) -> Iterator[Plant]:
    """The template of the kind with its questions, handed in below the front matter of the study."""
    spoilt = study
    for name, text in scaffold(study.rubric, DETAILS).items():
        body = _body(text).replace(f"{MARK} ", "")
        front = study.pages[COVER].split("\n---\n", 1)[0] + "\n---\n" if name == COVER else ""
        spoilt = spoilt.with_page(name, front + body)
    also = {criterion.id: "the text that it reads is gone" for criterion in study.rubric.criteria}
    yield Plant(
        fault="template handed in",
        rule="doc.template_residue",
        study=study,
        spoilt=spoilt,
        places=tuple((name, 1, text.count("\n") + 1) for name, text in spoilt.pages.items()),
        also=also,
    )


def _body(text: str) -> str:
    """A page without its front matter."""
    return text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
