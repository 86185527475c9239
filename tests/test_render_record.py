"""The JSON record: valid, in the contract's order, the same bytes each time, and readable again."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry

from pipeline.render import record
from pipeline.render.look import Look
from pipeline.report import Report
from tests.report_parts import CRITERIA, FINDINGS, study
from tests.reports import CASES

SCHEMA = json.loads((Path(__file__).parent.parent / "schema" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, registry=Registry())
CASE = pytest.mark.parametrize("case", CASES)
POINTS = st.fractions(0, 100)


def test_the_schema_is_a_schema_and_bounds_every_list_and_text() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    unbounded = [
        node
        for node in nodes(SCHEMA)
        if (node.get("type") == "array" and "maxItems" not in node)
        or ("string" in str(node.get("type", "")) and "maxLength" not in node)
    ]
    assert unbounded == []


def nodes(node: object) -> list[dict[str, object]]:
    if isinstance(node, dict):
        return [node, *(found for value in node.values() for found in nodes(value))]
    return [found for value in node for found in nodes(value)] if isinstance(node, list) else []


@CASE
def test_every_report_is_valid(case: str) -> None:
    data = json.loads(record.render(CASES[case](), Look()))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("studies", 0, "score", "points"), 101),
        (("studies", 0, "score", "points"), "61.5"),
        (("studies", 0, "verdict", "state"), "passed"),
        (("studies", 0, "findings", 0, "line"), 0),
        (("studies", 0, "content_digest"), "sha256:x"),
        (("schema_version",), 2),
    ],
)
def test_a_wrong_value_is_seen(path: tuple[str | int, ...], value: object) -> None:
    data = json.loads(record.render(CASES["fail"](), Look()))
    node = data
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize("name", ["path", "verdict", "score", "gates", "criteria", "findings", "content_digest"])
def test_a_missing_field_is_seen(name: str) -> None:
    data = json.loads(record.render(CASES["fail"](), Look()))
    del data["studies"][0][name]
    assert not VALIDATOR.is_valid(data)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    data = json.loads(record.render(CASES["gated"](), Look()))
    assert list(data) == ["schema_version", "tool", "summary", "repository", "studies"]
    told = data["studies"][0]
    assert " ".join(key for key in told if key != "pass_mark") == (
        "path slug kind title status rubric content_digest verdict score gates criteria findings"
    )
    assert " ".join(key for key in told["findings"][0] if key != "potential") == (
        "criterion rule severity message fix path line end_line column quote gain fingerprint docs"
    )
    assert " ".join(told["criteria"][0]) == ("id title section status level max_level points max next_gain evidence")


def test_figures_are_floored_and_whole_ones_are_integers() -> None:
    text = record.render(CASES["gated"](), Look())
    assert '"points": 49,' in text
    assert '"next_gain": 3.75' in text
    assert "49.0" not in text
    third = study(findings=(replace(FINDINGS[0], gain=Fraction(2, 3)),))
    assert record.study_record(third)["findings"][0]["gain"] == 0.66


def test_a_check_has_no_score_and_no_criteria() -> None:
    told = json.loads(record.render(CASES["check"](), Look()))["studies"][0]
    assert told["score"] is None
    assert told["criteria"] == []


def test_the_summary_counts_drafts_by_their_verdict() -> None:
    draft = study(status="draft")
    assert record.summary(Report((draft, study()))) == {"studies": 2, "passed": 0, "failed": 2, "incomplete": 0}


@CASE
def test_reading_back_gives_the_same_record(case: str) -> None:
    for each in CASES[case]().studies:
        data = json.loads(json.dumps(record.study_record(each)))
        assert record.study_record(record.read_study(data)) == data


def test_reading_back_exact_figures_gives_the_same_report() -> None:
    assert record.read_study(record.study_record(study())) == study()


def test_a_record_without_our_additions_can_be_read() -> None:
    data = record.study_record(study())
    del data["pass_mark"]
    for finding in data["findings"]:
        del finding["potential"]
    assert record.read_study(data) == study(pass_mark=None)


@given(st.fractions(0, 10), POINTS, st.text(max_size=30))
def test_any_report_is_valid_reads_back_and_repeats_itself(points: Fraction, gain: Fraction, words: str) -> None:
    any_study = study(
        title=words,
        criteria=(replace(CRITERIA[0], points=points, next_gain=gain), *CRITERIA[1:]),
        findings=(replace(FINDINGS[0], gain=gain, potential=gain, quote=words, fix=words),),
    )
    report = Report((any_study,))
    text = record.render(report, Look())
    assert text == record.render(report, Look(colour=True, width=40, quiet=True))
    data = json.loads(text)
    assert VALIDATOR.is_valid(data)
    assert data["studies"][0]["title"] == words
    back = record.read_study(data["studies"][0])
    assert record.render(Report((back,)), Look()) == text
    assert back.findings[0].gain <= gain < back.findings[0].gain + Fraction(1, 100)
