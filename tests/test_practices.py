"""What scorecards of open projects ask for, where a file can show it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"PK\x03\x04", b"\x00asm", b"\x1f\x8b")
"""How programs, archives and compiled code begin."""
DECIDES = ("/.github/", "/pipeline/", "/schema/", "/casegrade.toml", "/pyproject.toml", "/studies/*/waivers.yml")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_updates_wait_a_week() -> None:
    updates = yaml.safe_load(read(".github/dependabot.yml"))["updates"]
    assert {"github-actions", "pip"} <= {one["package-ecosystem"] for one in updates}
    assert all(one["cooldown"]["default-days"] >= 7 for one in updates)


def test_what_decides_grades_has_owners() -> None:
    lines = (line.split() for line in read(".github/CODEOWNERS").splitlines() if line.startswith("/"))
    owned = {place for place, *owners in lines if owners}
    assert set(DECIDES) <= owned


def test_a_weakness_can_be_reported_in_private() -> None:
    assert "Report a vulnerability" in read("SECURITY.md")


def test_there_is_a_licence() -> None:
    assert re.search(r"MIT|Apache|BSD|Mozilla", read("LICENSE"))


def test_no_file_is_a_program_that_cannot_be_read() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert len(files) > 100
    assert [file.name for file in files if file.is_file() and file.read_bytes()[:8].startswith(PROGRAMS)] == []


def test_nothing_is_installed_from_a_place_that_is_no_index() -> None:
    for lock in sorted((ROOT / ".github/requirements").glob("*.txt")):
        assert not re.search(r"(?m)^\s*(-e|git\+|https?:|--extra-index)", lock.read_text(encoding="utf-8")), lock.name


def test_the_advisory_database_is_asked_about_every_lock_and_none_is_passed_over() -> None:
    """Without ``--strict`` a package that cannot be audited looks like one that is sound."""
    session = read("noxfile.py").partition("def audit(")[2].partition("\n\n\n")[0]
    asked = re.findall(r'"(\w+)"', session.partition("for name in (")[2].partition(")")[0])
    assert sorted(asked) == sorted(lock.stem for lock in (ROOT / ".github/requirements").glob("*.txt"))
    assert '"--strict"' in session
    assert "bootstrap.py audit" in read(".github/workflows/ci.yml")
