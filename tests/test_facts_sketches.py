"""Lines of Mermaid are read without its grammar as the grammar reads them, wherever a sound diagram is plain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.engine.assets import version
from pipeline.engine.reader import Engine
from pipeline.facts.diagrams import diagram
from pipeline.facts.sketches import opening, sketch
from pipeline.study import Drawing, Fence
from tests.diagrams import GOOD


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    if version() is None:
        pytest.skip("casegrade[diagrams] is not installed")
    started = Engine()
    yield started
    started.close()


def fence(text: str) -> Fence:
    return Fence(line=1, end_line=text.count("\n") + 3, language="mermaid", info="mermaid", text=text)


SEEN = ("flowchart", "graph", "sequenceDiagram", "erDiagram")


@pytest.mark.parametrize("text", [text for text in GOOD if text.startswith(SEEN)])
def test_both_ways_find_the_same_arrows_between_the_same_parts(text: str, engine: Engine) -> None:
    told, seen = diagram(fence(text), engine.read([text])), diagram(fence(text))
    assert told is not None
    assert seen is not None
    assert {name for name, _ in told.nodes} == {name for name, _ in seen.nodes}
    assert [(edge.source, edge.target) for edge in told.edges] == [(edge.source, edge.target) for edge in seen.edges]
    assert [edge.label for edge in told.edges] == [edge.label for edge in seen.edges]


def test_comments_and_front_matter_stand_before_the_type() -> None:
    rows = ["---", "title: Ferry", "---", "%% by hand", "flowchart LR", "a --> b"]
    assert rows[opening(rows)] == "flowchart LR"
    found = diagram(fence("\n".join(rows)))
    assert found is not None
    assert (found.kind, len(found.edges)) == ("flowchart", 1)


def test_front_matter_that_never_ends_is_read_as_it_stands() -> None:
    assert opening(["---", "title: Ferry"]) == 0
    assert opening([""]) == 0


def test_nothing_is_drawn_by_nothing() -> None:
    assert sketch("") == Drawing()
    assert sketch("\n\n") == Drawing()
