"""Who may say what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ANYONE, REVIEWER, WRITER = "anyone", "reviewer", "writer"

VERBS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "help": (ANYONE, "says what can be said"),
        "explain": (ANYONE, "RULE: what it wants, why, and what each level needs"),
        "regrade": (ANYONE, "grades this commit again"),
        "checklist": (REVIEWER, "gives you the questions that no machine can answer"),
        "waive": (WRITER, "RULE STUDY REASON: sets a gate aside for this pull request"),
        "unwaive": (WRITER, "RULE STUDY: takes that back"),
        "hold": (WRITER, "keeps the check from success"),
        "unhold": (WRITER, "takes every hold back"),
        "allow-mixed": (WRITER, "lets studies and tooling change together here"),
    }
)
"""Verb → who may say it, and what it does."""

STATE = frozenset({"waive", "unwaive", "hold", "unhold", "allow-mixed"})
"""These change what the pull request needs, so they hold only for the commit that the speaker saw."""

NAMES: Mapping[str, str] = MappingProxyType(
    {
        ANYONE: "anyone",
        REVIEWER: "a requested reviewer or anyone with write access",
        WRITER: "anyone with write access, except the author of the pull request",
    }
)
