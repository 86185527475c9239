"""``casegrade review sweep``: which open pull requests need another look."""

from __future__ import annotations

import argparse
import json
import os
from datetime import UTC, datetime

from pipeline.bot.github import GitHub, UnavailableError
from pipeline.bot.sweep import sweep
from pipeline.cli import output
from pipeline.cli.access import access, log, say
from pipeline.cli.review_command import handed_on
from pipeline.cli.review_post import FAULT, FINE


def run(arguments: argparse.Namespace) -> int:
    """Look through the open pull requests; those to grade again go to ``--output`` as ``pulls=[...]``, in one line."""
    from pipeline.cli.review_post import PACE

    try:
        found = sweep(GitHub(access(os.environ), log, PACE), datetime.now(UTC))
    except UnavailableError as error:
        say(f"casegrade: {error}. The next sweep looks again.")
        return FAULT
    for each in found:
        say(f"casegrade: pull request {each.pull.number} is graded again: {each.why}.")
    output.write(f"pulls={json.dumps([handed_on(each.pull) for each in found])}\n", arguments.output)
    return FINE
