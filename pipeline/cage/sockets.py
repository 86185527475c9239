"""No sockets: a filter of system calls that Linux grants to everybody, here and in every process started from here.

A network namespace would do as well, but runners of today keep people without rights from making one.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

_ARCHITECTURES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""How the kernel names the architecture, and the number of ``socket`` in it."""
_IO_URING_SETUP = 425  # a ring opens sockets without that call
_OTHER_NUMBERS = 0x40000000  # on x86-64 the same calls once more, as 32-bit programs make them
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOWED, _REFUSED = 0x7FFF0000, 0x00050000 | 13  # EACCES: "Permission denied"
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def shut() -> bool:
    """Refuse every new socket from now on, for good. False where this system cannot."""
    known = _ARCHITECTURES.get(platform.machine())
    if sys.platform != "linux" or known is None or struct.calcsize("P") != 8:
        return False
    steps = _steps(*known)
    program = _Program(len(steps), b"".join(steps))
    libc = ctypes.CDLL(None)
    # Without new privileges, sudo is of no use either.
    held: int = libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    filtered: int = libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0)
    return held == filtered == 0


def _steps(architecture: int, socket: int) -> list[bytes]:
    """The filter: what is refused jumps to the last step, all else falls through to the one before it."""
    step = struct.Struct("=HBBI").pack
    return [
        step(_LOAD, 0, 0, _ARCHITECTURE),
        step(_EQUAL, 0, 5, architecture),
        step(_LOAD, 0, 0, _NUMBER),
        step(_AT_LEAST, 3, 0, _OTHER_NUMBERS),
        step(_EQUAL, 2, 0, socket),
        step(_EQUAL, 1, 0, _IO_URING_SETUP),
        step(_RETURN, 0, 0, _ALLOWED),
        step(_RETURN, 0, 0, _REFUSED),
    ]
