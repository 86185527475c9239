"""Any text is read, nothing raises, every line number lies in the file, however it was made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.limits import PAGE_BYTES
from pipeline.markdown import Body, parse
from pipeline.study import Block, List, Section, Table

PIECES = [
    *(
        "# ",
        "## ",
        "- ",
        "    ",
        "> ",
        "\n",
        "\n\n",
        "**",
        "`",
        "```js\n",
        "~~~",
        "|",
        "|-|-|\n",
        "a",
        "b c",
        ": ",
        "\t",
        "\\",
    ),
    *(
        "<div>",
        "</div>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<ul>",
        "<li>",
        "</ul>",
        "<h2>",
        "</h2>",
        "<p>",
        "<br>",
    ),
    *("<!--", "-->", "{/*", "*/}", '<Step title="x">', "</Step>", '<Card\n  title="q"\n>', "</Card>", '!!! note "T"\n'),
    *(
        '=== "Tab"\n',
        ":::tip\n",
        "[x](http://a)",
        "![i](u)",
        "[^1]: ",
        "1. ",
        "1️⃣ X",
        "â€”",
        "---\n",
        "<pre>",
        "</pre>",
        "<URL>",
    ),
    *(
        "<details>",
        "<summary>",
        "</summary>",
        "<a href=x>",
        "</a>",
        "<div hidden>",
        "[//]: # (x)\n",
        "\x00",
        "\ud800",
        "\r",
    ),
]
soup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)

FAMILIES = [
    *("> ", "- ", "[", "[a](", "![", "*a_ ", "**a ", "`a``b", "<a ", "<div>", "<div>\n  ", "</div>", "<ul>", "<li>a"),
    *(
        "<table>\n",
        "<tr><td>",
        "<!--",
        "{/*",
        "<",
        '<a "',
        "<a 'x\" ",
        "<a {",
        '<Step title="',
        '<Step title="x">',
        "</Step>\n",
    ),
    *(
        "<h2>",
        "<h2>\n",
        "```\n",
        '!!! note "x"\n',
        '!!! note "',
        ":::\n",
        "import {",
        "![[a|",
        "[[a]]",
        "<div hidden>\n",
    ),
    *(
        "[//]: # (",
        "[^1]: ",
        "[a]: b\n",
        "|",
        "|a|b|\n|-|-|\n",
        "**a:** b\n",
        "1️⃣ x\n",
        "🎉",
        "â€",
        "üìÇ",
        "http://",
        " ",
        "\t",
    ),
    *(
        "# 1.1.1",
        "<pre>\n",
        "<Card\n",
        "<Card a=\n",
        "<a href=x>",
        "<b>",
        "<blockquote>\n",
        "<![CDATA[",
        "a\n=\n",
        "# a {",
    ),
    *("> > > a\nb\n", "- [ ] **a:** b\n", "http://a(((", "<p hidden", "display:none", "\\", "&amp;", "***", "~~a "),
]
SHAPES = [
    "".join("  " * depth + "- a\n" for depth in range(350)),
    "> " * 40_000 + "deep",
    "> " * 15 + "a\n" + "b\n" * 60_000,
    "".join("`" * count + "<" for count in range(1, 500)),
    "|a" * 16_000 + "|\n" + "|-" * 16_000 + "|\n" + "|x\n" * 20_000,
    "![a" * 18_000 + "](x)" * 18_000,
    "<div>\n" * 8_000 + "</div>\n" * 8_000,
    "<ul>" * 15_000 + "deep" + "</ul>" * 10_000,
    "# " + "[a](b) " * 15_000,
    "".join(f"<d{count} hidden>" for count in range(8_000)),
]


def read(text: str) -> Body:
    return parse(tuple(text.split("\n")), 1)


def spans(block: Block) -> list[tuple[int, int]]:
    parts = block.items if isinstance(block, List) else block.rows if isinstance(block, Table) else ()
    return [(block.line, block.end_line), *((part.line, part.end_line) for part in parts)]


def check(section: Section, first: int, last: int) -> None:
    """The section lies in those lines, its parts in it, its subsections follow each other without a gap."""
    assert first <= section.line <= section.end_line <= last
    for block in section.blocks:
        assert all(section.line <= line <= end <= section.end_line for line, end in spans(block))
    for earlier, later in zip(section.sections, section.sections[1:], strict=False):
        assert earlier.line <= later.line <= earlier.end_line + 1
    for inner in section.sections:
        check(inner, section.line, section.end_line)


@given(soup | st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_text_is_read(text: str) -> None:
    body = read(text)
    last = max(1, text.count("\n") + (not text.endswith("\n")))
    check(body.root, 1, last)
    assert (body.root.line, body.root.end_line) == (1, last)
    assert all(1 <= link.line <= last for link in body.links)
    assert all(1 <= found.line <= found.end_line <= last for found in body.hidden)
    assert set(body.damaged) <= set(range(1, last + 1))


@given(st.lists(st.sampled_from(["# a", "## b", "text", "- i", "```", "**B**", "**C:**", "", "| x |"]), max_size=20))
def test_sections_of_plain_markdown_cover_the_page(lines: list[str]) -> None:
    root = read("\n".join([*lines, ""])).root
    for section in root.walk():
        for earlier, later in zip(section.sections, section.sections[1:], strict=False):
            assert earlier.end_line == later.line - 1
        if section.sections:
            assert section.sections[-1].end_line == section.end_line


@given(soup.filter(lambda text: "\r" not in text))
def test_line_ends_do_not_matter(text: str) -> None:
    windows = text.replace("\n", "\r\n")
    lines = tuple(line.removesuffix("\r") for line in windows.split("\n"))
    assert parse(lines, 1) == read(text)


@pytest.mark.parametrize("unit", FAMILIES)
def test_a_page_full_of_one_thing_is_read(unit: str) -> None:
    text = unit * (PAGE_BYTES // len(unit.encode()))
    check(read(text).root, 1, text.count("\n") + 1)


@pytest.mark.parametrize("text", SHAPES, ids=range(len(SHAPES)))
def test_a_page_of_a_hostile_shape_is_read(text: str) -> None:
    check(read(text).root, 1, text.count("\n") + 1)


@pytest.mark.parametrize("text", [SHAPES[0], SHAPES[1], SHAPES[7]])
def test_the_deepest_text_is_not_dropped(text: str) -> None:
    deepest = "a" if "deep" not in text else "deep"
    blocks = list(read(text).root.all_blocks())
    items = [item.text for block in blocks if isinstance(block, List) for item in block.items]
    assert deepest in [*items, *(getattr(block, "text", "") for block in blocks)]
    assert text is not SHAPES[0] or len(items) == 350


@pytest.mark.parametrize("lines", [(), ("",), ("", ""), ("---", "a: b", "---")])
def test_a_page_without_body_is_an_empty_section(lines: tuple[str, ...]) -> None:
    body = parse(lines, len(lines) + 1)
    assert body.root.blocks == ()
    assert body.root.line == body.root.end_line
