"""Desired × current → the writes between the two, in order, as data. Nothing to change: no writes."""

from __future__ import annotations

from pipeline.bot.current import Current
from pipeline.bot.desired import Desired
from pipeline.bot.surfaces import check, sticky
from pipeline.bot.write import Write


def plan(desired: Desired, current: Current, repository: str) -> tuple[Write, ...]:
    """The writes that are missing: check (in progress), what people read, check (completed).

    Where the head has moved on, nothing is published and our unfinished checks on the old one are cancelled.
    """
    root, number = f"/repos/{repository}", desired.number
    if current.head_sha != desired.head_sha:
        return tuple(check.cancel(root, current.checks))
    own = check.own_check(desired.check, current.checks)
    return (
        *check.start(root, desired.check, own),
        *(sticky.writes(root, number, desired.sticky, current.stickies) if desired.sticky else ()),
        *check.finish(root, desired.check, own),
        *check.cancel(root, current.checks, kept=own),
    )
