"""The one owner of escaping: what a study says may be read everywhere and acts nowhere.

A title can hold a mention, a link, a forged bot marker, an ANSI sequence or a runner command. Each
output has one function here that makes such text inert and keeps it readable.
"""

from __future__ import annotations

import json
import re

ZERO_WIDTH = "\u200b"
"""Put inside what GitHub or the runner would act upon: invisible, and it breaks the pattern."""

# Unicode's format characters (Cf), written out so that every Python gives the same bytes.
_FORMAT = (
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0001\U000e0020-\U000e007f"
)
_BREAK = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufffe\uffff{_FORMAT}]")
_UNSEEN_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_FORMAT}]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_STARTS_A_COMMAND = re.compile(r"^((?:\s|\x1b\[\d+m)*):(?=:)")
_GITHUB_ACTS_ON = re.compile(
    r"(@|#(?=\d)|:(?=//)|:(?=[\w+-]+:)|www(?=\.)|GH-(?=\d)|(?:GHSA|CVE)-(?=\w))", re.IGNORECASE | re.ASCII
)
_CODE = re.compile(r"(?<!`)`([^`\s](?:[^`]*[^`\s])?)`(?!`)")
_COMMIT = re.compile(r"(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])", re.IGNORECASE)
_SHORT_OF_A_COMMIT = re.compile(r"(.{6})(?=.)")
_MARKDOWN_ACTS_ON = re.compile(r"([\\`*_\[\]~!])")
_OPENS_A_BLOCK = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=:-]))")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}


def terminal(text: str) -> str:
    r"""One line without control, format or surrogate characters, nor a legacy runner command.

    >>> terminal("a\x1b[31mb\nc")
    'a[31mb c'
    """
    return _one_line(text).replace("##[", "## [")


def log_line(line: str) -> str:
    """A finished line that a runner's log will not take for a command: none starts with ``::``."""
    return _STARTS_A_COMMAND.sub(r"\1·", line)


def markdown(text: str) -> str:
    """Text that GitHub shows as it stands: no mention, reference, link, HTML, table or block.

    It fits into a paragraph, a list item or a table cell. A dollar sign gets an element of its own, as GitHub's
    documentation of formulas advises.
    """
    text = _COMMIT.sub(_no_commit, _one_line(text).strip(" "))
    text = _GITHUB_ACTS_ON.sub(rf"\1{ZERO_WIDTH}", text)
    text = "".join(_ENTITIES.get(character, character) for character in text)
    text = _MARKDOWN_ACTS_ON.sub(r"\\\1", text)
    return _OPENS_A_BLOCK.sub(r"\1\\", text).replace("$", "<span>$</span>")


def prose(text: str) -> str:
    """A sentence for Markdown: what stands between two backticks is shown as code, all else as `markdown` shows it."""
    parts = _CODE.split(_one_line(text))
    return "".join(code_span(part) if number % 2 else _between(part) for number, part in enumerate(parts)).strip(" ")


def _between(text: str) -> str:
    """Escaped, with a space kept at either end, which stands between words and code."""
    inner = markdown(text)
    return f"{' ' * text.startswith(' ')}{inner}{' ' * text.endswith(' ')}" if inner else " " * bool(text)


def code_span(text: str) -> str:
    """Text as code, with a fence longer than any in it; a bar becomes ``¦`` so that tables hold."""
    text = _one_line(text).strip(" ").replace("|", "¦").replace("##[", f"##{ZERO_WIDTH}[")
    if not text:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def workflow_data(text: str) -> str:
    """The message of a workflow command; line breaks are kept, in the runner's own escape."""
    lines = (_one_line(line).replace("%", "%25") for line in text.splitlines())
    return _break_commands("%0A".join(lines))


def workflow_property(text: str) -> str:
    """A property of a workflow command, such as the file."""
    return workflow_data(text).replace(":", "%3A").replace(",", "%2C")


def xml(text: str) -> str:
    """Text for an XML element or a quoted attribute; line breaks are kept as references."""
    lines = (_one_line(line) for line in text.splitlines())
    escaped = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.replace("##[", "##&#91;").replace("\n", "&#10;")


def sarif(text: str) -> str:
    """A SARIF message: ``[text](target)`` would be shown as a link."""
    return "\n".join(_one_line(line) for line in text.splitlines()).replace("](", f"]{ZERO_WIDTH}(")


def json_document(value: object) -> str:
    r"""JSON with two spaces, text as it is, one line break at the end.

    Characters that a terminal would act upon are written as ``\uXXXX``, which means the same to every reader.
    """
    text = _SURROGATE.sub("\ufffd", json.dumps(value, indent=2, ensure_ascii=False))
    text = _UNSEEN_IN_JSON.sub(lambda match: json.dumps(match[0])[1:-1], text)
    return text.replace("##[", "##\\u005b") + "\n"


def _one_line(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", _BREAK.sub(" ", text))


def _no_commit(match: re.Match[str]) -> str:
    return _SHORT_OF_A_COMMIT.sub(rf"\1{ZERO_WIDTH}", match[0])


def _break_commands(text: str) -> str:
    text = re.sub(r":(?=:)", f":{ZERO_WIDTH}", text)
    return text.replace("##[", f"##{ZERO_WIDTH}[")
