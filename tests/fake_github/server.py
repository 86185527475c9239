"""The HTTP side: tokens, pages, faults, and a record of every request."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.fake_github import shapes
from tests.fake_github.faults import Fault
from tests.fake_github.routes import Answer, answer
from tests.fake_github.state import Json, Refusal, State

TOKEN = "a-token-for-nobody"


@dataclass(slots=True)
class Seen:
    """A request that arrived and the status that went back, 0 if none did."""

    method: str
    path: str
    body: Json
    status: int = 0


@dataclass(slots=True)
class FakeGitHub:
    """``url`` while it runs. ``before`` is called ahead of every request, with how many came before it."""

    state: State = field(default_factory=State)
    faults: list[Fault] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    before: Callable[[int], None] = lambda _: None
    url: str = ""

    @contextmanager
    def running(self) -> Iterator[FakeGitHub]:
        """Serve until the block ends."""
        fake = self

        class Handler(_Handler):
            github = fake

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.url = f"http://127.0.0.1:{server.server_port}"
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield self
            finally:
                server.shutdown()
                thread.join()

    @property
    def writes(self) -> list[Seen]:
        """The requests that meant to change something."""
        return [each for each in self.seen if each.method != "GET"]


class _Handler(BaseHTTPRequestHandler):
    # Without these two every answer waits 40 ms for an acknowledgement.
    disable_nagle_algorithm = True
    wbufsize = -1
    protocol_version = "HTTP/1.1"
    github: FakeGitHub

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PATCH(self) -> None:
        self._serve("PATCH")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def log_message(self, *_: object) -> None:
        """The record is in ``seen``."""

    def _serve(self, method: str) -> None:
        github, parts = self.github, urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        seen = Seen(method, parts.path, json.loads(content or b"{}"))
        github.before(len(github.seen))
        github.seen.append(seen)
        fault = next((fault for fault in github.faults if fault.strikes(method, parts.path)), None)
        if fault is None or fault.took_effect:
            status, body, headers = self._answer(seen, dict(parse_qsl(parts.query)))
        if fault:
            status, body, headers = fault.status, {"message": fault.message}, dict(fault.headers)
        seen.status = status
        if status:
            self._send(status, body, headers)
        self.close_connection = not status

    def _answer(self, seen: Seen, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        if self.headers.get("authorization") not in {f"token {TOKEN}", f"Bearer {TOKEN}"}:
            return 401, Refusal(401, "Bad credentials").body, {}
        try:
            given = answer(self.github.state, seen.method, seen.path, query, seen.body)
        except Refusal as refusal:
            return refusal.status, refusal.body, {}
        return self._page(given, seen.path, query) if given.items is not None else (given.status, given.body, {})

    def _page(self, given: Answer, path: str, query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        items = given.items or []
        size, number = min(int(query.get("per_page", 30)), 100), int(query.get("page", 1))
        last = max(1, -(-len(items) // size))
        links = [
            f'<{self.github.url}{path}?{urlencode({**query, "page": page})}>; rel="{name}"'
            for name, page in (("prev", number - 1), ("next", number + 1), ("last", last), ("first", 1))
            if 1 <= page <= last and page != number
        ]
        shown = items[(number - 1) * size : number * size]
        body = shapes.page_of(given.name, shown) | {"total_count": len(items)} if given.name else shown
        return given.status, body, {"Link": ", ".join(links)} if links else {}

    def _send(self, status: int, body: Any, headers: dict[str, str]) -> None:
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
