"""``casegrade new``: the scaffold of a study, generated from its rubric."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from pipeline.cli import options
from pipeline.errors import InputError
from pipeline.library import KINDS
from pipeline.limits import SLUG, SLUG_LENGTH


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "new", "Scaffold a study from the rubric of its kind.")
    command.add_argument(
        "slug", metavar="SLUG", help="the directory's name: lower-case letters, digits, single hyphens"
    )
    options.add_kind(command, "what sort of study it is")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files; never over existing ones."""
    import datetime as dt

    from pipeline import sources
    from pipeline.cli.selection import Origin
    from pipeline.scaffold import Details, scaffold

    slug = arguments.slug
    _ensure_named(slug, arguments.kind)
    here = sources.anchor()
    origin = Origin(Path.cwd(), loose=True) if here.loose else Origin(here.root)
    folder = origin.root / origin.config().studies / slug
    if os.path.lexists(folder):
        raise InputError("is already there", place=_shown(folder), remedy="Choose another slug, or edit what is there.")
    details = Details(
        slug,
        sources.author(origin.root) or "TODO: your name",
        dt.datetime.now(tz=dt.UTC).date().isoformat(),
    )
    files = scaffold(origin.library().rubric(arguments.kind), details)
    _write(folder, files)
    print("\n".join(_shown(folder / name) for name in files))
    print(
        f"\nA draft. Replace each TODO: by your own words, then run\n  casegrade grade {_shown(folder)}\n"
        "and set status: review in its front matter when you want it graded for good.",
        file=sys.stderr,
    )
    return 0


def _ensure_named(slug: str, kind: str | None) -> None:
    if kind is None:
        raise InputError("--kind is missing", remedy=f"Say what sort of study it is: {', '.join(KINDS)}.")
    if not re.fullmatch(SLUG, slug) or len(slug) > SLUG_LENGTH:
        raise InputError(
            f"{slug!r} is not a slug",
            remedy=f"Use lower-case letters, digits and single hyphens, at most {SLUG_LENGTH}, e.g. rate-limiter.",
        )


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = f"cannot write: {error.strerror}"
        raise InputError(reason, place=_shown(folder), remedy="Mend that, or run it elsewhere.") from None


def _shown(path: Path) -> str:
    """The path as seen from here where that is shorter."""
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)
