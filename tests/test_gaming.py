"""No trick raises a score by more than a point: not of a good study, not of a draft, hardly of an empty one."""

from __future__ import annotations

import pytest

from tests.gaming import Sample, bare, other_cover, own, rises

MOST = 1
FROM_NOTHING = 4
"""Of a study without any text: the first picture counts there, though it leads nowhere, which another rule tells."""


@pytest.mark.parametrize("sample", [*own()], ids=lambda sample: sample.name)
def test_saying_nothing_earns_nothing(sample: Sample) -> None:
    found = rises(sample, other_cover(sample))
    assert {trick: float(rise) for trick, rise in found.items() if rise > MOST} == {}


@pytest.mark.parametrize("sample", [*bare()], ids=lambda sample: sample.name)
def test_an_empty_study_stays_empty(sample: Sample) -> None:
    found = rises(sample, other_cover(sample))
    assert {trick: float(rise) for trick, rise in found.items() if rise > FROM_NOTHING} == {}
