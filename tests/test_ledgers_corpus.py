"""Over real studies: totals, targets and availabilities accuse nobody and do speak. Needs CASEGRADE_CORPUS."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.facts.subject import Subject
from pipeline.measure import Measure
from pipeline.probes.ledgers import targets, totals
from pipeline.probes.nines import availability
from tests.studies import folder

CORPUS = Path(os.environ.get("CASEGRADE_CORPUS", "/nonexistent"))
STUDIES = sorted(path for path in CORPUS.glob("*/*") if path.is_dir())
LEAST_CHECKED: dict[Callable[..., Measure], int] = {totals: 9, availability: 12, targets: 4}
"""Each of these was read by hand and is right."""

pytestmark = pytest.mark.skipif(not STUDIES, reason="CASEGRADE_CORPUS does not name the studies")


@pytest.fixture(scope="module")
def subjects() -> list[Subject]:
    return [folder(study, kind=study.parent.name) for study in STUDIES]


@pytest.mark.parametrize("probe", LEAST_CHECKED, ids=lambda probe: probe.__name__)
def test_nobody_is_accused_wrongly(probe: Callable[..., Measure], subjects: list[Subject]) -> None:
    measures = [probe(subject) for subject in subjects]
    assert [gap for measure in measures for gap in measure.gaps] == []
    name = "rows" if probe is targets else "checked"
    assert sum(measure.quantities[name] for measure in measures) >= LEAST_CHECKED[probe]
