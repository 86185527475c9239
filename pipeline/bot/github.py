"""GitHub's API, one request at a time (owner of PyGithub).

What was measured of PyGithub 2.10 shapes this file. By default it repeats a POST after a 502, so that a comment whose
answer got lost is made up to eleven times; it never repeats a PATCH; and what it raises when it gives up is no
exception of its own. So here the library repeats only what reads. A write that GitHub has refused is sent again; of one
that may have taken effect, DoubtfulError tells the caller to read again and then decide. That holds for PATCH as well:
the annotations of a check run are appended, and blind repetition would double them.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pipeline import __version__
from pipeline.errors import InputError

TIMEOUT = 15
_NEXT = re.compile(r'<([^<>]+)>;\s*rel="next"')
_RATE_LIMITS = ("rate limit", "retry your request again later", "wait a few minutes before you try again")

Log = Callable[[Mapping[str, Any]], None]


class DoubtfulError(Exception):
    """Nobody knows whether the write took effect."""


class RejectedError(Exception):
    """GitHub understood the write, will not take it, and did nothing."""


class LockedError(RejectedError):
    """The conversation is locked: nothing can be said there."""


class UnavailableError(Exception):
    """GitHub cannot be worked with now; running the job again later is safe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Seconds: between two writes, before a repetition, when GitHub names no time to wait, and at most."""

    between_writes: float = 1.0
    before_repeating: float = 2.0
    when_limited: float = 60.0
    at_most: float = 120.0
    repetitions: int = 3
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Where the API is, which repository it is about, and as whom the bot speaks there."""

    api: str
    graphql: str
    repository: str
    token: str
    login: str


class GitHub:
    """The API of one repository. ``log`` gets method, path and status of every request."""

    def __init__(self, access: Access, log: Log, pace: Pace) -> None:
        from github import Auth, Github, GithubRetry

        self.access = access
        self._log = log
        self._pace = pace
        retry = GithubRetry(
            total=pace.repetitions,
            backoff_factor=pace.before_repeating,
            status_forcelist=[HTTPStatus.TOO_MANY_REQUESTS, *range(500, 600)],
            allowed_methods={"GET"},
            secondary_rate_wait=pace.when_limited,
            max_rate_limit_wait=pace.at_most,
            retry_after_max=int(pace.at_most),
        )
        self._requester = Github(
            base_url=access.api,
            auth=Auth.Token(access.token),
            timeout=TIMEOUT,
            user_agent=f"casegrade/{__version__}",
            retry=retry,
            seconds_between_requests=0,
            seconds_between_writes=pace.between_writes,
        ).requester

    def get(self, path: str) -> Any:
        """What stands at ``path``. Raises InputError where it is not there or not ours to read."""
        return self._ask("GET", path, None)[1]

    def has(self, path: str) -> bool:
        """Whether something stands at ``path``."""
        return self.find(path) is not None

    def find(self, path: str) -> Any | None:
        """What stands at ``path``, or None where nothing does."""
        try:
            return self.get(path)
        except _NothingError:
            return None

    def pages(self, path: str) -> Iterator[Any]:
        """Every page of a list, following GitHub's own links."""
        following: str | None = path
        while following:
            headers, page = self._ask("GET", following, None)
            yield page
            link = _NEXT.search(headers.get("link") or "")
            following = link and link[1]

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Send a write, again after a while if GitHub has refused it for now.

        Raises DoubtfulError where nobody knows, RejectedError where GitHub will never take it.
        """
        for attempt in range(self._pace.repetitions):
            try:
                return self._ask(method, path, body)[1]
            except _RefusedError as refusal:
                self._wait(refusal.wait or self._pace.when_limited * 2**attempt)
        message = "GitHub refuses to be written to for now"
        raise UnavailableError(message)

    def pause(self) -> None:
        """Wait as long as before any repetition."""
        self._pace.sleep(self._pace.before_repeating)

    def _wait(self, seconds: float) -> None:
        if seconds > self._pace.at_most:
            message = f"GitHub asks to wait {seconds:.0f} seconds"
            raise UnavailableError(message)
        self._pace.sleep(seconds)

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> tuple[Mapping[str, str], Any]:
        from github import GithubException
        from requests import RequestException

        try:
            status, headers, text = self._requester.requestJson(method, path, input=body or None)
        except GithubException as error:
            status, headers, text = error.status, error.headers or {}, json.dumps(error.data)
        except RequestException as error:
            self._log({"method": method, "path": path, "status": type(error).__name__})
            raise _unclear(method, path) from None
        self._log({"method": method, "path": path, "status": status})
        if status >= HTTPStatus.BAD_REQUEST:
            raise _error(method, path, status, headers, text)
        return headers, json.loads(text) if text else None


class _NothingError(InputError):
    """Nothing stands at a path that was asked for."""


class _RefusedError(Exception):
    """GitHub did nothing, for now; ``wait`` is how many seconds it asks for, 0 if it does not say."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


def _error(method: str, path: str, status: int, headers: Mapping[str, Any], text: str) -> Exception:
    """What an error status means for whoever asked."""
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.FORBIDDEN and _is_limit(headers, text)):
        return _RefusedError(_wanted_wait(headers)) if method != "GET" else _unclear(method, path)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or (status == HTTPStatus.NOT_FOUND and method in _GONE):
        return _unclear(method, path)
    message = f"GitHub answers {status} to {method} {path}"
    locked = status == HTTPStatus.FORBIDDEN and "locked" in text.lower()
    if (locked or status in {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.GONE}) and method != "GET":
        return (LockedError if locked else RejectedError)(message)
    if status == HTTPStatus.NOT_FOUND and method == "GET":
        return _NothingError(message, remedy=_REMEDIES[HTTPStatus.NOT_FOUND])
    if status in _REMEDIES:
        return InputError(message, remedy=_REMEDIES[HTTPStatus(status)])
    return UnavailableError(message)


_GONE = ("PATCH", "DELETE")
"""What these are about may have been taken away meanwhile: read again, then decide."""

_REMEDIES: Mapping[HTTPStatus, str] = {
    HTTPStatus.UNAUTHORIZED: "GITHUB_TOKEN is not a token that GitHub knows.",
    HTTPStatus.FORBIDDEN: "The job needs `checks: write`, `issues: write` and `pull-requests: write`.",
    HTTPStatus.NOT_FOUND: "GITHUB_REPOSITORY or the pull request is not there, or the token must not see it.",
}


def _unclear(method: str, path: str) -> Exception:
    message = f"GitHub does not answer {method} {path}"
    return UnavailableError(message) if method == "GET" else DoubtfulError(message)


def _is_limit(headers: Mapping[str, Any], text: str) -> bool:
    told = "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"
    return told or any(words in text.lower() for words in _RATE_LIMITS)


def _wanted_wait(headers: Mapping[str, Any]) -> float:
    after = str(headers.get("retry-after", ""))
    if after.isdigit():
        return float(after)
    reset = str(headers.get("x-ratelimit-reset", ""))
    if headers.get("x-ratelimit-remaining") == "0" and reset.isdigit():
        return max(1.0, float(reset) - time.time() + 1)
    return 0.0
