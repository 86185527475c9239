"""``casegrade diff``: what a change does to the grades, criterion by criterion."""

from __future__ import annotations

import argparse

from pipeline.cli import options
from pipeline.errors import InputError

FORMATS = ("text", "json", "markdown")


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(
        commands, "diff", "Grade the studies that differ between two revisions, and show what changed."
    )
    command.add_argument("base", metavar="BASE", help="the revision to compare with; its rubric is used for both sides")
    command.add_argument("head", metavar="HEAD", nargs="?", help="the other revision (default: the work tree)")
    options.add_output(command, FORMATS)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare; exit 1 if a study that counts is below pass at the head."""
    from pipeline import sources
    from pipeline.cli import output
    from pipeline.cli.selection import Origin
    from pipeline.cli.sides import compared
    from pipeline.render.comparison import RENDERERS

    here = sources.anchor()
    if here.loose:
        raise InputError("not inside a git work tree", remedy="Run it inside a repository.")
    base = Origin(here.root, sources.resolve(here.root, arguments.base))
    head = Origin(here.root, sources.resolve(here.root, arguments.head)) if arguments.head else Origin(here.root)
    comparisons = compared(base, head, debug=arguments.debug)
    output.write(RENDERERS[arguments.format](comparisons, output.look(arguments)), arguments.output)
    if any(reason.startswith("error:") for c in comparisons if c.head for reason in c.head.verdict.reasons):
        return 3
    return int(any(comparison.falls_short for comparison in comparisons))
