"""Our own comments, told by their author and their first line: anybody can paste the line, not the author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

PAGE = 100

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnComment:
    """A comment of ours in the conversation; ``body`` begins with its marker."""

    id: int
    node_id: str
    body: str
    minimised: bool


def marker(what: str, number: int, more: str = "") -> str:
    """The first line of a comment of ours on that pull request, by which it is found again.

    ``what`` says which of our comments it is: sticky, notice, checklist; ``more`` what else must be known of it.
    """
    return f"{_begin(what, number)}{f' {more}' if more else ''} -->"


def _begin(what: str, number: int) -> str:
    return f"<!-- casegrade:{what}:1 pull:{number}"


def is_ours(comment: Json, what: str, number: int, login: str) -> bool:
    """Whether that object of GitHub is our comment of that sort. More may stand in the marker behind the number."""
    body, author = comment.get("body") or "", comment.get("user") or {}
    start = _begin(what, number)
    return author.get("login") == login and body.startswith((f"{start} ", f"{start}\n"))


def own_comment(comment: Json) -> OwnComment:
    """GitHub's object as ours. Its `minimized` is null or an object with the reason."""
    return OwnComment(
        id=comment["id"],
        node_id=comment["node_id"],
        body=comment.get("body") or "",
        minimised=bool(comment.get("minimized")),
    )


def own_comments(said: Iterable[Json], what: str, number: int, login: str) -> Iterator[OwnComment]:
    """Our comments of that sort among what was ``said``."""
    return (own_comment(each) for each in said if is_ours(each, what, number, login))


def conversation(github: GitHub, number: int) -> Iterator[Json]:
    """Every comment below the pull request, by anybody, as GitHub's objects."""
    for page in github.pages(f"/repos/{github.access.repository}/issues/{number}/comments?per_page={PAGE}"):
        yield from page
