"""What is wrong with a YAML text, before anybody decides whether that is a fault or an error."""

from __future__ import annotations

from dataclasses import dataclass

SYNTAX = "front-matter.syntax"
LIMITS = "layout.limits"
KEPT = 10
"""Nobody mends more at one sitting; a hostile file could hold thousands."""


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """``line`` counts from 1 in the file. ``message`` has no full stop, ``fix`` is a sentence."""

    line: int
    message: str
    fix: str
    rule: str = SYNTAX


class UnreadableError(Exception):
    """The text gives no data. ``flaws`` is never empty, in the order of lines."""

    def __init__(self, *flaws: Flaw) -> None:
        super().__init__(flaws[0].message)
        self.flaws = tuple(sorted(set(flaws)))[:KEPT]
