"""Which request does what; each answers with a status and a body."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.fake_github import checks, reviews, shapes
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
    return Answer(200, shapes.pull(state, state.pull(int(request.parts[0]))))


def _pulls(state: State, request: Request) -> Answer:
    """The open ones by when they changed; nothing else is asked for."""
    assert (request.query.get("state"), request.query.get("sort")) == ("open", "updated")
    there = [each for each in state.pulls.values() if each.state == "open"]
    there.sort(key=lambda each: each.updated, reverse=request.query["direction"] == "desc")
    return Answer(200, items=[shapes.pull(state, each) for each in there])


def _comments(state: State, request: Request) -> Answer:
    return Answer(200, items=_conversation(state, request))


def _new_comment(state: State, request: Request) -> Answer:
    conversation = _conversation(state, request)
    _unlocked(state, int(request.parts[0]))
    comment = shapes.comment(state, int(request.parts[0]), BOT, _text(request))
    conversation.append(comment)
    return Answer(201, comment)


def _unlocked(state: State, number: int) -> None:
    """GitHub takes no word from a workflow's token where a conversation is locked, and we take it to take no face."""
    if number in state.pulls and state.pulls[number].locked:
        raise Refusal(403, "Unable to create comment because issue is locked.")


def _one_comment(state: State, request: Request) -> Answer:
    return Answer(200, state.comment(int(request.parts[0])))


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


def _reviews(state: State, request: Request) -> Answer:
    state.pull(int(request.parts[0]))
    return Answer(200, items=state.reviews[int(request.parts[0])])


def _new_review(state: State, request: Request) -> Answer:
    return Answer(200, reviews.created(state, int(request.parts[0]), request.body))


def _remarks(state: State, request: Request) -> Answer:
    state.pull(int(request.parts[0]))
    return Answer(200, items=state.remarks[int(request.parts[0])])


def _edited_remark(state: State, request: Request) -> Answer:
    return Answer(200, reviews.edited(state, int(request.parts[0]), request.body))


def _deleted_remark(state: State, request: Request) -> Answer:
    reviews.deleted(state, int(request.parts[0]))
    return Answer(204)


def _label(state: State, request: Request) -> Answer:
    name = unquote(request.parts[0])
    if name not in state.labels:
        raise Refusal(404, "Not Found")
    return Answer(200, state.labels[name])


def _new_label(state: State, request: Request) -> Answer:
    if request.body["name"] in state.labels:
        raise Refusal(422, "Validation Failed", name="already_exists")
    label = shapes.label(state, request.body["name"])
    label |= {key: request.body[key] for key in ("color", "description") if key in request.body}
    return Answer(201, label)


def _add_labels(state: State, request: Request) -> Answer:
    pull = state.pull(int(request.parts[0]))
    pull.labels += [name for name in request.body["labels"] if name not in pull.labels]
    return Answer(200, [shapes.label(state, name) for name in pull.labels])


def _remove_label(state: State, request: Request) -> Answer:
    pull, name = state.pull(int(request.parts[0])), unquote(request.parts[1])
    if name not in pull.labels:
        raise Refusal(404, "Label does not exist")
    pull.labels.remove(name)
    return Answer(200, [shapes.label(state, each) for each in pull.labels])


def _permission(state: State, request: Request) -> Answer:
    login = request.parts[0]
    role = state.roles.get(login, "none")
    coarse = {"maintain": "write", "triage": "read"}.get(role, role)
    return Answer(200, {"permission": coarse, "role_name": role, "user": None})


def _reactions(state: State, request: Request) -> Answer:
    state.comment(int(request.parts[0]))
    faces = state.reactions.get(int(request.parts[0]), [])
    wanted = request.query.get("content")
    return Answer(200, items=[each for each in faces if wanted in {None, each["content"]}])


def _new_reaction(state: State, request: Request) -> Answer:
    comment = state.comment(int(request.parts[0]))
    _unlocked(state, next(number for number, said in state.comments.items() if comment in said))
    there = state.reactions.setdefault(comment["id"], [])
    for each in there:
        if (each["user"]["login"], each["content"]) == (BOT, request.body["content"]):
            return Answer(200, each)
    there.append(shapes.reaction(state, BOT, request.body["content"]))
    comment["reactions"][request.body["content"]] += 1
    comment["reactions"]["total_count"] += 1
    return Answer(201, there[-1])


def _commit(state: State, request: Request) -> Answer:
    return Answer(200, shapes.commit(state, request.parts[0]))


def _graphql(state: State, request: Request) -> Answer:
    """Only what folds a comment away."""
    assert "minimizeComment" in request.body["query"]
    wanted, why = request.body["variables"]["id"], request.body["variables"]["why"]
    for comment in (comment for comments in state.comments.values() for comment in comments):
        if comment["node_id"] == wanted:
            comment["minimized"] = {"reason": why.lower()}
            return Answer(200, {"data": {"minimizeComment": {"minimizedComment": {"isMinimized": True}}}})
    message = f"Could not resolve to a node with the global id of '{wanted}'"
    return Answer(200, {"data": {"minimizeComment": None}, "errors": [{"type": "NOT_FOUND", "message": message}]})


ROUTES: tuple[tuple[str, str, Callable[[State, Request], Answer]], ...] = (
    ("GET", r"/pulls", _pulls),
    ("GET", r"/pulls/(\d+)", _pull),
    ("GET", r"/issues/(\d+)/comments", _comments),
    ("POST", r"/issues/(\d+)/comments", _new_comment),
    ("GET", r"/issues/comments/(\d+)", _one_comment),
    ("PATCH", r"/issues/comments/(\d+)", _edited_comment),
    ("GET", r"/commits/([0-9a-f]{40})/check-runs", _checks),
    ("POST", r"/check-runs", _new_check),
    ("PATCH", r"/check-runs/(\d+)", _edited_check),
    ("GET", r"/pulls/(\d+)/reviews", _reviews),
    ("POST", r"/pulls/(\d+)/reviews", _new_review),
    ("GET", r"/pulls/(\d+)/comments", _remarks),
    ("PATCH", r"/pulls/comments/(\d+)", _edited_remark),
    ("DELETE", r"/pulls/comments/(\d+)", _deleted_remark),
    ("GET", r"/labels/([^/]+)", _label),
    ("POST", r"/labels", _new_label),
    ("POST", r"/issues/(\d+)/labels", _add_labels),
    ("DELETE", r"/issues/(\d+)/labels/([^/]+)", _remove_label),
    ("GET", r"/collaborators/([^/]+)/permission", _permission),
    ("GET", r"/issues/comments/(\d+)/reactions", _reactions),
    ("POST", r"/issues/comments/(\d+)/reactions", _new_reaction),
    ("GET", r"/commits/([0-9a-f]{40})", _commit),
    ("POST", r"/graphql", _graphql),
)
