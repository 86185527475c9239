"""Front matter and files of ours against their schemas: each fault on its line, told once."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import schema
from pipeline.errors import InputError
from pipeline.preamble import Preamble, read
from tests.front_matter import GOOD, PATH, STORY, check


@pytest.mark.parametrize(
    "changes",
    [
        {},
        STORY,
        {**STORY, "team_size": "6 engineers"},
        {"updated": "2026-03-01T10:00:00Z", "license": "CC-BY-4.0", "example": "true", "level": "L6"},
        {"scale": "{users: 2 million, peak_qps: '12,000/s'}", "decisions": "{broker: Kafka}"},
        {"links": "{repository: https://example.org/a, demo: https://example.org/b}", "related": "[a-b, c]"},
        {"sections": "{War stories: deep-dive}", "tags": "[]", "summary": f"'{'é' * 40}'"},
    ],
)
def test_good_front_matter_has_no_faults(changes: Mapping[str, str]) -> None:
    assert check(changes) == ()


def test_each_fault_stands_on_the_line_of_its_key_with_that_line_quoted() -> None:
    text = "---\nkind: blog\ntitle: x\nauthors:\n  - name: Ada\n  - github: ada\nstatus: draft\ndate: 2026-03-01\n---\n"
    found = read(text, PATH)
    faults = schema.check(found.data or {}, schema.STUDY, found, PATH)
    assert [(fault.span.line, fault.quote, fault.rule, fault.severity) for fault in faults] == [
        (1, None, "front-matter.schema", "error"),
        (2, "kind: blog", "front-matter.schema", "error"),
        (3, "title: x", "front-matter.schema", "error"),
        (6, None, "front-matter.schema", "error"),
    ]
    assert [fault.message.partition(" is ")[0] for fault in faults][::3] == [
        "`summary`",
        "`name` of item 2 of `authors`",
    ]


def test_pages_may_be_placed_and_named() -> None:
    assert check({"title": "Estimates", "order": "1", "section": "deep-dive"}, schema.PAGE) == ()
    assert check({}, schema.PAGE) == ()
    messages = [fault.fix for fault in check({"order": "'1'", "kind": "x"}, schema.PAGE)]
    assert messages == [
        "Write it without quotes: `order: 1`.",
        "Remove it; the keys known here are `title`, `order` and `section`.",
    ]


def test_a_cover_without_front_matter_is_told_what_to_write() -> None:
    fault = schema.absent(PATH)
    assert (fault.rule, fault.span.line, fault.quote) == ("front-matter.schema", 1, None)
    for key in GOOD:
        assert f"`{key}`" in fault.message


def test_data_of_ours_that_fits_passes_in_silence() -> None:
    schema.validate({"title": "x"}, schema.PAGE, "x.yaml")


def test_data_of_ours_that_does_not_fit_is_an_input_error_with_its_line() -> None:
    with pytest.raises(InputError) as caught:
        schema.validate({"titel": "x", "order": -1}, schema.PAGE, "x.yaml", {("titel",): 4, ("order",): 3})
    assert str(caught.value) == (
        "x.yaml:3: `order` is -1, where 0 or more is expected (and 1 more). Correct the number."
    )


def test_data_of_the_wrong_kind_altogether_is_an_input_error() -> None:
    with pytest.raises(InputError, match="the whole text is a list, where a map of keys and values belongs"):
        schema.validate([], schema.PAGE, "report.json")


def test_a_schema_that_is_not_there_is_an_input_error() -> None:
    with pytest.raises(InputError, match="not part of this installation"):
        schema.schema_text("nothing.schema.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
KEYS = sorted(json.loads(schema.schema_text(schema.STUDY))["properties"])


@given(st.dictionaries(st.sampled_from([*GOOD, *KEYS]) | st.text(max_size=12), JSON, max_size=8))
def test_whatever_the_data_each_fault_is_one_line_and_told_once(data: dict[str, Any]) -> None:
    nowhere = Preamble(data=data, key_lines={}, lines=("---", "---"))
    faults = schema.check(data, schema.STUDY, nowhere, PATH)
    assert len(set(faults)) == len(faults)
    for fault in faults:
        assert fault.message
        assert fault.fix
        assert "\n" not in fault.message + fault.fix
        assert len(fault.message) + len(fault.fix) < 1200
