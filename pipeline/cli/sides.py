"""Both sides of ``casegrade diff``, graded."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import sources
from pipeline.cli.selection import WORKTREE, Origin
from pipeline.cli.work import Task, Worker
from pipeline.compare import Comparison, compare
from pipeline.library import Library
from pipeline.load import standing, touched
from pipeline.report import StudyReport


def compared(base: Origin, head: Origin, *, debug: bool) -> tuple[Comparison, ...]:
    """Every study that differs, at both sides, with the base's rubric; in order of their paths."""
    studies = base.config().studies
    library = base.library()
    wanted = _wanted(base, head, studies)
    before, after = (_side(origin, wanted, library, debug=debug) for origin in (base, head))
    return tuple(compare(before.get(path), after.get(path)) for path in sorted({*before, *after}))


def _wanted(base: Origin, head: Origin, studies: str) -> tuple[str, ...]:
    """The directories of the studies that differ."""
    if head.mode == WORKTREE:
        return touched(sources.changed(base.root, base.mode, under=studies), studies)
    return tuple(name for name in sources.differing(base.root, base.mode, head.mode, studies) if name != studies)


def _side(origin: Origin, wanted: tuple[str, ...], library: Library, *, debug: bool) -> Mapping[str, StudyReport]:
    """Path → report of the studies that differ, as they stand at that side."""
    worker = Worker(Task(origin=origin, kind=None, fast=False, debug=debug), library)
    return {place.path: worker.report(place) for place in standing(worker.source, wanted)}
