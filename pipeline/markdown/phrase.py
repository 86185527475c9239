"""Running text as it comes from the parser: words, the bold runs among them, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.markdown.titles import is_decoration, is_keycap_title, reads_as_title

_JOINT = re.compile(r"\s*(?:[:：–—→]|--?(?=\s))")
_COLONS = (":", "：")
_ARROWS = re.compile("[\u2190-\u2193\u2b05-\u2b07\u27a1«»‹›]|\\b(?:next|previous|prev|back|home)\\b", re.IGNORECASE)
_RUN_IN = 8
"""So many words at most has a heading that runs into its paragraph: "**Crash test.** Nine nodes were killed"."""


class Stretch:
    """One source line of running text. ``bold`` are the parts in bold, from and to.

    ``broken`` tells whether a bold run goes on in the next line.
    """

    __slots__ = ("bold", "broken", "parts", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.parts: list[str] = []
        self.bold: list[tuple[int, int]] = []
        self.broken = False

    def text(self) -> str:
        """The words with single spaces."""
        return " ".join("".join(self.parts).split())

    def label(self, *, last: bool) -> str:
        """The bold run it opens with if a colon, a dash or the line's end follows, or a stop ends it; else ""."""
        run = self._opening_run()
        if run is None or (self.broken and len(self.bold) == 1):
            return ""
        words = " ".join("".join(self.parts[run[0] : run[1]]).split())
        after = "".join(self.parts[run[1] :])
        if (
            words.endswith(_COLONS)
            or _JOINT.match(after)
            or (not after.strip() and (not last or reads_as_title(words)))
            or (words.endswith(".") and after.strip() and len(words.split()) <= _RUN_IN)
        ):
            return words.rstrip("：:. \t")
        return ""

    def speaks_first(self) -> bool:
        """Whether the line starts a statement of its own: a label with a colon, an emoji numeral."""
        run = self._opening_run()
        if run is None or self.broken:
            return is_keycap_title(self.text()) if self.parts and not self.bold else False
        words = "".join(self.parts[run[0] : run[1]]).rstrip()
        return words.endswith(_COLONS) or "".join(self.parts[run[1] :]).lstrip().startswith(_COLONS)

    def title(self) -> str:
        """The words if the whole line is one bold run that reads as a heading; else ""."""
        text = self.text()
        if not self.bold:
            return text if is_keycap_title(text) else ""
        run = self._opening_run()
        if run is None or len(self.bold) > 1 or not is_decoration("".join(self.parts[run[1] :])):
            return ""
        return text if reads_as_title(text) else ""

    def _opening_run(self) -> tuple[int, int] | None:
        if not self.bold or self.bold[0][0] == self.bold[0][1]:
            return None
        start, end = self.bold[0]
        return (start, end) if not start or is_decoration("".join(self.parts[:start])) else None


class Phrase:
    """Gathers one run of inline content: a paragraph, a heading, a cell, an item's own words."""

    __slots__ = ("_bold", "_bold_from", "linked", "links", "quiet", "stretches")

    def __init__(self, start: int) -> None:
        self.stretches = [Stretch(start)]
        self.quiet = 0
        """How many images we are in: a reader sees the picture, not its alternative text."""
        self.linked: list[str] = []
        self.links = 0
        self._bold = 0
        self._bold_from = 0

    def add(self, text: str) -> None:
        """Words as a reader sees them."""
        if not self.quiet:
            self.stretches[-1].parts.append(text)

    def turn(self, start: int) -> None:
        """A line of the file ends; the next begins at byte ``start``."""
        if self._bold:
            self._end_run()
            self.stretches[-1].broken = True
        self.stretches[-1].parts.append(" ")
        self.stretches.append(Stretch(start))
        self._bold_from = 0

    def bold(self, *, on: bool) -> None:
        """Bold starts or ends; runs may nest, and HTML's may end without a start."""
        if on:
            if not self._bold:
                self._bold_from = len(self.stretches[-1].parts)
            self._bold += 1
        elif self._bold:
            self._bold -= 1
            if not self._bold:
                self._end_run()

    def _end_run(self) -> None:
        last = self.stretches[-1]
        last.bold.append((self._bold_from, len(last.parts)))

    def text(self) -> str:
        """All words with single spaces."""
        if len(self.stretches) == 1:
            return self.stretches[0].text()
        return " ".join("".join([part for stretch in self.stretches for part in stretch.parts]).split())

    def label(self) -> str:
        """The label of the first line."""
        return self.stretches[0].label(last=len(self.stretches) == 1)

    def statements(self) -> Iterator[list[Stretch]]:
        """Its lines, cut where a line starts a statement of its own (``**When:** …``)."""
        group = self.stretches[:1]
        for stretch in self.stretches[1:]:
            if stretch.speaks_first() or (len(group) == 1 and is_keycap_title(group[0].text())):
                yield group
                group = []
            group.append(stretch)
        yield group

    def is_navigation(self) -> bool:
        """Whether nothing but links stands here, and they lead on or back: a footer, no heading."""
        if not self.links:
            return False
        text = self.text()
        rest = text
        for words in self.linked:
            rest = rest.replace(" ".join(words.split()), " ", 1)
        return is_decoration(rest) and (self.links > 1 or bool(_ARROWS.search(text)))
