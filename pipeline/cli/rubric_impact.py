"""Every study under the rubrics of two commits: what a rubric owner's change does to whom."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.bot.impact import Impact, Release, Shift, shift
from pipeline.cli.selection import Origin
from pipeline.cli.work import Worker
from pipeline.errors import InputError
from pipeline.library import KINDS, Library
from pipeline.load import places


def impact(worker: Worker, head: Origin) -> Impact:
    """The studies of the worker's tree under its own rubrics and under those of ``head``.

    Rubrics that cannot be used are told as the fault of the change, with file and line.
    """
    try:
        library = head.library()
        rubrics = tuple(_releases(worker.library, library))
    except InputError as error:
        return Impact(rubrics=(), studies=(), fault=str(error))
    kinds = {each.kind for each in rubrics}
    return Impact(rubrics=rubrics, studies=tuple(_shifts(worker, Worker(worker.task, library), kinds)))


def _releases(old: Library, new: Library) -> Iterator[Release]:
    """The kinds whose rubric differs; each rubric of the new library is read, so that a mistake shows here."""
    for kind in KINDS:
        rubric = new.rubric(kind)
        if old.identity(kind) != new.identity(kind):
            yield Release(kind, old.rubric(kind).version, rubric.version)


def _shifts(old: Worker, new: Worker, kinds: set[str]) -> Iterator[Shift]:
    source = old.source
    for place in places(source, [], None, old.task.origin.config().studies, loose=False, top=""):
        before = old.grade(source, place)
        if before.kind in kinds:
            yield shift(before, new.grade(source, place))
