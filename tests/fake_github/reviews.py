"""Reviews and the comments beside lines, with the rules that GitHub's description cannot express."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.fake_github import shapes
from tests.fake_github.state import BOT, Json, Pull, Refusal, State

LONGEST = 65_536


def created(state: State, number: int, body: Json) -> Json:
    """POST /pulls/N/reviews: all of it or nothing."""
    pull = state.pull(number)
    event = body.get("event")
    if event not in {"COMMENT", "APPROVE", "REQUEST_CHANGES"}:
        raise Refusal(422, "Unprocessable Entity", event="invalid")
    if event in {"COMMENT", "REQUEST_CHANGES"} and not body.get("body"):
        raise Refusal(422, "Unprocessable Entity", body="missing_field")
    if event == "APPROVE" and pull.author == BOT:
        raise Refusal(422, "Can not approve your own pull request")
    if len(body.get("body") or "") > LONGEST:
        raise Refusal(422, "Body is too long (maximum is 65536 characters)")
    if body.get("commit_id", pull.head_sha) not in state.commits:
        raise Refusal(422, "No commit found for the pull request")
    for comment in body.get("comments", ()):
        _valid(pull, comment)
    review = shapes.review(state, number, BOT, event, body)
    state.reviews[number].append(review)
    state.remarks[number] += [
        shapes.remark(state, number, BOT, comment, review["id"], body.get("commit_id", pull.head_sha))
        for comment in body.get("comments", ())
    ]
    return review


def _valid(pull: Pull, comment: Mapping[str, Any]) -> None:
    if comment.get("side") != "RIGHT":
        raise Refusal(422, "Unprocessable Entity", side="invalid")
    hunks = pull.hunks.get(comment["path"], ())
    line, start = comment["line"], comment.get("start_line")
    hunk = next((each for each in hunks if each[0] <= line <= each[1]), None)
    if hunk is None:
        raise Refusal(422, "Unprocessable Entity", line="line must be part of the diff")
    if start is not None and start >= line:
        raise Refusal(422, "Unprocessable Entity", start_line="must precede the end line")
    if start is not None and not hunk[0] <= start:
        raise Refusal(422, "Unprocessable Entity", start_line="must be part of the same hunk as the line")
    if not comment.get("body") or len(comment["body"]) > LONGEST:
        raise Refusal(422, "Unprocessable Entity", body="missing_field")


def edited(state: State, number: int, body: Mapping[str, Any]) -> Json:
    """PATCH /pulls/comments/N."""
    remark = state.remark(number)
    if not body.get("body"):
        raise Refusal(422, "Validation Failed", body="missing_field")
    remark["body"] = body["body"]
    return remark


def deleted(state: State, number: int) -> None:
    """DELETE /pulls/comments/N: answers to it stay."""
    remark = state.remark(number)
    for remarks in state.remarks.values():
        if remark in remarks:
            remarks.remove(remark)
