"""Which files decide how studies are graded: a pull request must not change them together with studies."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path

from pipeline import sources
from pipeline.config import PATH as CONFIG

RUBRICS = ("schema/rubrics", "schema/shared", CONFIG)
"""What a rubric owner changes; the effect on every study is shown."""

TOOLING = (
    ".github", ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", CONFIG, "bootstrap.py", "noxfile.py", "pipeline",
    "pyproject.toml", "schema",
)  # fmt: skip
NAMED = 50
LOOKED_INTO = 100
"""So many directories of a path above are looked into; one beyond that is named whole."""


def changed_tooling(git_dir: Path, fork: str, head: str) -> tuple[str, ...]:
    """Files of tooling that differ between the two commits, the first fifty by name."""
    names = chain.from_iterable(
        islice(sources.differing(git_dir, fork, head, under, trees=LOOKED_INTO), NAMED) for under in TOOLING
    )
    return tuple(sorted(ascii(name)[1:-1] if not name.isprintable() else name for name in names)[:NAMED])


def changes_rubrics(tooling: tuple[str, ...]) -> bool:
    """Whether one of those files may change grades as data."""
    return any(_covers(under, name) or _covers(name, under) for name in tooling for under in RUBRICS)


def _covers(one: str, other: str) -> bool:
    return other == one or other.startswith(f"{one}/")
