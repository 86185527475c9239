"""A pull request as a workflow meets it: its commits on a git server, its conversation on the fake GitHub."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contract.runner import ROOT, SLUG, Done, Runner
from tests.fake_github import FakeGitHub, Pull, shapes

NUMBER = 2
STUDY = min(ROOT.glob("studies/*/README.md")).parent
EXAMPLES = ROOT / ".cache/npm/node_modules/@octokit/webhooks-examples/api.github.com/index.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Pull request 2 of `octo/cases` adds one of our example studies; the jobs reach git and GitHub here."""

    runner: Runner
    fake: FakeGitHub
    base: str
    head: str

    def opened(self) -> dict[str, Any]:
        """The event of its being opened."""
        payload = example("pull_request", "opened")
        payload["number"] = payload["pull_request"]["number"] = NUMBER
        payload["pull_request"]["draft"] = False
        payload["pull_request"]["base"]["sha"], payload["pull_request"]["head"]["sha"] = self.base, self.head
        return payload

    def queued(self) -> dict[str, Any]:
        """The event of its being next in the merge queue."""
        payload = example("merge_group", "checks_requested")
        payload["merge_group"]["base_sha"], payload["merge_group"]["head_sha"] = self.base, self.head
        return payload

    def said(self, login: str, body: str) -> dict[str, Any]:
        """Somebody comments; the event of that. GitHub's example is on an issue; that it is a pull request is added."""
        comment = shapes.comment(self.fake.state, NUMBER, login, body)
        self.fake.state.comments[NUMBER].append(comment)
        payload = example("issue_comment", "created")
        payload["comment"] |= {key: comment[key] for key in ("id", "user", "body", "created_at", "updated_at")}
        page, pull = f"https://github.com/{SLUG}/pull/{NUMBER}", f"https://api.github.com/repos/{SLUG}/pulls/{NUMBER}"
        links = {"url": pull, "html_url": page, "diff_url": f"{page}.diff", "patch_url": f"{page}.patch"}
        payload["issue"] |= {"number": NUMBER, "pull_request": {**links, "merged_at": None}}
        return payload

    def run(self, workflow: str, event: str, payload: dict[str, Any], *options: str) -> Done:
        """Run one of our workflows."""
        addresses = {"GITHUB_API_URL": self.fake.url, "GITHUB_GRAPHQL_URL": f"{self.fake.url}/graphql"}
        return self.runner.run(workflow, event, payload, *options, **addresses)

    def comments(self, what: str) -> list[str]:
        """What the bot has said of that sort: sticky, reply."""
        said = (each["body"] for each in self.fake.state.comments[NUMBER])
        return [body for body in said if body.startswith(f"<!-- casegrade:{what}:")]

    def faces(self, payload: dict[str, Any]) -> list[str]:
        """The bot's faces below the comment of that event."""
        return [each["content"] for each in self.fake.state.reactions.get(payload["comment"]["id"], [])]


def stage(runner: Runner, fake: FakeGitHub) -> Stage:
    """Put the pull request on both servers."""
    work = runner.folder / "work"
    work.mkdir()
    git(work, "init", "--quiet", "--initial-branch=main")
    git(work, "config", "user.name", "Ada")
    git(work, "config", "user.email", "ada@example.org")
    git(work, "commit", "--quiet", "--allow-empty", "--message=base")
    git(work, "clone", "--quiet", "--bare", ".", str(runner.repository))
    base = git(work, "rev-parse", "HEAD")
    shutil.copytree(STUDY, work / "studies" / STUDY.name)
    git(work, "add", ".")
    git(work, "commit", "--quiet", "--message=head")
    git(work, "push", "--quiet", str(runner.repository), f"HEAD:refs/pull/{NUMBER}/head")
    for option in ("allowFilter", "allowAnySHA1InWant"):
        git(runner.repository, "config", f"uploadpack.{option}", "true")
    head = git(work, "rev-parse", "HEAD")
    fake.state.add(Pull(NUMBER, head, base))
    return Stage(runner=runner, fake=fake, base=base, head=head)


def example(event: str, action: str = "") -> dict[str, Any]:
    """GitHub's own example of the event."""
    (kind,) = (each for each in json.loads(EXAMPLES.read_text("utf-8")) if each["name"] == event)
    payload: dict[str, Any] = next(each for each in kind["examples"] if each.get("action", "") == action)
    payload["repository"]["full_name"] = SLUG
    return payload


def git(folder: Path, *arguments: str) -> str:
    """Run git; what it prints."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()
