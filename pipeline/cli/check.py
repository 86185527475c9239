"""``casegrade check``: the fast gate that pre-commit runs."""

from __future__ import annotations

import argparse

from pipeline.cli import options


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "check", "Check front matter, layout, links and placeholders; no score.")
    options.add_selection(command)
    options.add_kind(command, "check files that carry no front matter of ours as this kind")
    options.add_output(command, options.FORMATS)
    options.add_work(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check, print, and tell by the exit code how it went."""
    from pipeline.cli import output, work
    from pipeline.cli.selection import select
    from pipeline.render import RENDERERS

    selections = select(arguments)
    report = work.run(selections, fast=True, jobs=arguments.jobs, debug=arguments.debug, cache=options.cache(arguments))
    output.write(RENDERERS[arguments.format](report, output.look(arguments)), arguments.output)
    return work.exit_code(report)
