"""``python -m tests.measurements.reading_speed``: CPU time to read Markdown, of plain pages and of hostile ones."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator

from pipeline.limits import PAGE_BYTES
from pipeline.markdown import parse
from tests.command import ROOT
from tests.test_markdown_properties import FAMILIES, SHAPES

ROUNDS = 20


def seconds(text: str) -> float:
    """CPU time of reading one page."""
    lines = tuple(text.split("\n"))
    start = time.process_time()
    parse(lines, 1)
    return time.process_time() - start


def table() -> Iterator[str]:
    """One line a measurement."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "studies").glob("*/README.md")))
    size = len(text.encode())
    took = statistics.median(seconds(text) for _ in range(ROUNDS))
    yield f"studies of this repository: {size / 1000:.0f} kB in {took * 1000:.0f} ms, {size / took / 1e6:.1f} MB/s"
    pumped = {piece[:20]: seconds((piece * PAGE_BYTES)[:PAGE_BYTES]) for piece in FAMILIES}
    shaped = {f"shape {number}": seconds(shape[:PAGE_BYTES]) for number, shape in enumerate(SHAPES)}
    took, slowest = max((took, piece) for piece, took in {**pumped, **shaped}.items())
    yield f"{len(FAMILIES) + len(SHAPES)} hostile pages of at most 128 KiB: slowest {took * 1000:.0f} ms ({slowest!r})"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
