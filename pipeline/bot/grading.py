"""A pull request's studies, graded from a bare repository: no checkout, no network, no token.

Rubrics and configuration come from the base, never from the head, so that a pull request cannot
bring its own standards along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline import sources
from pipeline.config import Config, read_config
from pipeline.errors import InputError
from pipeline.grade import Complain
from pipeline.library import Library
from pipeline.load import Place, Source, places, read_optional
from pipeline.render.record import study_record
from pipeline.report import SCHEMA_VERSION, StudyReport

Grade = Callable[[Source, Place, Library, Complain], StudyReport]


def review(git_dir: Path, base_sha: str, head_sha: str, grade: Grade, complain: Complain) -> Mapping[str, Any]:
    """The review report of a pull request: each touched study at its merge base and at its head.

    Raises InputError when a commit is not in the repository.
    """
    base = sources.resolve(git_dir, base_sha)
    head = sources.resolve(git_dir, head_sha)
    fork = sources.merge_base(git_dir, base, head)
    trusted = sources.Revision(git_dir, base)
    config: Config = read_config(read_optional(trusted, "casegrade.toml"), "casegrade.toml")
    library = Library(trusted)
    touched = sources.changed(git_dir, fork, head, under=config.studies)
    sides = [_side(sources.Revision(git_dir, sha), config, touched) for sha in (fork, head)]
    slugs = sorted({place.path for side in sides for place in side[1].values()})
    return {
        "schema_version": SCHEMA_VERSION,
        "base_sha": base_sha,
        "head_sha": head_sha,
        "studies": [
            {
                "slug": slug.rpartition("/")[2],
                **{
                    name: study_record(grade(source, found[slug], library, complain)) if slug in found else None
                    for name, (source, found) in zip(("base", "head"), sides, strict=True)
                },
            }
            for slug in slugs
        ],
    }


def _side(source: Source, config: Config, touched: frozenset[str]) -> tuple[Source, Mapping[str, Place]]:
    """The source, and the touched studies that stand there, by path."""
    try:
        found = places(source, [config.studies], None, config.studies)
    except InputError:
        found = ()
    return source, {
        place.path: place
        for place in found
        if any(path == place.path or path.startswith(f"{place.path}/") for path in touched)
    }
