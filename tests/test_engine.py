"""Mermaid's own grammar answers for good and broken diagrams, and no fault of the tool reaches an author."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.engine import assets, reader
from pipeline.engine.reader import Engine
from tests.command import casegrade
from tests.diagrams import BROKEN, GOOD
from tests.stories import story
from tests.support import repo, write

pytestmark = pytest.mark.skipif(assets.version() is None, reason="casegrade[diagrams] is not installed")
SIMPLE = "flowchart LR\n  a --> b"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    started = Engine()
    yield started
    started.close()


@pytest.mark.parametrize("text", GOOD)
def test_a_good_diagram_is_accepted(engine: Engine, text: str) -> None:
    assert engine.read([text])[text].error == ""


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_diagram_is_refused(engine: Engine, text: str) -> None:
    assert engine.read([text])[text].error


def test_the_model_is_that_of_mermaid(engine: Engine) -> None:
    flow = 'flowchart LR\n  subgraph edge [Edge]\n    gate["Gate (TLS)"]\n  end\n  gate -->|hold, 8 min| holds[(Redis)]'
    sequence = "sequenceDiagram\n  participant a as Office\n  a->>b: load\n  alt no answer\n    b--xa: 503\n  end"
    entities = "erDiagram\n  BOAT ||--o{ TRIP : sails\n  BOAT {\n    int id PK\n  }"
    found = engine.read([flow, sequence, entities])
    assert dict(found[flow].nodes) == {"gate": "Gate (TLS)", "holds": "Redis"}
    assert found[flow].edges == (("gate", "holds", "hold, 8 min"),)
    assert found[flow].groups == ("Edge",)
    assert found[sequence].edges == (("a", "b", "load"), ("b", "a", "503"))
    assert found[sequence].branches == ("no answer",)
    assert found[entities].edges == (("BOAT", "TRIP", "sails"),)


def test_a_refusal_tells_its_line(engine: Engine) -> None:
    broken = "flowchart LR\n  a --> b\n  b --> c[Store (north)]\n  c --> d"
    assert engine.read([broken])[broken].error_line == 3


def test_a_child_that_dies_costs_one_diagram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "ANSWER_SECONDS", 2)
    engine = Engine()
    assert SIMPLE in engine.read([SIMPLE])
    assert engine._child
    os.kill(engine._child.pid, signal.SIGKILL)
    engine._child.wait()
    found = engine.read(["flowchart LR\n  lost --> one", "flowchart LR\n  next --> one", SIMPLE])
    assert "flowchart LR\n  next --> one" in found
    assert SIMPLE in found
    engine.close()


def test_a_child_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(reader, "START_SECONDS", 0.2)
    monkeypatch.setattr("pipeline.engine.reader.sys.executable", "/bin/cat" if Path("/bin/cat").exists() else "cat")
    engine = Engine()
    before = time.monotonic()
    assert engine.read([f"flowchart LR\n  a --> n{number}" for number in range(50)]) == {}
    assert time.monotonic() - before < 30
    engine.close()


def test_a_huge_diagram_is_not_asked_about(engine: Engine) -> None:
    huge = "flowchart LR\n" + "".join(f"  a{number} --> b{number}\n" for number in range(5000))
    assert engine.read([huge]) == {}
    assert SIMPLE in engine.read([SIMPLE])


def test_a_diagram_that_wants_all_memory_or_time_is_not_blamed(engine: Engine) -> None:
    deep = "flowchart LR\n" + "subgraph a\n" * 4000 + "end\n" * 4000
    wide = (
        "flowchart LR\n  " + " & ".join(f"a{n}" for n in range(900)) + " --> " + " & ".join(f"b{n}" for n in range(900))
    )
    for text in (deep, wide):
        assert not any(drawing.error for drawing in engine.read([text]).values())
    assert SIMPLE in engine.read([SIMPLE])


def test_a_diagram_of_a_plug_in_is_not_blamed(engine: Engine) -> None:
    assert engine.read(["zenuml\n  Desk->Store: count"]) == {}


@pytest.mark.parametrize(
    "text", ["flowchart LR\n  a --> b\n  \u2028 b --> c", 'flowchart LR\n  a["\ud83d\ude00"] --> b']
)
def test_odd_characters_do_not_break_the_lines_between_the_two(engine: Engine, text: str) -> None:
    engine.read([text])
    assert SIMPLE in engine.read([SIMPLE])


def test_the_report_names_the_version_and_the_line(tmp_path: Path) -> None:
    drawing = "\n```mermaid\nflowchart LR\n  shop[Shop (north)] --> queue\n```\n"
    text = story() + drawing
    write(repo(tmp_path / "work"), {"studies/stock/README.md": text})
    report = casegrade("grade", "studies/stock", "--format", "json", cwd=tmp_path / "work").report
    assert report["tool"]["diagrams"] == assets.version()
    told = next(one for one in report["studies"][0]["findings"] if one["rule"] == "diagram.parses")
    assert told["line"] == text.split("\n").index("  shop[Shop (north)] --> queue") + 1
    assert 'shop["Shop (north)"]' in told["fix"]


def test_without_the_extra_nothing_is_said_of_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "find_spec", lambda _: None)
    assets.version.cache_clear()
    try:
        assert assets.version() is None
        assert Engine().read([SIMPLE]) == {}
    finally:
        monkeypatch.undo()
        assets.version.cache_clear()
