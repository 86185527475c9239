"""`python -m tests.fuzz [TARGET…] [--seconds N]`: each target in a process of its own, under a limit of memory.

An input that breaks something is written to `tests/fuzz/found`; mend the fault and move the file to the corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.mutator import MOST, inputs

HERE = Path(__file__).parent
CORPUS, FOUND = HERE / "corpus", HERE / "found"
SLOWEST = 20
"""Seconds for one input; atheris ends the search there."""
MEMORY_MIB = 2_048


TARGETS = tuple(sorted(folder.name for folder in CORPUS.iterdir()))


def seeds(name: str) -> list[bytes]:
    """The inputs that are kept for a target."""
    return [path.read_bytes() for path in sorted((CORPUS / name).glob("*"))]


def guided(name: str, seconds: int) -> None:
    """Search with atheris, which sees what each input reaches; it prints what it tried and ends the process."""
    import atheris

    # New inputs go to the first folder and are forgotten: the corpus is chosen by hand.
    fresh = HERE.parents[1] / ".cache" / "fuzz" / name
    for folder in (fresh, FOUND):
        folder.mkdir(parents=True, exist_ok=True)
    limits = (f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY_MIB}", f"-max_len={MOST}")
    where = (f"-artifact_prefix={FOUND}/{name}-", str(fresh), str(CORPUS / name))
    with atheris.instrument_imports(include=["pipeline"]):
        from tests.fuzz import targets
    words = [sys.argv[0], "-print_final_stats=1", "-verbosity=0", *limits, *where]
    atheris.Setup(words, targets.TARGETS[name])
    atheris.Fuzz()


def blind(name: str, seconds: int) -> None:
    """Search with our own mutator."""
    import resource  # not on Windows

    from tests.fuzz import targets

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MIB << 20, MEMORY_MIB << 20))
    end, tried = time.monotonic() + seconds, 0
    for data in inputs(seeds(name), seed=time.time_ns()):
        if time.monotonic() > end:
            break
        tried += 1
        _try(targets.TARGETS[name], name, data)
    sys.stderr.write(f"stat::number_of_executed_units: {tried}\n")


def _try(target: Callable[[bytes], None], name: str, data: bytes) -> None:
    try:
        target(data)
    except Exception:
        FOUND.mkdir(exist_ok=True)
        kept = FOUND / f"{name}-{hashlib.sha256(data).hexdigest()[:16]}"
        kept.write_bytes(data)
        sys.stderr.write(f"kept as {kept}\n")
        raise


def _target(name: str) -> str:
    if name not in TARGETS:
        raise argparse.ArgumentTypeError(f"no target is called {name}")
    return name


def main() -> int:
    """Run the targets one after the other; 1 if any of them broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", type=_target, metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=20, help="for each target")
    parser.add_argument("--blind", action="store_true", help="without atheris")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    way = "blind" if asked.blind or find_spec("atheris") is None else "guided"
    if asked.here:
        (blind if way == "blind" else guided)(asked.targets[0], asked.seconds)
        return 0
    return max(int(_told(name, way, asked.seconds)) for name in asked.targets or TARGETS)


def _told(name: str, way: str, seconds: int) -> bool:
    """Search in a child and print a line about it; whether it broke."""
    words = [
        sys.executable,
        "-m",
        "tests.fuzz",
        name,
        "--here",
        f"--seconds={seconds}",
        *(["--blind"] * (way == "blind")),
    ]
    done = subprocess.run(words, cwd=HERE.parents[1], capture_output=True, check=False)
    said = done.stderr.decode("utf-8", "replace") + done.stdout.decode("utf-8", "replace")
    tried = [line.split()[-1] for line in said.splitlines() if "number_of_executed_units" in line]
    sys.stdout.write(f"{name:14} {way:7} {(tried or ['?'])[0]:>9} inputs  {'BROKE' if done.returncode else 'held'}\n")
    sys.stdout.write(said[-3_000:] if done.returncode else "")
    sys.stdout.flush()
    return bool(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
