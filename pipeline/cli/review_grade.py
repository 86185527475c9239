"""``casegrade review grade``: the authoritative grade of a pull request, computed by trusted code in a cage."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from typing import Any

from pipeline import sources
from pipeline.bot.event import read_payload, span
from pipeline.bot.grading import Bench, review
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
    return int(arguments.strict and any(_falls_short(head) for head in heads))


def _falls_short(report: Mapping[str, Any]) -> bool:
    return report["verdict"]["state"] != "pass" and report["status"] not in {"draft", "archived"}
