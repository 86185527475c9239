"""Terminal output → SVG, with the colours that the terminal would show."""

from __future__ import annotations

import re
from html import escape

from wcwidth import wcswidth

CELL, LINE, PAD, BAR = 8.43, 19, 18, 34
COLOURS = {
    "31": "#ff7b72",
    "32": "#7ee787",
    "33": "#e3b341",
    "34": "#79c0ff",
    "35": "#d2a8ff",
    "36": "#76e3ea",
    "90": "#8b949e",
}
FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
CODE = re.compile(r"\x1b\[([\d;]*)m")


def picture(output: str, command: str) -> str:
    """An SVG of ``output`` (with SGR colour codes) as a terminal shows it after ``command``."""
    rows = output.rstrip("\n").split("\n")
    columns = max(wcswidth(CODE.sub("", row)) for row in rows)
    width = round(columns * CELL + 2 * PAD)
    height = BAR + (len(rows) + 2) * LINE + PAD
    lines = [_row(f"\x1b[32m$\x1b[0m {command}", 0), *(_row(row, number) for number, row in enumerate(rows, 2))]
    dots = "".join(
        f'<circle cx="{PAD + 18 * n}" cy="17" r="5.5" fill="{c}"/>'
        for n, c in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="Output of {escape(command)}">\n'
        f'<rect width="{width}" height="{height}" rx="9" fill="#0d1117"/>{dots}\n'
        f'<g font-family="{FONTS}" font-size="14" fill="#e6edf3">\n'
        + "\n".join(line for line in lines if line)
        + "\n</g>\n</svg>\n"
    )


def _row(row: str, number: int) -> str:
    """One line of text; each run of one colour is placed by its column, so that fonts cannot shift it."""
    y = BAR + LINE * (number + 1)
    column, style, runs = 0, "", []
    for position, part in enumerate(CODE.split(row)):
        if position % 2:
            style = _style(part)
        elif part:
            x = round(PAD + column * CELL, 1)
            span = round(wcswidth(part) * CELL, 1)
            place = f'x="{x}" y="{y}" xml:space="preserve" textLength="{span}" lengthAdjust="spacingAndGlyphs"'
            runs.append(f"<text {place}{style}>{escape(part)}</text>")
            column += wcswidth(part)
    return "".join(runs)


def _style(codes: str) -> str:
    styles = []
    for code in codes.split(";"):
        if code == "1":
            styles.append(' font-weight="bold"')
        elif code == "2":
            styles.append(' fill="#8b949e"')
        elif code in COLOURS:
            styles.append(f' fill="{COLOURS[code]}"')
    return "".join(dict.fromkeys(styles))
