"""What an author reads when front matter cannot be read, as if seen for the first time."""

import pytest
import yaml

from pipeline.preamble import read, tree

PATH = "studies/a/README.md"

# YAML between the fences (line 2 on) → line, message, fix.
FAULTS = {
    "title: Redis: a story": (
        2,
        "the value of `title` holds a colon and a space, which reads as a second key",
        'Put quotes around the value: `title: "Redis: a story"`',
    ),
    "title:Redis\nkind: x": (2, "there is no space after the colon of `title`", "Write `title: …`."),
    "A title\nkind: x": (
        2,
        "this line is not `key: value`",
        "Give it a key, or join it to the value it belongs to.",
    ),
    "kind: x\nA title\nstatus: draft": (
        3,
        "this line is not `key: value`",
        "Add a colon and a space after the key, or indent it under its key.",
    ),
    "title: x\n  kind: y": (
        3,
        "this line is indented as if it belonged to the one above",
        "Give it the same indentation as the keys around it.",
    ),
    "links:\n\tdemo: x": (3, "this line is indented with a tab", "Use spaces."),
    "github: @ada": (2, "a value cannot start with `@`", 'Put quotes around the value: `github: "@ada"`'),
    "title: `x` y": (2, "a value cannot start with a backtick", "Put double quotes around the whole value."),
    "summary: >90% faster": (
        2,
        "the value of `summary` starts with `>`, which has a meaning of its own in YAML",
        'Put quotes around the value: `summary: ">90% faster"`',
    ),
    "title: *bold* move": (
        2,
        "the value of `title` starts with `*`, which has a meaning of its own in YAML",
        'Put quotes around the value: `title: "*bold* move"`',
    ),
    "title: x\nsummary: 'it is\nkind: y": (
        3,
        "a quote is opened on this line and never closed",
        "Close it, or remove it if none is meant.",
    ),
    'title: "x\ntags: [a]\nsummary: "it is"\nkind: y': (
        2,
        "a quote is opened on this line and never closed",
        "Close it, or remove it if none is meant.",
    ),
    'title: "x"\nnote: "z"\nsummary: "it" is': (
        4,
        "text follows the closing quote in the value of `summary`",
        "Put the whole value in quotes; inside single quotes write an apostrophe twice.",
    ),
    "title: 'it's'": (
        2,
        "text follows the closing quote in the value of `title`",
        "Put the whole value in quotes; inside single quotes write an apostrophe twice.",
    ),
    "tags: [a, b\nkind: x": (
        2,
        "a list or map opened on this line with `[` or `{` is not closed, or lacks a comma",
        "Check brackets and commas; put quotes around text that holds brackets, commas or colons.",
    ),
    "tags: [a, , b]": (
        2,
        "a list or map on this line lacks an item or has a comma too many",
        "Check brackets and commas; put quotes around text that holds brackets, commas or colons.",
    ),
    'title: "C:\\queue"': (
        2,
        "a backslash in double quotes starts an escape that does not exist",
        "Use single quotes around the text.",
    ),
    "tags: - a": (
        2,
        "a `- ` list item cannot stand on the line of its key",
        "Start the list on the next line, or write `[one, two]`.",
    ),
    "title: x\n- a": (3, "a list item stands where a key was expected", "Put the list under a key of its own."),
    "tags:\n  - a\n kind: x": (
        4,
        "this line does not fit the lines around it",
        "Check indentation (spaces, the same for all keys of a level), quotes and brackets here and one line above.",
    ),
    "title: x\ntitle: y": (
        3,
        "the key `title` stands twice, here and on line 2",
        "Keep one of the two; the other would be lost.",
    ),
    "title: {{ name }}": (
        2,
        "a list or a map stands where a key belongs",
        "Put quotes around text that starts with `[` or `{`.",
    ),
    "- title": (
        2,
        "the front matter is a list, not keys with values",
        "Write one `key: value` a line, for example `title: …`.",
    ),
    "just text": (
        2,
        "the front matter is running text, not keys with values",
        "Write one `key: value` a line, for example `title: …`.",
    ),
    "null": (
        2,
        "the front matter is empty (`null`), not keys with values",
        "Write one `key: value` a line, for example `title: …`.",
    ),
    "order: .nan": (
        2,
        "`.nan` is not a finite number",
        "Write a finite number, or put quotes around it if it is text.",
    ),
    "a: 1\n--- b\n": (3, "a second YAML document starts here", "Keep one document: remove this line."),
    "a: 1\n---  ": (3, "`---` is followed by spaces here", "Remove the spaces, or the line."),
}


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "python"])
@pytest.mark.parametrize("inside", FAULTS, ids=repr)
def test_a_fault_names_line_cause_and_mend(inside: str, loader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_LOADER", loader)
    found = read(f"---\n{inside}\n---\nbody", PATH)
    (fault,) = found.faults
    assert (fault.span.line, fault.message, fault.fix) == FAULTS[inside]
    assert (fault.rule, fault.severity, fault.span.path) == ("front-matter.syntax", "error", PATH)
    assert (found.data, found.body_line) == (None, inside.count("\n") + 4)


@pytest.mark.parametrize(
    ("text", "line", "message", "fix"),
    [
        (
            "---\ntitle: x\n\n# Heading\n",
            1,
            "the front matter opened by this `---` is never closed",
            "Add a line `---` on line 3, after the last key. If a rule across the page is meant, write `***`.",
        ),
        (
            "---\ntitle: x\n\u2014-\n# Heading\n",
            3,
            "the front matter opened on line 1 is not closed; line 3 is almost, but not exactly, `---`",
            "Make line 3 exactly `---`: three hyphens, nothing before or after.",
        ),
        (
            "\n\n---\ntitle: x\n---\n",
            1,
            "blank lines stand before the front matter",
            "Make `---` the first line of the file.",
        ),
        (
            "--- \ntitle: x\n---\n",
            1,
            "the opening `---` is followed by spaces",
            "Remove the spaces after `---`.",
        ),
        (
            "+++\ntitle = 'x'\n+++\n",
            1,
            "`+++` opens TOML; front matter is YAML here",
            "Write it as `key: value` between two `---`.",
        ),
    ],
)
def test_fences_that_are_not_quite_right(text: str, line: int, message: str, fix: str) -> None:
    found = read(text, PATH)
    (fault,) = found.faults
    assert (fault.span.line, fault.message, fault.fix) == (line, message, fix)
    assert (found.data, found.body_line) == (None, 1)


def test_several_faults_are_told_at_once_in_the_order_of_lines() -> None:
    found = read("---\nb: .inf\na: 1\na: 2\nb: &x 3\n---\n", PATH)
    assert [fault.span.line for fault in found.faults] == [2, 4, 5, 5]


def test_the_line_of_the_fault_is_quoted_literally() -> None:
    (fault,) = read("---\ntitle: x\n  tags: [a, , b]\n---\n", PATH).faults
    assert fault.quote == "tags: [a, , b]"


def test_a_page_that_opens_with_a_rule_across_the_page_is_left_alone() -> None:
    assert read("***\n\ntext\n", PATH).faults == ()
    assert read("\n---\n\ntext\n", PATH).faults == ()
