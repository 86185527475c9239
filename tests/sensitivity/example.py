"""The example studies as texts, and their grade before and after an edit."""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pipeline.engine.reader import Engine
from pipeline.facts.subject import Subject
from pipeline.grade import grade, ungraded
from pipeline.library import Library
from pipeline.load import Place, study
from pipeline.report import StudyReport
from pipeline.rubric import Rubric
from pipeline.study import Study
from tests.studies import Files

STUDIES = Path(__file__).parents[2] / "studies"
LIBRARY = Library(None)
COVER = "README.md"
ENGINE = Engine()
"""One for all plants: a diagram that an edit leaves alone is asked about once."""
atexit.register(ENGINE.close)


@dataclass(frozen=True)
class Example:
    """A study as the texts of its pages by name. ``kind`` stays known when an edit breaks the front matter."""

    slug: str
    kind: str
    pages: Mapping[str, str]

    @property
    def rubric(self) -> Rubric:
        return LIBRARY.rubric(self.kind)

    @cached_property
    def study(self) -> Study:
        under = f"studies/{self.slug}"
        contents = {f"{under}/{name}": text.encode() for name, text in self.pages.items()}
        return ENGINE.drawn(study(Files(contents), Place(under, self.slug, under), None))

    @cached_property
    def subject(self) -> Subject:
        return Subject(self.study, self.rubric.titles)

    @cached_property
    def report(self) -> StudyReport:
        broken = any(fault.rule == "front-matter.syntax" for fault in self.study.faults)
        return ungraded(self.study, "front-matter") if broken else grade(self.study, self.rubric)

    def path(self, name: str) -> str:
        """The path of that page in reports."""
        return f"studies/{self.slug}/{name}"

    def with_page(self, name: str, text: str) -> Example:
        """The same study with another text on one page."""
        return Example(self.slug, self.kind, {**self.pages, name: text})

    def lines(self) -> Iterator[tuple[str, int, str]]:
        """Every line below the front matter as (page, number, text)."""
        for page in self.study.pages:
            for number, line in enumerate(page.lines, 1):
                if number >= page.body_line:
                    yield page.name, number, line


@cache
def examples() -> tuple[Example, ...]:
    """The studies of this repository, by name."""
    return tuple(_read(cover.parent) for cover in sorted(STUDIES.glob("*/README.md")))


def _read(folder: Path) -> Example:
    pages = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    kind = next(line.split()[1] for line in pages[COVER].splitlines() if line.startswith("kind:"))
    return Example(folder.name, kind, pages)
