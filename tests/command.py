"""The command as people run it: another process, in a directory, with its output."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support import ENVIRONMENT

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> Any:
        """Its JSON output."""
        return json.loads(self.out)


def casegrade(*arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    """Run ``casegrade`` with those arguments in ``cwd``; the cache is kept out of the person's own."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=cwd,
        env={
            **ENVIRONMENT,
            "PYTHONPATH": str(ROOT),
            "CASEGRADE_CACHE": str(cwd / ".git" / "casegrade-cache"),
            "PYTHONUTF8": "0",
            **environment,
        },
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace"))
