"""Processes measured one by one: CPU time, time on the clock, memory; two commands in turn, A B A B."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu`` (user and system, children too) and ``wall`` in seconds, ``peak`` memory in MiB."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, where and with which environment; its output goes nowhere."""

    words: Sequence[str | Path]
    cwd: Path
    environment: Mapping[str, str]

    def run(self) -> Cost:
        """Run it once. Raises RuntimeError if it ends otherwise than a linter does (0 or 1)."""
        null = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
        before, here = time.perf_counter(), Path.cwd()
        os.chdir(self.cwd)
        try:
            words = [str(word) for word in self.words]
            child = os.posix_spawn(words[0], words, dict(self.environment), file_actions=null)
        finally:
            os.chdir(here)
        _, status, used = os.wait4(child, 0)
        if os.waitstatus_to_exitcode(status) not in {0, 1}:
            raise RuntimeError(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
        return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - before, used.ru_maxrss / 1024)


@dataclass(frozen=True, slots=True)
class Pair:
    """What two commands cost, run in turn."""

    ours: tuple[Cost, ...]
    theirs: tuple[Cost, ...]

    def ratio(self, what: str = "cpu") -> float:
        """The median of the ratios of neighbouring runs."""
        both = zip(self.ours, self.theirs, strict=True)
        return float(median(getattr(our, what) / max(getattr(their, what), 1e-6) for our, their in both))

    def medians(self, what: str = "cpu") -> tuple[float, float]:
        """The medians of both sides."""
        ours, theirs = ([getattr(cost, what) for cost in side] for side in (self.ours, self.theirs))
        return median(ours), median(theirs)


def paired(ours: Command, theirs: Command, rounds: int) -> Pair:
    """Run both in turn, after one round that counts for nothing (it compiles, and fills the disk cache)."""
    ours.run()
    theirs.run()
    runs = [(ours.run(), theirs.run()) for _ in range(rounds)]
    return Pair(tuple(our for our, _ in runs), tuple(their for _, their in runs))
