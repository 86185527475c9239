"""``casegrade review remind``: a word to whoever a pull request has waited for since a month."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime

from pipeline.bot.github import DoubtfulError, GitHub, RejectedError, UnavailableError
from pipeline.bot.reminding import remind, reminders
from pipeline.cli.access import access, log, say
from pipeline.cli.review_post import FAULT, FINE, print_writes


def run(arguments: argparse.Namespace) -> int:
    """Remind, or print what would be written."""
    from pipeline.cli.review_post import PACE

    github, now = GitHub(access(os.environ), log, PACE), datetime.now(UTC)
    try:
        if arguments.dry_run:
            print_writes(reminders(github, now))
        else:
            remind(github, now)
    except (UnavailableError, DoubtfulError, RejectedError) as error:
        say(f"casegrade: {error}. What was said is not said twice; the next run looks again.")
        return FAULT
    return FINE
