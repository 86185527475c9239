"""``casegrade explain``: what a criterion wants, why, and what each level needs."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli import options
from pipeline.cli.parser import nearest
from pipeline.errors import InputError
from pipeline.library import KINDS, Library


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "explain", "Say what a criterion wants, why, and what each level needs.")
    command.add_argument("identifier", metavar="ID", help="a criterion, rule or gate, e.g. plus.tradeoffs")
    options.add_kind(command, "the kind whose rubric is meant, where several have it")
    command.set_defaults(run=run, output=None, quiet=False, verbose=False)


def run(arguments: argparse.Namespace) -> int:
    """Print the explanation."""
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
        raise _unknown(arguments.identifier, arguments.kind, library)
    output.write(explanation(arguments.identifier, having, output.look(arguments)))
    return 0


def _unknown(identifier: str, kind: str | None, library: Library) -> InputError:
    from pipeline.rubric.beyond import BEYOND

    rubrics = [library.rubric(each) for each in KINDS]
    elsewhere = [rubric.id for rubric in rubrics if rubric.rule(identifier) or rubric.question(identifier)]
    if kind and elsewhere:
        return InputError(f"{kind} has no criterion {identifier!r}", remedy=f"It belongs to {', '.join(elsewhere)}.")
    near = nearest(identifier, sorted({name for rubric in rubrics for name in rubric.names()} | set(BEYOND)), 0.6)
    return InputError(
        f"there is no criterion {identifier!r}", remedy=near.strip() or "casegrade rubric KIND lists them."
    )
