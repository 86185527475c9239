"""A pull request of real commits: an upstream repository, a branch, a bare clone, and the fake GitHub in front."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.bot_cases import NUMBER, event
from tests.command import Ran, casegrade
from tests.fake_github import FakeGitHub, Pull
from tests.fake_github.server import TOKEN
from tests.stories import story
from tests.support import commit, git, repo, write


class Fork:
    """An upstream repository, a branch with a pull request, and GitHub in front of them."""

    def __init__(self, folder: Path, github: FakeGitHub) -> None:
        self.folder = folder
        self.github = github
        self.work = repo(folder / "work")
        write(self.work, {"studies/old/README.md": story(), "studies/untouched/README.md": story(title="Untouched")})
        self.base = commit(self.work, "base")
        git(self.work, "switch", "--quiet", "--create", "change")

    def push(self, files: dict[str, str | None], message: str = "change") -> str:
        """Commit those files (None: removed) and push them as the pull request's head."""
        for name, text in files.items():
            if text is None:
                git(self.work, "rm", "--quiet", "-r", name)
            else:
                write(self.work, {name: text})
        return self.publish(commit(self.work, message))

    def publish(self, head: str) -> str:
        """Make that commit the pull request's head."""
        bare = self.folder / "bare.git"
        if not bare.exists():
            git(self.folder, "init", "--quiet", "--bare", str(bare))
        git(bare, "fetch", "--quiet", str(self.work), "+change:refs/pull/7/head", "+main:refs/heads/main")
        self.github.state.move(NUMBER, head)
        self.github.state.pulls[NUMBER].hunks = self._hunks()
        return head

    def _hunks(self) -> dict[str, list[tuple[int, int]]]:
        """What GitHub would show of the diff, taken from git's plain text by a reading of its own."""
        shown: dict[str, list[tuple[int, int]]] = {}
        for part in git(self.work, "diff", "--find-renames", "main...change").split("diff --git ")[1:]:
            name = part.split(" b/", 1)[1].split("\n")[0]
            for first, size in re.findall(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", part, re.MULTILINE):
                if size != "0":
                    shown.setdefault(name, []).append((int(first), int(first) + int(size or 1) - 1))
        return shown

    def grade(self, head: str) -> dict[str, Any]:
        """Run ``review grade`` for that head; its report."""
        payload = event(head, base={"sha": self.base})
        (self.folder / "event.json").write_text(json.dumps(payload), encoding="utf-8")
        ran = casegrade(
            *("review", "grade", "--event", "event.json", "--git-dir", "bare.git", "--output", "report.json"),
            cwd=self.folder,
        )
        assert ran.code == 0, ran.err
        report: dict[str, Any] = json.loads((self.folder / "report.json").read_text(encoding="utf-8"))
        return report

    def post(self, *options: str) -> Ran:
        """Run ``review post`` on what was graded last."""
        return casegrade(
            *("review", "post", "--event", "event.json", "--report", "report.json", *options),
            cwd=self.folder,
            GITHUB_API_URL=self.github.url,
            GITHUB_GRAPHQL_URL=f"{self.github.url}/graphql",
            GITHUB_REPOSITORY=self.github.state.name,
            GITHUB_TOKEN=TOKEN,
        )


@contextmanager
def forked(folder: Path) -> Iterator[Fork]:
    """A pull request on a GitHub that runs until the block ends."""
    with FakeGitHub().running() as github:
        github.state.add(Pull(NUMBER, "a" * 40, "b" * 40))
        yield Fork(folder, github)
