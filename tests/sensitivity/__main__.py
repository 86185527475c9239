"""`python -m tests.sensitivity`: print the matrix; with `--write`, keep it in docs/sensitivity.md.

Ends with 1 where the answers are fewer than ``page.ANSWERED``, or move more than ``page.MOVED``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.sensitivity.matrix import trials
from tests.sensitivity.page import page, short

PAGE = Path(__file__).parents[2] / "docs" / "sensitivity.md"


def main() -> int:
    """Try every plant and tell what came of it."""
    tried = trials()
    text = page(tried)
    if "--write" in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    failed = short(tried)
    sys.stderr.writelines(f"{line}\n" for line in failed)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
