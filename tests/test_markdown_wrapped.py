"""Mermaid in the wrappers of site generators is a drawing, like one in a fence."""

import pytest

from pipeline.markdown import parse
from pipeline.study import Fence

DRAWN = "flowchart LR\n  quay --> boat\n\n    boat --> crew"
WRAPPERS = [
    ("{{< mermaid >}}", "{{< /mermaid >}}"),
    ('{{<mermaid align="left">}}', "{{</mermaid>}}"),
    ("{{% mermaid %}}", "{{% /mermaid %}}"),
    ("{% mermaid %}", "{% endmermaid %}"),
    ("::: mermaid", ":::"),
    ('<div class="mermaid">', "</div>"),
    ('<pre class="mermaid">', "</pre>"),
]


def fences(text: str) -> list[Fence]:
    return [block for block in parse(tuple(text.split("\n")), 1).root.all_blocks() if isinstance(block, Fence)]


@pytest.mark.parametrize(("opening", "closing"), WRAPPERS)
def test_a_drawing_is_read_where_it_stands(opening: str, closing: str) -> None:
    (fence,) = fences(f"# Ferry\n\n{opening}\n{DRAWN}\n{closing}\n\nThe quay calls the boat.\n")
    assert (fence.language, fence.text, fence.line, fence.end_line) == ("mermaid", DRAWN, 3, 8)


@pytest.mark.parametrize(
    "text",
    [
        "{{< mermaid >}}\nflowchart LR\n",
        "{{< youtube mermaid >}}\nflowchart LR\n{{< /youtube >}}\n",
        '<div class="mermaids">\nwords\n</div>\n',
        "::: note mermaid\nwords\n:::\n",
        "We drew it as {{< mermaid >}} at first.\n",
    ],
)
def test_what_is_never_closed_or_something_else_is_none(text: str) -> None:
    assert fences(text) == []


def test_a_wrapper_shown_as_code_stays_code() -> None:
    (fence,) = fences("```text\n{{< mermaid >}}\nflowchart LR\n{{< /mermaid >}}\n```\n")
    assert fence.language == "text"


def test_a_wrapper_that_is_not_closed_leaves_the_next_one() -> None:
    text = "{{< mermaid >}}\nflowchart LR\n\n{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}\n"
    assert [(fence.text, fence.line) for fence in fences(text)] == [("graph TD", 4)]
