"""The report that the read-only job hands over: believed only if it is small, well formed and about this head."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from pipeline import schema
from pipeline.bot.impact import Impact, read_impact
from pipeline.bot.mends import Mend
from pipeline.bot.voices import Waiver
from pipeline.compare import Comparison, compare
from pipeline.errors import InputError
from pipeline.render.record import read_study
from pipeline.report import StudyReport
from pipeline.rubric import Question
from pipeline.study import NOTHING

REPORT_BYTES = 50_000_000
"""A study's report has some 60 kB; beyond this nothing is parsed."""

_SCHEMA = "review.schema.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the base's configuration says about merging."""

    approvals: int = 1
    unwaivable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReport:
    """Every study that a pull request touches, at its merge base and at its head, by slug; and what else was seen.

    ``tooling`` are files of the pull request that decide how studies are graded. ``waivers`` stand in git at the base.
    ``changed`` gives by page the hunks at the head as first and last line. ``questions`` are by kind.
    """

    base_sha: str
    head_sha: str
    studies: tuple[Comparison, ...]
    settings: Settings = Settings()
    tooling: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    changed: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=lambda: NOTHING)
    mends: tuple[Mend, ...] = ()
    questions: Mapping[str, tuple[Question, ...]] = field(default_factory=lambda: NOTHING)
    impact: Impact | None = None

    @property
    def heads(self) -> tuple[StudyReport, ...]:
        """The studies as they would be; those that the pull request removes are not among them."""
        return tuple(study.head for study in self.studies if study.head)


def load_review(path: Path, head_sha: str) -> ReviewReport | None:
    """The report in ``path``, or None where no report was handed over.

    Raises InputError if there is one that must not be believed: too large, not valid, or about another commit.
    """
    try:
        with path.open("rb") as file:
            content = file.read(REPORT_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"cannot read the report: {error.strerror}", place=str(path)) from None
    return read_review(content, head_sha, str(path))


def read_review(content: bytes, head_sha: str, place: str) -> ReviewReport:
    """The report in ``content``, which must be about ``head_sha``; ``place`` names it in errors."""
    if len(content) > REPORT_BYTES:
        raise InputError(f"the report is larger than {REPORT_BYTES:,} bytes", place=place)
    data = _json(content, place)
    schema.validate(data, _SCHEMA, place)
    if data["head_sha"] != head_sha:
        message = f"the report is about {data['head_sha'][:12]}, the event about {head_sha[:12]}"
        raise InputError(message, place=place, remedy="Grade the commit of the event.")
    settings = data.get("settings", {"approvals": 1, "unwaivable": []})
    return ReviewReport(
        base_sha=data["base_sha"],
        head_sha=data["head_sha"],
        studies=tuple(_pairs(data["studies"], place)),
        settings=Settings(settings["approvals"], tuple(settings["unwaivable"])),
        tooling=tuple(data.get("tooling", ())),
        waivers=tuple(Waiver(**waiver) for waiver in data.get("waivers", ())),
        changed={path: tuple(map(tuple, hunks)) for path, hunks in data.get("changed", {}).items()},
        mends=tuple(Mend(**mend) for mend in data.get("mends", ())),
        questions={kind: tuple(Question(**one) for one in asked) for kind, asked in data.get("questions", {}).items()},
        impact=read_impact(data["impact"]) if data.get("impact") else None,
    )


def _json(content: bytes, place: str) -> Any:
    try:
        return json.loads(content.decode(), parse_constant=_no_number, object_pairs_hook=_no_twins)
    except (ValueError, RecursionError):
        raise InputError("the report is not JSON", place=place) from None


def _pairs(studies: Iterable[Any], place: str) -> Iterable[Comparison]:
    seen: set[str] = set()
    for study in studies:
        slug, sides = study["slug"], [side and read_study(side) for side in (study["base"], study["head"])]
        if slug in seen or any(side and side.slug != slug for side in sides) or not any(sides):
            message = f'the two sides of "{slug}" do not belong together'
            raise InputError(message, place=place)
        seen.add(slug)
        yield compare(*sides)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        message = "a key stands twice"
        raise ValueError(message)
    return data
