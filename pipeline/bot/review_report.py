"""The report that the read-only job hands over: believed only if it is small, well formed and about this head."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from pipeline import schema
from pipeline.compare import Comparison, compare
from pipeline.errors import InputError
from pipeline.render.record import read_study
from pipeline.report import StudyReport

REPORT_BYTES = 2_000_000

_SCHEMA = "review.schema.json"


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """Every study that a pull request touches, at its merge base and at its head, by slug."""

    base_sha: str
    head_sha: str
    studies: tuple[Comparison, ...]

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
    return ReviewReport(data["base_sha"], data["head_sha"], tuple(_pairs(data["studies"], place)))


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
