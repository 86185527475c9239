"""What libraries do with hostile input by themselves, beside what we do with the same: why each mitigation is there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frontmatter
import jsonschema
import markdown_it
import pytest
import yaml

from pipeline import schema
from pipeline.load import Place, study
from pipeline.preamble import read
from tests import github_markdown
from tests.measurements.lost_answers import LOSSES, default, ours, outcome
from tests.runner_log import commands
from tests.studies import Files
from tests.support import cover

PATH = "studies/a/README.md"
PLACE = Place("case", "case", "")
VALIDATOR = jsonschema.Draft202012Validator
UNTOLD: dict[str, tuple[str, Any]] = {
    "a byte order mark": ("\ufeff---\ntitle: x\n---\nbody", {}),
    "carriage returns": ("---\rtitle: x\r---\rbody", {}),
    "a list": ("---\n- title\n---\nbody", {}),
    "JSON": ('{\n"title": "x"\n}\n\nbody', {"title": "x"}),
    "a fence inside a text": ("---\na: |\n  x\n---\n  y\n---\nbody", {"a": "x\n"}),
    "escapes": ('---\ntitle: "\\e[31m\\u202e"\n---\nbody', {"title": "\x1b[31m\u202e"}),
    "numbers of a clock": ("---\na: 1:1:1\n---\nbody", {"a": 3661}),
}


@pytest.mark.parametrize("shape", UNTOLD)
def test_front_matter_is_lost_or_misread_without_a_word(shape: str) -> None:
    text, found = UNTOLD[shape]
    assert frontmatter.loads(text).metadata == found


def test_a_byte_order_mark_is_told_or_read_through() -> None:
    files = Files({"README.md": b"\xef\xbb\xbf" + cover().encode()})
    found = study(files, PLACE, None)
    assert found.meta["title"] == "Rate limiter"
    assert not [fault for fault in found.faults if fault.rule.startswith("front-matter")]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_an_encoding_that_is_not_utf_8_ends_the_library_and_is_told_by_us(tmp_path: Path, encoding: str) -> None:
    data = cover("# Caf\u00e9\n").encode(encoding)
    (tmp_path / "README.md").write_bytes(data)
    with pytest.raises(UnicodeDecodeError):
        frontmatter.load(tmp_path / "README.md")
    found = study(Files({"README.md": data}), PLACE, None)
    assert [fault.rule for fault in found.faults if "UTF-" in fault.message] == ["layout.pages"]


@pytest.mark.parametrize(
    ("text", "error"), [("a: 0x" + "f" * 5_000, ValueError), ("a: &a [*a]", ValueError), ("a: .inf", ValueError)]
)
def test_what_loads_cannot_be_written(text: str, error: type[Exception]) -> None:
    """The error comes far from the parser, where nobody expects one."""
    loaded = frontmatter.loads(f"---\n{text}\n---\n").metadata
    with pytest.raises(error):
        json.dumps(loaded, allow_nan=False)
    data = read(f"---\n{text}\n---\n", PATH).data
    assert data is None or json.dumps(data, allow_nan=False)


def test_a_tag_calls_a_function_under_the_loader_that_trusts() -> None:
    text = "!!python/object/apply:os.path.join [a, b]"
    assert yaml.load(text, Loader=yaml.UnsafeLoader) == "a/b"  # noqa: S506 - what is shown
    with pytest.raises(yaml.YAMLError):
        frontmatter.loads(f"---\na: {text}\n---\n")


def test_twenty_thousand_keys_are_loaded() -> None:
    keys = "".join(f"k{number}: x\n" for number in range(20_000))
    assert len(frontmatter.loads(f"---\n{keys}---\n").metadata) == 20_000
    assert read(f"---\n{keys}---\n", PATH).data is None


def test_a_schema_that_names_itself_ends_the_library() -> None:
    endless = {"$defs": {"a": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}
    with pytest.raises(RecursionError):
        VALIDATOR(endless).is_valid(1)


def test_a_message_of_the_library_is_as_long_as_the_value() -> None:
    (error,) = VALIDATOR({"type": "integer"}).iter_errors("x" * 1_000_000)
    assert len(error.message) > 1_000_000


def test_the_library_checks_no_format_and_takes_other_digits_for_digits() -> None:
    assert VALIDATOR({"format": "date"}).is_valid("x")
    assert VALIDATOR({"pattern": r"^\d+$"}).is_valid("\u0663")
    found = read(cover(date="2026-02-30"), PATH)
    assert found.data
    assert [fault.span.line for fault in schema.check(found.data, schema.STUDY, found, PATH)] == [7]


def test_infinity_ends_the_library() -> None:
    with pytest.raises(OverflowError):
        VALIDATOR({"multipleOf": 0.1}).is_valid(float("inf"))


def test_the_library_tells_a_mistake_as_often_as_it_is_made() -> None:
    assert sum(1 for _ in VALIDATOR({"items": {"type": "string"}}).iter_errors([1] * 3_000)) == 3_000


def test_raw_html_is_let_through() -> None:
    assert markdown_it.MarkdownIt().render("<script>x</script>") == "<script>x</script>"


def test_words_of_a_study_act_in_a_comment_that_does_not_escape_them() -> None:
    title = "![x](https://a.b/c) [y](https://a.b) <!-- casegrade:sticky --> | `"
    html = github_markdown.shown(f"| {title} |\n| --- |\n")
    assert "<img" in html
    assert "<a href" in html
    assert "<!--" in html


@pytest.mark.parametrize("title", ["::error::x", "\u2003::set-output name=a::b", "x ##[error]y", "::stop-commands::z"])
def test_words_of_a_study_are_commands_in_a_log_that_prints_them(title: str) -> None:
    assert commands(title)


def test_the_library_repeats_a_write_whose_answer_was_lost() -> None:
    """Why a write is looked for before it is sent again."""
    assert outcome(default, LOSSES[0]).comments == 2
    assert outcome(ours, LOSSES[0]).comments == 1
