"""Front matter meant to harm: what the bare library does with it, and what we answer instead.

The harm is reproduced where that is cheap, so that a test falls when the threat is gone or was
never real.
"""

import datetime as dt
import subprocess
import sys

import frontmatter
import pytest
import yaml

from pipeline import limits
from pipeline.errors import InputError
from pipeline.preamble import Preamble, read, read_yaml, tree

PATH = "studies/a/README.md"


def fenced(inside: str) -> str:
    return f"---\n{inside}\n---\nbody\n"


def only_fault(found: Preamble) -> tuple[str, int]:
    assert found.data is None
    (fault,) = found.faults
    return fault.rule, fault.span.line


DEEP = {
    "flow lists": "a: " + "[" * 30_000,
    "flow lists on lines": "a: " + "[\n" * 30_000,
    "flow maps": "{a: " * 16_000,
    "block lists": "- " * 30_000,
    "block maps": "\n".join(f"{' ' * depth}a:" for depth in range(300)),
    "explicit keys": "? " * 30_000,
    "quoted": "a: " + '["",' * 15_000,
}


def test_the_library_dies_of_deep_nesting() -> None:
    program = "import frontmatter; frontmatter.loads('---\\na: ' + '[' * 60000 + '\\n---\\n')"
    died = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=120)
    assert died.returncode != 0


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "python"])
@pytest.mark.parametrize("shape", DEEP)
def test_deep_nesting_is_a_limit(shape: str, loader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_LOADER", loader)
    found = read(fenced(DEEP[shape]), PATH)
    assert found.data is None
    assert found.faults[0].rule == "layout.limits"
    assert f"deeper than {limits.FRONT_MATTER_DEPTH} levels" in found.faults[0].message


def test_deep_nesting_in_a_file_of_ours_is_an_input_error() -> None:
    with pytest.raises(InputError, match="deeper than 32 levels"):
        read_yaml("- " * 400_000, "x.yaml")


def test_the_deepest_nesting_allowed_is_read() -> None:
    depth = limits.FRONT_MATTER_DEPTH - 1  # the map of keys is the first level
    assert read(fenced(f"a: {'[' * depth}{']' * depth}"), PATH).faults == ()
    assert only_fault(read(fenced(f"a: {'[' * (depth + 1)}{']' * (depth + 1)}"), PATH)) == ("layout.limits", 2)


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]"
MERGE = "a: &a {k: v}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}"


def test_the_library_follows_aliases_and_merges() -> None:
    assert len(str(frontmatter.loads(fenced(BOMB))["d"])) > 80
    assert frontmatter.loads(fenced(MERGE))["c"] == {"k": "v"}


@pytest.mark.parametrize(
    ("inside", "lines"),
    [(BOMB, {2, 3, 4, 5}), (MERGE, {2, 3, 4}), ("a: &a [*a]", {2}), ("a: *nobody", {2}), ("&k a: 1", {2})],
)
def test_anchors_aliases_and_merges_are_refused(inside: str, lines: set[int]) -> None:
    found = read(fenced(inside), PATH)
    assert found.data is None
    assert {fault.span.line for fault in found.faults} == lines
    assert {fault.rule for fault in found.faults} == {"front-matter.syntax"}


def test_a_merge_key_alone_is_refused_and_a_quoted_one_is_a_key() -> None:
    assert only_fault(read(fenced("<<: {a: 1}"), PATH)) == ("front-matter.syntax", 2)
    assert read(fenced("'<<': x"), PATH).data == {"<<": "x"}


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:os.system [x]",
        "!!int x",
        "!!bool x",
        "!!timestamp x",
        '!!int ""',
        "!mine x",
        "! x",
        "!!set {a}",
    ],
)
def test_tags_are_refused(value: str) -> None:
    assert only_fault(read(fenced(f"a: {value}"), PATH)) == ("front-matter.syntax", 2)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("2026-02-30", ValueError),
        ("!!int x", ValueError),
        ("!!bool x", KeyError),
        ("!!timestamp x", AttributeError),
        ("9" * 4301, ValueError),
    ],
)
def test_the_library_raises_what_is_no_yaml_error(value: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        frontmatter.loads(fenced(f"a: {value}"))
    read(fenced(f"a: {value}"), PATH)


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("grade: 1\ngrade: 5", {"grade": 5}),
        ("a: no", {"a": False}),
        ("a: 012", {"a": 10}),
        ("a: 12:30", {"a": 750}),
        ("a: 2026-03-01", {"a": dt.date(2026, 3, 1)}),
        ("no: x\n1: y", {False: "x", 1: "y"}),
        ("- a\n- b", {}),
        ("null", {}),
    ],
)
def test_the_library_reads_otherwise_than_the_author_wrote(inside: str, value: object) -> None:
    assert frontmatter.parse(fenced(inside))[0] == value
    assert read(fenced(inside), PATH).data != value


