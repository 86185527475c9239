"""Every target of `nox -s fuzz` holds on the kept inputs, and on some that Hypothesis draws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.__main__ import CORPUS, seeds
from tests.fuzz.targets import TARGETS

KEPT = sorted(path for path in CORPUS.glob("*/*"))
PIECES = [piece for name in sorted(TARGETS) for data in seeds(name) for piece in data.split(b"\n") if len(piece) < 200]
LINES = st.lists(st.sampled_from([*PIECES, b"---", b"```", b"\xff", b""]), max_size=12).map(b"\n".join)


def test_every_target_has_inputs_to_begin_with() -> None:
    assert {path.parent.name for path in KEPT} == set(TARGETS)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_kept_input_holds(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_any_bytes_hold(name: str) -> None:
    @given(st.one_of(st.binary(max_size=200), LINES))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()
