"""The wheel carries its schemas and rubrics, and finds them where it is installed."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with the backend that pip would call, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(iter(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))))


def test_the_wheel_carries_every_schema_and_rubric(wheel: Path) -> None:
    shipped = set(zipfile.ZipFile(wheel).namelist())
    data = [path for path in (ROOT / "schema").rglob("*") if path.suffix in {".json", ".yaml"}]
    assert data
    assert {f"pipeline/data/{path.relative_to(ROOT / 'schema').as_posix()}" for path in data} <= shipped


def test_the_wheel_holds_the_package_and_its_licence_and_nothing_else(wheel: Path) -> None:
    shipped = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in shipped} == {"pipeline", "casegrade"}
    assert any(name.endswith("licenses/LICENSE") for name in shipped)


def test_an_installed_casegrade_finds_its_rubrics(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from pipeline.__main__ import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, "rubric", "star-story"],
        cwd=elsewhere, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "star-story" in done.stdout
