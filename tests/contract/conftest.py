"""What the contract tests share: the third-party files that `nox -s contract` installs."""

from pathlib import Path

import pytest

from tests.contract.description import Description, read_description

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
