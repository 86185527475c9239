"""Front matter and our other YAML files, read strictly (owner of python-frontmatter and PyYAML)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.preamble.flaws import UnreadableError
from pipeline.preamble.front import Path, Preamble, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.preamble.tree import Bounds

__all__ = ["Path", "Preamble", "read", "read_yaml"]


def read_yaml(text: str, path: str, *, bounds: Bounds | None = None) -> tuple[Any, Mapping[Path, int]]:
    """Return the data of a YAML file of ours (a rubric, waivers) and the line of every key.

    Read as strictly as front matter; ``bounds`` are 1 MiB, 32 levels and 100,000 values unless
    given (``tree.STUDY`` holds those of front matter, for files that authors write).
    Raises InputError at ``path:line``.
    """
    from pipeline.preamble import tree

    try:
        found = tree.read(text.removeprefix("\ufeff"), first_line=1, bounds=bounds or tree.OWN_FILE)
    except UnreadableError as error:
        first, *others = error.flaws
        more = f" (and {len(others)} more)" if others else ""
        message = f"{first.message}{more}"
        raise InputError(message, place=f"{path}:{first.line}", remedy=first.fix) from None
    return found.data, found.lines
