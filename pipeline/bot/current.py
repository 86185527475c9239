"""What the pull request shows now, of all that is there only what is ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.bot.check_run import NAME

if TYPE_CHECKING:
    from pipeline.bot.desired import Desired
    from pipeline.bot.github import GitHub

PAGE = 100

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnComment:
    """A comment that is ours by its author and its first line: anybody can paste the line, not the author."""

    id: int
    node_id: str
    body: str
    minimised: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCheck:
    """A check run that is ours by its app, its name and its external id."""

    id: int
    external_id: str
    status: str
    conclusion: str
    title: str
    summary: str
    annotations: int


@dataclass(frozen=True, slots=True)
class Current:
    """The head as it is now, and our own check runs on the event's head and comments, oldest first."""

    head_sha: str
    checks: tuple[OwnCheck, ...]
    comments: tuple[OwnComment, ...]


def read_current(github: GitHub, desired: Desired) -> Current:
    """Ask GitHub. Comments are not looked at where none is desired."""
    head = head_sha(github, desired.number)
    checks = sorted(_checks(github, desired), key=lambda check: check.id)
    comments = sorted(_comments(github, desired), key=lambda comment: comment.id)
    return Current(head, tuple(checks), tuple(comments))


def head_sha(github: GitHub, number: int) -> str:
    """The commit that the pull request would merge, at this moment."""
    return str(github.get(f"/repos/{github.access.repository}/pulls/{number}")["head"]["sha"])


def _checks(github: GitHub, desired: Desired) -> Iterator[OwnCheck]:
    name = NAME.replace(" ", "%20")
    where = f"/repos/{github.access.repository}/commits/{desired.head_sha}/check-runs"
    for page in github.pages(f"{where}?check_name={name}&filter=all&per_page={PAGE}"):
        for check in page["check_runs"]:
            external_id, app = str(check["external_id"] or ""), check["app"] or {}
            ours = f"{app.get('slug')}[bot]" == github.access.login and check["name"] == NAME
            if ours and external_id.startswith(desired.prefix):
                yield _check(check, external_id)


def _check(check: Json, external_id: str) -> OwnCheck:
    output = check["output"]
    return OwnCheck(
        id=check["id"],
        external_id=external_id,
        status=check["status"],
        conclusion=check["conclusion"] or "",
        title=output["title"] or "",
        summary=output["summary"] or "",
        annotations=output["annotations_count"],
    )


def _comments(github: GitHub, desired: Desired) -> Iterator[OwnComment]:
    if desired.comment is None:
        return
    where = f"/repos/{github.access.repository}/issues/{desired.number}/comments"
    for page in github.pages(f"{where}?per_page={PAGE}"):
        for comment in page:
            body, author = comment.get("body") or "", comment["user"] or {}
            if author.get("login") == github.access.login and body.startswith(desired.comment.marker):
                # `minimized` is null or an object with the reason.
                yield OwnComment(
                    id=comment["id"], node_id=comment["node_id"], body=body, minimised=bool(comment.get("minimized"))
                )
