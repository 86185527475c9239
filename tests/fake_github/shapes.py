"""The objects of the API. The contract session holds them against GitHub's own description."""

from __future__ import annotations

from typing import Any

from tests.fake_github.state import BOT, Json, Pull, State

API = "https://api.github.com"
WEB = "https://github.com"
LATER = "2026-03-01T10:00:00Z"
NIGHT = "2026-03-01T23:00:00Z"


def user(login: str) -> Json:
    """An account; people have no brackets in their names."""
    bot = login.endswith("[bot]")
    number = 41898282 if login == BOT else sum(map(ord, login))
    address = f"{API}/users/{login}"
    links = {
        f"{name}_url": f"{address}/{name}"
        for name in ("followers", "following", "gists", "starred", "subscriptions", "organizations", "repos", "events")
    }
    return {
        "login": login,
        "id": number,
        "node_id": f"U_{number}",
        "avatar_url": f"{WEB}/{login}.png",
        "gravatar_id": "",
        "url": address,
        "html_url": f"{WEB}/{login}",
        **links,
        "received_events_url": f"{address}/received_events",
        "type": "Bot" if bot else "User",
        "site_admin": False,
    }


def comment(state: State, number: int, login: str, body: str) -> Json:
    """A comment on the conversation of a pull request."""
    identifier = state.new_id()
    return {
        "id": identifier,
        "node_id": f"IC_{identifier}",
        "url": f"{API}/repos/{state.name}/issues/comments/{identifier}",
        "html_url": f"{WEB}/{state.name}/pull/{number}#issuecomment-{identifier}",
        "issue_url": f"{API}/repos/{state.name}/issues/{number}",
        "body": body,
        "user": user(login),
        "created_at": LATER,
        "updated_at": LATER,
        "author_association": "NONE",
        "performed_via_github_app": None,
        "minimized": None,
        "reactions": faces(f"{API}/repos/{state.name}/issues/comments/{identifier}/reactions"),
    }


FACES = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")


def faces(address: str) -> Json:
    """How many faces of each sort stand below a comment; none at first."""
    return {"url": address, "total_count": 0, **dict.fromkeys(FACES, 0)}


def app() -> Json:
    """GitHub Actions, the app in whose name a workflow's token acts."""
    return {
        "id": 15368,
        "slug": BOT.removesuffix("[bot]"),
        "node_id": "A_15368",
        "owner": user("github"),
        "name": "GitHub Actions",
        "description": None,
        "external_url": "https://help.github.com/en/actions",
        "html_url": f"{WEB}/apps/github-actions",
        "created_at": LATER,
        "updated_at": LATER,
        "permissions": {"checks": "write", "contents": "read", "metadata": "read"},
        "events": ["check_run"],
    }


def check(state: State, name: str, head_sha: str, external_id: str | None) -> Json:
    """A check run that has only been queued."""
    identifier = state.new_id()
    address = f"{API}/repos/{state.name}/check-runs/{identifier}"
    return {
        "id": identifier,
        "node_id": f"CR_{identifier}",
        "head_sha": head_sha,
        "name": name,
        "external_id": external_id,
        "url": address,
        "html_url": f"{WEB}/{state.name}/runs/{identifier}",
        "details_url": f"{WEB}/{state.name}/runs/{identifier}",
        "status": "queued",
        "conclusion": None,
        "started_at": LATER,
        "completed_at": None,
        "output": {
            "title": None,
            "summary": None,
            "text": None,
            "annotations_count": 0,
            "annotations_url": f"{address}/annotations",
        },
        "check_suite": {"id": 5},
        "app": app(),
        "pull_requests": [],
    }


def pull(state: State, pulled: Pull) -> Json:
    """A pull request: what the bot reads of it, on top of GitHub's own example where there is one."""
    example = state.examples.get("pull-request", {})
    return {
        **example,
        "number": pulled.number,
        "state": pulled.state,
        "draft": pulled.draft,
        "mergeable_state": pulled.mergeable,
        "updated_at": pulled.updated,
        "locked": pulled.locked,
        "user": user(pulled.author),
        "labels": [label(state, name) for name in pulled.labels],
        "requested_reviewers": [user(name) for name in pulled.reviewers],
        "head": {**example.get("head", {}), "sha": pulled.head_sha},
        "base": {**example.get("base", {}), "sha": pulled.base_sha},
    }


