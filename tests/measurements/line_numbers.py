"""``python -m tests.measurements.line_numbers``: where a finding would be put, by four ways of counting lines.

2,400 generated pages, 200 of each shape below. In each, one word of the body and one key of the front matter are to
be pointed at, and the file itself says on which lines they stand. Pages whose front matter is damaged are to be
refused, with the line of the fence that is wrong.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import frontmatter

from pipeline.preamble import read

PAGES = 200
WORD, KEY = "significantly", "team:"
SOUND = (
    "plain",
    "without front matter",
    "comments and blank lines among the keys",
    "no blank line after the block",
    "three blank lines after the block",
    "blank lines and a rule in the body",
    "CRLF",
    "byte order mark",
)
DAMAGED = ("never closed", "closed by ----", "closed by --- and a space", "closed by a dash")
_CLOSE = {"closed by ----": "----", "closed by --- and a space": "--- ", "closed by a dash": "\u2014"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A page and the lines on which its word, its key and its closing fence (or where it is missed) stand."""

    text: str
    word: int
    key: int | None
    fence: int


def sample(shape: str, chance: random.Random) -> Sample:
    """One page of that shape."""
    front = [] if shape == "without front matter" else _front(shape, chance)
    closes = 1 if shape == "never closed" else len(front)
    if front and shape != "never closed":
        front.append(_CLOSE.get(shape, "---"))
        closes = len(front)
    gap = {"no blank line after the block": 0, "three blank lines after the block": 3}.get(shape, 1)
    lines = [*front, *[""] * (gap if front else 0), *_body(shape, chance)]
    # As authors see it: the key of the second entry, since the first one has the same name.
    keys = [number for number, line in enumerate(lines, 1) if line.strip().startswith(KEY)]
    text = ("\r\n" if shape == "CRLF" else "\n").join([*lines, ""])
    word = next(number for number, line in enumerate(lines, 1) if WORD in line)
    mark = "\ufeff" if shape == "byte order mark" else ""
    return Sample(text=mark + text, word=word, key=keys[1] if keys else None, fence=closes)


def _front(shape: str, chance: random.Random) -> list[str]:
    tags = [f"  - tag{number}" for number in range(chance.randint(0, 6))]
    authors = ["authors:", "  - name: Ada", "    team: one", "  - name: Grace", "    team: two"]
    lines = ["title: A page", *(["tags:", *tags] if tags else []), *authors, "status: draft"]
    if shape.startswith("comments"):
        for _ in range(chance.randint(1, 4)):
            lines.insert(chance.randint(0, 1), chance.choice(["", "# what readers search for"]))
    return ["---", *lines]


def _body(shape: str, chance: random.Random) -> list[str]:
    lines = ["# A page", ""]
    for number in range(chance.randint(1, 30)):
        lines += [f"Paragraph {number} of the page.", ""]
        if shape.startswith("blank lines") and chance.random() < 0.3:
            lines += ["", "---", "", ""]
    return [*lines, f"It is {WORD} faster now."]


def _line(text: str, wanted: str) -> int | None:
    return next((number for number, line in enumerate(text.split("\n"), 1) if wanted in line), None)


def as_given(page: Sample) -> int | None:
    """Lines counted in the body that python-frontmatter hands over."""
    return _line(frontmatter.loads(page.text).content, WORD)


def written_again(page: Sample) -> int | None:
    """The same, plus the length of the front matter as the library would write it."""
    post = frontmatter.loads(page.text)
    line = _line(post.content, WORD)
    if line is None or not post.metadata:
        return line
    return line + len(frontmatter.dumps(post).split("\n")) - len(post.content.split("\n"))


def searched(page: Sample) -> int | None:
    """The same, plus the lines before the last place where that body stands in the file."""
    post, text = frontmatter.loads(page.text), page.text.replace("\r\n", "\n")
    line = _line(post.content, WORD)
    return line and line + text[: text.rfind(post.content)].count("\n")


def ours(page: Sample) -> int | None:
    """Our own fences, and python-frontmatter for what stands between them."""
    text = page.text.removeprefix("\ufeff")
    start = read(text, "page.md").body_line
    line = _line("\n".join(text.split("\n")[start - 1 :]), WORD)
    return line and line + start - 1


def key_searched(page: Sample) -> int | None:
    """The first line that begins with the name of the key."""
    lines = enumerate(page.text.split("\n"), 1)
    return next((number for number, line in lines if line.strip().startswith(KEY)), None)


def key_ours(page: Sample) -> int | None:
    """The line that our reader keeps of each key."""
    found = read(page.text.removeprefix("\ufeff"), "page.md")
    return found.line(("authors", 1, "team")) if found.data else None


WORDS: tuple[Callable[[Sample], int | None], ...] = (as_given, written_again, searched, ours)


def lost(page: Sample) -> bool:
    """Whether python-frontmatter takes the block for text: no key, and nothing raised."""
    return not frontmatter.loads(page.text).metadata


def taken(page: Sample) -> bool:
    """Whether python-frontmatter takes the block for a sound one."""
    return bool(frontmatter.loads(page.text).metadata)


def refused(page: Sample) -> bool:
    """Whether our reader refuses the page at the line of the wrong fence."""
    faults = read(page.text, "page.md").faults
    return any(fault.span is not None and fault.span.line == page.fence for fault in faults)


def pages() -> Mapping[str, tuple[Sample, ...]]:
    """The generated pages by shape; the same ones each time."""
    chance = random.Random(20261121)  # noqa: S311 - nothing secret
    return {shape: tuple(sample(shape, chance) for _ in range(PAGES)) for shape in (*SOUND, *DAMAGED)}


def table() -> Iterator[str]:
    """Pages whose finding would stand on a wrong line, by shape and way, as Markdown; then the sums."""
    made = pages()
    wrong = {shape: [sum(way(page) != page.word for page in made[shape]) for way in WORDS] for shape in SOUND}
    yield f"| shape | {' | '.join(way.__name__ for way in WORDS)} |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for shape, counts in wrong.items():
        yield f"| {shape} | {' | '.join(map(str, counts))} |"
    sums = [sum(column) for column in zip(*wrong.values(), strict=True)]
    yield f"| of {PAGES * len(SOUND)} | {' | '.join(map(str, sums))} |"
    sound = [page for shape in SOUND for page in made[shape]]
    off = [abs(page.word - (as_given(page) or 0)) for page in sound if as_given(page) != page.word]
    yield f"lines off where wrong, as given: median {statistics.median(off):g}, at most {max(off)}"
    keyed = [page for page in sound if page.key]
    for way in (key_searched, key_ours):
        yield f"key on a wrong line, {way.__name__}: {sum(way(page) != page.key for page in keyed)} of {len(keyed)}"
    damaged = [page for shape in DAMAGED for page in made[shape]]
    for judge in (lost, taken, refused):
        yield f"damaged pages, {judge.__name__}: {sum(map(judge, damaged))} of {len(damaged)}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
