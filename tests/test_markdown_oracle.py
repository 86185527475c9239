"""markdown-it-py, another parser altogether, finds the same headings, tables, fences, items and links."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.markdown import DIALECTS, parse
from pipeline.markdown.source import numbered
from pipeline.study import Fence, Link, List, Table

CORPUS = os.environ.get("CASEGRADE_CORPUS", "")
PAGES = sorted(path for path in Path(CORPUS).rglob("*.md*") if path.parent.name and CORPUS) if CORPUS else []
ORACLE = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
setattr(ORACLE, "normalizeLink", str)  # noqa: B010  # the oracle's own way to keep targets as written
setattr(ORACLE, "validateLink", bool)  # noqa: B010


def theirs(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    nesting = 0
    for token in ORACLE.parse(text):
        if token.type in {"blockquote_open", "list_item_open"}:
            nesting += 1
        elif token.type in {"blockquote_close", "list_item_close"}:
            nesting -= 1
        if token.type in {"table_open", "fence", "list_item_open"} or (token.type == "heading_open" and not nesting):
            counts[token.type] += 1
        counts.update(targets(token.children or []))
    return counts


def targets(tokens: list[Token]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for token in tokens:
        if token.type in {"link_open", "image"}:
            counts[f"link {token.attrs.get('href') or token.attrs.get('src')}"] += 1
        counts.update(targets(token.children or []))
    return counts


def ours(text: str) -> Counter[str]:
    body = parse(tuple(text.split("\n")), 1)
    blocks = list(body.root.all_blocks())
    counts = Counter(f"link {link.target}" for link in body.links if not is_bare(link))
    counts["heading_open"] = sum(section.marker in {"atx", "setext"} for section in body.root.walk())
    counts["table_open"] = sum(isinstance(block, Table) for block in blocks)
    counts["fence"] = sum(isinstance(block, Fence) and block.fenced for block in blocks)
    counts["list_item_open"] = sum(len(block.items) for block in blocks if isinstance(block, List))
    return +counts


def is_bare(link: Link) -> bool:
    """Bare addresses are links to GitHub and us, not to CommonMark."""
    return link.target == link.text and link.target.startswith("http")


words = st.text("abc xyz.,", min_size=1, max_size=12).map(str.strip).filter(bool)
inline = st.one_of(
    words,
    words.map("**{}**".format),
    words.map("`{}`".format),
    words.map("[{}](t.md)".format),
    words.map("![{}](i.png)".format),
)
line = st.lists(inline, min_size=1, max_size=4).map(" ".join)
blocks = st.one_of(
    line,
    st.tuples(st.integers(1, 6), line).map(lambda pair: "#" * pair[0] + " " + pair[1]),
    line.map("{}\n===".format),
    st.lists(line, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {item}\n  1. nested" for item in items)),
    st.lists(line, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {text}" for text in lines)),
    st.lists(words, min_size=1, max_size=3).map(
        lambda rows: "| h | k |\n|---|---|\n" + "\n".join(f"| {row} |" for row in rows)
    ),
    words.map("```js\n# {}\n```".format),
    words.map("~~~\n- {}\n~~~".format),
)


@given(st.lists(blocks, max_size=8))
def test_generated_pages_read_alike(parts: list[str]) -> None:
    text = "\n\n".join(parts) + "\n"
    assume(not any(heading_of_links(part) for part in parts))
    assert ours(text) == theirs(text)


def heading_of_links(part: str) -> bool:
    """A heading of nothing but links is a footer to us."""
    return (part.startswith("#") or part.endswith("===")) and "](" in part


@pytest.mark.skipif(not PAGES, reason="CASEGRADE_CORPUS is not set")
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_real_pages_read_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    source = numbered(text.split("\n"), 1)
    if "<a " in text or any(list(rewritten(source)) != source for _, rewritten in DIALECTS):
        pytest.skip("a dialect")
    if text.startswith("---\n"):
        text = text.split("\n---\n", 1)[1]
    footers = sum(line.startswith("#") and "](" in line and ("←" in line or "→" in line) for line in text.split("\n"))
    found = ours(text)
    found["heading_open"] += footers
    expected = theirs(text)
    assert found == expected
