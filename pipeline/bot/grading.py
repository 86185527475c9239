"""A pull request's studies, graded from a bare repository: no checkout, no network, no token.

Rubrics and configuration come from the base, never from the head, so that a pull request cannot
bring its own standards along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline import sources
from pipeline.load import Place, Source, standing, touched
from pipeline.render.record import study_record
from pipeline.report import SCHEMA_VERSION, StudyReport

Grade = Callable[[Source, Place], StudyReport]


def review(git_dir: Path, base_sha: str, head_sha: str, studies: str, grade: Grade) -> Mapping[str, Any]:
    """The review report: each study that the pull request touches, where it forked off and at its head.

    ``studies`` is the directory of studies; ``grade`` grades one place of a source. Raises InputError
    when a commit is not in the repository.
    """
    base, head = sources.resolve(git_dir, base_sha), sources.resolve(git_dir, head_sha)
    fork = sources.merge_base(git_dir, base, head)
    wanted = touched(sources.changed(git_dir, fork, head, under=studies), studies)
    sides = [_side(sources.Revision(git_dir, sha), wanted, grade) for sha in (fork, head)]
    return {
        "schema_version": SCHEMA_VERSION,
        "base_sha": base_sha,
        "head_sha": head_sha,
        "studies": [
            {"slug": path.rpartition("/")[2], "base": sides[0].get(path), "head": sides[1].get(path)}
            for path in sorted({*sides[0], *sides[1]})
        ],
    }


def _side(source: Source, wanted: tuple[str, ...], grade: Grade) -> Mapping[str, Mapping[str, Any]]:
    """Path → report of the touched studies that stand there."""
    return {place.path: study_record(grade(source, place)) for place in standing(source, wanted)}
