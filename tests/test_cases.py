"""Every probe speaks where it should and is silent where it should: one folder a case.

`tests/cases/<probe>/<case>/` holds a study and either `expected.txt`, one gap a line as
`line: says` (`page:line: says` away from the cover), or an empty `clean.txt`. `arguments.json` may
hold `aliases` (section id to titles), `mermaid` (ask its own grammar), `with` (arguments of the
probe) and `quantities` to expect.
Probes that only count tell the places that they counted.
"""

from __future__ import annotations

import atexit
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine.assets import version
from pipeline.engine.reader import Engine
from pipeline.facts.subject import Subject
from pipeline.measure import Measure
from pipeline.probes import PROBES
from tests.studies import folder

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for name in ("expected.txt", "clean.txt") for path in CASES.glob(f"*/*/{name}"))

COUNTING = {"units.filled"}


def read(case: Path) -> tuple[Measure, dict[str, Any]]:
    file = case / "arguments.json"
    settings: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    subject = folder(case, settings.get("aliases", {}))
    if settings.get("mermaid"):
        subject = drawn(subject)
    return PROBES[case.parent.name].measure(subject, **settings.get("with", {})), settings


ENGINE = Engine()
atexit.register(ENGINE.close)


def drawn(subject: Subject) -> Subject:
    """The subject with what Mermaid's own grammar says of its diagrams."""
    if version() is None:
        pytest.skip("casegrade[diagrams] is not installed")
    return replace(subject, study=ENGINE.drawn(subject.study))


def told(measure: Measure, probe: str) -> list[str]:
    places = [(gap.span, gap.says) for gap in measure.gaps]
    if probe in COUNTING:
        assert not places
        places = [(place.span, place.quote or "") for place in measure.evidence]
    names = [(span.path.removeprefix("case/"), span.line, says) for span, says in places]
    return [f"{'' if name == 'README.md' else f'{name}:'}{line}: {says}" for name, line, says in names]


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_the_probe_says_what_the_case_expects(case: Path) -> None:
    measure, settings = read(case)
    expected = case / "expected.txt"
    wanted = expected.read_text(encoding="utf-8").splitlines() if expected.exists() else []
    assert told(measure, case.parent.name) == wanted
    for name, value in settings.get("quantities", {}).items():
        assert measure.quantities[name] == Fraction(value), name


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_the_probe_returns_is_well_formed(case: Path) -> None:
    measure, settings = read(case)
    assert set(measure.quantities) == PROBES[case.parent.name].quantities(**settings.get("with", {}))
    for gap in measure.gaps:
        assert set(gap.adds) <= set(measure.quantities)
        assert not gap.says.endswith((".", "!"))
        lines = (case / gap.span.path.removeprefix("case/")).read_text(encoding="utf-8").split("\n")
        there = "\n".join(lines[gap.span.line - 1 : gap.span.end_line])
        assert gap.quote is None or gap.quote in there
        if gap.column and gap.quote:
            assert lines[gap.span.line - 1][gap.column - 1 :].startswith(gap.quote)


@pytest.mark.parametrize("probe", sorted(PROBES))
@pytest.mark.parametrize("file", ["expected.txt", "clean.txt"])
def test_every_probe_has_a_case_that_speaks_and_one_that_is_silent(probe: str, file: str) -> None:
    found = [path.read_text(encoding="utf-8") for path in CASES.glob(f"{probe}/*/{file}")]
    assert found
    assert all(bool(text) == (file == "expected.txt") for text in found)


def test_every_case_belongs_to_a_probe() -> None:
    assert {path.name for path in CASES.iterdir()} <= set(PROBES)
    assert all(len(list(path.glob("[ec]*.txt"))) == 1 for path in CASES.glob("*/*"))
