"""Runs a shipped workflow on this machine with act: real steps, a real git server, GitHub's own actions replaced.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A folder that holds the served repositories (`octo/cases`), what jobs hand over, and act's own files."""

    folder: Path

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
        path = ROOT / ".github" / "workflows" / workflow
        occasion = self.folder / "event.json"
        occasion.write_text(json.dumps(payload), encoding="utf-8")
        server = (self.folder / "server").as_uri()
        variables = {
            "ARTIFACTS": str(self.artifacts),
            "GITHUB_REPOSITORY": SLUG,
            "GITHUB_SERVER_URL": server,
            "HOST_PYTHON": sys.executable,
            "PROJECT": str(ROOT),
            **env,
        }
        command = [str(shutil.which("act")), event, "--workflows", str(path), "--eventpath", str(occasion)]
        command += ["--directory", str(ROOT), "--platform", "ubuntu-24.04=-self-hosted", "--no-cache-server"]
        command += ["--secret", f"GITHUB_TOKEN={TOKEN}"]
        command += [option for name, value in variables.items() for option in ("--env", f"{name}={value}")]
        for name, pin in re.findall(r"uses: actions/([a-z-]+)@([0-9a-f]{40})", path.read_text(encoding="utf-8")):
            command += ["--local-repository", f"{server}/actions/{name}@{pin}={ACTIONS / name}"]
        command += options
        home = {**os.environ, "HOME": str(self.folder / "home"), "NO_COLOR": "1"}
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, env=home)
