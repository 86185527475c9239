"""Check runs, with the rules that GitHub's description cannot express."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.fake_github import shapes
from tests.fake_github.state import Json, Refusal, State

ANNOTATIONS_A_REQUEST = 50
LONGEST = 65_535
CONCLUSIONS = {
    "action_required", "cancelled", "failure", "neutral", "success", "skipped", "stale", "timed_out",
}  # fmt: skip


def created(state: State, body: Mapping[str, Any]) -> Json:
    """POST /check-runs."""
    if body.get("head_sha") not in state.commits:
        raise Refusal(422, f"No commit found for SHA: {body.get('head_sha')}")
    if not body.get("name"):
        raise Refusal(422, "Invalid request", name="missing")
    _valid(body)
    check = shapes.check(state, body["name"], body["head_sha"], body.get("external_id"))
    state.checks.append(check)
    state.annotations[check["id"]] = []
    return _changed(state, check, body)


def updated(state: State, number: int, body: Mapping[str, Any]) -> Json:
    """PATCH /check-runs/N: what is not named stays, annotations are added to those that are there."""
    check = state.check(number)
    _valid(body)
    return _changed(state, check, body)


def listed(state: State, sha: str, query: Mapping[str, str]) -> list[Json]:
    """GET /commits/SHA/check-runs: newest first, of each name only the newest unless all are asked for."""
    found = [check for check in reversed(state.checks) if check["head_sha"] == sha]
    if "check_name" in query:
        found = [check for check in found if check["name"] == query["check_name"]]
    if query.get("filter", "latest") == "latest":
        found = list({check["name"]: check for check in reversed(found)}.values())
    return found


def _valid(body: Mapping[str, Any]) -> None:
    output = body.get("output", {})
    if body.get("status") == "completed" and "conclusion" not in body:
        raise Refusal(422, "Invalid request", conclusion="missing")
    if "conclusion" in body and body["conclusion"] not in CONCLUSIONS:
        raise Refusal(422, "Invalid request", conclusion="invalid")
    if "output" in body and not (output.get("title") and output.get("summary")):
        raise Refusal(422, "Invalid request", output="missing")
    if max(len(output.get(name) or "") for name in ("summary", "text")) > LONGEST:
        raise Refusal(422, "Invalid request", summary="too_long")
    if len(output.get("annotations", ())) > ANNOTATIONS_A_REQUEST:
        raise Refusal(422, "No more than 50 items are allowed", annotations="too_long")
    for annotation in output.get("annotations", ()):
        _valid_annotation(annotation)


def _valid_annotation(annotation: Mapping[str, Any]) -> None:
    several = annotation["start_line"] != annotation["end_line"]
    if several and ("start_column" in annotation or "end_column" in annotation):
        raise Refusal(422, "Invalid request", start_column="invalid")
    if annotation["start_line"] > annotation["end_line"] or not annotation["message"]:
        raise Refusal(422, "Invalid request", annotation="invalid")
    if len(annotation.get("title", "")) > 255 or len(annotation["message"].encode()) > 65_536:
        raise Refusal(422, "Invalid request", annotation="too_long")


def _changed(state: State, check: Json, body: Mapping[str, Any]) -> Json:
    output = body.get("output", {})
    check |= {name: body[name] for name in ("name", "external_id", "status", "conclusion") if name in body}
    if "conclusion" in body:
        check |= {"status": "completed", "completed_at": shapes.LATER}
    elif body.get("status") not in {None, "completed"}:
        check |= {"conclusion": None, "completed_at": None}
    check["output"] |= {name: output[name] for name in ("title", "summary", "text") if name in output}
    state.annotations[check["id"]] += output.get("annotations", [])
    check["output"]["annotations_count"] = len(state.annotations[check["id"]])
    return check
