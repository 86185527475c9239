"""Reports in a directory, one file each, found by a digest of all that they follow from."""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline import limits
from pipeline.cache.codec import decode, encode
from pipeline.cache.own import mark
from pipeline.report import StudyReport

ENTRY_BYTES = 64 * limits.KIB
"""The most that a kept report takes on disk, packed; typical are 4 KiB."""
_UNPACKED_BYTES = 2 * limits.MIB
SHARD_ENTRIES = 128
"""The most files of one of 256 directories: 32,768 reports, some 130 MiB."""
_DIGEST_BYTES = 32
# Whatever damaged data can make json, zlib and the classes of a report raise.
_FLAWS = (OSError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError, zlib.error)


class Store:
    """The reports kept in the directory ``folder``, which is made when the first is kept.

    Several processes may use one directory at a time: a file appears whole or not at all.
    Nothing here ever raises for the state of the directory.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = mark()

    def key(self, parts: Iterable[Iterable[str]]) -> str:
        """A digest of ``parts`` and of this program: what must be equal for a report to be used again."""
        whole = json.dumps([self._mark, *map(list, parts)], separators=(",", ":"))
        return hashlib.sha256(whole.encode()).hexdigest()

    def get(self, key: str) -> StudyReport | None:
        """The report kept under ``key``; None if there is none, or none that can be trusted to be whole."""
        try:
            with self._file(key).open("rb") as file:
                data = file.read(ENTRY_BYTES + 1)
            if len(data) > ENTRY_BYTES or _seal(key, data[_DIGEST_BYTES:]) != data[:_DIGEST_BYTES]:
                return None
            return decode(zlib.decompressobj().decompress(data[_DIGEST_BYTES:], _UNPACKED_BYTES).decode())
        except _FLAWS:
            return None

    def put(self, key: str, report: StudyReport) -> None:
        """Keep ``report`` under ``key``, if that can be done.

        A report that tells of a fault of the grader is not kept: the next run may fare better.
        """
        if any(reason.startswith("error:") for reason in report.verdict.reasons):
            return
        with suppress(OSError, TypeError):
            packed = zlib.compress(encode(report).encode(), 1)
            if len(packed) <= ENTRY_BYTES - _DIGEST_BYTES:
                _write(self._file(key), _seal(key, packed) + packed)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]


def _seal(key: str, packed: bytes) -> bytes:
    """Shows that the bytes are those that were kept under that key: no more is asked of it."""
    return hashlib.sha256(key.encode() + packed).digest()


def _write(file: Path, data: bytes) -> None:
    shard = file.parent
    shard.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make_room(shard)
    draft = shard / f"{file.name}.{os.getpid()}"
    with draft.open("xb") as opened:  # another machine's process of that number may be writing there
        opened.write(data)
    draft.replace(file)


def _make_room(shard: Path) -> None:
    """Remove the older half of a directory that is full. What another process removed first is gone too."""
    if len(os.listdir(shard)) < SHARD_ENTRIES:  # noqa: PTH208 - names alone: this runs before every write
        return
    aged = sorted((entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(shard))
    for _, path in aged[: len(aged) // 2]:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108 - scandir gives texts
