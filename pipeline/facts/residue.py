"""Which stretches of a study stand word for word in a known template.

Templates are kept as hashes of five words in a row (``schema/templates.json``): enough to
recognise their guidance, not enough to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b

from pipeline.facts.outline import normal
from pipeline.facts.units import text
from pipeline.schema import schema_text
from pipeline.study import Block, Fence, List, Paragraph, Table

WIDTH = 5
LEAST = 3
BYTES = 4
"""32 bits a hash: with ten thousand known, one stretch in 400,000 is taken for a template's by chance."""
Blocks = Iterable[Block]


def shingles(parts: Iterable[Blocks]) -> Iterator[str]:
    """Hashes of every five words in a row of the text, lists, table rows and drawings of each part.

    A part of three or four words is one stretch by itself.
    """
    for blocks in parts:
        words = normal(" ".join(map(_text, blocks))).split()
        if LEAST <= len(words) < WIDTH:
            yield _shingle(" ".join(words))
        for start in range(len(words) - WIDTH + 1):
            yield _shingle(" ".join(words[start : start + WIDTH]))


@lru_cache(maxsize=16_384)
def _shingle(words: str) -> str:
    """A study is asked as a whole, by sections and by lines."""
    return blake2b(words.encode(), digest_size=BYTES).hexdigest()


def _text(block: Block) -> str:
    """The words of a block; of a table its rows alone, of code only drawings and tables' definitions."""
    if isinstance(block, Table):
        return " ".join(cell for row in block.rows for cell in row.cells)
    if isinstance(block, Fence):
        return block.text if block.language in {"mermaid", "sql"} else ""
    return text(block) if isinstance(block, Paragraph | List) else ""


def borrowed(parts: Iterable[Blocks]) -> tuple[int, int]:
    """How many of the shingles of ``parts`` are known from a template, and how many there are."""
    found = list(shingles(parts))
    return sum(1 for shingle in found if shingle in known()), len(found)


@cache
def known() -> frozenset[str]:
    """The hashes of the templates that come with this installation."""
    return frozenset(json.loads(schema_text("templates.json"))["shingles"])
