"""The child's side: what a process gives up before it reads anything that is not trusted."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from types import ModuleType
from typing import BinaryIO

from pipeline import limits
from pipeline.cage.sockets import shut


def confine() -> BinaryIO:
    """Put up every wall that this system has; where answers go from now on.

    Standard output becomes standard error, so that nothing that is printed passes for an answer.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource = _resource()
    if resource:
        # Not the address space: the engine of diagrams is a child of this one, and V8 reserves much that it never uses.
        _hold(resource, "RLIMIT_DATA", limits.CAGE_BYTES)
        _hold(resource, "RLIMIT_FSIZE", 0)
        _hold(resource, "RLIMIT_CORE", 0)
    if not shut():
        sys.stderr.write("casegrade: this system cannot keep the process that reads studies from the network\n")
        sys.stderr.flush()
    return answers


def allow(seconds: int) -> None:
    """From now on this process may use so much processor time; then it ends."""
    resource = _resource()
    if resource:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))


def _hold(resource: ModuleType, name: str, most: int) -> None:
    """Never more than ``most``, for this process and all that it starts; not every system knows every limit."""
    with suppress(AttributeError, OSError, ValueError):
        resource.setrlimit(getattr(resource, name), (most, most))


def _resource() -> ModuleType | None:
    """Python's own module of limits; Windows has none."""
    try:
        import resource
    except ImportError:
        return None
    return resource
