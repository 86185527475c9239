"""``casegrade review grade``: the authoritative grade of a pull request, computed by trusted code in a cage."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pipeline import sources
from pipeline.bot.event import read_payload, span
from pipeline.bot.grading import Bench, review
from pipeline.bot.review_report import read_review
from pipeline.bot.waiving import waived
from pipeline.cli import output
from pipeline.cli.selection import Origin
from pipeline.cli.untrusted import Untrusted
from pipeline.cli.work import Task


def run(arguments: argparse.Namespace) -> int:
    """Grade both sides and write the report; exit 3 if the grader itself failed on a study.

    With ``--strict`` exit 1 if a touched study that counts falls short at the head.
    """
    base_sha, head_sha = span(read_payload(arguments.event), str(arguments.event))
    git_dir = arguments.git_dir.resolve()
    origin = Origin(git_dir, sources.resolve(git_dir, base_sha))
    library = origin.library()
    with Untrusted(Task(origin=origin, kind=None, fast=False, debug=arguments.debug)) as cage:
        bench = Bench(
            config=origin.config(),
            grade=cage.grade,
            mends=cage.mends,
            questions=lambda kind: library.rubric(kind).questions,
            impact=lambda head: cage.impact(Origin(git_dir, head)),
        )
        told = review(git_dir, base_sha, head_sha, bench)
    output.write(json.dumps(told, ensure_ascii=False) + "\n", arguments.output)
    heads = [study["head"] for study in told["studies"] if study["head"]]
    if any(reason.startswith("error:") for head in heads for reason in head["verdict"]["reasons"]):
        return 3
    return int(arguments.strict and _falls_short(told, head_sha))


def _falls_short(told: Mapping[str, Any], head_sha: str) -> bool:
    """Whether a study that counts is below pass, with the waivers that stand in git at the base."""
    report = read_review(json.dumps(told).encode(), head_sha, "the report")
    today = datetime.now(UTC).date().isoformat()
    return any(study.falls_short for study in waived(report, report.waivers, today).studies)
