"""``casegrade review post``: make the pull request show a report, or print what would be written."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.bot.apply import apply, missing
from pipeline.bot.desired import desire
from pipeline.bot.event import PullRequest, read_event
from pipeline.bot.github import Access, GitHub, Pace, UnavailableError
from pipeline.bot.judgement import Judgement
from pipeline.bot.listening import heard
from pipeline.bot.outcome import Outcome, decide
from pipeline.bot.review_report import ReviewReport, load_review
from pipeline.bot.surfaces.check import abandon, shown_checks
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
        _print_writes([], wanted=arguments.dry_run)
        return FINE
    report = None if arguments.finish else load_review(arguments.report, event.head_sha)
    try:
        if arguments.finish or (report is None and os.environ.get("GRADE_RESULT") == "cancelled"):
            return _without(event, access(os.environ), finish=arguments.finish)
        outcome = _post(event, report, access(os.environ), dry_run=arguments.dry_run)
    except UnavailableError as error:
        say(f"casegrade: {error}. What was posted so far is kept; run the job again later.")
        return FAULT
    return FAULT if outcome.report is None else _exit_code(outcome.judgement, strict=arguments.strict)


def _post(event: PullRequest, report: ReviewReport | None, into: Access, *, dry_run: bool) -> Outcome:
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    github = GitHub(into, log, PACE)
    outcome, fresh = heard(github, event, report, datetime.now(UTC).date().isoformat())
    desired = desire(event, outcome, f"{server}/{into.repository}")
    if dry_run:
        _print_writes(missing(desired, github, fresh))
    else:
        apply(desired, github, fresh)
    return outcome


def _without(event: PullRequest, into: Access, *, finish: bool) -> int:
    """No report is expected: end what an earlier run left open, or leave the word to the run that took over.

    Whoever cancels a grade starts another one; only where nothing of ours stands on the commit is it told at once.
    """
    github = GitHub(into, log, PACE)
    mine = [each for each in shown_checks(github, event.head_sha) if each.number == event.number]
    if finish:
        for write in abandon(f"/repos/{into.repository}", mine):
            github.send(write.method, write.path, write.body)
        return FINE
    if mine:
        say("casegrade: this grade was cancelled for another one, which will be posted.")
        return FINE
    return _fault(event, github, into)


def _fault(event: PullRequest, github: GitHub, into: Access) -> int:
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    apply(desire(event, decide(None), f"{server}/{into.repository}"), github)
    return FAULT


def _exit_code(judgement: Judgement, *, strict: bool) -> int:
    """With ``--strict`` the job ends as the check does, so that either may be the required one."""
    if not strict or judgement.conclusion == "success":
        return FINE
    return FAULT if judgement is Judgement.FAULT else SHORT


def _print_writes(writes: Iterable[Write], *, wanted: bool = True) -> None:
    if wanted:
        told = [{"method": write.method, "path": write.path, "body": write.body} for write in writes]
        output.write(json_document({"writes": told}))
