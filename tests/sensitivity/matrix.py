"""Every plant tried, and the matrix of criterion × fault."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from multiprocessing import get_context

from tests.sensitivity import document, figures, sections, written
from tests.sensitivity.example import examples
from tests.sensitivity.plant import Plant, Trial, tried

PROCESSES = 2


def plants() -> Iterator[Plant]:
    """Every fault on every study that it fits and whose rubric has the rule."""
    for plant in _all():
        if any(plant.study.rubric.rule(name) for name in (plant.rule, *plant.twins)):
            yield plant


def _all() -> Iterator[Plant]:
    for study in examples():
        for fault in document.FAULTS.values():
            yield from fault(study)
        yield from figures.contradictions(study)
        yield from figures.drawings(study)
        yield from sections.emptied(study)
        yield from written.faults(study)


@cache
def _plants() -> tuple[Plant, ...]:
    return tuple(plants())


def _answer(number: int) -> tuple[bool, bool, tuple[str, ...]]:
    trial = tried(_plants()[number])
    return trial.on_line, trial.lowered, trial.moved


def trials() -> tuple[Trial, ...]:
    """Each of them tried once, in processes of their own that share nothing."""
    with get_context("spawn").Pool(PROCESSES) as pool:
        answers = pool.map(_answer, range(len(_plants())), chunksize=8)
    return tuple(
        Trial(plant=plant, on_line=on_line, lowered=lowered, moved=moved)
        for plant, (on_line, lowered, moved) in zip(_plants(), answers, strict=True)
    )
