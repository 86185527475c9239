"""Links and images as the parser meets them, and addresses that stand bare in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.markdown.position import Position
from pipeline.study import Link

_URL = re.compile(rb"https?://[^\s<>|`\"\\]{1,2000}")
_TRAILING = b".,;:!?'*_~]}"
_NESTED = 3
"""Words of an image count for the link around it; deeper nesting is nobody's text."""


@dataclass(slots=True)
class _Open:
    target: str
    line: int
    image: bool
    html: bool
    words: list[str] = field(default_factory=list)


class Links:
    """Gathers ``found`` in reading order of their ends."""

    __slots__ = ("_position", "found", "open")

    def __init__(self, position: Position) -> None:
        self._position = position
        self.open: list[_Open] = []
        """What has begun and not ended, outermost first."""
        self.found: list[Link] = []

    def start(self, target: str, byte: int, *, image: bool = False, html: bool = False) -> None:
        """A link or image begins."""
        self.open.append(_Open(target, self._position.line(byte), image, html))

    def word(self, text: str) -> None:
        """Words of the innermost link."""
        if self.open:
            self.open[-1].words.append(text)

    def end(self, *, html: bool = False) -> str | None:
        """The innermost link ends; its words, None if none was open (HTML may say so)."""
        if not self.open or (html and not self.open[-1].html):
            return None
        ended = self.open.pop()
        words = " ".join("".join(ended.words).split())
        if self.open and len(self.open) <= _NESTED:
            self.open[-1].words.append(words)
        if ended.target:
            self.found.append(Link(words, ended.target, ended.line, ended.image))
        return words

    def end_all(self) -> None:
        """A block ends: so does what HTML left open in it."""
        while self.open:
            self.end()

    def bare(self, start: int, end: int) -> None:
        """Addresses written out in the plain text at those bytes; they may run past ``end``."""
        if self.open:
            return
        data = self._position.data
        at = data.find(b"http", start, end)
        while at >= 0:
            match = _URL.match(data, at)
            if match:
                raw = _trimmed(match[0])
                target = raw.decode(errors="replace")
                self.found.append(Link(target, target, self._position.line(at)))
                at += len(raw)
            at = data.find(b"http", at + 1, end)


def _trimmed(url: bytes) -> bytes:
    """Without the punctuation of the sentence around it; a closing bracket stays if it was opened."""
    while url:
        if url[-1:] == b")" and url.count(b"(") < url.count(b")"):
            url = url[:-1]
        elif url[-1] in _TRAILING:
            url = url.rstrip(_TRAILING)
        else:
            break
    return url
