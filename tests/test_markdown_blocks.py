"""Paragraphs, lists, tables, fences and quotes, with the lines they stand on."""

import pytest

from pipeline.markdown import Body, parse
from pipeline.study import Block, Fence, List, Paragraph, Table


def body(text: str) -> Body:
    return parse(tuple(text.split("\n")), 1)


def only(text: str) -> Block:
    (block,) = body(text).root.all_blocks()
    return block


def test_line_numbers_are_those_of_the_file_when_front_matter_was_cut_off() -> None:
    lines = ("---", "title: x", "---", "", "# Cache", "", "Reads are", "cached.", "")
    root = parse(lines, 4).root
    assert (root.line, root.end_line) == (4, 8)
    assert root.sections[0].line == 5
    assert root.sections[0].blocks == (Paragraph("Reads are cached.", 7, 8),)


def test_text_is_what_a_reader_sees() -> None:
    block = only(r"Use **two** _small_ `id_map` [nodes](x.md) &amp; \[one\] ![a diagram](d.png) spare[^1].")
    assert isinstance(block, Paragraph)
    assert block.text == "Use two small id_map nodes & [one] spare[^1]."


def test_a_footnote_that_exists_is_a_number_to_the_reader() -> None:
    blocks = list(body("Fast[^1].\n\n[^1]: On one laptop.\n").root.all_blocks())
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == ["Fast.", "On one laptop."]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("**Cause:** a stale cache", "Cause"),
        ("**Cause**: a stale cache", "Cause"),
        ("**Cause** — a stale cache", "Cause"),
        ("**Cause** - a stale cache", "Cause"),
        ("🚀 **Cause**: a stale cache", "Cause"),
        ("1. **Cause**: a stale cache", "Cause"),
        ("- [ ] **Cause**: a stale cache", "Cause"),
        ("<strong>Cause:</strong> a stale cache", "Cause"),
        ("**Cause**\nA stale cache.", "Cause"),
        ("**Crash test.** Nine nodes were killed", "Crash test"),
        ("**Nothing was lost.**", ""),
        ("**A long sentence in bold that states what was found in May.** Then more", ""),
        ("**Caching** made reads fast", ""),
        ("A stale **cause:** of it", ""),
        ("Cause: a stale cache", ""),
    ],
)
def test_label_is_the_bold_run_that_opens(text: str, label: str) -> None:
    block = only(text)
    found = block.items[0] if isinstance(block, List) else block
    assert isinstance(block, List | Paragraph)
    assert found.label == label  # type: ignore[union-attr]


def test_labelled_lines_of_one_paragraph_are_read_one_by_one() -> None:
    blocks = list(body("**When:** spring\n**Where:** at work\nand at home\n").root.all_blocks())
    assert blocks == [
        Paragraph("When: spring", 1, 1, label="When"),
        Paragraph("Where: at work and at home", 2, 3, label="Where"),
    ]


def test_nested_lists_are_flattened_with_their_depth() -> None:
    block = only("1. one\n   - two\n\n     more of two\n     - [x] three\n2. four\n")
    assert isinstance(block, List)
    assert block.ordered
    assert [(item.text, item.depth, item.line, item.end_line, item.checked) for item in block.items] == [
        ("one", 0, 1, 1, None),
        ("two more of two", 1, 2, 4, None),
        ("three", 2, 5, 5, True),
        ("four", 0, 6, 6, None),
    ]


def test_what_stands_inside_an_item_follows_the_list() -> None:
    blocks = list(body("- one\n\n  ```sql\n  SELECT 1\n  ```\n\n  > said\n- two\n").root.all_blocks())
    assert [type(block) for block in blocks] == [List, Fence, Paragraph]
    assert isinstance(blocks[0], List)
    assert [item.text for item in blocks[0].items] == ["one", "two"]
    assert blocks[2] == Paragraph("said", 7, 7, quoted=True)


def test_quotes_keep_their_lists_and_lose_their_alert_mark() -> None:
    blocks = list(body("> [!NOTE]\n> Kept.\n>\n> - a\n>\n> # Shout\n").root.all_blocks())
    assert blocks[0] == Paragraph("Kept.", 1, 2, quoted=True)
    assert isinstance(blocks[1], List)
    assert blocks[2] == Paragraph("Shout", 6, 6, quoted=True)


def test_ragged_rows_are_padded_or_cut_to_the_header() -> None:
    block = only("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n| x \\| y | `p\\|q`<br>r |\n")
    assert isinstance(block, Table)
    assert block.header == ("a", "b")
    assert [(row.cells, row.line) for row in block.rows] == [(("1", ""), 3), (("1", "2"), 4), (("x | y", "p|q r"), 5)]


def test_an_empty_header_row_is_kept() -> None:
    block = only("| | |\n|-|-|\n| Role | lead |\n")
    assert isinstance(block, Table)
    assert block.header == ("", "")
    assert block.rows[0].cells == ("Role", "lead")


def test_a_table_as_wide_as_a_trap_is_cut() -> None:
    block = only("|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|x\n" * 50)
    assert isinstance(block, Table)
    assert {len(row.cells) for row in block.rows} == {len(block.header)} == {100}


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("```", ""),
        ("```SQL", "sql"),
        ("```mermaid theme={null}", "mermaid"),
        ("~~~ {.python}", "python"),
        ("```ts{1,3}", "ts"),
        ("```12:30:src/cache.go", "go"),
    ],
)
def test_language_of_a_fence(opening: str, language: str) -> None:
    block = only(f"{opening}\nx\n{opening[:3]}\n")
    assert isinstance(block, Fence)
    assert (block.language, block.text, block.line, block.end_line, block.closed) == (language, "x", 1, 3, True)


@pytest.mark.parametrize("text", ["```\nx\n", "```\nx", "```\n", "- a\n  ```\n  x\n\nb", "> ```\n> x\n\nb"])
def test_a_fence_without_end_is_not_closed(text: str) -> None:
    (fence,) = [block for block in body(text).root.all_blocks() if isinstance(block, Fence)]
    assert not fence.closed


def test_indented_code_is_a_fence_that_is_none() -> None:
    assert only("    # not a heading\n    x = 1\n") == Fence("", "", "# not a heading\nx = 1", 1, 2, fenced=False)
