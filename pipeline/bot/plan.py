"""Desired × current → the writes between the two, in order, as data. Nothing to change: no writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.bot.check_run import NAME, CheckRun
from pipeline.bot.current import Current, OwnCheck
from pipeline.bot.desired import Comment, Desired
from pipeline.bot.sticky import same

ANNOTATIONS_A_REQUEST = 50
NEW_CHECK = "{check_run_id}"
"""Stands in a path for the number of the check run that an earlier write of the plan creates."""

GRAPHQL = "/graphql"
"""Stands in a path for the address of the other API."""

_MINIMISE = (
    "mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: DUPLICATE}) "
    "{ minimizedComment { isMinimized } } }"
)


@dataclass(frozen=True, slots=True)
class Write:
    """One request that changes something. Before one that ``publishes`` the head is looked at again."""

    method: str
    path: str
    body: Mapping[str, Any]
    publishes: bool = False

    @property
    def creates(self) -> bool:
        """Whether something comes to be that another run may create as well."""
        return self.method == "POST" and self.path != GRAPHQL


def plan(desired: Desired, current: Current, repository: str) -> tuple[Write, ...]:
    """The writes that are missing: check (in progress), comment, check (completed).

    Where the head has moved on, nothing is published and our unfinished checks on the old one are cancelled.
    """
    root = f"/repos/{repository}"
    if current.head_sha != desired.head_sha:
        return tuple(_cancelled(root, check) for check in _unfinished(current))
    own = _own(desired.check, current)
    return (
        *([] if own else [_started(root, desired.check)]),
        *(_comment(root, desired, desired.comment, current) if desired.comment else ()),
        *_finished(root, desired.check, own),
        *(_cancelled(root, check) for check in _unfinished(current) if check is not own),
    )


def _own(check: CheckRun, current: Current) -> OwnCheck | None:
    """The newest of ours with the same external id, unless it shows more annotations than it may: they cannot go."""
    fitting = [each for each in current.checks if each.external_id == check.external_id]
    newest = fitting[-1] if fitting else None
    return newest if newest and newest.annotations <= len(check.annotations) else None


def _unfinished(current: Current) -> Iterator[OwnCheck]:
    return (check for check in current.checks if check.status != "completed")


def _started(root: str, check: CheckRun) -> Write:
    first = check.annotations[:ANNOTATIONS_A_REQUEST]
    who = {"name": NAME, "head_sha": check.head_sha, "external_id": check.external_id}
    return Write("POST", f"{root}/check-runs", {**who, "status": "in_progress", "output": _output(check, *first)})


def _finished(root: str, check: CheckRun, own: OwnCheck | None) -> Iterator[Write]:
    """Annotations that are still missing, at most fifty a request, and the conclusion with the last of them."""
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


def _cancelled(root: str, check: OwnCheck) -> Write:
    output = {"title": "Superseded", "summary": "A newer commit or a newer rubric is graded instead."}
    body = {"status": "completed", "conclusion": "cancelled", "output": output}
    return Write("PATCH", f"{root}/check-runs/{check.id}", body)


def _comment(root: str, desired: Desired, comment: Comment, current: Current) -> Iterator[Write]:
    """The oldest of ours that can be seen is kept; duplicates of ours are folded away, never deleted."""
    seen = [each for each in current.comments if not each.minimised]
    kept = next(iter(seen or current.comments), None)
    if kept is None and comment.worth_a_new_one:
        path = f"{root}/issues/{desired.number}/comments"
        yield Write("POST", path, {"body": comment.body}, publishes=True)
    elif kept and not same(kept.body, comment.body):
        yield Write("PATCH", f"{root}/issues/comments/{kept.id}", {"body": comment.body}, publishes=True)
    for surplus in seen[1:]:
        yield Write("POST", GRAPHQL, {"query": _MINIMISE, "variables": {"id": surplus.node_id}})
