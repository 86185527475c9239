"""A pattern for any case finds what `re.IGNORECASE` finds, at the same places."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.pattern import Caseless, fold

PATTERNS = (
    r"\bskis?\b|\bACID\b",
    r"[A-K]+s\b",
    r"\bkilo\w{0,3}\B",
    r"[^i]k",
    r"(?P<Name>is)\d|\Sß?",
)
LETTERS = "aAiIkKsSßẞİıſK µΣσ \N{COMBINING DOT ABOVE}é1.-\n"
PLACES = st.text(alphabet=LETTERS, max_size=24)


@pytest.mark.parametrize("text", PATTERNS)
@given(words=PLACES)
def test_it_finds_the_same_places(text: str, words: str) -> None:
    usual = re.compile(text, re.IGNORECASE)
    ours = Caseless(text)
    assert [found.span() for found in ours.finditer(words)] == [found.span() for found in usual.finditer(words)]
    first = usual.search(words)
    found = ours.search(words)
    assert (found and found.span()) == (first and first.span())


@given(words=st.text(max_size=60))
def test_every_character_stays_at_its_place(words: str) -> None:
    assert len(fold(words)) == len(words)
