"""How much each trick raises the score of studies: ``python -m tests.gaming [KIND/SLUG…]``.

The example studies, the draft, a scaffold of each kind and, where ``CASEGRADE_CORPUS`` names it, studies by
other people. Printed is the larger rise of the two scores, before and after caps.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from pipeline.grade import grade
from pipeline.library import KINDS, Library
from pipeline.load import Place, places, study
from pipeline.report import StudyReport
from pipeline.rubric import Rubric
from pipeline.sources import Worktree
from tests.forgeries import BORROWED, STRANGE
from tests.studies import Files
from tests.tricks import TRICKS, Setting, Trick

ROOT = Path(__file__).parents[1]
DRAFT = "star-story"
HEADING = re.compile(rb"^(?=## )", re.MULTILINE)
ALL = {**TRICKS, **BORROWED, **STRANGE}
REAL = 2
"""Studies by other people that are tried of each kind."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A study as files. ``kind`` is the one it is graded as; ``foreign`` if it carries no front matter of ours."""

    name: str
    kind: str
    cover: str
    files: Mapping[str, bytes]
    foreign: bool = False

    def report(self) -> StudyReport:
        """Its report."""
        read = study(Files(self.files), Place("case", "case", ""), self.kind if self.foreign else None)
        return grade(read, rubric(self.kind))


@cache
def rubric(kind: str) -> Rubric:
    """The rubric of a kind."""
    return Library(None).rubric(kind)


def own() -> Iterator[Sample]:
    """The example studies of this repository and the draft of its documentation."""
    for folder in sorted(
        (*(path.parent for path in (ROOT / "studies").glob("*/README.md")), ROOT / "docs/example-draft")
    ):
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))}
        kind = next(
            (line[6:].strip() for line in files["README.md"].decode().split("\n") if line.startswith("kind: ")), DRAFT
        )
        yield Sample(folder.name, kind, "README.md", files, foreign=folder.name == "example-draft")


def bare() -> Iterator[Sample]:
    """A study of each kind with nothing but its front matter, and one line."""
    for sample in (one for one in own() if not one.foreign):
        head = sample.files["README.md"].decode().split("\n---\n")[0]
        yield Sample(
            f"bare {sample.kind}", sample.kind, "README.md", {"README.md": f"{head}\n---\n\n# A title\n".encode()}
        )


def thin() -> Iterator[Sample]:
    """Three examples of which every second section of each page is left out."""
    for sample in [one for one in own() if not one.foreign][::2]:
        halved = {name: _halved(text) if name.endswith(".md") else text for name, text in sample.files.items()}
        yield replace(sample, name=f"thin {sample.name}", files=halved)


def _halved(text: bytes) -> bytes:
    head, *sections = HEADING.split(text)
    return b"".join([head, *sections[1::2]])


def real() -> Iterator[Sample]:
    """The shortest and the longest study of each kind by other people, where they are at hand."""
    corpus = Path(os.environ.get("CASEGRADE_CORPUS", ""))
    for kind in KINDS if corpus.name else ():
        found = []
        for place in places(Worktree(corpus), [kind], kind) if (corpus / kind).is_dir() else ():
            top = corpus / kind / place.slug
            files = {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(top.rglob("*.md*"))}
            cover = "README.md" if "README.md" in files else min(files)
            found.append(Sample(place.slug, kind, cover, files, foreign=True))
        yield from sorted(found, key=lambda sample: (sum(map(len, sample.files.values())), sample.name))[-REAL:]


def rises(sample: Sample, other: str = "", tricks: Mapping[str, Trick] = ALL) -> dict[str, Fraction]:
    """By how many points each trick raises the score of that study."""
    before = sample.report()
    found = {}
    for name, trick in tricks.items():
        setting = Setting(sample.files[sample.cover].decode("utf-8-sig"), rubric(sample.kind), other)
        after = replace(sample, files={**sample.files, sample.cover: trick(setting).encode()}).report()
        found[name] = max(_raw(after) - _raw(before), _points(after) - _points(before))
    return found


def _raw(report: StudyReport) -> Fraction:
    return sum((criterion.points for criterion in report.criteria), Fraction(0))


def _points(report: StudyReport) -> Fraction:
    return report.score.points if report.score else Fraction(0)


def main(names: list[str]) -> None:
    """Print the table, a trick a line, a study a column."""
    samples = [one for one in (*own(), *bare(), *thin(), *real()) if not names or one.name in names]
    table = {one.name: rises(one, other_cover(one)) for one in samples}
    rows = [["trick", *(one.name[:11] for one in samples)]]
    rows += [[trick, *(f"{float(table[one.name][trick]):.2f}" for one in samples)] for trick in ALL]
    for name, *cells in rows:
        sys.stdout.write(name.ljust(20) + "".join(cell.rjust(12) for cell in cells) + "\n")


def other_cover(sample: Sample) -> str:
    """The cover of an example study of another name."""
    return next(one.files["README.md"].decode() for one in own() if one.name != sample.name)


if __name__ == "__main__":
    main(sys.argv[1:])
