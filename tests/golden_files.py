"""Golden files: what an output looked like when somebody last read it and was content."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent / "golden"
REWRITE = "CASEGRADE_WRITE_GOLDEN"


def golden(name: str, text: str) -> None:
    """Compare ``text`` with ``tests/golden/<name>``, byte for byte; rewrite it if the environment says so."""
    path = ROOT / name
    if os.environ.get(REWRITE) == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    expected = path.read_bytes().decode() if path.exists() else ""
    assert text == expected, f"{name} differs: look at it, then run with {REWRITE}=1"
