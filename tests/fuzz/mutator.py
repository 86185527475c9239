"""Inputs without a guide, where this Python has no atheris: pieces of the corpus, bent and joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

MOST = 4_096
SIGNS = [bytes([sign]) for sign in b"#>-*|`~[](){}<>&:;,./\\%@!'\"\n\t\r=01"]
SIGNS += [b"---", b"```", b"1e9", "é".encode(), "\u202e".encode(), b"\xff"]


def inputs(corpus: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Without end; the same for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    known = [*corpus, b""]
    while True:
        data = random.choice(known)
        for _ in range(random.randint(1, 8)):
            data = _bent(data, random.choice(known), random)
        yield data[:MOST]


def _bent(data: bytes, other: bytes, random: Random) -> bytes:
    """One change: a sign put in, bytes lost, doubled or altered, or a piece of another input."""
    first, last = sorted(random.randint(0, len(data)) for _ in range(2))
    begin, end = sorted(random.randint(0, len(other)) for _ in range(2))
    middle = random.choice((
        random.choice(SIGNS) * random.choice((1, 1, 2, 50)),
        b"",
        data[first:last] * 2,
        random.randbytes(min(last - first, 8)),
        other[begin:end],
    ))  # fmt: skip
    return data[:first] + middle + data[last:]
