"""Inline events of the parser → the phrase that is open, and the links in it."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any

from pipeline.markdown.events import Handler
from pipeline.markdown.links import Links
from pipeline.markdown.phrase import Phrase
from pipeline.markdown.position import Position
from pipeline.markdown.tags import Tag, is_markup, tags


class Words:
    """Gathers words until a block takes them. ``closed``: the HTML tags that have an end tag."""

    __slots__ = ("_closed", "_end", "_phrase", "code", "links")

    def __init__(self, position: Position, closed: frozenset[str]) -> None:
        self._closed = closed
        self._phrase: Phrase | None = None
        self._end = 0
        self.links = Links(position)
        self.code: list[str] | None = None
        """The text of the code block that is open."""

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Event name → what to do with it."""
        return {
            "Text": self.text, "Code": self.word, "SoftBreak": self.turn, "HardBreak": self.turn,
            "InlineHtml": self.inline_html, "Html": self.html,
            "+Strong": self.start_bold, "-Strong": self.end_bold, "+Link": self.start_link, "-Link": self.end_link,
            "+Image": self.start_image, "-Image": self.end_image,
        }  # fmt: skip

    def start(self, byte: int) -> None:
        """A block of running text begins."""
        self._phrase = Phrase(byte)
        self._end = byte

    def take(self) -> tuple[Phrase | None, int]:
        """The phrase so far and the byte where it ends; the next word opens another."""
        phrase, self._phrase = self._phrase, None
        if self.links.open:
            self.links.end_all()
        return phrase, self._end

    def open(self, byte: int) -> Phrase:
        """The phrase that is open; a tight item opens one with its first word."""
        if self._phrase is None:
            self._phrase = Phrase(byte)
        return self._phrase

    def word(self, data: str, start: int, end: int) -> None:
        """Words, or code that stands among them."""
        (self._phrase or self.open(start)).add(data)
        if self.links.open:
            self.links.word(data)
        self._end = end

    def text(self, data: str, start: int, end: int) -> None:
        """Plain words, addresses among them, or a line of code."""
        if self.code is not None:
            self.code.append(data)
            return
        self.word(data, start, end)
        if "http" in data:
            self.links.bare(start, end)

    def turn(self, _data: None, start: int, end: int) -> None:
        """The line ends, the phrase goes on."""
        self.open(start).turn(end)
        self.links.word(" ")

    def start_bold(self, _data: None, start: int, _end: int) -> None:
        """``**``."""
        self.open(start).bold(on=True)

    def end_bold(self, _data: None, start: int, end: int) -> None:
        """``**`` again."""
        self.open(start).bold(on=False)
        self._end = end

    def start_link(self, data: Mapping[str, Any], start: int, _end: int) -> None:
        """Any kind of Markdown link."""
        self.open(start).links += 1
        mail = "mailto:" if data["link_type"] == "Email" else ""
        self.links.start(mail + data["dest_url"], start)

    def end_link(self, _data: None, start: int, end: int) -> None:
        """The link's words are complete."""
        self.open(start).linked.append(self.links.end() or "")
        self._end = end

    def start_image(self, data: Mapping[str, Any], start: int, _end: int) -> None:
        """An image: its alternative text is the link's, not the reader's."""
        self.open(start).quiet += 1
        self.links.start(data["dest_url"], start, image=True)

    def end_image(self, _data: None, start: int, end: int) -> None:
        """The alternative text is complete."""
        self.open(start).quiet -= 1
        self.links.end()
        self._end = end

    def inline_html(self, data: str, start: int, end: int) -> None:
        """One tag among words, or a comment."""
        if data.startswith(("<!", "<?")):
            return
        found = tags(data)
        if found and is_markup(found[0], self._closed):
            self._tag(found[0], start)
            self._end = end
        else:
            self.word(data, start, end)

    def html(self, data: str, start: int, end: int) -> None:
        """A line of an HTML block: the words that are left when the tags are followed."""
        done = 0
        for tag in tags(data):
            if is_markup(tag, self._closed):
                self._raw(data[done : tag.start], start, end)
                self._tag(tag, start)
                done = tag.end
        self._raw(data[done:], start, end)
        self.turn(None, start, end)

    def _raw(self, text: str, start: int, end: int) -> None:
        if text.strip() and not text.lstrip().startswith(("<!", "<?")):
            self.word(unescape(text), start, end)

    def _tag(self, tag: Tag, start: int) -> None:
        """What an HTML tag does to the words around it."""
        name = tag.name.lower()
        if name in {"b", "strong"}:
            self.open(start).bold(on=not tag.closing)
        elif name == "br":
            self.open(start).add(" ")
        elif name == "sup" and not tag.closing:
            self.open(start).add("^")
        elif name == "img":
            self.links.start(tag.value("src"), start, image=True)
            self.links.word(tag.value("alt"))
            self.links.end()
        elif name == "a":
            self._anchor(tag, start)

    def _anchor(self, tag: Tag, start: int) -> None:
        phrase = self.open(start)
        if tag.closing:
            words = self.links.end(html=True)
            phrase.linked += [words] if words else []
        else:
            phrase.links += 1 if tag.value("href") else 0
            self.links.start(tag.value("href"), start, html=True)
