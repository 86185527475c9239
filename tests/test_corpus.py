"""Real studies by other people: graded without a fault, stubs last. Skipped where the corpus is not at hand.

The labels are readings by language models, not by people.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import mean

import pytest

from pipeline.grade import grade
from pipeline.library import KINDS, Library
from pipeline.load import places, study
from pipeline.report import StudyReport
from pipeline.sources import Worktree

CORPUS = os.environ.get("CASEGRADE_CORPUS")
pytestmark = pytest.mark.skipif(not CORPUS, reason="CASEGRADE_CORPUS is not set")
STUB = 12
STRONG = 70
MOST_FOR_A_STUB = 35


@cache
def labels() -> dict[tuple[str, str], float]:
    """Mean overall reading, 0 to 100, by kind and slug."""
    found: dict[tuple[str, str], list[int]] = {}
    with (Path(CORPUS or "") / "labels.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault((row["kind"], row["slug"]), []).append(int(row["overall"]))
    return {key: mean(values) for key, values in found.items()}


@cache
def reports(kind: str) -> tuple[StudyReport, ...]:
    root = Path(CORPUS or "")
    rubric = Library(None).rubric(kind)
    if not (root / kind).is_dir():
        return ()
    source = Worktree(root)
    return tuple(grade(study(source, place, kind), rubric) for place in places(source, [kind], kind))


def labelled(kind: str) -> Iterator[tuple[float, StudyReport]]:
    for report in reports(kind):
        yield labels()[kind, report.path.split("/")[1]], report


@pytest.mark.parametrize("kind", KINDS)
def test_every_study_is_graded_without_a_fault_of_ours(kind: str) -> None:
    for report in reports(kind):
        assert not [reason for reason in report.verdict.reasons if reason.startswith("error:")]
        assert report.score or report.verdict.reasons[0].startswith("language:")


@pytest.mark.parametrize("kind", KINDS)
def test_templates_and_stubs_come_last_and_fail(kind: str) -> None:
    scored = [(label, report) for label, report in labelled(kind) if report.score]
    stubs = [report for label, report in scored if label < STUB]
    best = [report for label, report in scored if label >= STRONG]
    for stub in stubs:
        assert stub.score
        assert stub.score.points <= MOST_FOR_A_STUB
        assert stub.verdict.state == "fail"
        assert all(strong.score and strong.score.points > stub.score.points for strong in best)


@pytest.mark.parametrize("kind", KINDS)
def test_quotes_stand_where_findings_say(kind: str) -> None:
    root = Path(CORPUS or "")
    for report in reports(kind):
        for finding in report.findings:
            if finding.quote:
                text = (root / finding.span.path).read_bytes().decode("utf-8-sig", "replace")
                lines = text.split("\n")[finding.span.line - 1 : finding.span.end_line]
                assert finding.quote in "\n".join(lines)
