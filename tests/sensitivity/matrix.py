"""Every plant tried, and the matrix of criterion × fault."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.sensitivity import document, figures, sections, written
from tests.sensitivity.example import examples
from tests.sensitivity.plant import Plant, Trial, tried


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
def trials() -> tuple[Trial, ...]:
    """Each of them tried once."""
    return tuple(tried(plant) for plant in plants())
