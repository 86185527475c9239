"""The shapes that have stopped Markdown parsers, each as large as a page may be: loaded and graded, within a limit.

After the families that the CommonMark projects keep against their parsers, made anew. One child does all of them,
so that a parser that never ends stops the child and not the suite.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import markdown_it
import pytest

from pipeline.limits import PAGE_BYTES
from pipeline.markdown import parse
from pipeline.probes import leftovers
from tests.command import ROOT
from tests.studies import subject
from tests.support import ENVIRONMENT, cover, repo, write

UNITS = {
    "emphasis nested": "*a **a ",
    "emphasis opened": "_a ",
    "emphasis closed": "a_ ",
    "emphasis closed by stars": "a** ",
    "emphasis of mixed signs": "*a_ ",
    "strikes": "a~~b~ ",
    "brackets opened": "[",
    "brackets closed": "]",
    "brackets in turn": "[]",
    "brackets with words": "[ (",
    "links opened": "[a](",
    "links opened with an angle": "[a](<b",
    "links with a title opened": '[a](b "',
    "images opened": "![[]()",
    "images": "![a](",
    "references unclosed": "[a][",
    "references": "[a]: b\n",
    "references used": "[a][b] ",
    "reference titles": '[a]: b "',
    "footnotes": "[^a]: b\n",
    "angles": "<",
    "addresses": "<http:",
    "addresses bare": "http://a.b/(",
    "mails": "a@",
    "tags opened": "<a ",
    "tags with attributes": "<a b=",
    "comments opened": "<!--",
    "comments closed": "-->",
    "comments of a dash": "<!-- -",
    "instructions": "<?",
    "declarations": "<!A ",
    "character data": "<![CDATA[",
    "entities": "&",
    "entities of digits": "&#1",
    "backslashes": "\\",
    "escaped brackets": "\\[",
    "line ends escaped": "\\\n",
    "quotes": "> ",
    "quotes each line": "> a\n",
    "lists": "- ",
    "lists each line": "- a\n",
    "lists of numbers": "1. ",
    "quotes and lists": "> - ",
    "tasks": "- [ ] ",
    "headings": "# ",
    "headings each line": "# a\n",
    "underlines": "a\n=\n",
    "rules": "***\n",
    "fences": "```\n",
    "fences in quotes": "> ```\n",
    "cells": "|",
    "rows": "|a|\n",
    "blank lines": "\n",
    "spaces": " ",
    "tabs": "\t",
    "hard breaks": "a  \n",
    "zero bytes": "a\0",
    "carriage returns": "\r\n",
}
PAGE = PAGE_BYTES - 700  # room for front matter
SHAPES = {
    **{name: unit * (PAGE // len(unit)) for name, unit in UNITS.items()},
    "backticks of every length": "".join("`" * count + " " for count in range(1, 505)),
    "backticks unclosed": "`a" + "``" * (PAGE // 2 - 1),
    "quotes with lazy lines": "> " * 19 + "a\n" + "b\n" * (PAGE // 2 - 30),
    "lists inwards": "".join("  " * depth + "- a\n" for depth in range(355)),
    "links in links": "[" * (PAGE // 8) + "a" + "](b)" * (PAGE // 8),
    "strong in strong": "**a " * (PAGE // 8) + "b" + " a**" * (PAGE // 8),
    "a table with a wide head": "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n" + "|b\n" * 15_000,
    "divisions inwards": "<div>" * (PAGE // 11) + "</div>" * (PAGE // 11),
}
SECONDS = 1_200
"""For a half of them; they need about a minute."""
MEMORY = 1024**3
NAMES = sorted(SHAPES)


@pytest.mark.parametrize("names", [NAMES[::2], NAMES[1::2]], ids=["one half", "the other"])
def test_each_pathological_page_is_graded_within_limits(
    names: list[str], tmp_path: Path, record_property: Callable[[str, int], None]
) -> None:
    record_property("inputs", len(names))
    slugs = {name.replace(" ", "-"): SHAPES[name] for name in names}
    write(repo(tmp_path), {f"studies/{slug}/README.md": cover(f"# A page\n\n{text}") for slug, text in slugs.items()})
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "grade", "--no-cache", "--jobs=1", "--format=json"],
        cwd=tmp_path,
        env={**ENVIRONMENT, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    assert done.returncode == 1, done.stderr[-2000:]
    verdicts = {study["slug"]: study["verdict"] for study in json.loads(done.stdout)["studies"]}
    assert verdicts.keys() == slugs.keys()
    assert {verdict["state"] for verdict in verdicts.values()} <= {"fail", "incomplete"}
    assert not [slug for slug, verdict in verdicts.items() if "error" in str(verdict["reasons"])]
    assert not [slug for slug, verdict in verdicts.items() if "gate:layout.limits" in verdict["reasons"]]


@pytest.mark.parametrize("unit", ["> ", "- ", "1. ", "> - ", "<div>\n\n"])
@pytest.mark.parametrize("depth", [25, 150, 1_000])
def test_what_stands_deep_inside_is_seen(unit: str, depth: int) -> None:
    """Other parsers drop it without a word: readers would see what the grader does not, or the other way round."""
    found = parse(tuple(f"# A\n\n{unit * depth}HIDDEN".split("\n")), 1)
    assert "HIDDEN" in str(found.root)


def test_another_parser_drops_what_stands_deep_inside() -> None:
    assert "HIDDEN" not in markdown_it.MarkdownIt().render("> " * 25 + "HIDDEN")


def test_a_placeholder_deep_inside_is_told_by_the_grader() -> None:
    found = subject({"README.md": "# A page\n\n" + "> " * 25 + "Our store is [Component 3] here.\n"})
    assert leftovers.PROBES["leftovers.placeholders"].measure(found).gaps
