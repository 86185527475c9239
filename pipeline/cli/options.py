"""Options that several commands share."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.library import KINDS

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type for it

FORMATS = ("text", "json", "markdown", "sarif", "junit", "github")
"""How a report can be printed; written out, because a command must not wait for all renderers."""

MOST_JOBS = 64


def add_command(commands: Commands, name: str, summary: str) -> argparse.ArgumentParser:
    """A sub-command with its one-line summary, and the options that all of them have."""
    command = commands.add_parser(name, help=summary, description=summary, allow_abbrev=False)
    command.add_argument("--debug", action="store_true", help="show the traceback of a fault")
    return command


def add_kind(command: argparse.ArgumentParser, text: str) -> None:
    """``--kind KIND``."""
    command.add_argument("--kind", choices=KINDS, metavar="KIND", help=f"{text} ({', '.join(KINDS)})")


def add_selection(command: argparse.ArgumentParser) -> None:
    """PATH… and where to read them from."""
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="studies, pages or directories of studies (default: studies/)"
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument("--rev", metavar="REV", help="read the tree at a revision, without a checkout")
    where.add_argument("--staged", action="store_true", help="read what is staged in the git index")
    command.add_argument("--changed-since", metavar="REV", help="only studies that differ from REV")


def add_output(command: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    """``--format``, ``--output``, ``--quiet``, ``--verbose``."""
    command.add_argument("--format", choices=formats, default="text", help="how to print it (default: text)")
    command.add_argument("--output", metavar="FILE", help="write to FILE instead of standard output")
    command.add_argument("--quiet", action="store_true", help="one line a study")
    command.add_argument("--verbose", action="store_true", help="every finding, with its evidence")


def add_work(command: argparse.ArgumentParser) -> None:
    """``--jobs``, ``--no-cache``."""
    command.add_argument(
        "--jobs", type=_jobs, metavar="N", default=0, help="processes to use (default: by the amount of work)"
    )
    command.add_argument("--no-cache", action="store_true", help="grade everything anew")


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= MOST_JOBS):
        message = f"a whole number from 1 to {MOST_JOBS}, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def cache(arguments: argparse.Namespace) -> Path | None:
    """Where reports are kept; None under ``--no-cache``, or where no place for them is known."""
    if arguments.no_cache:
        return None
    from pipeline.cache import folder

    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    return folder(os.environ, home)
