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
OWNERS = ("CODEOWNERS", "docs/CODEOWNERS")
NAMED = 50
LOOKED_INTO = 100
"""So many directories of a path above are looked into; one beyond that is named whole."""


def changed_tooling(git_dir: Path, fork: str, head: str) -> tuple[str, ...]:
    """Files of tooling that differ between the two commits, the first fifty by name."""
    names = set(
        chain.from_iterable(
            islice(sources.differing(git_dir, fork, head, under, trees=LOOKED_INTO), NAMED)
            for under in (*TOOLING, *OWNERS)
        )
    )
    # A module beside the package would be found before the library of its name.
    names.update(name for name in sources.differing(git_dir, fork, head, "") if name.endswith(".py"))
    return tuple(sorted(ascii(name)[1:-1] if not name.isprintable() else name for name in names)[:NAMED])


def changes_rubrics(git_dir: Path, fork: str, head: str) -> bool:
    """Whether something differs that changes grades as data."""
    return any(next(sources.differing(git_dir, fork, head, under), "") for under in RUBRICS)
