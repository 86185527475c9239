"""How much text GitHub takes, and what is left out when there is more: whole blocks, the least important first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a text may have, in code points and in bytes of UTF-8."""

    points: int
    size: int

    def holds(self, text: str) -> bool:
        """Whether the text is within both limits."""
        return len(text) <= self.points and len(text.encode()) <= self.size


COMMENT = Budget(60_000, 200_000)
"""GitHub refuses a comment of more than 65,536 characters and stores at most 262,144 bytes."""

CHECK = Budget(60_000, 65_000)
"""The summary of a check run ends at 65,535; whether characters or bytes is not documented."""


@dataclass(frozen=True, slots=True)
class Block:
    """Markdown that stands alone. The lower the rank, the longer it stays."""

    text: str
    rank: int = 0


def joined(blocks: Sequence[Block], budget: Budget, rest: str) -> str:
    """The blocks in their order as far as the budget goes.

    Where some are missing, a line in place of the last of them says how many; ``rest`` tells where to find them.
    """
    whole = _GAP.join(block.text for block in blocks)
    if budget.holds(whole):
        return whole
    longest = _note(len(blocks), rest) + _GAP
    kept = _kept(blocks, Budget(budget.points - len(longest), budget.size - len(longest.encode())))
    missing = [index for index in range(len(blocks)) if index not in kept]
    texts = {index: blocks[index].text for index in kept} | {missing[-1]: _note(len(missing), rest)}
    return _GAP.join(texts[index] for index in sorted(texts))


def _note(number: int, rest: str) -> str:
    told = "1 part is" if number == 1 else f"{number} parts are"
    return f"*{told} left out here for length. {rest}*"


def _kept(blocks: Sequence[Block], room: Budget) -> set[int]:
    kept: set[int] = set()
    points = size = 0
    for index in sorted(range(len(blocks)), key=lambda each: (blocks[each].rank, each)):
        text = blocks[index].text + _GAP
        if Budget(room.points - points, room.size - size).holds(text):
            kept.add(index)
            points, size = points + len(text), size + len(text.encode())
    return kept
