"""Which request does what; each answers with a status and a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fake_github import checks, shapes
from tests.fake_github.state import BOT, Json, Refusal, State

LONGEST_COMMENT = 65_536


@dataclass(frozen=True, slots=True)
class Request:
    """A request, taken apart. ``parts`` are what the pattern of its route caught."""

    parts: tuple[str, ...]
    query: Mapping[str, str]
    body: Json


@dataclass(frozen=True, slots=True)
class Answer:
    """``items`` is the whole list, of which the server sends a page; ``name`` is its key where it is wrapped."""

    status: int
    body: Any = None
    items: list[Any] | None = None
    name: str | None = None


def answer(state: State, method: str, path: str, query: Mapping[str, str], body: Json) -> Answer:
    """Carry the request out."""
    inside = path.removeprefix(f"/repos/{state.name}")
    for wanted, pattern, act in ROUTES:
        match = re.fullmatch(pattern, inside)
        if match and wanted == method:
            return act(state, Request(match.groups(), query, body))
    raise Refusal(404, "Not Found")


def _pull(state: State, request: Request) -> Answer:
    number = int(request.parts[0])
    if number not in state.pulls:
        raise Refusal(404, "Not Found")
    return Answer(200, shapes.pull(state, state.pulls[number]))


def _comments(state: State, request: Request) -> Answer:
    return Answer(200, items=_conversation(state, request))


def _new_comment(state: State, request: Request) -> Answer:
    conversation = _conversation(state, request)
    comment = shapes.comment(state, int(request.parts[0]), BOT, _text(request))
    conversation.append(comment)
    return Answer(201, comment)


def _edited_comment(state: State, request: Request) -> Answer:
    comment = state.comment(int(request.parts[0]))
    comment["body"] = _text(request)
    return Answer(200, comment)


def _conversation(state: State, request: Request) -> list[Json]:
    try:
        return state.comments[int(request.parts[0])]
    except KeyError:
        raise Refusal(404, "Not Found") from None


def _text(request: Request) -> str:
    text = request.body.get("body")
    if not isinstance(text, str) or not text.strip():
        raise Refusal(422, "Validation Failed", body="missing_field")
    if len(text) > LONGEST_COMMENT:
        raise Refusal(422, "Validation Failed", body="Body is too long (maximum is 65536 characters)")
    return text


def _checks(state: State, request: Request) -> Answer:
    return Answer(200, items=checks.listed(state, request.parts[0], request.query), name="check_runs")


def _new_check(state: State, request: Request) -> Answer:
    return Answer(201, checks.created(state, request.body))


def _edited_check(state: State, request: Request) -> Answer:
    return Answer(200, checks.updated(state, int(request.parts[0]), request.body))


def _graphql(state: State, request: Request) -> Answer:
    """Only what folds a comment away."""
    assert "minimizeComment" in request.body["query"]
    wanted = request.body["variables"]["id"]
    for comment in (comment for comments in state.comments.values() for comment in comments):
        if comment["node_id"] == wanted:
            comment["minimized"] = {"reason": "duplicate"}
            return Answer(200, {"data": {"minimizeComment": {"minimizedComment": {"isMinimized": True}}}})
    message = f"Could not resolve to a node with the global id of '{wanted}'"
    return Answer(200, {"data": {"minimizeComment": None}, "errors": [{"type": "NOT_FOUND", "message": message}]})


ROUTES: tuple[tuple[str, str, Callable[[State, Request], Answer]], ...] = (
    ("GET", r"/pulls/(\d+)", _pull),
    ("GET", r"/issues/(\d+)/comments", _comments),
    ("POST", r"/issues/(\d+)/comments", _new_comment),
    ("PATCH", r"/issues/comments/(\d+)", _edited_comment),
    ("GET", r"/commits/([0-9a-f]{40})/check-runs", _checks),
    ("POST", r"/check-runs", _new_check),
    ("PATCH", r"/check-runs/(\d+)", _edited_check),
    ("POST", r"/graphql", _graphql),
)
