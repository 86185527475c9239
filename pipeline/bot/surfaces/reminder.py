"""A word to whoever a pull request waits for, after a month in which nothing happened. Nothing is ever closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import Judgement
from pipeline.bot.own import OwnComment, marker
from pipeline.bot.surfaces.labels import APPROVED, LABELS, STALE
from pipeline.bot.write import Write, minimised
from pipeline.render.points import listed

WHAT = "reminder"
PATIENCE = timedelta(days=30)
"""So long nothing happens before the first word, and so long again before the label."""

_AUTHOR = (
    "@{}: nothing has happened here for a month, and it is your turn. The summary above says what is left to do; a "
    "push grades it again. If you have no time for it, say so below, and somebody else may take it up."
)
_REVIEWERS = (
    "{} this has been ready for a review for a month. The summary above says what a merge still needs and who can help."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open pull request as it is found: ``quiet`` for as long as that, with what its summary says.

    ``answered`` is whether a person has said something since our last word, ``unknown`` whether the repository has no
    label for it yet.
    """

    pull: PullRequest
    quiet: timedelta
    judgement: Judgement | None
    labels: frozenset[str] = frozenset()
    reviewers: Sequence[str] = ()
    reminders: tuple[OwnComment, ...] = field(default=())
    answered: bool = False
    unknown: bool = False


def writes(root: str, waiting: Waiting) -> Iterator[Write]:
    """A word after a month, a label after another one for what waits for its author; both go once somebody answers."""
    number, stale = waiting.pull.number, STALE in waiting.labels
    if waiting.answered:
        yield from fold(waiting.reminders)
        if stale:
            yield Write("DELETE", f"{root}/issues/{number}/labels/{STALE.replace('/', '%2F')}", {})
    words = _words(waiting)
    if waiting.quiet < PATIENCE or not words:
        return
    if waiting.answered or not waiting.reminders:
        body = f"{marker(WHAT, number)}\n{words}"
        yield Write("POST", f"{root}/issues/{number}/comments", {"body": body})
    elif waiting.judgement is Judgement.CHANGES and not stale:
        yield from _label(root, number, unknown=waiting.unknown)


def fold(reminders: Iterable[OwnComment]) -> Iterator[Write]:
    """Fold away what has done its work."""
    yield from (minimised(each.node_id, "OUTDATED") for each in reminders if not each.minimised)


def _label(root: str, number: int, *, unknown: bool) -> Iterator[Write]:
    if unknown:
        colour, about = LABELS[STALE]
        yield Write("POST", f"{root}/labels", {"name": STALE, "color": colour, "description": about})
    yield Write("POST", f"{root}/issues/{number}/labels", {"labels": [STALE]})


def _words(waiting: Waiting) -> str:
    """Whom it waits for, and for what; nothing where it waits for nobody in particular."""
    pull = waiting.pull
    if pull.draft or pull.locked or APPROVED in waiting.labels:
        return ""
    if waiting.judgement is Judgement.CHANGES:
        return _AUTHOR.format(pull.author) if pull.author else ""
    if waiting.judgement is Judgement.READY:
        names = listed([f"@{login}" for login in waiting.reviewers])
        return _REVIEWERS.format(f"{names}:" if names else "A maintainer is needed:")
    return ""
