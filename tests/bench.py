"""``python -m tests.bench``: what grading costs, as medians of paired runs (A B A B …).

CPU is user plus system time of the child process. Absolute times belong to this machine; ratios travel.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.command import ROOT
from tests.stories import story

RUNS = 5
SEED = 20261121


def generated(folder: Path, number: int) -> None:
    """A repository's worth of single-page studies: the story with its bullets shuffled by a fixed seed."""
    chosen = random.Random(SEED)  # noqa: S311 - the same studies every time
    for index in range(number):
        rows = story().split("\n")
        bullets = [n for n, row in enumerate(rows) if row.startswith("- ") and n > 12]
        order = chosen.sample(bullets, len(bullets))
        texts = [rows[n] for n in order]
        for place, text in zip(bullets, texts, strict=True):
            rows[place] = text
        study = folder / "studies" / f"study-{index}"
        study.mkdir(parents=True)
        (study / "README.md").write_text("\n".join(rows), encoding="utf-8")


def cpu(*command: str, cwd: Path) -> float:
    """Seconds of CPU that ``command`` takes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CASEGRADE_CACHE": str(cwd / "cache")}
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return used.ru_utime + used.ru_stime


def paired(label: str, one: tuple[str, ...], other: tuple[str, ...], cwd: Path) -> None:
    """Print the median of both and of their ratios, run in turn."""
    pairs = [(cpu(*one, cwd=cwd), cpu(*other, cwd=cwd)) for _ in range(RUNS)]
    first, second = (median(times) for times in zip(*pairs, strict=True))
    ratio = median(a / b for a, b in pairs)
    print(f"{label:<52} {first:7.2f} s {second:7.2f} s   ratio {ratio:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=300, help="how many studies to generate (default: 300)")
    number = parser.parse_args().studies
    grade = (sys.executable, "-m", "pipeline", "grade")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generated(folder, number)
        few = folder / "few"
        generated(few, max(1, number // 10))
        print(f"{'CPU, median of ' + str(RUNS) + ' paired runs':<52} {'A':>9} {'B':>9}")
        paired(
            "A: grade one study, cold   B: python -c pass",
            (*grade, "--no-cache", "studies/study-0"),
            (sys.executable, "-c", "pass"),
            folder,
        )
        paired(
            "A: check one study         B: grade it, both cold",
            (sys.executable, "-m", "pipeline", "check", "--no-cache", "studies/study-0"),
            (*grade, "--no-cache", "studies/study-0"),
            folder,
        )
        paired(
            f"A: grade {number} studies, warm   B: cold",
            (*grade, "--jobs", "1", "studies"),
            (*grade, "--jobs", "1", "--no-cache", "studies"),
            folder,
        )
        paired(
            f"A: grade {number} studies         B: a tenth of them",
            (*grade, "--jobs", "1", "--no-cache", "studies"),
            (*grade, "--jobs", "1", "--no-cache", "few/studies"),
            folder,
        )


if __name__ == "__main__":
    main()
