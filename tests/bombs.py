"""``python -m tests.bombs``: the child of the cage, in which the slug of a study says what reading it does.

No input is known that does these things to the grader of today. What must hold is that it would not matter.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NoReturn

from pipeline import limits
from pipeline.cage import allow
from pipeline.cli import caged
from pipeline.cli.work import Worker
from pipeline.errors import InputError
from pipeline.load import Place, Source
from pipeline.report import StudyReport

FORGED = '1 {"told": "forged"}\n'
_grade = Worker.grade


def crash() -> None:
    ctypes.string_at(0)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def allocate() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(16 * limits.MIB))


def fill() -> None:
    """A file that is nowhere but in memory: elsewhere a right to write could be what is missing."""
    os.write(os.memfd_create("casegrade"), b"x")


def leave() -> NoReturn:
    os._exit(0)


def babble() -> None:
    """Say what looks like an answer, by every way that a library prints."""
    sys.stdout.write(FORGED)
    sys.stdout.flush()
    os.write(1, FORGED.encode())
    os.write(2, b"::error::" + b"x" * 200 * limits.KIB + b"\n")


def dig() -> None:
    dig()


def refuse() -> None:
    raise InputError("the file went away", place="studies/refuse/README.md")


def call() -> None:
    """A socket of this process."""
    socket.socket()


def send() -> None:
    """A socket of a process that this one starts."""
    program = "import socket; socket.socket()"
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert b"PermissionError" in done.stderr
    raise PermissionError


def peek() -> None:
    """Nothing of the environment that the parent was started with."""
    assert set(os.environ) <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONUTF8"}


def mark(parent: int) -> str:
    """Something to know a process by that belongs to this run of the tests."""
    return f"# hung below {parent}"


def hang() -> None:
    """Sleep, and let a child of one's own sleep."""
    subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(600)  {mark(os.getppid())}"])
    time.sleep(600)


def spin() -> None:
    allow(1)
    while True:
        pass


BOMBS: Mapping[str, Callable[[], None]] = MappingProxyType(
    {
        each.__name__: each
        for each in (crash, kill, allocate, fill, leave, babble, dig, refuse, call, send, peek, hang, spin)
    }
)


def grade(self: Worker, source: Source, place: Place) -> StudyReport:
    """The report of the study, after what its name stands for."""
    BOMBS.get(place.slug, lambda: None)()
    return _grade(self, source, place)


if __name__ == "__main__":
    Worker.grade = grade  # type: ignore[method-assign]
    caged.main()
