"""``casegrade rubric``: the whole rubric of a kind, readable."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import sources
from pipeline.cli import options, output
from pipeline.library import KINDS, Library
from pipeline.render.guide import rubric_text


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "rubric", "Show the whole rubric of a kind.")
    command.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    command.set_defaults(run=run, output=None, quiet=False, verbose=False)


def run(arguments: argparse.Namespace) -> int:
    """Print the rubric."""
    here = sources.top(Path.cwd())
    rubric = Library(sources.Worktree(here) if here else None).rubric(arguments.kind)
    output.write(rubric_text(rubric, output.look(arguments)))
    return 0
