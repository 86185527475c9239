"""`python -m tests.sensitivity`: print the matrix; with `--write`, keep it in docs/sensitivity.md."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sensitivity.matrix import trials
from tests.sensitivity.page import page

PAGE = Path(__file__).parents[2] / "docs" / "sensitivity.md"


def main() -> None:
    """Try every plant and tell what came of it."""
    text = page(trials())
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
