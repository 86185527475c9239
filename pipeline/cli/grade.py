"""``casegrade grade``: the score, and what to do next."""

from __future__ import annotations

import argparse

from pipeline.cli import options


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(commands, "grade", "Grade studies against the rubric of their kind.")
    options.add_selection(command)
    options.add_kind(command, "grade files that carry no front matter of ours as this kind")
    options.add_output(command, options.FORMATS)
    options.add_work(command)
    command.add_argument(
        "--fail-under", type=_points, metavar="N", help="exit 1 if a score is below N (changes nothing else)"
    )
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Grade, print, and tell by the exit code how it went."""
    from pipeline.cli import output, work
    from pipeline.cli.selection import select
    from pipeline.render import RENDERERS

    selections = select(arguments)
    work.ensure_some(selections, changed=bool(arguments.changed_since))
    report = work.run(
        selections, fast=False, jobs=arguments.jobs, debug=arguments.debug, cache=options.cache(arguments)
    )
    output.write(RENDERERS[arguments.format](report, output.look(arguments)), arguments.output)
    return work.exit_code(report, arguments.fail_under)


def _points(text: str) -> float:
    points = float(text)
    if not 0 <= points <= 100:
        message = "between 0 and 100"
        raise argparse.ArgumentTypeError(message)
    return points
