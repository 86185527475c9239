"""What another rubric does to every study: the table that a pull request of a rubric owner shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from pipeline.render.points import exact, number
from pipeline.report import StudyReport


@dataclass(frozen=True, slots=True)
class Standing:
    """Verdict, points and band of a study under one rubric; None where it has no score."""

    state: str
    points: Fraction | None
    band: str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """One study under the old and under the new rubric."""

    path: str
    slug: str
    old: Standing
    new: Standing

    @property
    def changes_band(self) -> bool:
        """Whether a reader of the catalogue would notice."""
        return (self.old.state, self.old.band) != (self.new.state, self.new.band)


@dataclass(frozen=True, slots=True)
class Release:
    """The versions of one kind's rubric; None where there is none."""

    kind: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Which rubrics change and where every study stands then. ``fault`` says why the new ones cannot be used."""

    rubrics: tuple[Release, ...]
    studies: tuple[Shift, ...]
    fault: str | None = None

    @property
    def moved(self) -> tuple[Shift, ...]:
        """The studies that would change band or verdict."""
        return tuple(each for each in self.studies if each.changes_band)


def read_impact(data: Mapping[str, Any]) -> Impact:
    """The impact in a review report that is valid under its schema."""
    return Impact(
        rubrics=tuple(Release(**each) for each in data["rubrics"]),
        studies=tuple(
            Shift(each["path"], each["slug"], _standing(each["old"]), _standing(each["new"]))
            for each in data["studies"]
        ),
        fault=data["fault"],
    )


def _standing(data: Mapping[str, Any]) -> Standing:
    points = data["points"]
    return Standing(data["state"], None if points is None else exact(points), data["band"])


def impact_record(impact: Impact) -> Mapping[str, Any]:
    """The impact as data of a review report."""
    return {
        "rubrics": [{"kind": each.kind, "old": each.old, "new": each.new} for each in impact.rubrics],
        "studies": [
            {"path": each.path, "slug": each.slug, "old": _record(each.old), "new": _record(each.new)}
            for each in impact.studies
        ],
        "fault": impact.fault,
    }


def _record(standing: Standing) -> Mapping[str, Any]:
    points = None if standing.points is None else number(standing.points)
    return {"state": standing.state, "points": points, "band": standing.band}


def shift(old: StudyReport, new: StudyReport) -> Shift:
    """One study under both rubrics, from its two reports."""
    return Shift(old.path, old.slug, _stands(old), _stands(new))


def _stands(report: StudyReport) -> Standing:
    score = report.score
    return Standing(report.verdict.state, score.points if score else None, score.band if score else None)
