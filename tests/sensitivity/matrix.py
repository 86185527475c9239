"""Every plant tried, and the matrix of criterion × fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from tests.sensitivity import document, sections, written
from tests.sensitivity.example import examples
from tests.sensitivity.plant import Plant, Trial, tried


def plants() -> Iterator[Plant]:
    """Every fault on every study that it fits."""
    for study in examples():
        for fault in document.FAULTS.values():
            yield from fault(study)
        yield from sections.emptied(study)
        yield from written.faults(study)


@cache
def trials() -> tuple[Trial, ...]:
    """Each of them tried once."""
    return tuple(tried(plant) for plant in plants())
