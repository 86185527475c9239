"""Labels below `study/`: ours to set and to take away; every other label is a person's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import Judgement
from pipeline.bot.outcome import Outcome
from pipeline.bot.write import Write

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

NEEDS_WORK, READY, APPROVED, WAIVER = "study/needs-work", "study/ready-for-review", "study/approved", "study/waiver"
STALE = "study/stale"
LABELS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        NEEDS_WORK: ("d93f0b", "The author has something to do"),
        READY: ("0e8a16", "The machine has nothing against it; people are asked"),
        APPROVED: ("5319e7", "Everything that a merge needs is there"),
        WAIVER: ("fbca04", "A rule is set aside for a study"),
        STALE: ("cfd3d7", "Nothing has happened for two months, and it is the author's turn"),
    }
)
"""Name → colour and description, for a repository that does not have them yet."""

_OF = MappingProxyType(
    {
        Judgement.CHANGES: NEEDS_WORK,
        Judgement.DRAFT: NEEDS_WORK,
        Judgement.HELD: READY,
        Judgement.READY: READY,
        Judgement.NOTHING: "",
    }
)


def labels(event: PullRequest, outcome: Outcome) -> frozenset[str] | None:
    """The labels of ours that an open pull request should bear; None where they are left alone."""
    if event.locked or outcome.judgement is Judgement.FAULT:
        return None
    name = _OF[outcome.judgement]
    waived = any(
        gate.state == "waived" for head in (outcome.report.heads if outcome.report else ()) for gate in head.gates
    )
    told = {APPROVED if outcome.complete else name, *([WAIVER] if waived else ())}
    return frozenset(filter(None, told))


def missing(github: GitHub, wanted: Collection[str], shown: Collection[str]) -> frozenset[str]:
    """Which of the labels that must be added the repository does not know yet."""
    where = f"/repos/{github.access.repository}/labels"
    return frozenset(name for name in set(wanted) - set(shown) if not github.has(f"{where}/{quote(name, safe='')}"))


def writes(
    root: str, number: int, wanted: Collection[str], shown: Collection[str], unknown: Collection[str]
) -> Iterator[Write]:
    """Only the difference, one by one: setting the whole list would take people's labels away."""
    for name in sorted(set(wanted) - set(shown)):
        if name in unknown:
            colour, about = LABELS[name]
            yield Write("POST", f"{root}/labels", {"name": name, "color": colour, "description": about})
        yield Write("POST", f"{root}/issues/{number}/labels", {"labels": [name]})
    for name in sorted((set(shown) & LABELS.keys()) - set(wanted)):
        yield Write("DELETE", f"{root}/issues/{number}/labels/{quote(name, safe='')}", {})
