"""What is said to fit without jsonschema, jsonschema accepts too."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.library import KINDS
from pipeline.preamble import read, read_yaml
from pipeline.schema import PAGE, STUDY, store
from pipeline.schema.fit import fits
from tests.command import ROOT
from tests.stories import story

GOOD = read(story(), "README.md").data
WORDS = ("star-story", "design-doc", "2026-03-01", "2026-13-40", "https://example.org", "a-b", "x" * 201)
NAMES = ("name", "github", "demo", "x", "")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 20_000) | st.floats() | st.text(max_size=6) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=4,
)
KEYS = st.sampled_from([*store.schema(STUDY)["properties"], "unknown"])
LEAVES: tuple[Any, ...] = (
    True,
    0,
    1,
    -1,
    1.0,
    0.5,
    200,
    None,
    "",
    "a",
    "A b",
    [],
    ["a", "a"],
    [1, 1.0],
    {},
    {"a": 1},
    "x" * 3000,
)


def accepted(data: Any, name: str) -> bool:
    return bool(store.validator(name).is_valid(data))


def places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The place of every value inside ``data``."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at, *(place for key, value in inner for place in places(value, (*at, key)))]


def changed(data: Any, place: tuple[Any, ...], change: Callable[[Any, Any], None]) -> Any:
    whole = copy.deepcopy(data)
    holder = whole
    for key in place[:-1]:
        holder = holder[key]
    change(holder, place[-1])
    return whole


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.sets(KEYS))
def test_front_matter_that_fits_is_accepted(others: dict[str, Any], gone: set[str]) -> None:
    data = {key: value for key, value in {**(GOOD or {}), **others}.items() if key not in gone}
    for name in (STUDY, PAGE):
        if fits(data, store.schema(name)):
            assert accepted(data, name)


@given(VALUES)
def test_anything_that_fits_is_accepted(data: Any) -> None:
    for name in (STUDY, PAGE, "rubric.schema.json", "shared.schema.json"):
        if fits(data, store.schema(name)):
            assert accepted(data, name)


def test_usual_front_matter_is_known_to_fit() -> None:
    assert fits(GOOD, store.schema(STUDY))


@pytest.mark.parametrize("kind", KINDS)
def test_our_rubrics_are_known_to_fit(kind: str) -> None:
    data, _ = read_yaml((ROOT / f"schema/rubrics/{kind}.yaml").read_text(encoding="utf-8"), kind)
    assert fits(data, store.schema("rubric.schema.json"))


def test_a_changed_rubric_fits_only_if_it_is_accepted() -> None:
    """Each kind of place once: every value replaced, and every value gone."""
    data, _ = read_yaml((ROOT / "schema/rubrics/design-doc.yaml").read_text(encoding="utf-8"), "design-doc")
    kinds_of_places = {tuple(0 if isinstance(key, int) else key for key in place): place for place in places(data)}
    schema = store.schema("rubric.schema.json")
    for number, place in enumerate(place for place in kinds_of_places.values() if place):
        for leaf in (LEAVES[number % len(LEAVES)], LEAVES[(number * 7 + 3) % len(LEAVES)]):
            other = changed(data, place, lambda holder, key, leaf=leaf: holder.__setitem__(key, leaf))  # type: ignore[misc]
            assert not fits(other, schema) or accepted(other, "rubric.schema.json"), (place, leaf)
        gone = changed(data, place, lambda holder, key: holder.__delitem__(key))
        assert not fits(gone, schema) or accepted(gone, "rubric.schema.json"), place


@pytest.mark.parametrize("schema", [{"oneOf": [{}]}, {"if": {}, "else": {}}, {"format": "date"}, {"$ref": "#"}, True])
def test_what_is_not_known_is_left_to_jsonschema(schema: Any) -> None:
    assert not fits(["text"], {"items": schema})
