"""The pull request that a workflow run is about, from the payload that GitHub wrote for it.

Only numbers, hashes, states and the author's login are taken. Titles, branch names and texts are never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError

EVENT_BYTES = 25 * 1024 * 1024
"""GitHub's own limit for a payload."""

_SHA = re.compile(r"[0-9a-f]{40}")
_NEWCOMERS = ("FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR")
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})")


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """What the bot must know of a pull request, as it stood when the event was sent."""

    number: int
    base_sha: str
    head_sha: str
    open: bool
    draft: bool
    locked: bool
    author: str = ""
    """The login of the person who opened it; empty for a bot and for an account that is gone."""
    newcomer: bool = False
    """Whether it is their first one here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment on a pull request. ``author`` is empty where it is not a person's."""

    id: int
    number: int
    author: str
    body: str
    created: str


def read_remark(path: Path) -> Remark | None:
    """The new comment of the ``issue_comment`` event in ``path``; None where it is on an issue, edited or deleted.

    Raises InputError with the key that is missing or wrong.
    """
    payload = read_payload(path)
    keys = _Keys(payload, str(path))
    if payload.get("action") != "created" or not isinstance(payload.get("issue"), dict):
        return None
    if not payload["issue"].get("pull_request"):
        return None
    return Remark(
        id=keys.number("comment", "id"),
        number=keys.number("issue", "number"),
        author=person(payload["comment"].get("user")),
        body=keys.text("comment", "body"),
        created=keys.text("comment", "created_at"),
    )


def read_event(path: Path) -> PullRequest:
    """The pull request of the event in ``path``. Raises InputError with the key that is missing or wrong."""
    return pull_request(read_payload(path), str(path))


def read_payload(path: Path) -> Mapping[str, Any]:
    """The payload as data. Raises InputError where it cannot be read or is not a JSON object."""
    try:
        with path.open("rb") as file:
            content = file.read(EVENT_BYTES + 1)
        data = json.loads(content[:EVENT_BYTES])
    except OSError as error:
        raise InputError(f"cannot read the event: {error.strerror}", place=str(path)) from None
    except (ValueError, RecursionError):
        raise InputError("the event is not JSON", place=str(path)) from None
    if not isinstance(data, dict):
        raise InputError("the event is not a JSON object", place=str(path))
    return data


def pull_request(payload: Mapping[str, Any], place: str) -> PullRequest:
    """The pull request of a ``pull_request`` or ``pull_request_target`` payload; ``place`` names it in errors."""
    keys = _Keys(payload, place)
    return PullRequest(
        number=keys.number("pull_request", "number"),
        base_sha=keys.sha("pull_request", "base", "sha"),
        head_sha=keys.sha("pull_request", "head", "sha"),
        open=keys.word("pull_request", "state", words=("open", "closed")) == "open",
        draft=keys.flag("pull_request", "draft"),
        locked=keys.flag("pull_request", "locked"),
        author=person(payload["pull_request"].get("user")),
        newcomer=payload["pull_request"].get("author_association") in _NEWCOMERS,
    )


def person(user: object) -> str:
    """The login of a person, as a name that can be mentioned; empty for whatever else stands there."""
    if not isinstance(user, dict) or user.get("type") != "User":
        return ""
    login = user.get("login")
    return login if isinstance(login, str) and _LOGIN.fullmatch(login) else ""


def span(payload: Mapping[str, Any], place: str) -> tuple[str, str]:
    """The base and head commits of a pull request's event, or of a ``merge_group`` event."""
    keys = _Keys(payload, place)
    if "merge_group" in payload:
        return keys.sha("merge_group", "base_sha"), keys.sha("merge_group", "head_sha")
    return keys.sha("pull_request", "base", "sha"), keys.sha("pull_request", "head", "sha")


@dataclass(frozen=True, slots=True)
class _Keys:
    """Values by their path in the payload, each of exactly the type that is asked for."""

    payload: Mapping[str, Any]
    place: str

    def number(self, *path: str) -> int:
        value = self._value(path)
        if type(value) is not int or value < 1:
            raise self._wrong(path, "a positive whole number")
        return value

    def sha(self, *path: str) -> str:
        value = self._value(path)
        if not isinstance(value, str) or not _SHA.fullmatch(value):
            raise self._wrong(path, "a commit as 40 hexadecimal digits")
        return value

    def flag(self, *path: str) -> bool:
        value = self._value(path)
        if not isinstance(value, bool):
            raise self._wrong(path, "true or false")
        return value

    def text(self, *path: str) -> str:
        value = self._value(path)
        if not isinstance(value, str):
            raise self._wrong(path, "a text")
        return value

    def word(self, *path: str, words: tuple[str, ...]) -> str:
        value = self._value(path)
        if not isinstance(value, str) or value not in words:
            raise self._wrong(path, " or ".join(words))
        return value

    def _value(self, path: tuple[str, ...]) -> object:
        value: object = self.payload
        for depth, key in enumerate(path, 1):
            if not isinstance(value, dict) or key not in value:
                message = f"the event has no {'.'.join(path[:depth])}"
                raise InputError(message, place=self.place, remedy="Only pull request events can be posted to.")
            value = value[key]
        return value

    def _wrong(self, path: tuple[str, ...], wanted: str) -> InputError:
        return InputError(f"{'.'.join(path)} of the event is not {wanted}", place=self.place)
