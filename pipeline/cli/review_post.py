"""``casegrade review post``: make the pull request show a report, or print what would be written."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.bot.apply import apply, missing
from pipeline.bot.desired import desire
from pipeline.bot.event import PullRequest, read_event
from pipeline.bot.github import Access, GitHub, Pace, UnavailableError
from pipeline.bot.judgement import Judgement
from pipeline.bot.outcome import Outcome, decide
from pipeline.bot.review_report import load_review
from pipeline.bot.write import Write
from pipeline.cli import output
from pipeline.errors import InputError
from pipeline.render.escape import json_document

FINE, SHORT, FAULT = 0, 1, 3
PACE = Pace()

_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")


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
    outcome = decide(load_review(arguments.report, event.head_sha))
    try:
        _post(event, outcome, _access(os.environ), dry_run=arguments.dry_run)
    except UnavailableError as error:
        _say(f"casegrade: {error}. What was posted so far is kept; run the job again later.")
        return FAULT
    return FAULT if outcome.report is None else _exit_code(outcome.judgement, strict=arguments.strict)


def _post(event: PullRequest, outcome: Outcome, access: Access, *, dry_run: bool) -> None:
    server = os.environ.get("GITHUB_SERVER_URL") or "https://github.com"
    desired = desire(event, outcome, f"{server}/{access.repository}")
    github = GitHub(access, _log, PACE)
    if dry_run:
        _print_writes(missing(desired, github))
    else:
        apply(desired, github)


def _exit_code(judgement: Judgement, *, strict: bool) -> int:
    """With ``--strict`` the job ends as the check does, so that either may be the required one."""
    if not strict or judgement.conclusion == "success":
        return FINE
    return FAULT if judgement is Judgement.FAULT else SHORT


def _access(environment: Mapping[str, str]) -> Access:
    api = _variable(environment, "GITHUB_API_URL")
    repository = _variable(environment, "GITHUB_REPOSITORY")
    if not api.startswith(("https://", "http://")):
        raise InputError("not an address", place="GITHUB_API_URL")
    if not _REPOSITORY.fullmatch(repository):
        raise InputError("not of the form owner/name", place="GITHUB_REPOSITORY")
    return Access(
        api=api,
        graphql=environment.get("GITHUB_GRAPHQL_URL") or f"{api.rstrip('/')}/graphql",
        repository=repository,
        token=_variable(environment, "GITHUB_TOKEN"),
        login=environment.get("CASEGRADE_BOT_LOGIN") or "github-actions[bot]",
    )


def _variable(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name)
    if not value:
        raise InputError("not set", place=name, remedy="GitHub Actions sets it; a token is passed to the step by name.")
    return value


def _print_writes(writes: Iterable[Write], *, wanted: bool = True) -> None:
    if wanted:
        told = [{"method": write.method, "path": write.path, "body": write.body} for write in writes]
        output.write(json_document({"writes": told}))


def _log(request: Mapping[str, Any]) -> None:
    _say(json.dumps(request))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
