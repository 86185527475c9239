"""Regular expressions that are compiled when they are first used.

Compiling all that the probes know takes longer than checking a study, and no command needs all.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub")


class Lazy:
    """Stands for ``re.compile(text, flags)``; after its first use it costs what a compiled one does."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """A method that is not there yet: all of them come from the compiled pattern."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern ``text``, compiled when one of its methods is first called."""
    return cast("re.Pattern[str]", Lazy(text, flags))
