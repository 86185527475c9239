"""``python -m pipeline``: the same command as ``casegrade``."""

from __future__ import annotations

import sys

from pipeline.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
