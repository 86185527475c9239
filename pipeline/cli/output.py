"""Where results go: standard output or a file, in UTF-8, with colour only where it is wanted."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from pipeline.errors import InputError
from pipeline.render import Look


def look(arguments: argparse.Namespace) -> Look:
    """How to render for where the output goes: colour and width follow the terminal."""
    terminal = sys.stdout.isatty() and not arguments.output
    width = _columns() if terminal else 80
    return Look(
        colour=terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        width=max(40, min(width, 100)),
        quiet=arguments.quiet,
        verbose=arguments.verbose,
    )


def write(text: str, path: str | None = None) -> None:
    """Print ``text``, or write it to ``path``; the same bytes on every platform."""
    if path:
        try:
            Path(path).write_bytes(text.encode("utf-8"))
        except OSError as error:
            raise InputError(f"cannot write: {error.strerror}", place=path, remedy="Choose another --output.") from None
        return
    try:
        _print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        # What could not be written must not be tried once more when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        remedy = "Make room, or send it elsewhere."
        raise InputError(f"cannot write: {error.strerror}", place="standard output", remedy=remedy) from None


def _print(text: str) -> None:
    sys.stdout.flush()
    if sys.stdout.isatty():
        encoding = sys.stdout.encoding or "utf-8"
        text = text.encode(encoding, "replace").decode(encoding)
        sys.stdout.write(text)
    else:
        sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.flush()


def _columns() -> int:
    import shutil  # brings three compression libraries along

    return shutil.get_terminal_size((80, 24)).columns
