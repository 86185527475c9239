"""The check run: the verdict that branch rules look at, with a mark beside each line that needs work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import headline
from pipeline.bot.outcome import Outcome
from pipeline.bot.own import PAGE
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.surfaces.sticky import details
from pipeline.bot.write import NEW_CHECK, Write
from pipeline.render import agenda
from pipeline.render.escape import terminal
from pipeline.report import StudyReport

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

NAME = "Case study rubric"
ANNOTATIONS = 200
"""More than that nobody reads; the rest is counted in the text."""
ANNOTATIONS_A_REQUEST = 50

_ENDED = (
    "Another check run counts: of a newer commit, of newer rubrics or of another run. Or the pull request is closed."
)

_LEVELS = {"error": "failure", "warning": "warning", "note": "notice"}
_WORST_FIRST = ("failure", "warning", "notice")
_TITLE, _MESSAGE = 255, 60_000
_ID = re.compile(r"[1-9][0-9]{0,17}:[0-9a-f]{40}:")
"""What the external ids of all our check runs begin with."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRun:
    """What the check run of one commit should say. ``annotations`` are GitHub's objects, worst first."""

    head_sha: str
    external_id: str
    conclusion: str
    title: str
    summary: str
    annotations: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCheck:
    """A check run that is ours by its app, its name and its external id."""

    id: int
    external_id: str
    status: str
    conclusion: str
    title: str
    summary: str
    annotations: int
    started: str = ""

    @property
    def number(self) -> int:
        """The pull request that it was made for."""
        return int(self.external_id.partition(":")[0])


def check_run(event: PullRequest, outcome: Outcome, web: str) -> CheckRun:
    """The check run that says what the report says; without a report it says that the grader failed."""
    report = outcome.report
    every = sorted(_annotations(report), key=lambda each: _WORST_FIRST.index(each["annotation_level"]))
    rest = len(every) - ANNOTATIONS
    note = f"The first {ANNOTATIONS} findings are marked in the files; {_rest(rest)} without a mark."
    return CheckRun(
        head_sha=event.head_sha,
        external_id=f"{event.number}:{event.head_sha}:{_rubrics(report)}",
        conclusion=outcome.judgement.conclusion,
        title=headline(report, outcome.judgement)[:_TITLE],
        summary=details(event, outcome, web, note if rest > 0 else ""),
        annotations=tuple(every[:ANNOTATIONS]),
    )


def _rubrics(report: ReviewReport | None) -> str:
    """Short hash of the rubrics that graded, so that another rubric gives another check run."""
    if report is None:
        return "none"
    digests = sorted({head.rubric.digest for head in report.heads if head.rubric})
    return sha256("\n".join(digests).encode()).hexdigest()[:16]


def _rest(number: int) -> str:
    return "1 finding is" if number == 1 else f"{number} findings are"


def _annotations(report: ReviewReport | None) -> Iterator[Json]:
    for head in report.heads if report else ():
        for step in agenda.each_finding(head):
            yield _annotation(step, head)


def _annotation(step: agenda.Step, study: StudyReport) -> Json:
    finding = step.finding
    told = [agenda.message(step), agenda.quotation(finding), *finding.fix.splitlines()]
    level = "notice" if step.label == "waived" else _LEVELS[finding.severity]
    return {
        "path": finding.span.path,
        "start_line": finding.span.line,
        "end_line": finding.span.end_line,
        "annotation_level": level if study.counts else "notice",
        "title": terminal(finding.rule)[:_TITLE],
        "message": "\n".join(filter(None, map(terminal, told)))[:_MESSAGE],
    }


def shown_checks(github: GitHub, head_sha: str) -> tuple[OwnCheck, ...]:
    """Our check runs on that commit, of whichever pull request, the oldest first."""
    return tuple(sorted(_shown(github, head_sha), key=lambda check: check.id))


def _shown(github: GitHub, head_sha: str) -> Iterator[OwnCheck]:
    name = NAME.replace(" ", "%20")
    where = f"/repos/{github.access.repository}/commits/{head_sha}/check-runs"
    for page in github.pages(f"{where}?check_name={name}&filter=all&per_page={PAGE}"):
        for check in page["check_runs"]:
            external_id, app = str(check["external_id"] or ""), check["app"] or {}
            ours = f"{app.get('slug')}[bot]" == github.access.login and check["name"] == NAME
            if ours and _ID.match(external_id):
                yield _check(check, external_id)


