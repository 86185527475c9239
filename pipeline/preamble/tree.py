"""YAML text → data with the line of every key, read strictly.

The events of the parser are read one by one and the data is built here. libyaml's own composer
recurses in C and kills the process at about 25,000 levels; the event stream does not recurse,
and reading stops at the first level too many.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from pipeline import limits
from pipeline.preamble import characters, scalars, syntax
from pipeline.preamble.flaws import KEPT, LIMITS, SYNTAX, Flaw, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]

_Event = Any  # the stubs leave out the attributes that events have
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # absent where PyYAML was built without libyaml


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is read: size in bytes of UTF-8, levels of nesting, values and keys together."""

    size: int
    depth: int
    nodes: int


STUDY = Bounds(limits.FRONT_MATTER_BYTES, limits.FRONT_MATTER_DEPTH, limits.FRONT_MATTER_NODES)
OWN_FILE = Bounds(limits.MIB, 32, 100_000)


@dataclass(frozen=True, slots=True)
class Tree:
    """``lines`` tells where the key (or list item) at a path stands; no root, no document."""

    data: Any
    lines: Mapping[Path, int]


def read(text: str, *, first_line: int, bounds: Bounds) -> Tree:
    """Read the one document in ``text``, whose first line is ``first_line`` of its file.

    Raises UnreadableError with what is wrong and where; no other exception.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > bounds.size:
        message = f"the YAML is {size / limits.KIB:,.1f} KiB long; at most {bounds.size // limits.KIB} KiB are read"
        raise UnreadableError(Flaw(first_line, message, "Move long text into the page itself.", LIMITS))
    if unsafe := characters.flaws(text, first_line):
        raise UnreadableError(*unsafe)
    composer = _Composer(text, first_line, bounds)
    try:
        tree = composer.document()
    except yaml.YAMLError as error:
        raise UnreadableError(*composer.flaws, syntax.flaw(error, text, first_line)) from None
    if composer.flaws:
        raise UnreadableError(*composer.flaws)
    return tree


class _Composer:
    """Builds the data of one document; ``flaws`` collects what need not end the reading."""

    def __init__(self, text: str, first_line: int, bounds: Bounds) -> None:
        self._events = yaml.parse(text, Loader=_LOADER)
        self._first_line = first_line
        self._bounds = bounds
        self._nodes = 0
        self._lines: dict[Path, int] = {}
        self.flaws: list[Flaw] = []

    def document(self) -> Tree:
        """Build the data; an empty text has no root."""
        data, documents = None, 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(event, "a second YAML document starts here", "Keep one document: remove this line.")
                if event.version or event.tags:
                    self._add(event, "YAML directives (`%…`) are not read", "Remove the line that starts with `%`.")
            elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent | yaml.CollectionStartEvent):
                self._lines[()] = self._line(event)
                data = self._node(event, ())
        return Tree(data, self._lines)

    def _node(self, event: _Event, path: Path, depth: int = 0) -> Any:
        self._admit(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if depth == self._bounds.depth:
            message = f"the nesting goes deeper than {depth} levels here"
            self._stop(event, message, "Flatten the structure, or move the text into the page.", LIMITS)
        return self._list(path, depth) if isinstance(event, yaml.SequenceStartEvent) else self._map(path, depth)

    def _list(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*path, len(items))
            self._lines[here] = self._line(event)
            items.append(self._node(event, here, depth + 1))
        return items

    def _map(self, path: Path, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path, depth)
            here = (*path, key)
            if key in data:
                message = f"the key `{_short(key)}` stands twice, here and on line {self._lines[here]}"
                self._add(event, message, "Keep one of the two; the other would be lost.")
            self._lines.setdefault(here, self._line(event))
            data[key] = self._node(next(self._events), here, depth + 1)
        return data

    def _key(self, event: _Event, path: Path, depth: int) -> str:
        """Keys are text whatever they look like: ``no``, ``1`` and ``~`` name themselves."""
        if not isinstance(event, yaml.ScalarEvent):
            self._node(event, path, depth + 1)
            self._add(
                event,
                "a list or a map stands where a key belongs",
                "Put quotes around text that starts with `[` or `{`.",
            )
            return ""
        self._admit(event)
        if event.value == "<<" and event.implicit[0]:
            self._add(event, "`<<` copies keys from elsewhere; such merges are not read", "Write the keys out.")
        self._refuse_controls(event)
        return str(event.value)

    def _scalar(self, event: _Event) -> scalars.Scalar:
        if not event.implicit[0]:
            self._refuse_controls(event)
            return str(event.value)
        try:
            return scalars.value(event.value)
        except OverflowError:
            message = f"`{_short(event.value)}` is not a finite number"
            self._add(event, message, "Write a finite number, or put quotes around it if it is text.")
            return None

    def _admit(self, event: _Event) -> None:
        """Count the node; record anchors, aliases and tags as flaws."""
        self._nodes += 1
        if self._nodes > self._bounds.nodes:
            message = f"more than {self._bounds.nodes:,} keys and values"
            self._stop(event, message, "Move lists of this size into the page or a data file.", LIMITS)
        if event.anchor is not None:
            sign, what = ("*", "repeats") if isinstance(event, yaml.AliasEvent) else ("&", "names")
            message = f"`{sign}{_short(event.anchor)}` {what} a value for use in several places, which is not read here"
            self._add(event, message, f"Write the value out; put quotes around text that starts with `{sign}`.")
        if getattr(event, "tag", None) is not None:
            message = "a word that starts with `!` sets a YAML type, which is not read here"
            self._add(event, message, "Remove it, or put quotes around text that starts with `!`.")

    def _refuse_controls(self, event: _Event) -> None:
        """Look behind the escapes of double quotes, where the source check cannot see."""
        if event.style == '"' and (match := characters.UNSAFE.search(event.value)):
            message = f"an escape in this text stands for a control character ({characters.named(match[0])})"
            self._add(event, message, "Remove the escape, or use single quotes if the backslash is meant.")

    def _line(self, event: _Event) -> int:
        return self._first_line + int(event.start_mark.line)

    def _add(self, event: _Event, message: str, fix: str, rule: str = SYNTAX) -> None:
        self.flaws.append(Flaw(self._line(event), message, fix, rule))
        if len(self.flaws) >= KEPT:
            raise UnreadableError(*self.flaws)

    def _stop(self, event: _Event, message: str, fix: str, rule: str = SYNTAX) -> NoReturn:
        raise UnreadableError(*self.flaws, Flaw(self._line(event), message, fix, rule))


def _short(text: str) -> str:
    """Make a key or value fit to stand in a message."""
    clean = characters.UNSAFE.sub("�", " ".join(text.split())).replace("`", "'")
    return clean if len(clean) <= 60 else f"{clean[:60]}…"
