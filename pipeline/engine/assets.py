"""Where mermaidx keeps the mermaid that it brings, found without loading any of it."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from mmap import ACCESS_READ, mmap
from pathlib import Path

VERSION = re.compile(rb"version:\s?\"(\d{1,3}\.\d{1,3}\.\d{1,3})\"")


def folder() -> Path:
    """The folder with mermaid and its DOM. Raises ModuleNotFoundError without the extra."""
    found = find_spec("mermaidx")
    if found is None or not found.submodule_search_locations or find_spec("py_mini_racer") is None:
        raise ModuleNotFoundError("mermaidx[v8engine] is not installed", name="mermaidx")
    return Path(found.submodule_search_locations[0]) / "assets"


@lru_cache(maxsize=1)
def version() -> str | None:
    """``mermaid 11.16.0``, or None without the extra. The script of 3.5 MB is searched where it lies, not read in."""
    try:
        with (
            (folder() / "mermaid.js").open("rb") as file,
            mmap(file.fileno(), 0, access=ACCESS_READ) as script,
        ):
            return _number(script)
    except (ModuleNotFoundError, OSError, ValueError):
        return None


def _number(script: mmap) -> str | None:
    """A function of its own, so that nothing holds on to the script when it is closed."""
    found = VERSION.search(script)
    return f"mermaid {found[1].decode()}" if found else None
