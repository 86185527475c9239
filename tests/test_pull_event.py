"""What a command hands on to the job that grades is the pull request that GitHub told of, and nothing is lost."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.bot.event import PullRequest, read_event
from pipeline.cli.review_command import handed_on as told
from tests.bot_cases import pulled
from tests.command import ROOT


def handed_on(pull: PullRequest, folder: Path) -> PullRequest:
    """Through the outputs of the one job, the variables of the other, and its script."""
    env = {name.upper(): value for name, value in told(pull).items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    script, event = ROOT / ".github/bin/pull-event", folder / "event.json"
    subprocess.run(["bash", script, event], env=env | {"PATH": path}, check=True)
    return read_event(event)


@pytest.mark.skipif(os.name == "nt", reason="the workflows run on Ubuntu")
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"author_association": "FIRST_TIMER"},
        {"author_association": "FIRST_TIME_CONTRIBUTOR", "draft": True},
        {"author_association": "CONTRIBUTOR", "locked": True},
        {"user": {"login": "dependabot[bot]", "type": "Bot"}},
    ],
)
def test_it_is_the_same_pull_request(tmp_path: Path, changes: dict[str, Any]) -> None:
    pull = pulled(**changes)
    assert handed_on(pull, tmp_path) == pull
