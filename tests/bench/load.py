"""Load: very many studies, the largest pages of what upsets readers, and studies at and beyond each limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pipeline.limits import FRONT_MATTER_BYTES, IMAGE_BYTES, PAGE_BYTES, STUDY_FILES, STUDY_IMAGES, STUDY_PAGES
from tests.bench.generator import Generator
from tests.bench.timing import Command
from tests.support import Files, front_matter, png, repo, write

Ours = Callable[..., Command]

FAMILIES: Mapping[str, str] = {
    "quotes in quotes": "> ",
    "open brackets": "[",
    "links in links": "[a](",
    "open emphasis": "*a _b ",
    "backticks": "`a``b",
    "open tags": "<div><b ",
    "open comments": "<!-- a ",
    "table cells": "| 1 | 2 |\n|---|---|\n",
    "list in list": "- a\n  - b\n",
    "headings": "## A\n\n",
    "one long word": "a",
    "digits": "1,",
    "sums": "2 × 3 = 6 + ",
    "percentages": "from 3.2 s to 45 ms is 98.6 %, ",
    "open diagrams": "```mermaid\nflowchart LR\nA-->B\n```\n",
    "JSON braces": '```json\n{"a":[{\n```\n',
    "SQL brackets": "```sql\nSELECT ((((\n```\n",
    "white space": " \t",
    "entities": "&amp;&#x41;",
    "references": "[a]: b\n\n",
}
HALF = PAGE_BYTES // 2
TEXT = "A sentence of prose that is not short and not long.\n\n"


def crowd(place: Path, number: int, ours: Ours) -> Iterator[str]:
    """That many single-page studies: graded new and known, checked; the peak is that of the largest process."""
    cwd = write(repo(place / "crowd"), dict(Generator(1).studies(number)))
    ways = {
        "check, new": ("check", "--no-cache", "--quiet"),
        "grade, new, two jobs": ("grade", "--jobs=2", "--quiet"),
        "grade, known": ("grade", "--jobs=2", "--quiet"),
        "check, known": ("check", "--quiet"),
    }
    for what, words in ways.items():
        cost = ours(*words, cwd=cwd).run()
        told = f"{cost.cpu:8.1f} s CPU {cost.wall:8.1f} s wall {cost.peak:6.0f} MiB"
        yield f"{f'{number} studies, {what}':60} {told}"


def families(place: Path, ours: Ours) -> Iterator[str]:
    """A page of 128 KiB of each family beside one of 64 KiB, without the time that starting takes."""
    start = _graded(place / "start", TEXT, 1_000, ours)[0]
    for name, piece in FAMILIES.items():
        (half, _), (whole, peak) = (_graded(place / f"{size}-{name}", piece, size, ours) for size in (HALF, PAGE_BYTES))
        ratio = max(whole - start, 0) / max(half - start, 0.01)
        yield f"{f'128 KiB of {name}':60} {whole:8.2f} s CPU {peak:6.0f} MiB, {ratio:5.2f} times that of 64 KiB"


def limits(place: Path, ours: Ours) -> Iterator[str]:
    """A study at each limit of the contract, and one just beyond it."""
    for name, (inside, beyond) in _edges().items():
        for which, files in (("at", inside), ("beyond", beyond)):
            cwd = write(repo(place / f"{name} {which}"), {f"studies/one/{path}": data for path, data in files.items()})
            cost = ours("grade", "--no-cache", cwd=cwd).run()
            yield f"{f'{name}, {which} the limit':60} {cost.cpu:8.2f} s CPU {cost.peak:6.0f} MiB"


def _edges() -> dict[str, tuple[Files, Files]]:
    head = front_matter()
    room = PAGE_BYTES - len(head.encode())
    page = head + (TEXT * (room // len(TEXT) + 1))[:room]
    notes = front_matter()[:-4] + "tags: [" + "a, " * (FRONT_MATTER_BYTES // 3 - 100)
    long = f"{notes[: FRONT_MATTER_BYTES - 10]}]\n---\n"
    return {
        "page size": ({"README.md": page}, {"README.md": f"{page}x"}),
        "front matter size": ({"README.md": long}, {"README.md": long.replace("tags: [", f"tags: [{'a, ' * 50}")}),
        "pages": (_numbered(head, STUDY_PAGES - 1, "md", TEXT), _numbered(head, STUDY_PAGES, "md", TEXT)),
        "images": (_numbered(head, STUDY_IMAGES, "png", png()), _numbered(head, STUDY_IMAGES + 1, "png", png())),
        "image size": (_numbered(head, 1, "png", _image(0)), _numbered(head, 1, "png", _image(1))),
        "text": (_numbered(head, 15, "md", TEXT * 2_400), _numbered(head, 18, "md", TEXT * 2_400)),
        "files": (_numbered(head, STUDY_FILES - 1, "txt", ""), _numbered(head, STUDY_FILES, "txt", "")),
    }


def _image(more: int) -> bytes:
    return png().ljust(IMAGE_BYTES + more, b"\0")


def _numbered(head: str, number: int, ending: str, content: str | bytes) -> Files:
    return {"README.md": f"{head}{TEXT}", **{f"file-{count:03}.{ending}": content for count in range(number)}}


def _graded(place: Path, piece: str, size: int, ours: Ours) -> tuple[float, float]:
    head = front_matter()
    room = size - len(head.encode())
    text = (piece * (room // len(piece.encode()) + 1)).encode()[:room].decode("utf-8", "ignore")
    cwd = write(repo(place), {"studies/one/README.md": head + text})
    cost = ours("grade", "--no-cache", cwd=cwd).run()
    return cost.cpu, cost.peak
