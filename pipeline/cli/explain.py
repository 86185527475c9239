"""``casegrade explain``: what a criterion wants, why, and what each level needs."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli import options
from pipeline.errors import InputError
from pipeline.library import KINDS


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "explain", "Say what a criterion wants, why, and what each level needs.")
    command.add_argument("identifier", metavar="ID", help="a criterion, rule or gate, e.g. plus.tradeoffs")
    options.add_kind(command, "the kind whose rubric is meant, where several have it")
    command.set_defaults(run=run, output=None, quiet=False, verbose=False)


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation."""
    import difflib

    from pipeline.cli import output
    from pipeline.cli.selection import Origin
    from pipeline.render.guide import beyond, explanation, question
    from pipeline.rubric.beyond import BEYOND

    library = Origin(Path.cwd(), loose=True).library()
    rubrics = [library.rubric(kind) for kind in ([arguments.kind] if arguments.kind else KINDS)]
    if arguments.identifier in BEYOND:
        output.write(beyond(arguments.identifier, rubrics, output.look(arguments)))
        return 0
    asking = [rubric for rubric in rubrics if rubric.question(arguments.identifier)]
    if asking:
        output.write(question(arguments.identifier, asking, output.look(arguments)))
        return 0
    having = [rubric for rubric in rubrics if rubric.rule(arguments.identifier)]
    if not having:
        known = sorted({name for rubric in rubrics for name in rubric.names()} | set(BEYOND))
        near = difflib.get_close_matches(arguments.identifier, known, 1, 0.5)
        remedy = f"Did you mean {near[0]}?" if near else "casegrade rubric KIND lists them."
        raise InputError(f"there is no criterion {arguments.identifier!r}", remedy=remedy)
    output.write(explanation(arguments.identifier, having, output.look(arguments)))
    return 0
