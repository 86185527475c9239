"""``casegrade review command``: answer a comment that speaks to the bot."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.bot.commands.answer import Shelf, respond
from pipeline.bot.event import PullRequest, read_remark
from pipeline.bot.github import DoubtfulError, GitHub, RejectedError, UnavailableError
from pipeline.cli import output
from pipeline.cli.access import access, log, say
from pipeline.cli.selection import Origin
from pipeline.library import KINDS, Library
from pipeline.render.look import Look
from pipeline.waivers import waivable

FINE, FAULT = 0, 3
WIDTH = 100


def run(arguments: argparse.Namespace) -> int:
    """Answer; what a new grade needs to know goes to ``--output`` as ``key=value`` lines, nothing if none is needed."""
    from pipeline.cli.review_post import PACE

    remark = read_remark(arguments.event)
    answered = None
    if remark:
        try:
            answered = respond(GitHub(access(os.environ), log, PACE), remark, _shelf())
        except (UnavailableError, DoubtfulError, RejectedError) as error:
            say(f"casegrade: {error}. Run the job again later: what was said once is not said twice.")
            return FAULT
    wanted = answered is not None and answered[0].regrade
    output.write("".join(_lines(answered[1])) if answered and wanted else "regrade=false\n", arguments.output)
    return FINE


def handed_on(pull: PullRequest) -> dict[str, str]:
    """What the job that grades takes in place of an event, as text."""
    return {
        "number": str(pull.number),
        "base": pull.base_sha,
        "head": pull.head_sha,
        "draft": str(pull.draft).lower(),
        "locked": str(pull.locked).lower(),
        "author": pull.author,
        "newcomer": str(pull.newcomer).lower(),
    }


def _lines(pull: PullRequest) -> Iterator[str]:
    yield "regrade=true\n"
    yield from (f"{name}={value}\n" for name, value in handed_on(pull).items())


def _shelf() -> Shelf:
    origin = Origin(Path.cwd(), loose=True)
    library = origin.library()
    kept = origin.config().unwaivable
    return Shelf(
        explain=lambda rule: _explained(library, rule),
        questions=lambda: [(kind, each.ask) for kind in KINDS for each in library.rubric(kind).questions],
        waivable=lambda rule: waivable(rule, kept) and any(library.rubric(kind).rule(rule) for kind in KINDS),
    )


def _explained(library: Library, rule: str) -> str:
    """The explanation as the command line gives it, in a block of code; nothing for what is no rule."""
    from pipeline.render.guide import explanation

    rubrics = [rubric for rubric in map(library.rubric, KINDS) if rubric.rule(rule)]
    return f"\n\n```text\n{explanation(rule, rubrics, Look(width=WIDTH))}```" if rubrics else ""
