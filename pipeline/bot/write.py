"""A request that changes something, as data: planned first, sent later, printed by ``--dry-run``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NEW_CHECK = "{check_run_id}"
"""Stands in a path for the number of the check run that an earlier write of the plan creates."""

GRAPHQL = "/graphql"
"""Stands in a path for the address of the other API."""

_TWICE = ("/comments", "/reviews", "/check-runs")

_MINIMISE = (
    "mutation($id: ID!, $why: ReportedContentClassifiers!) "
    "{ minimizeComment(input: {subjectId: $id, classifier: $why}) { minimizedComment { isMinimized } } }"
)


@dataclass(frozen=True, slots=True)
class Write:
    """One request that changes something. Before one that ``publishes`` the head is looked at again."""

    method: str
    path: str
    body: Mapping[str, Any]
    publishes: bool = False

    @property
    def creates(self) -> bool:
        """Whether something comes to be that another run may create as well, so that it would stand there twice."""
        return self.method == "POST" and self.path.endswith(_TWICE)

    @property
    def made_elsewhere(self) -> bool:
        """Whether GitHub, which takes a label's name once, says by a refusal that another run was faster."""
        return self.method == "POST" and self.path.endswith("/labels") and "name" in self.body


def minimised(node_id: str, why: str) -> Write:
    """Fold a comment away, with GitHub's word for the reason: DUPLICATE, OUTDATED."""
    return Write("POST", GRAPHQL, {"query": _MINIMISE, "variables": {"id": node_id, "why": why}})
