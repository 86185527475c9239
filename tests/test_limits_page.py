"""``docs/limits.md`` tells every limit of ``pipeline/limits.py``, with its value."""

from __future__ import annotations

import re

import pytest

from pipeline import limits
from tests.command import ROOT

TEXT = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
TOLD = {name: told for told, name in re.findall(r"\| ([^|]+?) \| `([A-Z_]+)` \|", TEXT)}
UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "s": 1, "": 1}
NAMES = [name for name in vars(limits) if name.isupper() and name not in {"KIB", "MIB"}]


@pytest.mark.parametrize("name", NAMES)
def test_each_limit_is_told(name: str) -> None:
    value = getattr(limits, name)
    if isinstance(value, str):
        assert f"`{name}`" in TEXT
    else:
        number, _, unit = TOLD[name].partition(" ")
        assert int(number.replace(",", "")) * UNITS[unit] == value


def test_the_page_names_no_limit_that_is_gone() -> None:
    assert set(TOLD) <= set(NAMES)
