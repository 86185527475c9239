"""Each trick of the hostile repository alone: what `review grade` and `diff` say of it, and what that takes."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bot_cases import event
from tests.hostile_tree import Hostile
from tests.support import ENVIRONMENT, commit, cover, repo, write
from tests.threats import PAGE, ROOT
from tests.threats.cost import Cost, cost

HEAD = "| Trick | `review grade` | all processes | git | `diff` | all processes | git | Told |"
RULE = "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"
NOTHING = "a sound study"
"""The row that the others are held against: the same commands where nothing is wrong."""
SECONDS, MEBIBYTES = 1.0, 200
"""The most that a trick may take beyond a sound study, and the most that any process may hold."""


@dataclass(frozen=True, slots=True)
class Trick:
    """A trick, what each command took for it, and what its study was told."""

    name: str
    review: Cost
    diff: Cost
    told: str

    def row(self) -> str:
        """Its line of the table."""
        took = (f"{one.cpu:.2f} s | {one.peak:.0f} MiB | {one.git:.0f} MiB" for one in (self.review, self.diff))
        return f"| {self.name} | {' | '.join(took)} | {self.told} |"


def measured() -> Iterator[Trick]:
    """A sound study first, then every trick, each in a repository of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield _trick(NOTHING, Path(folder), *_sound(Path(folder) / "work"))
    with tempfile.TemporaryDirectory() as folder:
        expected = Hostile(Path(folder)).expected
    for slug, says in sorted(expected.items()):
        with tempfile.TemporaryDirectory() as folder:
            one = Hostile(Path(folder) / "work", without={*expected} - {slug})
            yield _trick(slug, Path(folder), one.base, one.head, says)


def _sound(root: Path) -> tuple[str, str]:
    """Two commits, of which the second adds a study without a trick."""
    base = commit(write(repo(root), {"notes.txt": ""}))
    return base, commit(write(root, {"studies/sound/README.md": cover()}))


def _trick(name: str, folder: Path, base: str, head: str, says: str = "") -> Trick:
    (folder / "event.json").write_text(json.dumps(event(head, base={"sha": base})), encoding="utf-8")
    options = ("--event=event.json", "--git-dir=work/.git", "--output=report.json")
    review = casegrade("review", "grade", *options, cwd=folder)
    diff = casegrade("diff", base, head, "--format=json", cwd=folder / "work")
    reports = (json.loads((folder / "report.json").read_text(encoding="utf-8")), json.loads(diff.out))
    return Trick(name, review, diff, " / ".join(sorted({_told(report, says) for report in reports})))


def casegrade(*words: str, cwd: Path) -> Cost:
    """A command in a new process."""
    return cost([sys.executable, "-m", "pipeline", *words], cwd, {**ENVIRONMENT, "PYTHONPATH": str(ROOT)})


def _told(report: Any, says: str) -> str:
    """The verdict of the one study, and the rule whose finding says what is expected of this trick."""
    (study,) = (study["head"] for study in report["studies"])
    rules = {finding["rule"] for finding in study["findings"] if says and re.search(says, finding["message"])}
    if says and not rules:
        raise SystemExit(f"{study['slug']} is not told {says!r}")
    return ", ".join(f"`{word}`" for word in (study["verdict"]["state"], *sorted(rules)))


def beyond(tricks: Sequence[Trick]) -> list[str]:
    """The tricks that take more than they may."""
    sound = tricks[0]
    return [
        one.name
        for one in tricks
        if max(one.review.cpu - sound.review.cpu, one.diff.cpu - sound.diff.cpu) > SECONDS
        or max(one.review.peak, one.diff.peak) > MEBIBYTES
    ]


def main(*, keep: bool) -> int:
    """Print the table, and write it into the page if that is asked for; 1 if a trick takes too much."""
    tricks = []
    for one in measured():
        tricks.append(one)
        sys.stdout.write(f"{one.row()}\n")
        sys.stdout.flush()
    over = beyond(tricks)
    sys.stdout.write(f"{len(tricks) - 1} tricks, {len(over)} beyond the limits: {', '.join(over) or 'none'}\n")
    if keep and not over:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(HEAD)
        _, gap, after = rest.partition("\n\n")
        PAGE.write_text(
            before + "\n".join([HEAD, RULE, *(one.row() for one in tricks)]) + gap + after, encoding="utf-8"
        )
    return int(bool(over))
