"""The parent's side: one question, one answer, or why there is none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

from pipeline import limits

PACKAGE_HOME = Path(__file__).parents[2]
NEEDED = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All of the environment that the child sees: what Python and git do not start without, and no token."""
FRAME = b"%d "
"""What stands before each answer: the number of its question."""


class DeadError(Exception):
    """No answer came. ``why`` is a clause for the log; ``slow`` says that the time was up."""

    def __init__(self, why: str, *, slow: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.slow = slow


class Cage:
    """A child that is started for the first question and anew after a death.

    ``module`` is run by Python; it reads ``greeting`` as its first line and then a question a line, each in base64.
    ``say`` takes what the child prints, a line at a time and no more than a log can bear.
    """

    def __init__(self, module: str, greeting: bytes, say: Callable[[str], None]) -> None:
        self._module = module
        self._greeting = greeting
        self._say = say
        self._process: subprocess.Popen[bytes] | None = None
        self._hearing: Thread | None = None
        self._asked = 0

    def ask(self, question: bytes, seconds: float) -> bytes:
        """The line that the child answers. Raises DeadError, and then the child is gone with all that it started."""
        process = self._process or self._start()
        self._asked += 1
        answers: Queue[bytes] = Queue()
        Thread(target=_exchange, args=(process, b64encode(question) + b"\n", answers), daemon=True).start()
        try:
            line = answers.get(timeout=seconds)
        except Empty:
            self.close()
            raise DeadError(f"gave no report within {seconds:.0f} seconds", slow=True) from None
        frame = FRAME % self._asked
        if not line.endswith(b"\n"):
            raise self._death(line)
        if not line.startswith(frame):
            self.close()
            raise DeadError("said what is no report")
        return line.removeprefix(frame)

    def close(self) -> int | None:
        """End the child and its own children; how it ended."""
        process, self._process = self._process, None
        if process is None:
            return None
        _kill(process)
        if self._hearing:
            self._hearing.join(1)  # its last words are the ones that matter
        return process.wait()

    def _death(self, said: bytes) -> DeadError:
        """Why a line was not finished."""
        if len(said) > limits.CAGE_ANSWER_BYTES:
            self.close()
            return DeadError("said more than any report holds")
        process = self._process
        with suppress(subprocess.TimeoutExpired):  # its output has ended, so it is about to end itself
            if process:
                process.wait(1)
        code = self.close() or 0
        slow = code < 0 and -code == getattr(signal, "SIGXCPU", 0)
        return DeadError(_ending(code), slow=slow)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
        process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", self._module],
            cwd=PACKAGE_HOME,
            env={**environment, "PYTHONPATH": str(PACKAGE_HOME), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # so that all that it starts can be ended with it
        )
        self._process, self._asked = process, 0
        self._hearing = Thread(target=_overhear, args=(process.stderr, self._say), daemon=True)
        self._hearing.start()
        with suppress(OSError):  # a child that is gone already is noticed when it is asked
            assert process.stdin
            process.stdin.write(b64encode(self._greeting) + b"\n")
        return process


def _exchange(process: subprocess.Popen[bytes], question: bytes, answers: Queue[bytes]) -> None:
    """Ask, and hand over one line; an unfinished one where the child ended or never stops."""
    assert process.stdin
    assert process.stdout
    line = b""
    with suppress(OSError, ValueError):  # it died, or was ended while we talked
        process.stdin.write(question)
        process.stdin.flush()
        line = process.stdout.readline(limits.CAGE_ANSWER_BYTES + 1)
    answers.put(line)


def _overhear(stream: IO[bytes], say: Callable[[str], None]) -> None:
    """Pass on what the child prints; beyond the limit it is read and dropped, so that the child can go on."""
    left = limits.CAGE_LOG_BYTES
    with stream, suppress(OSError, ValueError):
        while line := stream.readline(limits.KIB):
            left -= len(line)
            if left >= 0:
                say(line.decode("utf-8", "replace").rstrip("\r\n"))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End it with its children, and close its pipes. It is not yet waited for, so nobody else has its number."""
    with suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()


def _ending(code: int) -> str:
    """``crashed (SIGSEGV)``: how a process ended, as a clause."""
    if code >= 0:
        return f"ended without a report (exit {code})"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    words = {"SIGKILL": "was killed, most often for want of memory", "SIGXCPU": "used up its processor time"}
    return f"{words.get(name, 'crashed')} ({name})"
