"""``casegrade review post``: make the pull request show a report, or print what would be written."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.bot.apply import missing
from pipeline.bot.desired import desire
from pipeline.bot.event import PullRequest, read_event
from pipeline.bot.github import GitHub, Pace, UnavailableError
from pipeline.bot.judgement import Judgement
from pipeline.bot.listening import heard
from pipeline.bot.outcome import Outcome
from pipeline.bot.posting import post, post_stopped
from pipeline.bot.review_report import ReviewReport, load_review
from pipeline.bot.surfaces.check import OwnCheck, abandon, shown_checks
from pipeline.bot.write import Write
from pipeline.cli import output
from pipeline.cli.access import access, log, say
from pipeline.render.escape import json_document

FINE, SHORT, FAULT = 0, 1, 3
PACE = Pace()


def run(arguments: argparse.Namespace) -> int:
    """Post what the report says.

    Exits 0 when that is done, whatever the verdict; with ``--strict`` 1 unless the check succeeds. A report that was
    never handed over is posted as the grader's fault and exits 3. Raises InputError, before any request, for a report
    that must not be believed.
    """
    event = read_event(arguments.event)
    if not event.open:
        print_writes([], wanted=arguments.dry_run)
        return FINE
    report = None if arguments.finish else load_review(arguments.report, event.head_sha)
    try:
        github = GitHub(access(os.environ), log, PACE)
        if arguments.finish:
            return _finish(event, github)
        if report is None and os.environ.get("GRADE_RESULT") == "cancelled":
            return _stopped(event, github, strict=arguments.strict)
        outcome = _post(event, report, github, dry_run=arguments.dry_run)
    except UnavailableError as error:
        say(f"casegrade: {error}. What was posted so far is kept; run the job again later.")
        return FAULT
    return FAULT if outcome.report is None else _exit_code(outcome.judgement, strict=arguments.strict)


def _post(event: PullRequest, report: ReviewReport | None, github: GitHub, *, dry_run: bool) -> Outcome:
    today = datetime.now(UTC).date().isoformat()
    if not dry_run:
        return post(github, event, report, today, _web(github))
    outcome, fresh = heard(github, event, report, today)
    print_writes(missing(desire(event, outcome, _web(github)), github, fresh))
    return outcome


def _web(github: GitHub) -> str:
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    return f"{server}/{github.access.repository}"


def _mine(event: PullRequest, github: GitHub) -> list[OwnCheck]:
    """The checks of this pull request on the event's commit, the oldest first."""
    return [each for each in shown_checks(github, event.head_sha) if each.number == event.number]


def _finish(event: PullRequest, github: GitHub) -> int:
    """End what a run that died has left in progress."""
    for write in abandon(f"/repos/{github.access.repository}", _mine(event, github)):
        github.send(write.method, write.path, write.body)
    return FINE


def _stopped(event: PullRequest, github: GitHub, *, strict: bool) -> int:
    """The job that grades was cancelled: by a newer run, as a rule, to which the word is left.

    Only where nothing of ours stands on the commit is that told, and on the check alone: a comment would call people
    for a state that lasts a minute.
    """
    mine = _mine(event, github)
    if not mine:
        post_stopped(github, event, _web(github))
        return FAULT
    say("casegrade: this grade was cancelled for another one, which will be posted.")
    return SHORT if strict and mine[-1].conclusion != "success" else FINE


def _exit_code(judgement: Judgement, *, strict: bool) -> int:
    """With ``--strict`` the job ends as the check does, so that either may be the required one."""
    if not strict or judgement.conclusion == "success":
        return FINE
    return FAULT if judgement is Judgement.FAULT else SHORT


def print_writes(writes: Iterable[Write], *, wanted: bool = True) -> None:
    """The plan as JSON."""
    if wanted:
        told = [{"method": write.method, "path": write.path, "body": write.body} for write in writes]
        output.write(json_document({"writes": told}))
