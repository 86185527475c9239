"""One way to write a mark: alternatives of a pattern, any of which will do."""

from __future__ import annotations

import re
from collections.abc import Callable

Mark = Callable[[str], bool]


def any_of(*alternatives: str) -> Mark:
    """A test for texts in which one of ``alternatives`` is found; case does not matter."""
    pattern = re.compile("|".join(alternatives), re.IGNORECASE)
    return lambda text: pattern.search(text) is not None
