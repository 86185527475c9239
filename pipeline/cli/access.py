"""Where GitHub is and who we are there, from what Actions puts into the environment."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from pipeline.bot.github import Access
from pipeline.errors import InputError

_REPOSITORY = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")


def access(environment: Mapping[str, str]) -> Access:
    """The repository and the token. Raises InputError for a variable that is missing or wrong."""
    api = _variable(environment, "GITHUB_API_URL")
    repository = _variable(environment, "GITHUB_REPOSITORY")
    if not api.startswith(("https://", "http://")):
        raise InputError("not an address", place="GITHUB_API_URL")
    if not _REPOSITORY.fullmatch(repository):
        raise InputError("not of the form owner/name", place="GITHUB_REPOSITORY")
    return Access(
        api=api,
        graphql=environment.get("GITHUB_GRAPHQL_URL") or f"{api.rstrip('/')}/graphql",
        repository=repository,
        token=_variable(environment, "GITHUB_TOKEN"),
        login=environment.get("CASEGRADE_BOT_LOGIN") or "github-actions[bot]",
    )


def _variable(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(name)
    if not value:
        raise InputError("not set", place=name, remedy="GitHub Actions sets it; a token is passed to the step by name.")
    return value


def log(request: Mapping[str, Any]) -> None:
    """One line of JSON for a request that was made."""
    say(json.dumps(request))


def say(line: str) -> None:
    """A line for the log, at once."""
    print(line, file=sys.stderr, flush=True)
