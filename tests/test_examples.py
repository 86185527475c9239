"""The studies of this repository are what authors imitate: they pass well, their drawings and links hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.library import KINDS
from tests.command import ROOT, casegrade
from tests.measurements import hidden_changes, line_numbers, lost_answers

STUDIES = sorted(path.parent for path in (ROOT / "studies").glob("*/README.md"))
LEAST = 80
FENCE = re.compile(r"^```mermaid\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)\s#]+)[^)]*\)")
RESERVED = re.compile(r"\bexample\.(?:com|org|net)\b")
# Written by `python -m docs.generate`, which the check of the docs holds to the code.
MADE = {"report.svg"}


def pages(study: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(study.rglob("*.md")):
        yield path, path.read_text(encoding="utf-8")


def drawings() -> Iterator[Any]:
    for study in STUDIES:
        for path, text in pages(study):
            for match in FENCE.finditer(text):
                line = text.count("\n", 0, match.start()) + 1
                yield pytest.param(match[1], id=f"{path.relative_to(ROOT / 'studies').as_posix()}:{line}")


@cache
def graded(study: Path) -> Any:
    ran = casegrade("grade", f"studies/{study.name}", "--format", "json", "--no-cache", cwd=ROOT)
    return json.loads(ran.out)["studies"][0]


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_an_example_passes_with_room_to_spare(study: Path) -> None:
    report = graded(study)
    assert report["verdict"] == {"state": "pass", "reasons": []}
    assert report["score"]["points"] >= LEAST
    assert report["score"]["caps"] == []
    assert not [finding for finding in report["findings"] if finding["rule"] == "doc.links"]


def test_there_is_one_of_each_kind() -> None:
    assert sorted(graded(study)["kind"] for study in STUDIES) == sorted(KINDS)


@pytest.mark.parametrize("study", STUDIES, ids=lambda path: path.name)
def test_links_lead_somewhere_and_to_nothing_reserved(study: Path) -> None:
    for path, text in pages(study):
        targets = {target for target in LINK.findall(text) if Path(target).name not in MADE}
        assert {target for target in targets if not (path.parent / target).exists()} == set()
        prose = re.sub(r"`[^`\n]*`", "", text)
        assert RESERVED.findall(prose) == []


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    """Mermaid's own grammar and layout, in a process that is asked for one drawing after another."""
    mermaidx = pytest.importorskip("mermaidx")
    if "v8" not in mermaidx.backends():
        pytest.skip("mermaidx[v8engine] is not installed")
    from mermaidx.engines.v8_engine import Engine

    engine = Engine(render_timeout_ms=20_000)
    engine.start()
    yield engine
    engine.close()


@pytest.mark.parametrize("source", [*drawings()])
def test_a_drawing_is_drawn(source: str, engine: Any) -> None:
    assert "<svg" in engine.render_svg(source, "default", None, None)


def test_the_engine_refuses_what_is_no_drawing(engine: Any) -> None:
    with pytest.raises(RuntimeError):
        engine.render_svg("flowchart LR\n  a --> ", "default", None, None)


def test_the_lost_answers_are_those_that_the_story_tells() -> None:
    rows = list(lost_answers.table())
    assert rows[-2:] == ["| one comment | 3 of 8 | 5 of 8 | 8 of 8 |", "| and no break | 3 of 8 | 0 of 8 | 8 of 8 |"]
    assert "| 502 each time, stored | 11 after 11, run broke | 1 after 1, run broke | 1 after 1 |" in rows
    assert "| 502 once, stored | 2 after 2 | 1 after 1, run broke | 1 after 1 |" in rows


def test_the_lines_are_those_that_the_study_tells() -> None:
    *_, sums, off, searched, kept, lost, taken, refused = line_numbers.table()
    assert sums == "| of 1600 | 1200 | 600 | 0 | 0 |"
    assert off.endswith("median 14, at most 21")
    assert [line.rpartition(": ")[2] for line in (searched, kept, lost, taken, refused)] == [
        "1400 of 1400",
        "0 of 1400",
        "400 of 800",
        "400 of 800",
        "800 of 800",
    ]


def test_an_odd_name_hides_no_change_from_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hidden_changes, "SIZES", (1, 3))
    assert list(hidden_changes.table())[2:] == ["| 1 | 0 | 1 |", "| 3 | 0 | 3 |"]
