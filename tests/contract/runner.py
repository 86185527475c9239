"""Runs a workflow on this machine with act: real steps, a real git server, GitHub's own actions replaced.

They stand in `actions/`, a few lines each; where a checkout asks for no other commit, act copies the work tree itself.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ACTIONS = Path(__file__).parent / "actions"
SLUG = "octo/cases"
Done = subprocess.CompletedProcess[str]
TOKEN = "a-token-for-nobody"
USES = re.compile(r"uses: actions/([a-z-]+)@([0-9a-f]{40})")


def act() -> str:
    """The runner: beside the Python that runs the tests, whether or not its environment is activated."""
    return shutil.which("act", path=str(Path(sys.executable).parent)) or "act"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A folder that holds the served repositories (`octo/cases`), what jobs hand over, and act's own files.

    ``root`` is the repository whose workflows run. ``python`` becomes the environment of every job: what the first
    has installed by hash, the ones after it find there.
    """

    folder: Path
    python: Path
    root: Path = ROOT

    @property
    def repository(self) -> Path:
        """The bare repository that the workflow fetches from."""
        return self.folder / "server" / SLUG

    @property
    def artifacts(self) -> Path:
        """One folder an artifact."""
        return self.folder / "artifacts"

    def run(self, workflow: str, event: str, payload: Mapping[str, Any], *options: str, **env: str) -> Done:
        """Run `.github/workflows/<workflow>`; options are act's, and a failed job gives a code other than 0."""
        path = self.root / ".github" / "workflows" / workflow
        occasion = self.folder / "event.json"
        occasion.write_text(json.dumps(payload), encoding="utf-8")
        command = [act(), event, "--workflows", str(path), "--eventpath", str(occasion)]
        command += ["--directory", str(self.root), "--platform", "ubuntu-24.04=-self-hosted", "--no-cache-server"]
        command += ["--secret", f"GITHUB_TOKEN={TOKEN}"]
        command += [option for name, value in self._variables(env).items() for option in ("--env", f"{name}={value}")]
        command += [option for each in replaced(self.server) for option in ("--local-repository", each)]
        command += options
        home = {**os.environ, "HOME": str(self.folder / "home"), "NO_COLOR": "1"}
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, env=home)

    @property
    def server(self) -> str:
        """What stands in for github.com."""
        return (self.folder / "server").as_uri()

    def _variables(self, more: Mapping[str, str]) -> Mapping[str, str]:
        return {
            "ARTIFACTS": str(self.artifacts),
            "GITHUB_REPOSITORY": SLUG,
            "GITHUB_SERVER_URL": self.server,
            "HOST_PYTHON": sys.executable,
            "JOB_PYTHON": str(self.python),
            "PROJECT": str(self.root),
            **more,
        }


def replaced(server: str) -> list[str]:
    """GitHub's own actions at every pin that stands in our files, each with the folder that takes its place."""
    files = [*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob(".github/actions/*/action.yml")]
    used = {pin for file in files for pin in USES.findall(file.read_text(encoding="utf-8"))}
    return [f"{server}/actions/{name}@{pin}={ACTIONS / name}" for name, pin in sorted(used)]
