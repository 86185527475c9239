"""Pumps every pattern and prints those that are too slow: `python -m tests.pumping [PART OF A MODULE'S NAME]`.

Each pattern is tried on many strings of 4 kB; those that took longest are made again with 100 kB. A linear pattern
needs milliseconds for them, one that backtracks minutes.
"""

from __future__ import annotations

import argparse
import heapq
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from tests.pumping.patterns import Pumped, collect
from tests.pumping.strings import pumped

TRIAL, WHOLE = 4_000, 100_000
SECONDS = 4.0
"""CPU time for one string of 100 kB; a linear pattern stays below a second even with a thousand alternatives."""
KEPT = 3
GROWTH = 3.5
"""Twice the text takes twice the time, four times as long where a pattern looks again from every place."""


class _TooLongError(Exception):
    """A string took longer than it may."""


def _stop(*_: object) -> None:
    raise _TooLongError


def seconds(used: Callable[[str], Any], text: str) -> float:
    """The CPU time that a method of a pattern needs for ``text``; infinite beyond the limit."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    start = time.process_time()
    try:
        used(text)
    except _TooLongError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def methods(pattern: Pumped) -> Iterator[Callable[[str], Any]]:
    """What the package calls on a pattern."""
    made = re.compile(pattern.text, pattern.flags)
    for name in pattern.methods:
        yield (lambda text: sum(1 for _ in made.finditer(text))) if name == "search" else getattr(made, name)


def growth(used: Callable[[str], Any], half: str, whole: str) -> float:
    """How much longer the whole takes than the half, the best of three each; 2 where both are too quick to tell."""
    if seconds(used, whole) < 0.05:
        return 2.0
    least = [min(seconds(used, text) for _ in range(3)) for text in (half, whole)]
    return least[1] / max(least[0], 1e-6)


def worst(pattern: Pumped, most: int, *, grow: bool = False) -> tuple[float, str, int]:
    """The longest time for a string of 100 kB, that string, and how many strings were tried."""
    count = sum(1 for _ in pumped(pattern.text, pattern.flags, 1))
    step = max(count // most, 1)
    slowest, tried = (0.0, ""), 0
    for used in methods(pattern):
        trials = []
        for number, text in enumerate(islice(pumped(pattern.text, pattern.flags, TRIAL), 0, None, step)):
            trials.append((seconds(used, text), number * step))
            if trials[-1][0] > SECONDS:
                return SECONDS * 2, text, tried + len(trials)
        for _, number in heapq.nlargest(KEPT, trials):
            text = next(islice(pumped(pattern.text, pattern.flags, WHOLE), number, None))
            slowest = max(slowest, (seconds(used, text), text))
            half = next(islice(pumped(pattern.text, pattern.flags, WHOLE // 2), number, None)) if grow else ""
            if slowest[0] > SECONDS or (grow and growth(used, half, text) > GROWTH):
                return SECONDS * 2, text, tried + len(trials)
        tried += len(trials)
    return *slowest, tried


def options() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.pumping", description=__doc__)
    parser.add_argument("part", nargs="?", default="", help="only patterns of modules whose name holds this")
    parser.add_argument("--most", type=int, default=100_000, help="strings a pattern; every nth if it has more")
    parser.add_argument("--pattern", help="pump this one instead of ours")
    parser.add_argument("--growth", action="store_true", help="hold 100 kB against 50 kB too")
    parser.add_argument("--share", default="1/1", help="1/2 is the first half of the patterns")
    return parser.parse_args()


def main() -> int:
    """Pump what is asked for. Returns 1 if a pattern is too slow."""
    asked = options()
    signal.signal(signal.SIGVTALRM, _stop)
    number, of = map(int, asked.share.split("/"))
    ours = [Pumped("", asked.pattern, 0)] if asked.pattern else collect()
    chosen = [each for each in ours if asked.part in each.module][number - 1 :: of]
    slow = strings = 0
    longest = 0.0
    for each in chosen:
        took, text, tried = worst(each, asked.most, grow=asked.growth)
        strings += tried
        if took > SECONDS:
            slow += 1
            sys.stdout.write(f"{each.module} {each.methods}\n  {each.text!r}\n  on {text[:60]!r} … {text[-8:]!r}\n")
            sys.stdout.flush()
        else:
            longest = max(longest, took)
    sys.stdout.write(
        f"{len(chosen)} patterns, {strings} strings, {slow} too slow, {longest:.2f} s for the slowest other\n"
    )
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