def review(state: State, number: int, login: str, event: str, body: Json) -> Json:
    """A submitted review."""
    identifier = state.new_id()
    states = {"COMMENT": "COMMENTED", "APPROVE": "APPROVED", "REQUEST_CHANGES": "CHANGES_REQUESTED"}
    page = f"{WEB}/{state.name}/pull/{number}#pullrequestreview-{identifier}"
    pull = f"{API}/repos/{state.name}/pulls/{number}"
    return {
        "id": identifier,
        "node_id": f"PRR_{identifier}",
        "user": user(login),
        "body": body.get("body") or "",
        "state": states[event],
        "html_url": page,
        "pull_request_url": pull,
        "_links": {"html": {"href": page}, "pull_request": {"href": pull}},
        "submitted_at": LATER,
        "commit_id": body.get("commit_id"),
        "author_association": "MEMBER",
    }


def remark(state: State, number: int, login: str, comment: Json, review_id: int, commit: str) -> Json:
    """A comment beside a line."""
    identifier = state.new_id()
    pull = f"{API}/repos/{state.name}/pulls/{number}"
    address = f"{API}/repos/{state.name}/pulls/comments/{identifier}"
    page = f"{WEB}/{state.name}/pull/{number}#discussion_r{identifier}"
    answer = {"in_reply_to_id": comment["in_reply_to_id"]} if comment.get("in_reply_to_id") else {}
    return {
        "url": address,
        "pull_request_review_id": review_id,
        "id": identifier,
        "node_id": f"PRRC_{identifier}",
        "diff_hunk": "@@ -1 +1 @@",
        "path": comment["path"],
        "commit_id": commit,
        "original_commit_id": commit,
        "user": user(login),
        "body": comment["body"],
        "created_at": LATER,
        "updated_at": LATER,
        "html_url": page,
        "pull_request_url": pull,
        "author_association": "NONE",
        "_links": {"self": {"href": address}, "html": {"href": page}, "pull_request": {"href": pull}},
        "start_line": comment.get("start_line"),
        "original_start_line": comment.get("start_line"),
        "start_side": comment.get("start_side"),
        "line": comment["line"],
        "original_line": comment["line"],
        "side": comment["side"],
        "subject_type": "line",
        **answer,
    }


def label(state: State, name: str) -> Json:
    """A label, which the repository has or gets by being used."""
    if name not in state.labels:
        identifier = state.new_id()
        state.labels[name] = {
            "id": identifier,
            "node_id": f"LA_{identifier}",
            "url": f"{API}/repos/{state.name}/labels/{name}",
            "name": name,
            "description": None,
            "color": "ededed",
            "default": False,
        }
    return state.labels[name]


def reaction(state: State, login: str, content: str) -> Json:
    """Someone's face below a comment."""
    identifier = state.new_id()
    return {
        "id": identifier,
        "node_id": f"REA_{identifier}",
        "user": user(login),
        "content": content,
        "created_at": NIGHT,
    }


def commit(state: State, sha: str) -> Json:
    """A commit; whoever nobody is named for was made by the author of the pull request."""
    author, committer = state.committers.get(sha, ("ada", "ada"))
    address = f"{API}/repos/{state.name}/commits/{sha}"
    stamp = {"name": "Somebody", "email": "somebody@example.org", "date": LATER}
    return {
        "url": address,
        "sha": sha,
        "node_id": f"C_{sha}",
        "html_url": f"{WEB}/{state.name}/commit/{sha}",
        "comments_url": f"{address}/comments",
        "commit": {
            "url": address,
            "author": stamp,
            "committer": stamp,
            "message": "change",
            "comment_count": 0,
            "tree": {"sha": sha, "url": address},
        },
        "author": user(author),
        "committer": user(committer),
        "parents": [],
    }


def page_of(name: str | None, items: list[Any]) -> Any:
    """A bare list, or one with its count where the API wraps it."""
    return items if name is None else {"total_count": len(items), name: items}
