"""Desired × current → the writes between the two, in order, as data. Nothing to change: no writes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.bot.current import Current
from pipeline.bot.desired import Desired
from pipeline.bot.surfaces import check, inline, labels, notice, reminder, sticky
from pipeline.bot.write import Write


def plan(desired: Desired, current: Current, repository: str) -> tuple[Write, ...]:
    """The writes that are missing: check (in progress), review, summary, labels, check (completed).

    Where the head has moved on or the pull request is closed, nothing is published and our unfinished checks end;
    where it has been locked meanwhile, only the check is written.
    """
    root = f"/repos/{repository}"
    if current.locked:
        desired = desired.check_alone()
    own = check.own_check(desired.check, current.checks)
    if current.head_sha != desired.head_sha:
        kept = own if own and own.status == "completed" else None
        return tuple(check.cancel(root, current.checks, desired.check, kept))
    return (
        *check.start(root, desired.check, own),
        *_told(root, desired, current),
        *check.finish(root, desired.check, own),
        *check.cancel(root, current.checks, desired.check, own),
    )


def _told(root: str, desired: Desired, current: Current) -> Iterator[Write]:
    """What people read. The notice comes before the summary, which tells what the verdict was until now."""
    number = desired.number
    if desired.inline:
        yield from inline.writes(root, number, desired.inline, current.remarks)
    if desired.notice:
        before = next((each for each in current.stickies if not each.minimised), None)
        yield from notice.writes(root, number, desired.notice, current.notices, before)
    if desired.sticky:
        yield from sticky.writes(root, number, desired.sticky, current.stickies)
        yield from reminder.fold(current.reminders)
    if desired.labels is not None:
        yield from labels.writes(root, number, desired.labels, current.labels, current.unknown)
