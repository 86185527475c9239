"""`python -m tests.threats [--write] [WORD…]`: run the tests of `docs/threat-model.md`, each in a process of its own.

With words only the tests whose names hold one of them; the figures of the others stay. `--git` measures each
trick of a hostile repository instead. `--write` keeps the figures and, if every test held, writes the page anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from tests.support import ENVIRONMENT
from tests.threats import PAGE, ROOT, names, tricks
from tests.threats.cost import cost
from tests.threats.figures import Figures, Measured, keep, kept, page


def run(test: str) -> Figures | None:
    """What that test takes and tries; nothing if it does not hold."""
    took = cost([sys.executable, "-m", "tests.threats.child", test], ROOT, ENVIRONMENT)
    if took.code:
        sys.stdout.write((took.out + took.err).decode("utf-8", "replace")[-3_000:])
        return None
    told = json.loads(took.out.splitlines()[-1])
    return Figures(round(took.wall, 1), round(took.peak), told["cases"], told["inputs"])


def _run_all(tests: Sequence[str]) -> Measured:
    """Run those tests; the figures of each that held, printed as soon as they are known."""
    found = {}
    for test in tests:
        figures = run(test)
        if figures:
            found[test] = figures
        told = f"{figures.seconds:7.1f} s {figures.mebibytes:5} MiB {figures.inputs:7,}" if figures else "FAILED"
        sys.stdout.write(f"{test:120} {told}\n")
        sys.stdout.flush()
    return found


def _write(tests: Sequence[str], measured: Measured) -> None:
    """Keep the figures of what held, and write the page anew if every test of it has some."""
    text = PAGE.read_text(encoding="utf-8")
    others = {test: figures for test, figures in kept().items() if test not in tests}
    known = {test: figures for test, figures in {**others, **measured}.items() if test in names(text)}
    keep(known)
    if len(known) == len(names(text)):
        PAGE.write_text(page(text, known), encoding="utf-8")


def main() -> int:
    """Run what is asked for; 1 if anything did not hold."""
    parser = argparse.ArgumentParser(prog="python -m tests.threats", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD", help="only tests whose names hold one of these")
    parser.add_argument("--write", action="store_true", help="keep the figures and write the page anew")
    parser.add_argument("--git", action="store_true", help="measure the tricks of a hostile repository, one by one")
    asked = parser.parse_args()
    if asked.git:
        return tricks.main(keep=asked.write)
    tests = [
        test
        for test in names(PAGE.read_text(encoding="utf-8"))
        if not asked.words or any(word in test for word in asked.words)
    ]
    measured = _run_all(tests)
    sys.stdout.write(f"{len(tests)} tests, {len(tests) - len(measured)} did not hold\n")
    if asked.write:
        _write(tests, measured)
    return int(len(measured) < len(tests))


if __name__ == "__main__":
    sys.exit(main())
