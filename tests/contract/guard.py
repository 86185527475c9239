"""Stands between PyGithub and the network and shows every exchange to GitHub's description."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import requests

from tests.contract.description import Description, Exchange


@contextmanager
def recorded() -> Iterator[list[Exchange]]:
    """Every exchange of the block, of whichever session."""
    seen: list[Exchange] = []
    send = requests.Session.send

    def watched(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        response = send(self, request, **options)
        body = json.loads(str(request.body)) if request.body else None
        answer = response.json() if response.content else None
        seen.append(Exchange(str(request.method), str(request.url), body, response.status_code, answer))
        return response

    with patch.object(requests.Session, "send", watched):
        yield seen


def violations(description: Description, seen: list[Exchange]) -> list[str]:
    """What is wrong with them; GraphQL has a description of its own."""
    return [told for each in seen if not each.url.endswith("/graphql") for told in description.violations(each)]
