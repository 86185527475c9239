"""One line that calls the author when the verdict has changed: an edited comment notifies nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import Judgement
from pipeline.bot.outcome import Outcome
from pipeline.bot.own import OwnComment, marker
from pipeline.bot.surfaces import sticky
from pipeline.bot.write import Write, minimised

WHAT = "notice"
_VERDICT = re.compile(r" verdict:([a-z]+) -->")
_TOLD = (Judgement.READY, Judgement.CHANGES)
"""A draft, nothing to grade and a fault of the grader are no news for the author."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The verdict that the author should know of, and the line that says so."""

    verdict: str
    body: str


def notice(event: PullRequest, outcome: Outcome) -> Notice | None:
    """The line for an open pull request; None where nobody is to be called.

    Only the author is named, and only a person: maintainers are asked by GitHub itself once it is ready.
    """
    judgement = outcome.judgement
    if event.draft or event.locked or judgement not in _TOLD or not event.author:
        return None
    verdict = judgement.name.lower()
    first = marker(WHAT, event.number, f"verdict:{verdict}")
    return Notice(verdict, f"{first}\n@{event.author}: **{judgement.words}.** The summary above is up to date.")


def writes(
    root: str, number: int, wanted: Notice, shown: tuple[OwnComment, ...], before: OwnComment | None
) -> Iterator[Write]:
    """A new line where the verdict differs from the one told last; lines before the newest are folded away.

    The verdict told last is that of the newest line, else that of the summary as it stands: the very first
    summary calls the author by itself. The line is written before the summary, so a run that is killed between
    the two still finds the change when it comes again.
    """
    told = _verdict(shown[-1]) if shown else _headline(before)
    if told and told != wanted.verdict:
        yield Write("POST", f"{root}/issues/{number}/comments", {"body": wanted.body}, publishes=True)
    for outdated in shown if told != wanted.verdict else shown[:-1]:
        if not outdated.minimised:
            yield minimised(outdated.node_id, "OUTDATED")


def _verdict(comment: OwnComment) -> str:
    found = _VERDICT.search(comment.body.partition("\n")[0])
    return found[1] if found else ""


def _headline(before: OwnComment | None) -> str:
    judgement, _ = sticky.told(before)
    return judgement.name.lower() if judgement in _TOLD else ""
