"""``casegrade review``: what the workflows run on a pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli import options


def register(commands: options.Commands) -> None:
    """Add the command and its sub-commands to the parser."""
    command = options.add_command(commands, "review", "Grade a pull request and show the grade on it.")
    steps = command.add_subparsers(title="commands", metavar="COMMAND", required=True)
    post = options.add_command(steps, "post", "Make the pull request show a report.")
    post.add_argument("--event", required=True, type=Path, metavar="FILE", help="the payload of the event")
    post.add_argument("--report", required=True, type=Path, metavar="FILE", help="what `review grade` wrote")
    post.add_argument("--dry-run", action="store_true", help="print the writes as JSON instead of sending them")
    post.add_argument("--strict", action="store_true", help="exit 1 unless the check succeeds")
    post.set_defaults(run=run_post)


def run_post(arguments: argparse.Namespace) -> int:
    """Post. The bot is imported only here: no other command waits for it."""
    from pipeline.cli import review_post

    return review_post.run(arguments)
