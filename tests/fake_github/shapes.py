"""The objects of the API. The contract session holds them against GitHub's own description."""

from __future__ import annotations

from typing import Any

from tests.fake_github.state import BOT, Json, Pull, State

API = "https://api.github.com"
WEB = "https://github.com"
LATER = "2026-03-01T10:00:00Z"


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
    }


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
        "locked": pulled.locked,
        "head": {**example.get("head", {}), "sha": pulled.head_sha},
        "base": {**example.get("base", {}), "sha": pulled.base_sha},
    }


def page_of(name: str | None, items: list[Any]) -> Any:
    """A bare list, or one with its count where the API wraps it."""
    return items if name is None else {"total_count": len(items), name: items}
