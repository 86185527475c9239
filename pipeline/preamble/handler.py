"""python-frontmatter with the strict reading of this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from pipeline.preamble import tree
from pipeline.preamble.flaws import Flaw, UnreadableError
from pipeline.preamble.tree import Tree

if TYPE_CHECKING:
    from pipeline.preamble.fences import Block


class _StrictHandler(YAMLHandler):
    """Takes the fences as found by us and YAML as YAML 1.2; keeps the line of every key."""

    def __init__(self) -> None:
        super().__init__()
        self.tree = Tree({}, {})

    def split(self, text: str) -> tuple[str, str]:
        """Return what stands between the first and the last line of a block."""
        return "".join(f"{line}\n" for line in text.split("\n")[1:-1]), ""

    def load(self, fm: str, **_options: object) -> Any:
        """Return the mapping that the YAML holds; raises UnreadableError."""
        self.tree = tree.read(fm, first_line=2, bounds=tree.STUDY)
        if self.tree.lines and not isinstance(self.tree.data, dict):
            line = self.tree.lines[()]
            message = f"the front matter is {_KINDS.get(type(self.tree.data), 'a single value')}, not keys with values"
            raise UnreadableError(Flaw(line, message, "Write one `key: value` a line, for example `title: …`."))
        return self.tree.data


_KINDS = {list: "a list", str: "running text", type(None): "empty (`null`)"}


def load(block: Block) -> Tree:
    """Return the data of a block; an empty block holds an empty mapping. Raises UnreadableError."""
    handler = _StrictHandler()
    data, _ = frontmatter.parse(block.text, handler=handler)
    return Tree(data, handler.tree.lines)
