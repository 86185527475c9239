"""Front matter as a value: where it ends, what its scalars are, on which line each key stands."""

import math
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline import limits
from pipeline.errors import InputError
from pipeline.preamble import Preamble, read, read_yaml
from pipeline.preamble.tree import STUDY

PATH = "studies/a/README.md"


def data(yaml: str) -> Mapping[str, Any]:
    found = read(f"---\n{yaml}\n---\n", PATH)
    assert found.faults == ()
    assert found.data is not None
    return found.data


def test_a_page_without_front_matter_is_all_body() -> None:
    assert read("# Title\n", PATH) == Preamble(data=None, body_line=1, key_lines={})


def test_the_body_starts_after_the_second_fence_blank_lines_included() -> None:
    found = read("---\ntitle: A\n---\n\n\n# Title\n", PATH)
    assert (found.data, found.body_line) == ({"title": "A"}, 4)


def test_an_empty_block_holds_nothing_and_is_no_fault() -> None:
    assert read("---\n# nothing yet\n---\n", PATH).data == {}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_those_of_the_file(end: str) -> None:
    text = end.join(
        ["---", "# a comment", "title: >", "  folded", "  text", "authors:", "  - name: Ada", "---", "body"]
    )
    found = read(text, PATH)
    assert found.key_lines == {
        (): 3,
        ("title",): 3,
        ("authors",): 6,
        ("authors", 0): 7,
        ("authors", 0, "name"): 7,
    }
    assert found.body_line == 9
    assert found.quote(("authors", 0, "name")) == "- name: Ada"


def test_a_place_that_is_not_there_takes_the_line_around_it_and_no_quote() -> None:
    found = read("---\ntitle: A\nlinks:\n  demo: x\n---\n", PATH)
    assert (found.line(("links", "docs")), found.quote(("links", "docs"))) == (3, None)
    assert found.line(("status",)) == 1


def test_a_long_line_is_quoted_in_part() -> None:
    quote = read(f"---\ntitle: {'x' * 500}\n---\n", PATH).quote(("title",))
    assert quote is not None
    assert len(quote) == limits.QUOTE_LENGTH


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("text: 'a --- b'", {"text": "a --- b"}),
        ("text: |\n  one\n  ---\n  two", {"text": "one\n---\ntwo\n"}),
        ("text: one\n  ----\n  two", {"text": "one ---- two"}),
    ],
)
def test_only_a_line_of_three_hyphens_closes_the_block(inside: str, value: Mapping[str, str]) -> None:
    assert data(inside) == value


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("y", "y"),
        ("true", True), ("False", False), ("TRUE", True), ("tRUE", "tRUE"),
        ("null", None), ("~", None), ("", None), ("None", "None"),
        ("012", 12), ("-7", -7), ("+7", 7), ("0o17", 15), ("0x1F", 31), ("0b11", "0b11"),
        ("1_000", "1_000"), ("1,000", "1,000"), ("12:30", "12:30"), ("1:1:1", "1:1:1"),
        ("3.10", 3.1), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("1.5e-3", 0.0015), ("1.2.3", "1.2.3"), (".", "."),
        ("2026-03-01", "2026-03-01"), ("2026-02-30", "2026-02-30"), ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        ("9" * 18, int("9" * 18)), ("9" * 19, "9" * 19), ("9" * 5000, "9" * 5000),
        ("0x" + "f" * 5000, "0x" + "f" * 5000),
        ("'true'", "true"), ('"12"', "12"), ('"\\u00e9"', "é"), ("=", "="), ("inf", "inf"), ("NaN", "NaN"),
        ("C:\\new", "C:\\new"), ("١٢", "١٢"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(plain: str, value: object) -> None:
    found = data(f"key: {plain}")["key"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("key", ["no", "1", "~", "true", "2026-03-01", "null", "1.50"])
def test_keys_are_text_whatever_they_look_like(key: str) -> None:
    assert data(f"{key}: x") == {key: "x"}


KEYS = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf", "Cn"]), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_what_json_writes_is_read_back(value: dict[str, Any]) -> None:
    import json

    text = "".join(f"{key}: {json.dumps(item, ensure_ascii=False)}\n" for key, item in value.items())
    assert read(f"---\n{text}---\n", PATH).data == value


@given(st.lists(KEYS, unique=True, min_size=1, max_size=8), st.sampled_from(["\n", "\r\n", "\n\n", "\n# c\n"]))
def test_every_key_stands_on_its_line(keys: list[str], end: str) -> None:
    text = f"---\n{end.join(f'{key}:{end}  - x' for key in keys)}\n---\n"
    found = read(text, PATH)
    lines = text.split("\n")
    for key in keys:
        assert lines[found.line((key,)) - 1].rstrip("\r") == f"{key}:"
        assert found.line((key, 0)) > found.line((key,))


PIECES = (
    *"[]{}:,-?&*!|>'\"%@`# \n\t~<=.\\",
    *("a", "no", "a: ", "- ", "<<: ", "&a ", "*a", "!!int ", "1e999", "---\n", "\r\n", "\r"),
    *("\u2028", "\x00", "\ud800", "é"),
)
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@given(st.text(max_size=200) | YAML_LIKE)
@example("a: !!timestamp x")
@example("2026-02-30")
def test_reading_never_raises_and_answers_one_way(inside: str) -> None:
    for text in (inside, f"---\n{inside}", f"---\n{inside}\n---\nbody"):
        found = read(text, PATH)
        assert (found.data is None) or not found.faults
        assert 1 <= found.body_line <= text.count("\n") + 2
        lines = text.split("\n")
        for fault in found.faults:
            assert 1 <= fault.span.line <= len(lines)
            assert fault.quote is None or fault.quote in lines[fault.span.line - 1]
            assert "\n" not in fault.message + fault.fix
        if found.data is not None:
            assert all(math.isfinite(value) for value in found.data.values() if isinstance(value, float))
            assert all(found.line((key,)) <= found.body_line for key in found.data)


def test_our_own_files_give_data_and_lines() -> None:
    value, lines = read_yaml("\ufeffid: x\nlevels:\n  - needs: {rows: 2}\n", "schema/x.yaml")
    assert value == {"id": "x", "levels": [{"needs": {"rows": 2}}]}
    assert lines["levels", 0, "needs", "rows"] == 3


def test_our_own_files_may_be_lists_or_empty() -> None:
    assert read_yaml("- a\n", "x.yaml")[0] == ["a"]
    assert read_yaml("", "x.yaml") == (None, {})


def test_a_mistake_in_our_own_file_is_an_input_error_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        read_yaml("id: a\nid: b\nid: c\n", "schema/x.yaml")
    assert caught.value.place == "schema/x.yaml:2"
    assert caught.value.message == "the key `id` stands twice, here and on line 1 (and 1 more)"
    assert caught.value.remedy


def test_our_own_files_may_be_longer_than_front_matter() -> None:
    text = f"- {'x' * limits.FRONT_MATTER_BYTES}\n"
    assert len(read_yaml(text, "x.yaml")[0]) == 1
    with pytest.raises(InputError, match="at most 64 KiB"):
        read_yaml(text, "waivers.yml", bounds=STUDY)
