"""Prints one line a measurement: what, ours, theirs, the median ratio, the target."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.bench import load
from tests.bench.generator import Generator, bare_repository
from tests.bench.timing import Command, Pair, paired
from tests.command import ROOT
from tests.support import ENVIRONMENT, repo, write

MARKDOWNLINT = "markdownlint-cli2@0.24.1"
NPM = ROOT / ".cache" / "npm" / "bench"
SEED = 20_260_301
PLAIN_BYTES = 8_000


@dataclass(frozen=True, slots=True)
class Bench:
    """Where things lie, and how much is measured."""

    place: Path
    studies: int
    repository: int
    rounds: int
    load: int
    rumdl: str | None
    markdownlint: Path | None

    def casegrade(self, *words: str | Path, cwd: Path) -> Command:
        """Ours, with a cache and compiled files of its own."""
        clean = {name: value for name, value in ENVIRONMENT.items() if not name.startswith("PYTHON")}
        own = {
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(self.place / "compiled"),
            "CASEGRADE_CACHE": str(self.place / "cache"),
        }
        return Command([sys.executable, "-m", "pipeline", *words], cwd, clean | own)

    def linters(self, cwd: Path, glob: str, path: str) -> Iterator[tuple[str, Command]]:
        """Those of theirs that are installed; one takes a pattern of files, the other a path."""
        environment = dict(ENVIRONMENT)
        if self.markdownlint:
            words: list[str | Path] = [shutil.which("node") or "node", self.markdownlint, glob]
            yield "markdownlint-cli2", Command(words, cwd, environment)
        if self.rumdl:
            yield "rumdl", Command([self.rumdl, "check", "--no-cache", path], cwd, environment)


def one_study(bench: Bench) -> Iterator[str]:
    """A single study with and without diagrams, new and known, graded and checked."""
    plain = Generator(SEED).page(PLAIN_BYTES)
    drawn = next(text for path in _at_hand() if "```mermaid" in (text := path.read_text(encoding="utf-8")))
    targets = {
        "grade new": (0.35, 1.0),
        "grade known": (0.25, 0.25),
        "check new": (0.3, 0.3),
        "check known": (0.15, 0.15),
    }
    for number, (name, text) in enumerate({"without diagrams": plain, "with diagrams": drawn}.items()):
        cwd = write(repo(bench.place / f"one-{number}"), {"studies/one/README.md": text})
        page = "studies/one/README.md"
        for how, limits in targets.items():
            command, state = how.split()
            cache = ["--no-cache"] if state == "new" else []
            ours = bench.casegrade(command, *cache, "studies/one", cwd=cwd)
            for tool, theirs in bench.linters(cwd, page, page):
                if tool != "rumdl":  # what starting Python takes is all that such a pair would tell
                    yield _line(f"one study {name}, {how}", tool, paired(ours, theirs, bench.rounds), limits[number])


def many(bench: Bench) -> Iterator[str]:
    """Single-page studies: new, known, in two processes; memory."""
    cwd = write(repo(bench.place / "many"), dict(Generator(SEED).studies(bench.studies)))
    few = write(repo(bench.place / "few"), dict(Generator(SEED).studies(max(bench.studies // 10, 1))))
    rounds = max(bench.rounds // 4, 1)
    what = f"{bench.studies} studies"
    fresh, known = (bench.casegrade("grade", "--jobs=1", *more, cwd=cwd) for more in (["--no-cache"], []))
    for tool, theirs in bench.linters(cwd, "studies/**/*.md", "studies"):
        new, kept = (1.5, 0.3) if tool == "rumdl" else (0.1, None)
        yield _line(f"{what}, grade new", tool, paired(fresh, theirs, rounds), new)
        yield _line(f"{what}, grade known", tool, paired(known, theirs, rounds), kept)
    two = bench.casegrade("grade", "--jobs=2", "--no-cache", cwd=cwd)
    yield _line(f"{what}, two jobs", "one job", paired(two, fresh, rounds), 0.6, "wall")
    small = bench.casegrade("grade", "--jobs=1", "--no-cache", cwd=few)
    memory = paired(fresh, small, 1)
    yield _line(f"{what}, peak memory", "a tenth of them", memory, 1.2, "peak")
    yield f"{'':60} 200 MiB are the most that it should be"


def growth(bench: Bench) -> Iterator[str]:
    """Ten times the text, without the time that starting takes."""
    sizes = {"tiny": 500, "small": 10_000, "large": 100_000}
    costs = {}
    for name, size in sizes.items():
        text = Generator(SEED).page(size)
        cwd = write(repo(bench.place / name), {"studies/one/README.md": text})
        ours = bench.casegrade("grade", "--no-cache", cwd=cwd)
        costs[name] = paired(ours, ours, bench.rounds).medians()[0], len(text.encode())
    (start, least), (low, less), (high, more) = costs.values()
    text_ratio, ratio = (more - least) / (less - least), (high - start) / max(low - start, 1e-6)
    target = 1.1 * text_ratio
    yield f"{f'growth: {text_ratio:.1f} times the text':60} {ratio:6.2f} times the CPU time{_judged(ratio, target)}"


def pull_request(bench: Bench) -> Iterator[str]:
    """A pull request that touches one study, in a small repository and in a large one."""
    commands = []
    for number in (bench.repository, 10):
        place = bench.place / f"repository-{number}.git"
        studies = islice(Generator(SEED).studies(number), number) if number <= 10 else _copies(number)
        base, head = bare_repository(place, studies, "studies/study-00003/README.md")
        sides = {"number": 1, "base": {"sha": base}, "head": {"sha": head}}
        event = (
            write(bench.place, {f"event-{number}.json": json.dumps({"pull_request": sides})}) / f"event-{number}.json"
        )
        words = ("review", "grade", "--event", event, "--git-dir", place, "--output", os.devnull)
        commands.append(bench.casegrade(*words, cwd=bench.place))
    pair = paired(commands[0], commands[1], bench.rounds)
    yield _line(f"a pull request in {bench.repository} studies", "in 10", pair, 1.2)


def _copies(number: int) -> Iterator[tuple[str, str]]:
    """The same ten studies again and again: only their number is measured."""
    texts = [text for _, text in Generator(SEED).studies(10)]
    return ((f"studies/study-{count:05}/README.md", texts[count % 10]) for count in range(number))


PARTS: dict[str, Callable[[Bench], Iterator[str]]] = {
    "one": one_study,
    "growth": growth,
    "pull-request": pull_request,
    "many": many,
    "load": lambda bench: load.crowd(bench.place, bench.load, bench.casegrade),
    "families": lambda bench: load.families(bench.place, bench.casegrade),
    "limits": lambda bench: load.limits(bench.place, bench.casegrade),
}


def _at_hand() -> list[Path]:
    return sorted((ROOT / "studies").glob("*/README.md"))


def _line(what: str, other: str, pair: Pair, target: float | None, measure: str = "cpu") -> str:
    ours, theirs = pair.medians(measure)
    unit, factor = ("MiB", 1) if measure == "peak" else ("ms", 1000)
    sides = f"{ours * factor:8.0f} {unit}, {other} {theirs * factor:.0f} {unit}"
    return f"{f'{what}, {measure}':60} {sides:44} {pair.ratio(measure):6.2f}{_judged(pair.ratio(measure), target)}"


def _judged(ratio: float, target: float | None) -> str:
    return "" if target is None else f"  target {target:.2f}: {'met' if ratio <= target else 'missed'}"


def _markdownlint() -> Path | None:
    """The pinned linter, installed below ``.cache`` on first use; None where there is no npm."""
    program = NPM / "node_modules" / ".bin" / "markdownlint-cli2"
    npm = shutil.which("npm")
    if not program.exists() and npm:
        NPM.mkdir(parents=True, exist_ok=True)
        words = (npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", NPM)
        subprocess.run([*words, MARKDOWNLINT], check=False, stdout=subprocess.DEVNULL)
    return program if program.exists() else None


def _rumdl() -> str | None:
    beside = Path(sys.executable).parent
    return shutil.which("rumdl", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")


def main() -> None:
    """Measure what is asked for, and print each line as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=PARTS, default=[], metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--studies", type=int, default=150, help="how many single-page studies (3000: half an hour)")
    parser.add_argument("--repository", type=int, default=1000, help="studies of the large repository")
    parser.add_argument("--load", type=int, default=10_000, help="studies of the part `load`")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each pair; a quarter of them for many studies")
    asked = parser.parse_args()
    rumdl, markdownlint = _rumdl(), _markdownlint()
    for name, found in (("rumdl", rumdl), (MARKDOWNLINT, markdownlint)):
        if not found:
            sys.stderr.write(f"{name} is not there: its comparisons are left out\n")
    with tempfile.TemporaryDirectory() as place:
        sizes = (asked.studies, asked.repository, asked.rounds, asked.load)
        bench = Bench(Path(place).resolve(), *sizes, rumdl, markdownlint)
        for part in asked.parts or PARTS:
            for line in PARTS[part](bench):
                sys.stdout.write(f"{line}\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
