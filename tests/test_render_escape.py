"""What a study says is shown and does nothing, as judged by renderers that are not ours."""

from __future__ import annotations

import html
import json
import re
import sys
import unicodedata
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.render import escape
from tests import github_markdown
from tests.reports import HOSTILE
from tests.runner_log import command, commands

WORDS = """
@octocat @org/team #12 GH-3 o/r#4 &#64;x &commat;x &lt; www.a.com http://a.com ftp://a.b a@b.co mailto:a@b.co [a](b)
![a](b) [a]: b [^1] <b> </td> <!-- m --> --> <img src=x> <script> <script <div <? `a` `` ``` ~~~ * ** _a_ ~~a~~ | |-|-|
--- === # > - + 1. 2) :tada: $x$ $$ \\ \\\\ \\| %0A ::error::x ##[error]x ::set-output abcdef1 0123456789abcdef ,line=9
"""
SIGNS = ["\x1b[31m", "\u202e", "\u200b", "\u2066", "\x00", "\x9b", "é", "限流", "🚀", "\ufffe", "\uffff"]
SPACES = [" ", "  ", "    ", "\t", "\n", "\n\n", "\r", "\r\n", "\u2028", "\x85", "\xa0"]
PIECES = st.sampled_from([*WORDS.split(), *SIGNS, *SPACES])
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=60))
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
FORBIDDEN = re.compile(r"<(?!/?(?:p|span|table|thead|tbody|tr|td|th|ul|li|code)>|br />)|<!--", re.ASCII)


def visible(markup: str) -> str:
    """What a reader sees: no tags, no invisible signs, white space as a browser shows it."""
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return " ".join(re.sub(f"[{escape._FORMAT}]", "", text).split())


def seen(text: str) -> str:
    """The text without what no output shows."""
    kept = (c for c in text if c.isspace() or (unicodedata.category(c) not in UNSEEN and c not in "\ufffe\uffff"))
    return " ".join("".join(kept).split())


@settings(max_examples=1200)
@given(TEXTS)
@example(HOSTILE)
def test_markdown_text_is_shown_and_is_nothing_else(text: str) -> None:
    shown = github_markdown.shown(f"{escape.markdown(text)}\n")
    assert not FORBIDDEN.search(shown)
    assert visible(shown) == seen(text)


@settings(max_examples=700)
@given(TEXTS, st.sampled_from([escape.markdown, escape.prose, escape.code_span]))
@example(HOSTILE, escape.code_span)
@example(HOSTILE, escape.prose)
def test_no_text_breaks_a_table(text: str, escaped: Callable[[str], str]) -> None:
    cell = escaped(text)
    shown = github_markdown.shown(f"| a | b |\n| --- | --- |\n| {cell} | end |\n")
    assert shown.count("<tr>") == 2
    assert shown.count("<td>") == 2
    assert "<td>end</td>" in shown
    assert not FORBIDDEN.search(shown)


@settings(max_examples=1200)
@given(TEXTS)
@example(HOSTILE)
@example("Write `kind: star-story`; allowed are `a`, `` and `b``c` or ` `.")
def test_a_sentence_shows_its_code_and_is_nothing_else(text: str) -> None:
    shown = github_markdown.shown(f"{escape.prose(text)}\n")
    assert not FORBIDDEN.search(shown)
    assert shown.count("<code>") == len(escape._CODE.findall(escape._one_line(text)))
    assert (
        visible(shown).replace("`", "").replace("|", "¦").split()
        == seen(text).replace("`", "").replace("|", "¦").split()
    )
    assert not re.search(r"@\w|www\.|://", html.unescape(re.sub(r"<code>.*?</code>|<[^>]*>", "\0", shown)))


def test_words_with_a_dash_keep_their_letters() -> None:
    """It was taken for the name of an issue once: `High-` ends as `GH-1` begins."""
    assert escape.markdown("High-level") == "High-level"
    assert escape.markdown("GH-1") != "GH-1"


@settings(max_examples=700)
@given(TEXTS)
@example(HOSTILE)
@example("`` ` ``")
def test_code_is_one_span_with_the_text_in_it(text: str) -> None:
    span = escape.code_span(text)
    shown = github_markdown.shown(f"- x {span}\n")
    assert shown.count("<code>") == bool(span)
    assert not FORBIDDEN.search(shown)
    assert visible(shown)[2:] == seen(text).replace("|", "¦")


@settings(max_examples=300)
@given(TEXTS)
@example(HOSTILE)
def test_github_finds_nothing_to_refer_to(text: str) -> None:
    """GitHub's own filters run after Markdown, on the text that a reader sees."""
    shown = html.unescape(re.sub(r"<[^>]*>", "\0", github_markdown.shown(escape.markdown(text))))
    assert not re.search(
        r"@\w|#\d|GH-\d|(?:CVE|GHSA)-\w|://|www\.|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])",
        shown,
        re.IGNORECASE | re.ASCII,
    )


@given(TEXTS, st.sampled_from(["", "x", " ", "::", "##[", "\t"]))
@example(HOSTILE, "")
def test_a_log_takes_nothing_for_a_command(text: str, before: str) -> None:
    line = escape.log_line(escape.terminal(before + text))
    assert "\n" not in line
    assert command(line) is None
    assert all(unicodedata.category(character) not in UNSEEN for character in line)


@settings(max_examples=500)
@given(TEXTS, TEXTS)
@example(HOSTILE, HOSTILE)
def test_a_workflow_command_stays_one_and_says_what_it_was_given(text: str, path: str) -> None:
    line = f"::error file={escape.workflow_property(path)},line=1::{escape.workflow_data(text)}"
    [told] = commands(line)
    assert (told.name, told.properties["line"]) == ("error", "1")
    assert set(told.properties) <= {"file", "line"}
    assert seen(told.properties.get("file", "").replace(escape.ZERO_WIDTH, "")) == seen(path)
    assert seen(re.sub(escape.ZERO_WIDTH, "", told.data)) == seen("\n".join(text.splitlines())).replace(
        "\ufffe", ""
    ).replace("\uffff", "")
    assert commands(escape.workflow_data(text)) == []


@given(TEXTS)
@example(HOSTILE)
def test_xml_holds_the_text(text: str) -> None:
    markup = escape.xml(text)
    element = ET.fromstring(f'<a b="{markup}">{markup}</a>')  # noqa: S314 - our own markup is the subject
    assert seen(element.text or "") == seen(text)
    assert element.get("b") == (element.text or "")
    assert "##[" not in markup
    assert "\n" not in markup


@given(st.recursive(TEXTS | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)))
@example({HOSTILE: [HOSTILE]})
def test_json_means_the_same_and_shows_no_control(value: object) -> None:
    text = escape.json_document(value)
    assert json.loads(text) == value
    assert text.endswith("\n")
    assert "##[" not in text
    assert not {unicodedata.category(c) for c in text.replace("\n", "")} & UNSEEN


def test_json_replaces_what_no_file_can_hold() -> None:
    assert json.loads(escape.json_document("a\ud800b")) == "a\ufffdb"


def test_a_sarif_message_holds_no_link() -> None:
    assert "](" not in escape.sarif("[click](https://evil.example)")


def test_every_format_character_of_this_python_is_known() -> None:
    listed = re.compile(f"[{escape._FORMAT}]")
    missed = [
        hex(c) for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Cf" and not listed.match(chr(c))
    ]
    assert missed == []


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b"])
def test_nothing_stays_nothing(text: str) -> None:
    assert escape.code_span(text) == ""
    assert escape.markdown(text) == ""