def _check(check: Mapping[str, Any], external_id: str) -> OwnCheck:
    output = check["output"]
    return OwnCheck(
        id=check["id"],
        external_id=external_id,
        status=check["status"],
        conclusion=check["conclusion"] or "",
        title=output["title"] or "",
        summary=output["summary"] or "",
        annotations=output["annotations_count"],
        started=check["started_at"] or "",
    )


def own_check(check: CheckRun, shown: tuple[OwnCheck, ...]) -> OwnCheck | None:
    """The one that can be edited: the newest of ours on this commit, if it is of the same grade.

    GitHub goes by the newest of that name on a commit. So an older one does not do, whatever it says: not after a
    grade by another rubric, and not after one of another pull request with the same head. One that shows more
    annotations than it may does not do either: they cannot go.
    """
    newest = shown[-1] if shown else None
    same = newest is not None and newest.external_id == check.external_id
    return newest if newest and same and newest.annotations <= len(check.annotations) else None


def others(shown: tuple[OwnCheck, ...], number: int) -> tuple[int, ...]:
    """The other pull requests that were graded on the same commit."""
    return tuple(sorted({each.number for each in shown} - {number}))


def start(root: str, check: CheckRun, own: OwnCheck | None) -> Iterator[Write]:
    """The first write of all: the check run in progress, unless it is there."""
    if own:
        return
    first = check.annotations[:ANNOTATIONS_A_REQUEST]
    who = {"name": NAME, "head_sha": check.head_sha, "external_id": check.external_id}
    yield Write("POST", f"{root}/check-runs", {**who, "status": "in_progress", "output": _output(check, *first)})


def finish(root: str, check: CheckRun, own: OwnCheck | None) -> Iterator[Write]:
    """The last writes: annotations that are still missing, at most fifty a request, and the conclusion."""
    there = own.annotations if own else min(len(check.annotations), ANNOTATIONS_A_REQUEST)
    missing = check.annotations[there:]
    if own and not missing and _says(own, check):
        return
    path = f"{root}/check-runs/{own.id if own else NEW_CHECK}"
    starts = range(0, len(missing), ANNOTATIONS_A_REQUEST) or range(1)
    for start in starts:
        batch = missing[start : start + ANNOTATIONS_A_REQUEST]
        last = start == starts[-1]
        state = {"status": "completed", "conclusion": check.conclusion} if last else {"status": "in_progress"}
        yield Write("PATCH", path, {**state, "output": _output(check, *batch)}, publishes=start == 0)


def _says(own: OwnCheck, check: CheckRun) -> bool:
    told = (own.status, own.conclusion, own.title, own.summary.replace("\r\n", "\n").strip())
    return told == ("completed", check.conclusion, check.title, check.summary.strip())


def _output(check: CheckRun, *annotations: Mapping[str, Any]) -> dict[str, Any]:
    told = {"title": check.title, "summary": check.summary}
    return {**told, "annotations": list(annotations)} if annotations else told


def cancel(root: str, shown: tuple[OwnCheck, ...], check: CheckRun, kept: OwnCheck | None = None) -> Iterator[Write]:
    """End ours that are in progress and will not be finished: "in progress" for ever tells nobody anything.

    So ends what another run made of the same grade at the same moment: of two that say it, one counts.
    """
    output = {
        "title": "Superseded",
        "summary": "Another counts instead: of a newer commit, of a newer rubric, or of the same grade.",
    }
    body = {"status": "completed", "conclusion": "cancelled", "output": output}
    number = int(check.external_id.partition(":")[0])
    for each in shown:
        mine = each.number == number
        twin = each.external_id == check.external_id and each.conclusion != "cancelled"
        if mine and each is not kept and (twin or each.status != "completed"):
            yield Write("PATCH", f"{root}/check-runs/{each.id}", body)


def abandon(root: str, shown: Iterable[OwnCheck]) -> Iterator[Write]:
    """End as a failure what a run that died has left in progress."""
    output = {"title": "Grader error — not your fault", "summary": "The run was cut short. Run the job again."}
    body = {"status": "completed", "conclusion": "failure", "output": output}
    for each in shown:
        if each.status != "completed":
            yield Write("PATCH", f"{root}/check-runs/{each.id}", body)
