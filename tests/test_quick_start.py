"""What a newcomer types: two commands in the README, each of which runs a session that exists."""

import ast
import itertools
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import bootstrap

ROOT = Path(__file__).parents[1]


def commands() -> list[str]:
    """The quick start as `.ci/run` reads it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"<!-- quick-start -->\n```\w*\n(.*?)```\n<!-- /quick-start -->", readme, re.DOTALL)
    return [line for line in block.splitlines() if line]


def test_the_quick_start_is_two_commands_the_grade_and_the_tests() -> None:
    assert commands() == ["python3 bootstrap.py grade", "python3 bootstrap.py tests"]


def test_the_sessions_that_people_are_told_of_exist() -> None:
    places = ["README.md", "CONTRIBUTING.md", ".ci/run", ".github/workflows/ci.yml"]
    told = " ".join((ROOT / place).read_text(encoding="utf-8") for place in places)
    groups = re.findall(r"(?:nox -s|bootstrap\.py)((?: [a-z]+\b)+)", told)
    names = {name for group in groups for name in group.split()}
    assert names
    assert names <= sessions()


def sessions() -> set[str]:
    """The sessions by their names in the noxfile; it is not imported, since the tests do without nox."""
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list}


def test_a_machine_that_cannot_make_environments_is_told_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "NOX", tmp_path / "nox")
    monkeypatch.setattr("subprocess.call", lambda _command: 1)
    assert bootstrap.main(["grade"]) == 2
    assert "apt install python3-venv" in capsys.readouterr().err


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bootstrap, "sys", SimpleNamespace(version_info=(3, 9, 6), stderr=sys.stderr))
    assert bootstrap.main(["grade"]) == 2
    assert "needs Python 3.11 or newer; this is 3.9" in capsys.readouterr().err


def test_the_oldest_python_that_people_have_gets_as_far_as_that() -> None:
    ast.parse((ROOT / "bootstrap.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_arguments_go_on_to_nox(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(bootstrap, "NOX", Path(sys.executable))
    monkeypatch.setattr("subprocess.call", called.append)
    bootstrap.main(["tests", "--", "-k", "ladder"])
    nox = [sys.executable, "-m", "nox", "--noxfile", str(ROOT / "noxfile.py")]
    assert called == [[*nox, "--session", "tests", "--", "-k", "ladder"]]


def test_an_environment_whose_python_is_gone_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[list[str]] = []
    (tmp_path / "python").symlink_to(tmp_path / "gone")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(bootstrap, "NOX", Path(sys.executable))
    monkeypatch.setattr("subprocess.call", called.append)
    bootstrap.main(["tests"])
    assert [command[2] for command in called] == ["venv", "pip", "nox"]


def test_the_table_of_commands_in_the_readme_is_whole() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = {named(row) for row in re.findall(r"^\| `casegrade (.+?) \|", readme, re.MULTILINE)}
    assert told == {*listed(()), *(f"review {name}" for name in listed(("review",)))} - {"review"}


def named(row: str) -> str:
    """The words of a call up to its first argument: ``new`` of ``new SLUG --kind KIND``."""
    return " ".join(itertools.takewhile(lambda word: word.isalpha() and word.islower(), row.partition("`")[0].split()))


def listed(above: tuple[str, ...]) -> list[str]:
    """The commands that the help of the command line lists."""
    page = subprocess.run(
        [sys.executable, "-m", "pipeline", *above, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return re.findall(r"^    ([a-z]+)(?:  |$)", page.stdout, re.MULTILINE)
