"""``python -m tests.golden``: write every golden file anew; the diff shows what a change does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent


def main() -> int:
    """Run the tests that compare golden files, told to write instead of to compare."""
    holders = sorted(str(path) for path in TESTS.glob("test_*.py") if "golden" in path.read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *holders, *sys.argv[1:]]
    return subprocess.call(command, env={**os.environ, "CASEGRADE_WRITE_GOLDEN": "1"})


if __name__ == "__main__":
    sys.exit(main())
