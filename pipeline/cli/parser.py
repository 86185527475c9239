"""The parser of arguments: a wrong word is told first and in one line, with the word that was probably meant."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

_CHOICE = re.compile(r"([^:]+): invalid choice: '([^']*)' \(choose from (.*)\)", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_OPTION = re.compile(r"--[\w-]+")


class Parser(argparse.ArgumentParser):
    """argparse's own parser, but for how it speaks of what it refuses."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, then where the help is, and end with 2."""
        told = reworded(message.removeprefix("argument "))
        self.exit(2, f"{self.prog}: {told} See `{self.prog} --help`.\n")

    def parse_known_args(  # type: ignore[override]  # typeshed has overloads for other namespaces, of which we have none
        self, args: Sequence[str] | None = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse, and refuse what is left over here: only the command itself knows its options."""
        known, left = super().parse_known_args(args, namespace)
        if left:
            options = [name for name in _OPTION.findall(self.format_help()) if name != "--help"]
            self.error(f"there is no {left[0]!r}.{nearest(left[0], options)}")
        return known, left


def reworded(message: str) -> str:
    """The sentence about a word that is none of those asked for; any other message as a sentence."""
    found = _CHOICE.fullmatch(message)
    if not found:
        return message if message.endswith((".", "?")) else f"{message}."
    place, wrong, known = found.groups()
    words = _WORD.findall(known)
    return f"{place}: {wrong!r} is none of {', '.join(words)}.{nearest(wrong, words)}"


def nearest(word: str, known: Iterable[str], alike: float = 0.5) -> str:
    """`` Did you mean grade?`` where one of the known words is like it, else nothing."""
    import difflib  # only for those who erred

    near = difflib.get_close_matches(word, list(known), 1, alike)
    return f" Did you mean {near[0]}?" if near else ""
