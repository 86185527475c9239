"""The parser, and the only module that knows which one it is: pulldown-cmark through pyromark.

Metadata blocks stay off: the option would swallow a ``---`` pair in the middle of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import pyromark

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
)

_SIGNS = {"Start": "+", "End": "-"}

Handler = Callable[[Any, int, int], None]
"""Takes what the event says, its first byte, and the byte after its last.

What it says is the text of a leaf, the fields of a start, or None.
"""


def follow(text: str, handlers: Mapping[str, Handler]) -> None:
    """Tell ``handlers`` what ``text`` is made of, in order: flat, however deep it nests.

    Names are those of pulldown-cmark; what starts has a ``+`` before its name, what ends a ``-``.
    """
    # An event is its name, or a dictionary of one key: its name and what it says.
    for event, span in cast("Iterator[tuple[Any, dict[str, int]]]", pyromark.events_with_range(text, options=_OPTIONS)):
        name: str
        data: Any
        name, data = (event, None) if isinstance(event, str) else event.popitem()
        if name in _SIGNS:
            sign = _SIGNS[name]
            name, data = (data, None) if isinstance(data, str) else data.popitem()
            name = sign + name
        handler = handlers.get(name)
        if handler:
            handler(data, span["start"], span["end"])
