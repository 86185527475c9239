"""Lines that stand in the file and are not shown: inside elements that a browser hides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts.pattern import pattern
from pipeline.study import Fence, Page

HIDING = pattern(
    r"<(div|span|p|section|details|font|td|table|ul|ol|li|b|i|em|strong|small|sub|sup)\b[^>\n]{0,200}?"
    r"(?:\bhidden(?=[\s>=/])|display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?![.\d])"
    r"|opacity\s{0,3}:\s{0,3}0(?![.\d])|\bcolor\s{0,3}[:=]\s{0,3}[\"']?(?:white\b|#fff(?:fff)?\b|transparent\b"
    r"|rgba?\(255, ?255, ?255))",
    re.IGNORECASE,
)
"""The opening tag of an element that is not shown, or is white on white."""
LONGEST = 4000


def concealed(page: Page) -> Iterator[int]:
    """The numbers of lines that begin inside such an element, or hold one, in rising order."""
    if not any("<" in line and HIDING.search(line[:LONGEST]) for line in page.lines):
        return
    code = {
        n for block in page.root.all_blocks() if isinstance(block, Fence) for n in range(block.line, block.end_line)
    }
    open_tag, depth = "", 0
    for number, raw in enumerate(page.lines, 1):
        line = raw[:LONGEST].lower()
        if number in code:
            continue
        found = None if open_tag or "<" not in line else HIDING.search(line)
        if found:
            open_tag, line = found[1], line[found.start() :]
        if open_tag:
            yield number
            depth += line.count(f"<{open_tag}") - line.count(f"</{open_tag}")
            open_tag, depth = (open_tag, depth) if depth > 0 else ("", 0)
