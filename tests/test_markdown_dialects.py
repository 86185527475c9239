"""MDX, MkDocs, Docusaurus, HTML and Obsidian are read as plain Markdown."""

import pytest

from pipeline.markdown import parse
from pipeline.study import Fence, List, Paragraph, Section, Table


def root(text: str) -> Section:
    return parse(tuple(text.split("\n")), 1).root


def titles(text: str) -> list[tuple[int, str, int]]:
    return [(section.level, section.title, section.line) for section in root(text).walk()][1:]


def text_of(text: str) -> str:
    return " ".join(block.text for block in root(text).all_blocks() if isinstance(block, Paragraph))


def test_titles_of_components_are_headings_one_level_below() -> None:
    text = '## Questions\n\n<AccordionGroup>\n  <Accordion title="Why one region?">\n    Cost.\n  </Accordion>\n'
    text += "  <Accordion\n    title='What fails?'\n    icon={icon}\n  >\n    All.\n  </Accordion>\n"
    text += "</AccordionGroup>\n\n## End\n"
    assert titles(text) == [(2, "Questions", 1), (3, "Why one region?", 4), (3, "What fails?", 7), (2, "End", 15)]


def test_components_inside_components_are_a_level_deeper() -> None:
    text = '# A\n\n<Tabs>\n<Tab title="One">\n<Step title={"Two"}>\nx\n</Step>\n</Tab>\n'
    text += '<Tab title="Three">y</Tab>\n</Tabs>\n'
    assert [(level, title) for level, title, _ in titles(text)] == [(1, "A"), (2, "One"), (3, "Two"), (2, "Three")]


def test_wrappers_vanish_and_their_indented_fences_are_fences() -> None:
    page = root("<Note>\n    Read **this**.\n\n    ```sql\n      SELECT 1\n    # no heading\n    ```\n</Note>\n")
    assert page.blocks == (Paragraph("Read this.", 2, 2), Fence("sql", "sql", "  SELECT 1\n# no heading", 4, 7))


def test_module_lines_vanish() -> None:
    assert (
        text_of("import Card from './card'\nexport const meta = {}\n\nimport duties are high\n")
        == "import duties are high"
    )


@pytest.mark.parametrize("opening", ['!!! abstract "Quick facts"', '??? note "Quick facts"', '=== "Quick facts"'])
def test_boxes_and_tabs_give_their_title_and_contents(opening: str) -> None:
    page = root(f"## A\n\n{opening}\n\n    | k | v |\n    |---|---|\n    | a | b |\n\n    ```\n    # x\n    ```\n")
    box = page.sections[0].sections[0]
    assert (box.title, box.level, box.marker, box.line) == ("Quick facts", 3, "bold", 3)
    assert [type(block) for block in box.blocks] == [Table, Fence]


def test_a_box_without_title_leaves_its_text() -> None:
    assert root("!!! note\n    Kept.\n\nAfter.\n").blocks == (Paragraph("Kept.", 2, 2), Paragraph("After.", 4, 4))


def test_colon_containers() -> None:
    assert titles(":::tip[Be careful]\nx\n:::\n") == [(1, "Be careful", 1)]


def test_html_headings_are_found_wherever_they_stand() -> None:
    text = '<table><tr><td>\n<h1 style="x">Case</h1>\n\n<h2><em>Why</em> now</h2>\n\ntext\n</td></tr></table>\n'
    assert titles(text) == [(1, "Case", 2), (2, "Why now", 4)]
    assert text_of(text) == "text"


def test_html_lists_and_inline_tags() -> None:
    page = root(
        "<ul>\n<li><b>Scale:</b> 10<sup>9</sup> rows</li><li>b\n<ul><li>c</li></ul></li>\n</ul>\n\n<p>d<br>e</p>\n"
    )
    assert isinstance(page.blocks[0], List)
    assert [(i.text, i.label, i.depth) for i in page.blocks[0].items] == [
        ("Scale: 10^9 rows", "Scale", 0),
        ("b", "", 0),
        ("c", "", 1),
    ]
    assert page.blocks[1] == Paragraph("d e", 6, 6)


def test_summary_is_a_heading() -> None:
    assert titles("# A\n\n<details>\n<summary>More <b>here</b></summary>\n\nx\n</details>\n")[1] == (2, "More here", 4)


def test_a_data_table_is_a_table_on_its_own_lines() -> None:
    text = "<table>\n<tr><th>Metric</th><th>Was | is</th></tr>\n<tr>\n<td>p99</td>\n<td>9 ms</td>\n</tr>\n</table>\n"
    (table,) = root(text).blocks
    assert isinstance(table, Table)
    assert table.header == ("Metric", "Was | is")
    assert [(row.cells, row.line, row.end_line) for row in table.rows] == [(("p99", "9 ms"), 3, 5)]


def test_pre_is_a_fence() -> None:
    assert root('<pre class="mermaid">\ngraph TD\n\n  <b>\n</pre>\n').blocks == (
        Fence("mermaid", "mermaid", "graph TD\n\n  <b>", 1, 5),
    )


@pytest.mark.parametrize(
    "text",
    [
        "<URL>",
        "<caption>",
        "see <Feature 1 — what it does>",
        "Map<shopId, items[]>",
        "<50ms",
        "<Project Name>",
        "List<Order>",
    ],
)
def test_placeholders_and_type_arguments_stay_visible(text: str) -> None:
    assert text_of(f"before {text} after\n") == f"before {text} after"
    assert text_of(f"{text}\n") == text


def test_code_is_never_touched() -> None:
    text = '```html\n<div>\n<h2>x</h2>\n!!! note "x"\n<!-- kept -->\n```\n\n'
    text += "Use `<div>` and `<!-- x -->` <b>here</b>\n\n<p>x</p>\n"
    page = root(text)
    assert isinstance(page.blocks[0], Fence)
    assert page.blocks[0].text == '<div>\n<h2>x</h2>\n!!! note "x"\n<!-- kept -->'
    assert page.blocks[1] == Paragraph("Use <div> and <!-- x --> here", 8, 8)


def test_an_unclosed_heading_tag_does_not_swallow_the_page() -> None:
    page = root("<h2>Title\n" + "text\n" * 20 + "</h2>\n\nend\n")
    assert sum(block.text.count("text") for block in page.all_blocks() if isinstance(block, Paragraph)) == 20


def test_obsidian_embeds_are_images() -> None:
    (link,) = parse(("![[flow.png|300]] and [[Note]]",), 1).links
    assert (link.target, link.image) == ("flow.png", True)
    assert text_of("![[flow.png|300]] and [[Note]]") == "and [[Note]]"
