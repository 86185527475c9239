"""Over real studies: templates are caught, nobody else is accused. Needs CASEGRADE_CORPUS."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.facts.subject import Subject
from pipeline.probes.leftovers import placeholders, residue
from pipeline.probes.links import intact
from tests.studies import folder

CORPUS = Path(os.environ.get("CASEGRADE_CORPUS", "/nonexistent"))
TEMPLATES = {
    "dwk-template-mdx": 90,
    "jps-case-template": 50,
    "mck-project-template": 55,
    "starry-story-template": 25,
    "evg-rate-limiter-initial-skeleton": 12,
    "timu-cdn": 1,
    "som-template": 0,  # nothing but headings: too few words for any verdict of ours
}
KNOWN = set(TEMPLATES) - {"evg-rate-limiter-initial-skeleton", "timu-cdn"}
BROKEN = {"dwk-template-mdx": 6, "venk-01-real-time-chat-application": 1}  # each one read and found broken
STUDIES = sorted(path for path in CORPUS.glob("*/*") if path.is_dir())

pytestmark = pytest.mark.skipif(not STUDIES, reason="CASEGRADE_CORPUS does not name the studies")


def read(study: Path) -> Subject:
    return folder(study, kind=study.parent.name)


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_only_templates_hold_placeholders(study: Path) -> None:
    hits = placeholders(read(study)).quantities["hits"]
    assert hits >= TEMPLATES[study.name] if study.name in TEMPLATES else hits == 0


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_only_templates_read_like_one(study: Path) -> None:
    found = residue(read(study)).quantities["residue"]
    assert found > 0.8 if study.name in KNOWN else found < 0.03  # the gate closes at 0.4


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_no_sound_link_is_called_broken(study: Path) -> None:
    assert intact(read(study)).quantities["broken"] == BROKEN.get(study.name, 0)
