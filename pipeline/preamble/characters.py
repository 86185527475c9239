"""Characters that make a text read otherwise than it looks: controls, bidi overrides, odd line ends.

Beyond deceiving a reader, NEL, LS, PS and a lone carriage return are line ends to a YAML parser
but not to git, so every line number after them would be wrong.
"""

from __future__ import annotations

import re

from pipeline.preamble.flaws import Flaw

_UNSAFE = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab, LF, CR
    r"\u2028\u2029"  # line and paragraph separators
    r"\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates (CVE-2021-42574)
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff"  # no characters at all, or invisible marks
)
UNSAFE = re.compile(f"[{_UNSAFE}]")
_IN_SOURCE = re.compile(rf"\r(?!\n)|[{_UNSAFE}]")


def flaws(text: str, first_line: int) -> tuple[Flaw, ...]:
    """One flaw for each line of ``text`` that holds such a character."""
    found: dict[int, Flaw] = {}
    for match in _IN_SOURCE.finditer(text):
        line = first_line + text.count("\n", 0, match.start())
        found.setdefault(line, _flaw(line, match[0]))
        if len(found) == 10:
            break
    return tuple(found.values())


def named(character: str) -> str:
    """``U+202E`` for the character itself, which must not be printed."""
    return f"U+{ord(character):04X}"


def _flaw(line: int, character: str) -> Flaw:
    if character == "\r":
        return Flaw(
            line, "a carriage return ends a line here without a line feed", "Save the file with LF (or CRLF) line ends."
        )
    return Flaw(
        line,
        f"an invisible control character ({named(character)}) stands on this line",
        "Delete it; retyping the line is the surest way.",
    )
