"""What a process costs with all that it starts: time on the clock and of processors, and memory; Linux only."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.01
"""Seconds between two looks at what is running."""
PAGE_MIB = os.sysconf("SC_PAGE_SIZE") / 2**20 if hasattr(os, "sysconf") else 0


@dataclass(frozen=True, slots=True)
class Cost:
    """How a command ended, what it printed, and what it took: seconds, and MiB of all its processes together.

    ``git`` is the most that one process of that name held.
    """

    code: int
    out: bytes
    err: bytes
    wall: float
    cpu: float
    peak: float
    git: float


def cost(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> Cost:
    """Run that command and watch it. What ends between two looks counts with the most that it held by itself."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start, peak, git = time.perf_counter(), 0.0, 0.0
        child = subprocess.Popen(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        while True:
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
            if ended:
                break
            held = list(_held(child.pid))
            peak = max(peak, sum(size for _, size in held))
            git = max([git, *(size for name, size in held if name == "git")])
            time.sleep(PAUSE)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        peak, cpu = max(peak, used.ru_maxrss / 1024), used.ru_utime + used.ru_stime
        return Cost(child.returncode, out.read(), err.read(), wall, cpu, peak, git)


def _held(process: int) -> Iterator[tuple[str, float]]:
    """Name and resident MiB of a process and of all below it."""
    folder = Path("/proc") / str(process)
    with suppress(OSError, ValueError):  # it has ended
        yield (folder / "comm").read_text().strip(), int((folder / "statm").read_text().split()[1]) * PAGE_MIB
        for children in folder.glob("task/*/children"):
            for child in children.read_text().split():
                yield from _held(int(child))
