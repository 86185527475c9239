"""Which files decide how studies are graded: a pull request must not change them together with studies."""

from __future__ import annotations

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


def changed_tooling(git_dir: Path, fork: str, head: str) -> tuple[str, ...]:
    """Files of tooling that differ between the two commits, the first fifty by name."""
    names = {name for under in TOOLING for name in sources.changed(git_dir, fork, head, under=under)}
    return tuple(sorted(ascii(name)[1:-1] if not name.isprintable() else name for name in names)[:NAMED])


def changes_rubrics(tooling: tuple[str, ...]) -> bool:
    """Whether one of those files may change grades as data."""
    return any(name == under or name.startswith(f"{under}/") for name in tooling for under in RUBRICS)
