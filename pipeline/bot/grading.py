"""A pull request's studies, graded from a bare repository: no checkout, no network, no token.

Rubrics and configuration come from the base, never from the head, so that a pull request cannot
bring its own standards along. What it would change about them is shown beside the grades.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import sources
from pipeline.bot.impact import Impact, impact_record
from pipeline.bot.mends import Hunks, Mend
from pipeline.bot.tooling import changed_tooling, changes_rubrics
from pipeline.config import Config
from pipeline.errors import InputError
from pipeline.load import Place, Source, standing, waivers
from pipeline.render.record import study_record
from pipeline.report import SCHEMA_VERSION, StudyReport
from pipeline.rubric import Question

Grade = Callable[[Source, Place], StudyReport]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What grading needs of the base: its configuration, its rubrics as a function, what they ask of people.

    ``mends`` tries edits of a study that was graded; ``impact`` grades every study under the rubrics of another commit.
    """

    config: Config
    grade: Grade
    mends: Callable[[Source, Place, StudyReport, Hunks], Iterable[Mend]]
    questions: Callable[[str], Sequence[Question]]
    impact: Callable[[str], Impact]


def review(git_dir: Path, base_sha: str, head_sha: str, bench: Bench) -> Mapping[str, Any]:
    """The review report: each study that the pull request touches, where it forked off and at its head.

    Raises InputError when a commit is not in the repository.
    """
    base, head = sources.resolve(git_dir, base_sha), sources.resolve(git_dir, head_sha)
    fork = sources.merge_base(git_dir, base, head)
    studies = bench.config.studies
    wanted = tuple(name for name in sources.differing(git_dir, fork, head, studies) if name != studies)
    there = sources.Revision(git_dir, head)
    places = standing(there, wanted)
    sides = [_side(sources.Revision(git_dir, fork), wanted, bench.grade), _graded(there, places, bench.grade)]
    tooling, hunks = changed_tooling(git_dir, fork, head), _hunks(git_dir, fork, head, tuple(sides[1]))
    return {
        "schema_version": SCHEMA_VERSION,
        "base_sha": base_sha,
        "head_sha": head_sha,
        "studies": [
            {"slug": path.rpartition("/")[2], **{name: _record(side.get(path)) for name, side in _named(sides)}}
            for path in sorted({*sides[0], *sides[1]})
        ],
        "settings": {"approvals": bench.config.approvals, "unwaivable": list(bench.config.unwaivable)},
        "tooling": list(tooling),
        "waivers": list(_waivers(git_dir, base, wanted)),
        "changed": {path: list(map(list, found)) for path, found in hunks.items()},
        "mends": [asdict(mend) for place in places for mend in bench.mends(there, place, sides[1][place.path], hunks)],
        "questions": _questions(sides[1].values(), bench),
        "impact": impact_record(bench.impact(head)) if changes_rubrics(git_dir, fork, head) else None,
    }


def _side(source: Source, wanted: tuple[str, ...], grade: Grade) -> Mapping[str, StudyReport]:
    """Path → report of the touched studies that stand there."""
    return _graded(source, standing(source, wanted), grade)


def _graded(source: Source, places: Sequence[Place], grade: Grade) -> Mapping[str, StudyReport]:
    return {place.path: grade(source, place) for place in places}


def _named(sides: Sequence[Mapping[str, StudyReport]]) -> Iterable[tuple[str, Mapping[str, StudyReport]]]:
    return zip(("base", "head"), sides, strict=True)


def _record(report: StudyReport | None) -> Mapping[str, Any] | None:
    return study_record(report) if report else None


def _hunks(git_dir: Path, fork: str, head: str, studies: Sequence[str]) -> Mapping[str, sources.Hunks]:
    found = sources.hunks(git_dir, fork, head, studies)
    return {path: hunks for path, hunks in found.items() if path.isprintable()}


def _waivers(git_dir: Path, base: str, wanted: tuple[str, ...]) -> Iterator[Mapping[str, Any]]:
    """The waivers of those studies that stand at the base: a pull request cannot waive anything for itself."""
    source = sources.Revision(git_dir, base)
    for place in standing(source, wanted):
        with suppress(InputError):  # a file that cannot be read waives nothing
            for each in waivers(source, place):
                told = {"rule": each.rule, "reason": each.reason, "by": each.approver, "expires": each.expires}
                yield {"slug": place.slug, **told}


def _questions(heads: Iterable[StudyReport], bench: Bench) -> Mapping[str, Any]:
    """What the rubrics of those studies ask of people, by kind."""
    kinds = sorted({head.kind for head in heads if head.kind and head.rubric})
    asked = {kind: bench.questions(kind) for kind in kinds}
    return {
        kind: [{"id": one.id, "title": one.title, "ask": one.ask} for one in questions]
        for kind, questions in asked.items()
        if questions
    }
