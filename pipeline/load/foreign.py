"""Front matter that is not ours (``--kind``), read as content.

Some collections keep their only figures there. The lines are taken as they stand, not the YAML
values: odd YAML of others must not hide what a person can read, and every line number is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.study import Block, Item, Link, List, Paragraph, Section

TITLE = "Front matter"

_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,60}):(?: +(?P<value>.*)|)")
_ITEM = re.compile(r" *- +")
_BLOCK_MARK = re.compile(r"[|>][+-]?")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{1,2000}")


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    indent: int
    text: str
    item: bool


def section(lines: tuple[str, ...]) -> Section | None:
    """The block ``lines`` (both fences included, the first is line 1) as a section, None if it is empty.

    Top-level values become paragraphs labelled with their key, list items become items.
    """
    blocks = tuple(_blocks(_lines(lines)))
    return Section(TITLE, 2, 1, max(len(lines), 1), blocks) if blocks else None


def links(lines: tuple[str, ...]) -> tuple[Link, ...]:
    """Every web address in the block, with the text of its line."""
    return tuple(
        Link(_plain(line), found.group(), number)
        for number, line in enumerate(lines, 1)
        for found in _ADDRESS.finditer(line)
    )


def _lines(lines: tuple[str, ...]) -> Iterator[_Line]:
    for number, line in enumerate(lines[1:-1], 2):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            item = _ITEM.match(line)
            indent = item.end() if item else len(line) - len(line.lstrip(" "))
            yield _Line(number, indent, _plain(line[indent:]), item is not None)


def _blocks(lines: Iterable[_Line]) -> Iterator[Block]:
    """Group lines: what begins at the margin opens a value, a dash opens an item, the rest goes on."""
    opened: list[_Line] = []
    items: list[list[_Line]] = []
    for line in lines:
        if line.item:
            items.append([line])
        elif items and line.indent:
            items[-1].append(line)
        elif opened and line.indent:
            opened.append(line)
        else:
            yield from _value(opened, items)
            opened, items = [line], []
    yield from _value(opened, items)


def _value(opened: list[_Line], items: list[list[_Line]]) -> Iterator[Block]:
    """A value and its items, unless it says nothing to a reader: switches of a site generator are one word."""
    made = tuple(_made(item) for item in items)
    listed = len(made) > 1 or any(" " in item.text for item in made)
    pair = _PAIR.fullmatch(opened[0].text) if opened else None
    said = " ".join(line.text for line in opened)
    if opened and (listed or len(said.split()) > (2 if pair else 1)):
        yield Paragraph(said, opened[0].number, opened[-1].number, pair.group("key") if pair else "")
    if listed:
        yield List(made, made[0].line, made[-1].end_line)


def _made(item: list[_Line]) -> Item:
    return Item("; ".join(line.text for line in item), item[0].number, item[-1].number)


def _plain(text: str) -> str:
    """One line of YAML as a reader takes it: quotes and block marks around a value are gone."""
    text = text.strip()
    pair = _PAIR.fullmatch(text)
    if not pair:
        return _bare(text)
    value = _bare(pair.group("value") or "")
    return f"{pair.group('key')}: {value}" if value else f"{pair.group('key')}:"


def _bare(value: str) -> str:
    value = value.strip()
    if _BLOCK_MARK.fullmatch(value):
        return ""
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