def test_the_library_takes_an_unclosed_block_for_none_and_loses_blank_lines() -> None:
    assert frontmatter.loads("---\ntitle: x\n").metadata == {}
    assert frontmatter.loads("---\ntitle: x\n---\n\n\nbody").content == "body"
    assert only_fault(read("---\ntitle: x\n", PATH)) == ("front-matter.syntax", 1)
    assert read("---\ntitle: x\n---\n\n\nbody", PATH).body_line == 4


def test_the_library_cannot_hold_a_key_named_content() -> None:
    with pytest.raises(TypeError):
        frontmatter.loads(fenced("content: x"))
    assert read(fenced("content: x\nhandler: y\nencoding: z"), PATH).faults == ()


@pytest.mark.parametrize("text", ['{\n"title": "x"\n}\n\nbody', "{\n}\n"])
def test_json_is_no_front_matter(text: str) -> None:
    assert read(text, PATH) == Preamble(data=None, key_lines={})


def test_a_file_with_carriage_returns_alone_is_told_so() -> None:
    (fault,) = read("---\rtitle: x\r---\rbody", PATH).faults
    assert "carriage returns alone" in fault.message


CONTROLS = [
    "\x00",
    "\x1b",
    "\x7f",
    "\x85",
    "\x9b",
    "\u2028",
    "\u2029",
    "\u202a",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\ufffe",
    "\ud800",
]


@pytest.mark.parametrize("character", CONTROLS, ids=ascii)
def test_control_and_bidi_characters_are_refused(character: str) -> None:
    found = read(fenced(f"title: x\nsummary: a{character}b"), PATH)
    assert only_fault(found) == ("front-matter.syntax", 3)
    assert f"U+{ord(character):04X}" in found.faults[0].message
    assert character not in found.faults[0].message + found.faults[0].fix


@pytest.mark.parametrize("escape", [r"\e[31m", r"\0", r"\u202e", r"\x9b", r"\L", r"\N", r"\uFEFF", r"\a"])
@pytest.mark.parametrize("form", ['title: "a{}b"', '"a{}b": title', 'tags: ["a{}b"]'])
def test_escapes_for_such_characters_are_refused(escape: str, form: str) -> None:
    assert only_fault(read(fenced(form.replace("{}", escape)), PATH)) == ("front-matter.syntax", 2)


@pytest.mark.parametrize("text", ["naïve", "数据库", "👩\u200d💻", "مرحبا", "a\u00a0b"])
def test_writing_of_any_language_is_read(text: str) -> None:
    assert read(fenced(f"title: {text}"), PATH).data == {"title": text}


def test_too_many_bytes_are_a_limit_and_as_many_as_allowed_are_read() -> None:
    room = limits.FRONT_MATTER_BYTES - len("a: \n")
    assert read(fenced(f"a: {'x' * room}"), PATH).faults == ()
    assert only_fault(read(fenced(f"a: {'x' * (room + 1)}"), PATH)) == ("layout.limits", 2)
    assert only_fault(read(fenced(f"a: {'é' * (room // 2 + 1)}"), PATH)) == ("layout.limits", 2)


def test_too_many_values_are_a_limit() -> None:
    # The map, the key and the list are three; item n stands on line n + 2.
    found = read(fenced("a:\n" + "- x\n" * limits.FRONT_MATTER_NODES), PATH)
    assert only_fault(found) == ("layout.limits", limits.FRONT_MATTER_NODES)


def test_a_hostile_file_is_told_at_most_ten_faults() -> None:
    assert len(read(fenced("a: &a\n" * 4_000), PATH).faults) == 10
    assert len(read(fenced("a: \x00\n" * 4_000), PATH).faults) == 10


@pytest.mark.parametrize(
    "inside",
    [
        "a: " + "1:" * 30_000 + "1",
        "a: " + "9" * 60_000,
        "a: 0x" + "f" * 60_000,
        "a: ." + "9" * 60_000 + "e",
        "a: " + " " * 60_000 + "x",
        "a" * 60_000,
        "\n" * 60_000,
        "a: '" + "'" * 60_000,
        "a:" * 30_000,
        "- " * 3 + "-" * 60_000,
        "#" * 60_000,
        "---" * 20_000,
        "… " * 20_000,
    ],
    ids=lambda inside: repr(inside[:8]),
)
def test_pumped_text_is_answered(inside: str) -> None:
    for text in (inside, f"---\n{inside}", fenced(inside)):
        found = read(text, PATH)
        assert all(len(fault.message) + len(fault.fix) < 500 for fault in found.faults)
