"""Which stretches of a study stand word for word in a known template.

Templates are kept as hashes of five words in a row (``schema/templates.json``): enough to
recognise their guidance, not enough to read it. The examples of our own rubrics are kept as their
words too, so that one is known after its figures were changed and its words moved.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from pipeline.facts.ordinary import JOINING
from pipeline.facts.outline import normal
from pipeline.facts.units import text
from pipeline.schema import schema_text
from pipeline.study import Block, Fence, List, Paragraph, Table

WIDTH = 5
LEAST = 3
BYTES = 4
"""32 bits a hash: with ten thousand known, one stretch in 400,000 is taken for a template's by chance."""
TELLING = 4
"""Letters of a word that says what a sentence is about."""
FEWEST = 3
"""Such words of a line that is compared: shorter ones are common property."""
SHORT = 5
"""A line of fewer must have all its words in the example, and hold most of the example's."""
MOST = 85
"""Percent of a longer line's words in one example: it is the example with other figures or a few new words."""
Blocks = Iterable[Block]


def shingles(parts: Iterable[Blocks]) -> Iterator[str]:
    """Hashes of every five words in a row of the text, lists, table rows and drawings of each part.

    A part of three or four words is one stretch by itself.
    """
    for blocks in parts:
        words = normal(" ".join(map(_text, blocks))).split()
        if LEAST <= len(words) < WIDTH:
            yield _shingle(" ".join(words))
        rows = zip(*(words[start:] for start in range(WIDTH)), strict=False)
        yield from map(_shingle, map(" ".join, rows))


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
    return sum(map(known().__contains__, found)), len(found)


def telling(text: str) -> frozenset[str]:
    """The words of a line that say what it is about: no figures, no joining words, none of three letters."""
    words = normal(text).split()
    return frozenset(word for word in words if len(word) >= TELLING and word.isalpha() and word not in JOINING)


def is_example(text: str) -> bool:
    """Whether a line is made of the words of one example of our rubrics, whatever their order and its figures."""
    words = telling(text)
    if len(words) < FEWEST:
        return False
    shared = Counter(example for word in words for example in _homes().get(word, ()))
    if len(words) < SHORT:
        whole = (example for example, common in shared.items() if common == len(words))
        return any(len(words) * 100 >= MOST * len(_examples()[example]) for example in whole)
    return max(shared.values(), default=0) * 100 >= MOST * len(words)


@cache
def _examples() -> Sequence[frozenset[str]]:
    return tuple(frozenset(words.split()) for words in _stored()["examples"])


@cache
def _homes() -> Mapping[str, tuple[int, ...]]:
    """Each telling word with the numbers of the examples that it stands in."""
    homes: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(_examples()):
        for word in sorted(words):
            homes[word].append(number)
    return {word: tuple(numbers) for word, numbers in homes.items()}


@cache
def _stored() -> Any:
    return json.loads(schema_text("templates.json"))


@cache
def known() -> frozenset[str]:
    """The hashes of the templates that come with this installation."""
    return frozenset(_stored()["shingles"])
