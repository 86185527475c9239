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


def pins() -> list[str]:
    """One line a pin, its hashes with it."""
    joined = LOCK.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]


def test_every_dependency_is_pinned() -> None:
    assert wanted() <= {pin.partition("==")[0] for pin in pins()}


def test_every_pin_has_a_version_and_a_hash() -> None:
    assert not [pin for pin in pins() if not re.match(r"[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin)]


def test_no_place_is_named() -> None:
    assert not re.findall(r"https?://|file:|--(?:extra-)?index|--find-links|--trusted-host", LOCK)
