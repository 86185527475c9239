"""What the fake remembers of its one repository."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BOT = "github-actions[bot]"
DOCS = "https://docs.github.com/rest"

Json = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - an answer, not a mistake
    """An answer that is no success: status, message, what is wrong with the fields."""

    def __init__(self, status: int, message: str, **errors: str) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {
            "message": message,
            "documentation_url": "https://docs.github.com/rest",
            "status": str(status),
        }
        if errors:
            self.body["errors"] = [{"resource": "x", "field": name, "code": code} for name, code in errors.items()]


@dataclass(slots=True)
class Pull:
    """A pull request; ``head_sha`` may move between two requests."""

    number: int
    head_sha: str
    base_sha: str
    state: str = "open"
    draft: bool = False
    locked: bool = False
    author: str = "ada"
    labels: list[str] = field(default_factory=list)
    hunks: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """By file: the lines that its diff shows, as first and last; comments may stand nowhere else."""
    reviewers: list[str] = field(default_factory=list)
    mergeable: str = "clean"
    updated: str = "2026-03-01T10:00:00Z"
    """When anything happened on it last."""


@dataclass(slots=True)
class State:
    """``comments`` and ``checks`` hold GitHub's objects; ``annotations`` are those of a check, by its id."""

    name: str = "octo/cases"
    pulls: dict[int, Pull] = field(default_factory=dict)
    comments: dict[int, list[Json]] = field(default_factory=dict)
    checks: list[Json] = field(default_factory=list)
    annotations: dict[int, list[Json]] = field(default_factory=dict)
    commits: set[str] = field(default_factory=set)
    reviews: dict[int, list[Json]] = field(default_factory=dict)
    remarks: dict[int, list[Json]] = field(default_factory=dict)
    labels: dict[str, Json] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    """Login → admin, maintain, write, triage or read; nobody else has any."""
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    committers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Commit → logins of its author and its committer."""
    examples: Mapping[str, Json] = field(default_factory=dict)
    last_id: int = 1000

    def add(self, pull: Pull) -> Pull:
        """Open a pull request."""
        self.pulls[pull.number] = pull
        for conversation in (self.comments, self.reviews, self.remarks):
            conversation[pull.number] = []
        self.commits |= {pull.head_sha, pull.base_sha}
        return pull

    def move(self, number: int, head_sha: str) -> None:
        """Push a commit to the pull request."""
        self.pulls[number].head_sha = head_sha
        self.commits.add(head_sha)

    def new_id(self) -> int:
        """A number that was never given before; greater means later."""
        self.last_id += 1
        return self.last_id

    def comment(self, number: int) -> Json:
        """The comment of that number, or 404."""
        for comments in self.comments.values():
            for comment in comments:
                if comment["id"] == number:
                    return comment
        raise Refusal(404, "Not Found")

    def remark(self, number: int) -> Json:
        """The review comment of that number, or 404."""
        for remarks in self.remarks.values():
            for remark in remarks:
                if remark["id"] == number:
                    return remark
        raise Refusal(404, "Not Found")

    def pull(self, number: int) -> Pull:
        """The pull request of that number, or 404."""
        if number not in self.pulls:
            raise Refusal(404, "Not Found")
        return self.pulls[number]

    def check(self, number: int) -> Json:
        """The check run of that number, or 404."""
        for check in self.checks:
            if check["id"] == number:
                return check
        raise Refusal(404, "Not Found")
