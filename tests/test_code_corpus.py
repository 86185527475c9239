"""Over real studies: what code blocks are told was read one by one and is right. Needs CASEGRADE_CORPUS."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.facts.data_model import model
from pipeline.probes.code import data, sql
from tests.studies import folder

CORPUS = Path(os.environ.get("CASEGRADE_CORPUS", "/nonexistent"))
STUDIES = sorted(path for path in CORPUS.glob("*/*") if path.is_dir())
MISSING = {"abdou-03-payment-processing": 1}  # a query on an arrow asks for a column that its table does not have

pytestmark = pytest.mark.skipif(not STUDIES, reason="CASEGRADE_CORPUS does not name the studies")


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_no_sound_block_is_accused(study: Path) -> None:
    subject = folder(study, kind=study.parent.name)
    found = sql(subject).quantities
    assert found["slips"] == 0
    assert found["missing columns"] == MISSING.get(study.name, 0)
    assert data(subject).quantities["slips"] == 0
    assert model(subject).stray_of_indexes() == ()
