"""What a change did to the grades, as ``casegrade diff`` tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from wcwidth import wcswidth

from pipeline.compare import Comparison, compare
from pipeline.render import Look
from pipeline.render.comparison import RENDERERS, headline, verdict
from tests.golden_files import golden
from tests.report_parts import study
from tests.reports import front_matter, gated, grader_error, hostile, nearly, passing
from tests.runner_log import commands

CHANGES: Mapping[str, Comparison] = {
    "better": compare(gated(), passing()),
    "worse": compare(passing(), gated()),
    "new": compare(None, study()),
    "removed": compare(study(), None),
    "first-score": compare(front_matter(), study()),
    "grader-error": compare(study(), grader_error()),
    "same": compare(study(), study()),
}


def test_golden() -> None:
    for name, extension in (("text", "txt"), ("markdown", "md"), ("json", "json")):
        golden(f"render/comparison.{extension}", RENDERERS[name](tuple(CHANGES.values()), Look()))


@pytest.mark.parametrize(
    ("name", "words", "figure"),
    [
        ("better", "FAIL → PASS", "49.0 → 78.2 of 100 (+29.2)"),
        ("worse", "PASS → FAIL", "78.2 → 49.0 of 100 (-29.2)"),
        ("new", "FAIL", "new, 64.0 of 100"),
        ("removed", "was FAIL", "removed"),
        ("first-score", "FAIL", "not scored → 64.0 of 100"),
        ("grader-error", "FAIL → INCOMPLETE", "64.0 → not scored"),
        ("same", "FAIL", "64.0 → 64.0 of 100 (±0.0)"),
    ],
)
def test_the_first_line_says_what_became_of_it(name: str, words: str, figure: str) -> None:
    assert (verdict(CHANGES[name]), headline(CHANGES[name])) == (words, figure)


def test_a_score_below_the_mark_is_not_shown_as_reached() -> None:
    assert headline(compare(study(), nearly())) == "64.0 → 69.9 of 100 (+5.9)"


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    told = RENDERERS["text"]((*CHANGES.values(), compare(None, hostile())), Look(width=width))
    assert all(0 <= wcswidth(line) <= width for line in told.splitlines())


def test_losses_are_cut_towards_nothing_in_json() -> None:
    [told] = json.loads(RENDERERS["json"]((CHANGES["worse"],), Look()))["studies"]
    assert told["points"] == -29.25
    assert [change["id"] for change in told["regressed"]] == ["deepdive.results", "hld.diagram", "ops.alerts"]
    assert told["regressed"][0]["points"] == -7.5


def test_nothing_that_differs_is_said() -> None:
    assert RENDERERS["text"]((), Look()) == "No study differs.\n"
    assert RENDERERS["markdown"]((), Look()) == "No study differs.\n"


def test_hostile_words_stay_words() -> None:
    for render in RENDERERS.values():
        assert commands(render((compare(study(), hostile()),), Look())) == []
