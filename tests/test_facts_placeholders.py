"""What a pattern of placeholders is spared for want of a sign holds no placeholder."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.placeholders import SIGNS

PIECES = r"[ ] < > {{ }} { ‹ › _ \ 1 12 Name your YOUR_KEY PLACEHOLDER TRADE\_OFF user_ entity_1 … . : ( ) |"


@pytest.mark.parametrize("shape", SIGNS, ids=lambda shape: shape.pattern[:12])
@given(words=st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=8).map("".join))
def test_all_that_is_found_holds_a_sign(shape: re.Pattern[str], words: str) -> None:
    assert all(any(sign in found[0] for sign in SIGNS[shape]) for found in shape.finditer(words))
