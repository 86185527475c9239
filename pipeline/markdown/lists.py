"""Lists while they are being read: items open and close, nested ones among them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.markdown.phrase import Phrase
from pipeline.study import Block, Item, List


@dataclass(slots=True)
class Draft:
    """An item whose words are still coming. ``quotes`` is how many quotes stood around it."""

    line: int
    end_line: int
    depth: int
    quotes: int
    texts: list[str] = field(default_factory=list)
    label: str = ""
    checked: bool | None = None

    def take(self, phrase: Phrase, end_line: int) -> None:
        """Add a run of its own words."""
        text = phrase.text()
        if not text:
            return
        if not self.texts:
            self.label = phrase.label()
        self.texts.append(text)
        self.end_line = max(self.end_line, end_line)

    def item(self) -> Item:
        """The item as read."""
        text = " ".join(self.texts)
        return Item(text, self.line, self.end_line, label=self.label, depth=self.depth, checked=self.checked)


class Lists:
    """The outermost list that is open, all its items, and what stands inside them but is no item."""

    __slots__ = ("_depth", "_drafts", "_first", "_open", "_ordered", "inner")

    def __init__(self) -> None:
        self._depth = 0
        self._first = 0
        self._ordered = False
        self._drafts: list[Draft] = []
        self._open: list[Draft] = []
        self.inner: list[Block] = []

    def __bool__(self) -> bool:
        return self._depth > 0

    @property
    def current(self) -> Draft | None:
        """The innermost open item."""
        return self._open[-1] if self._open else None

    def start(self, line: int, *, ordered: bool) -> None:
        """A list opens, perhaps inside an item."""
        if not self._depth:
            self._first, self._ordered = line, ordered
        self._depth += 1

    def start_item(self, line: int, quotes: int) -> None:
        """An item opens."""
        draft = Draft(line, line, self._depth - 1, quotes)
        self._drafts.append(draft)
        self._open.append(draft)

    def end_item(self) -> None:
        """The innermost item ends."""
        self._open.pop()

    def end(self) -> list[Block]:
        """A list ends; the outermost gives its blocks: itself, then what stood inside its items."""
        self._depth -= 1
        if self._depth:
            return []
        items = tuple(draft.item() for draft in self._drafts)
        last = max(item.end_line for item in items)
        blocks: list[Block] = [List(items, self._first, last, self._ordered), *self.inner]
        self._drafts, self.inner = [], []
        return blocks
