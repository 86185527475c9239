"""Characters damaged by an editor are repaired for reading; whole ones are never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markdown import parse
from pipeline.markdown.mojibake import repair

TEXT = "Reads — 40 → 8 ms 📊 café ±5% ≤ 1"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
def test_text_read_in_another_encoding_is_repaired(encoding: str) -> None:
    whole = "Cost — 4 → 2 €, 10 × less"
    damaged = whole.encode().decode(encoding, errors="surrogateescape")
    damaged = "".join(chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in damaged)
    assert repair(["plain", damaged]) == (["plain", whole], (1,))


def test_an_emoji_that_lost_its_first_byte_is_repaired() -> None:
    damaged = "📂 Fundamentals".encode().decode("mac_roman").replace("\uf8ff", "")
    assert repair([damaged])[0] == ["📂 Fundamentals"]


@pytest.mark.parametrize(
    "line", [TEXT, "“CAFÉ”", "Größe über Straße", "naïve â”", "Ã©", "数据库 → 缓存", "Đã có dữ liệu"]
)
def test_whole_text_is_left_alone(line: str) -> None:
    assert repair([line]) == ([line], ())


def test_damaged_lines_are_those_of_the_file() -> None:
    body = parse(("---", "a: b", "---", "# ðŸ“Š Scale", "", "ok"), 4)
    assert body.damaged == (4,)
    assert body.root.sections[0].title == "Scale"


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), max_size=5))
def test_repairing_keeps_the_number_of_lines(lines: list[str]) -> None:
    mended, damaged = repair(lines)
    assert len(mended) == len(lines)
    assert all(mended[index] != lines[index] for index in damaged)
