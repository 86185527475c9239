"""How an output is to look: what the person at the other end asked for and can display."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``width`` is in terminal columns; ``quiet`` is a line a study, ``verbose`` everything known.

    Colour is never guessed here: the command line knows the terminal and ``NO_COLOR``.
    """

    colour: bool = False
    width: int = 80
    quiet: bool = False
    verbose: bool = False
