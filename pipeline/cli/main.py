"""Parse, run one command, and say what went wrong in one line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from pipeline import __version__
from pipeline.cli import calibrate, check, diff, explain, grade, new, review, rubric
from pipeline.cli.parser import Parser
from pipeline.errors import InputError

COMMANDS = (new, check, grade, diff, explain, rubric, review, calibrate)
GARBAGE = 50_000
"""New objects between two looks for garbage: nearly all that a command makes at its start lives until its end."""
OK, SHORT, INPUT, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = Parser(
        prog="casegrade",
        description="Grade engineering case studies that live in git against a rubric.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"casegrade {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in COMMANDS:
        module.register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code: 0 fine, 1 falls short, 2 act on your input, 3 our fault."""
    gc.set_threshold(GARBAGE)
    arguments = parser().parse_args(argv)
    debug = getattr(arguments, "debug", False)
    try:
        return int(arguments.run(arguments))
    except InputError as error:
        if debug:
            raise
        print(f"casegrade: {error}", file=sys.stderr)
        return INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        print("casegrade: interrupted", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:  # the outermost net: a fault of ours never looks like a grade
        if debug:
            raise
        print(
            f"casegrade: a fault of the grader, not of your study ({type(error).__name__}). "
            "Run it again with --debug and report what it prints.",
            file=sys.stderr,
        )
        return FAULT
