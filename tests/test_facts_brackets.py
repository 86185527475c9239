"""Brackets that do not pair, and what is no bracket."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.brackets import Unpaired, blanked, unpaired
from pipeline.facts.pattern import pattern

PAIRED = st.recursive(
    st.text(alphabet="ab \n", max_size=4),
    lambda inner: st.builds(lambda a, b, c: f"{b[0]}{a}{b[1]}{c}", inner, st.sampled_from(["()", "[]", "{}"]), inner),
    max_leaves=8,
)


@given(PAIRED)
def test_what_pairs_is_left_alone(code: str) -> None:
    assert unpaired(code) is None


@given(PAIRED, PAIRED)
def test_one_that_is_never_closed_is_found_where_it_opens(before: str, after: str) -> None:
    assert unpaired(f"{before}[{after}") == Unpaired(len(before), None)


@given(PAIRED, PAIRED, PAIRED)
def test_one_that_is_closed_by_the_sign_of_another_is_found(before: str, within: str, after: str) -> None:
    assert unpaired(f"{before}({within}}}{after}") == Unpaired(len(before), len(before) + 1 + len(within))


def test_one_that_was_never_opened_is_found() -> None:
    assert unpaired("a) b") == Unpaired(None, 1)


def test_only_the_kinds_asked_for_count() -> None:
    assert unpaired("(]", "(") == Unpaired(0, None)
    assert unpaired("[a", "(") is None


def test_what_is_blanked_out_keeps_its_lines_and_places() -> None:
    assert blanked('a "(\n(" b', pattern(r'"[^"]*"')) == "a   \n   b"
