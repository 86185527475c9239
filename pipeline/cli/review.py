"""``casegrade review``: what the workflows run on a pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.cli import options


def register(commands: options.Commands) -> None:
    """Add the command and its sub-commands to the parser."""
    review = options.add_command(commands, "review", "Grade a pull request and show the grade on it.")
    steps = review.add_subparsers(title="commands", metavar="COMMAND", required=True)
    grade = options.add_command(
        steps, "grade", "Grade the studies that a pull request touches, from a bare repository."
    )
    grade.add_argument("--event", required=True, type=Path, metavar="FILE", help="the payload of the event")
    grade.add_argument("--git-dir", required=True, type=Path, metavar="BARE", help="the repository with both commits")
    grade.add_argument("--output", required=True, metavar="FILE", help="where to write the review report")
    grade.add_argument("--strict", action="store_true", help="exit 1 if a touched study that counts falls short")
    grade.set_defaults(run=run_grade)
    post = options.add_command(steps, "post", "Make the pull request show a report.")
    post.add_argument("--event", required=True, type=Path, metavar="FILE", help="the payload of the event")
    post.add_argument("--report", required=True, type=Path, metavar="FILE", help="what `review grade` wrote")
    post.add_argument("--dry-run", action="store_true", help="print the writes as JSON instead of sending them")
    post.add_argument("--strict", action="store_true", help="exit 1 unless the check succeeds")
    post.add_argument("--finish", action="store_true", help="only end checks that an earlier run left in progress")
    post.set_defaults(run=run_post)
    command = options.add_command(steps, "command", "Answer a comment that speaks to the bot.")
    command.add_argument("--event", required=True, type=Path, metavar="FILE", help="the payload of the event")
    command.add_argument("--output", metavar="FILE", help="where to write what a new grade needs, a value a line")
    command.set_defaults(run=run_command)
    sweep = options.add_command(steps, "sweep", "Tell which open pull requests need another look.")
    sweep.add_argument("--output", metavar="FILE", help="where to write them, as pulls=[...] in one line")
    sweep.set_defaults(run=run_sweep)
    remind = options.add_command(steps, "remind", "Remind whoever a pull request has waited for since a month.")
    remind.add_argument("--dry-run", action="store_true", help="print the writes as JSON instead of sending them")
    remind.set_defaults(run=run_remind)


def run_grade(arguments: argparse.Namespace) -> int:
    """Grade. Nothing of the posting side is imported: no network, no token."""
    from pipeline.cli import review_grade

    return review_grade.run(arguments)


def run_post(arguments: argparse.Namespace) -> int:
    """Post. The bot is imported only here: no other command waits for it."""
    from pipeline.cli import review_post

    return review_post.run(arguments)


def run_command(arguments: argparse.Namespace) -> int:
    """Answer a comment."""
    from pipeline.cli import review_command

    return review_command.run(arguments)


def run_sweep(arguments: argparse.Namespace) -> int:
    """Look through the open pull requests."""
    from pipeline.cli import review_sweep

    return review_sweep.run(arguments)


def run_remind(arguments: argparse.Namespace) -> int:
    """Remind whoever is waited for."""
    from pipeline.cli import review_remind

    return review_remind.run(arguments)
