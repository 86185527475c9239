"""Studies for measuring: drawn from a seed, so that two runs measure the same bytes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

from pipeline.library import Library
from tests.command import ROOT
from tests.stories import BODY
from tests.support import ENVIRONMENT, front_matter

KINDS = ("system-design", "star-story", "problem-solution-impact", "portfolio-project")
EXTRA = {
    "star-story": {"role": "Engineer", "team_size": "3", "duration": "6 weeks", "technologies": "[PostgreSQL]"},
}
SIZE = 5_700
"""Mean bytes of a page, as in 3,000 real files with front matter."""
DIGITS = re.compile(r"(?<![\w.-])[1-9]\d{0,2}(?![\w.-])")


class Generator:
    """Studies from a seed: headings of a rubric, below them blocks of the studies of this repository."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - nothing here is secret
        pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "studies").glob("*/README.md"))]
        bodies = [page.split("\n---\n", 1)[1] for page in pages] + [BODY]
        blocks = {block.strip("\n") for body in bodies for block in body.split("\n\n")}
        self._blocks = sorted(block for block in blocks if 40 < len(block) < 900 and block[0] not in "#`<")
        self._library = Library(None)

    def page(self, size: int, kind: str = "system-design") -> str:
        """A cover of about ``size`` bytes."""
        head = front_matter(kind=kind, **EXTRA.get(kind, {}))
        titles = [section.title for section in self._library.rubric(kind).sections]
        parts = ["# Rate limiter", self._random.choice(self._blocks)]
        written = len(head)
        while written < size:
            title = titles[len(parts) // 4 % len(titles)]
            drawn = [f"## {title}", *(self._varied(self._random.choice(self._blocks)) for _ in range(3))]
            parts += drawn
            written += sum(len(part.encode()) + 2 for part in drawn)
        return head + "\n" + "\n\n".join(parts) + "\n"

    def _varied(self, block: str) -> str:
        return DIGITS.sub(lambda _found: str(self._random.randrange(1, 900)), block)

    def studies(self, number: int) -> Iterator[tuple[str, str]]:
        """Path and text of single-page studies, of 2 kB to three times the mean."""
        for count in range(number):
            size = int(min(max(self._random.gauss(SIZE, SIZE / 2), 2_000), 3 * SIZE))
            yield f"studies/study-{count:05}/README.md", self.page(size, KINDS[count % len(KINDS)])


def bare_repository(place: Path, studies: Iterator[tuple[str, str]], changed: str) -> tuple[str, str]:
    """Make a bare repository of those studies, and a second commit that changes one; both commits."""
    git = ("git", f"--git-dir={place}")
    subprocess.run(["git", "init", "--quiet", "--bare", "--initial-branch=main", place], env=ENVIRONMENT, check=True)
    lines = [_commit("refs/heads/main", "studies")]
    text = ""
    for path, text in studies:
        lines.append(_file(path, text))
    lines += [
        _commit("refs/heads/change", "change", "refs/heads/main"),
        _file(changed, f"{text}\nOne more sentence.\n"),
    ]
    subprocess.run([*git, "fast-import", "--quiet"], input=b"".join(lines), env=ENVIRONMENT, check=True)
    names = subprocess.run([*git, "rev-parse", "main", "change"], env=ENVIRONMENT, check=True, capture_output=True)
    base, head = names.stdout.decode().split()
    return base, head


def _commit(ref: str, message: str, parent: str = "") -> bytes:
    above = f"from {parent}\n" if parent else ""
    return f"commit {ref}\ncommitter Ada <ada@example.org> 0 +0000\ndata {len(message)}\n{message}\n{above}".encode()


def _file(path: str, text: str) -> bytes:
    data = text.encode()
    return f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n"
