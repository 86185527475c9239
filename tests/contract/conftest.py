"""What the contract tests share: the third-party files that `nox -s contract` installs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.description import Description, read_description
from tests.contract.runner import Runner
from tests.contract.stage import Stage, stage
from tests.fake_github import FakeGitHub

PACKAGES = Path(__file__).parents[2] / ".cache/npm/node_modules"


@pytest.fixture(scope="session")
def packages() -> Path:
    """Where the npm packages are."""
    if not PACKAGES.is_dir():
        pytest.skip("the third-party files are not there: run `nox -s contract`")
    return PACKAGES


@pytest.fixture(scope="session")
def description(packages: Path) -> Description:
    """GitHub's own description of its API, cut to what the bot uses."""
    return read_description(packages / "@octokit/openapi/generated/api.github.com.json")


@pytest.fixture(scope="session")
def job_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment in which the jobs of all workflows run."""
    return tmp_path_factory.mktemp("job") / "python"


@pytest.fixture
def runner(tmp_path: Path, job_python: Path) -> Runner:
    """Runs our workflows."""
    return Runner(folder=tmp_path, python=job_python)


@pytest.fixture(name="stage")
def stage_of(packages: Path, runner: Runner) -> Iterator[Stage]:
    """A pull request on a git server and on the fake GitHub, for a workflow of ours."""
    assert packages
    fake = FakeGitHub()
    with fake.running():
        yield stage(runner, fake)
