"""Links and images with their lines, and what the page hides."""

import pytest

from pipeline.markdown import parse
from pipeline.study import Hidden, Link


def links(text: str) -> list[Link]:
    return list(parse(tuple(text.split("\n")), 1).links)


def hidden(text: str) -> list[Hidden]:
    return list(parse(tuple(text.split("\n")), 1).hidden)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("a [b *c*](d%20e.md 'title')", Link("b c", "d%20e.md", 1)),
        ("x\n[b][r]\n\n[r]: https://a.example/x", Link("b", "https://a.example/x", 2)),
        ("x\ny ![alt text](d.png)", Link("alt text", "d.png", 2, image=True)),
        ("<https://a.example>", Link("https://a.example", "https://a.example", 1)),
        ("<me@a.example>", Link("me@a.example", "mailto:me@a.example", 1)),
        ("é\nsee https://a.example/a_b_(c), now", Link("https://a.example/a_b_(c)", "https://a.example/a_b_(c)", 2)),
        ("<a href=https://a.example>b</a>", Link("b", "https://a.example", 1)),
        ('<div>\n<img\n  src="d.png" alt="x" />\n</div>', Link("x", "d.png", 2, image=True)),
        ("- one\n  - [b](c)", Link("b", "c", 2)),
        ("| a |\n|---|\n| [b](c) |", Link("b", "c", 3)),
    ],
)
def test_every_kind_of_link(text: str, link: Link) -> None:
    assert links(text) == [link]


def test_badges_are_an_image_and_a_link() -> None:
    assert links("[![build](b.svg)](ci)") == [Link("build", "b.svg", 1, image=True), Link("build", "ci", 1)]


@pytest.mark.parametrize(
    "text", ["`[a](b)`", "```\n[a](b) https://a.example\n```", "    <a href=x>y</a>", "`<a href=x>`"]
)
def test_code_links_nowhere(text: str) -> None:
    assert links(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <!-- secret --> c", Hidden("secret", 1, 1)),
        ("<!-- not\nshown\n-->\nc", Hidden("not\nshown", 1, 3)),
        ("x\n\n{/* note\n*/}", Hidden("note", 3, 4)),
        ("[//]: # (do this)", Hidden("do this", 1, 1)),
        ('<div style="display: none">secret</div>', Hidden('<div style="display: none">secret</div>', 1, 1)),
        ("<p hidden>\nx\n</p>", Hidden("<p hidden>\nx\n</p>", 1, 3)),
        ("a\n\n<!-- never closed\n\n# b", Hidden("never closed\n\n# b", 3, 5)),
    ],
)
def test_what_is_hidden_is_kept_apart(text: str, found: Hidden) -> None:
    body = parse(tuple(text.split("\n")), 1)
    assert list(body.hidden) == [found]
    assert found.text not in repr(body.root)


@pytest.mark.parametrize(
    "text", ["a <!-- b", "`<!-- a -->`", "~~~\n<!-- a -->\n~~~", "the hidden cost", "<p>display: none</p>"]
)
def test_what_is_shown_is_not_hidden(text: str) -> None:
    assert hidden(text) == []
