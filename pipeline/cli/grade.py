"""``casegrade grade``: the score, and what to do next."""

from __future__ import annotations

import argparse
import re
from fractions import Fraction

from pipeline.cli import options

_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,9})?")


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
    report = work.run(
        selections, fast=False, jobs=arguments.jobs, debug=arguments.debug, cache=options.cache(arguments)
    )
    output.write(RENDERERS[arguments.format](report, output.look(arguments)), arguments.output)
    return work.exit_code(report, arguments.fail_under)


def _points(text: str) -> Fraction:
    points = Fraction(text) if _DECIMAL.fullmatch(text) else None
    if points is None or points > 100:
        message = f"a number from 0 to 100, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return points
