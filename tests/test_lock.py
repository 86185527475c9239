"""What the workflows with a token install: every dependency, each by version and hash, from no named place."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / ".github" / "requirements" / "grader.txt").read_text(encoding="utf-8")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def wanted() -> set[str]:
    """The names of the project's dependencies, those of the diagrams among them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["diagrams"]]
    return {found.group() for line in lines if (found := NAME.match(line))}


def pinned() -> dict[str, str]:
    """The text of each pin, with its hashes, by name."""
    pins = re.findall(r"^([a-z0-9._-]+)(==.*(?:\\\n.*)*)", LOCK, re.MULTILINE)
    return dict(pins)


def test_every_dependency_is_pinned() -> None:
    assert wanted() <= pinned().keys()


def test_every_pin_has_a_version_and_a_hash() -> None:
    entries = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(entries) == len(pinned())
    assert not [name for name, text in pinned().items() if "--hash=sha256:" not in text]


def test_no_place_is_named() -> None:
    assert not re.findall(r"https?://|file:|--(?:extra-)?index|--find-links|--trusted-host", LOCK)
