"""Brackets of code that do not pair: one that is never closed, or one closed by another's sign.

Signs within strings and comments are none; whoever asks has them blanked out first (`blanked`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Unpaired:
    """Where brackets stop to pair: the offset of the one opened, and of the one that closes it wrongly.

    ``opened`` is None for a closing sign without any before it; ``closed`` is None at the end of the text.
    """

    opened: int | None
    closed: int | None


def unpaired(code: str, openings: str = "([{") -> Unpaired | None:
    """The first place at which the brackets of those kinds do not pair; None where all do."""
    closings = {PAIRS[sign] for sign in openings}
    waiting: list[int] = []
    for at, sign in enumerate(code):
        if sign in openings:
            waiting.append(at)
        elif sign in closings:
            opened = waiting.pop() if waiting else None
            if opened is None or PAIRS[code[opened]] != sign:
                return Unpaired(opened, at)
    return Unpaired(waiting[-1], None) if waiting else None


def blanked(text: str, *unwanted: re.Pattern[str]) -> str:
    """``text`` with spaces for what those patterns find; every sign stays in its place and line."""
    for each in unwanted:
        text = each.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), text)
    return text
