"""``casegrade rubric``: the whole rubric of a kind, readable."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli import options
from pipeline.library import KINDS


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "rubric", "Show the whole rubric of a kind.")
    command.add_argument("kind", metavar="KIND", choices=KINDS, help=", ".join(KINDS))
    command.set_defaults(run=run, output=None, quiet=False, verbose=False)


def run(arguments: argparse.Namespace) -> int:
    """Print the rubric."""
    from pipeline.cli import output
    from pipeline.cli.selection import Origin
    from pipeline.render.guide import rubric_text

    rubric = Origin(Path.cwd(), loose=True).library().rubric(arguments.kind)
    output.write(rubric_text(rubric, output.look(arguments)))
    return 0
