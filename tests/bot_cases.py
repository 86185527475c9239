"""A pull request against the fake GitHub: its event, reports about it, and the bot run on both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.bot.apply import apply, missing
from pipeline.bot.desired import desire
from pipeline.bot.event import PullRequest, pull_request
from pipeline.bot.github import Access, GitHub, Pace
from pipeline.bot.outcome import Outcome, decide
from pipeline.bot.posting import post
from pipeline.bot.review_report import ReviewReport, read_review
from pipeline.bot.write import Write
from pipeline.render.record import study_record
from pipeline.report import StudyReport
from pipeline.study import NOTHING
from tests.fake_github import BOT, FakeGitHub, Pull
from tests.fake_github.server import TOKEN

NUMBER = 7
BASE, HEAD, NEXT = "b" * 40, "a" * 40, "c" * 40
WEB = "https://github.com/octo/cases"
TODAY = "2026-03-01"

Pair = tuple[StudyReport | None, StudyReport | None]


def event(head: str = HEAD, **changes: Any) -> dict[str, Any]:
    """The payload of a `pull_request` event, cut to what is looked at and a title that must not be."""
    pull = {
        "number": NUMBER,
        "state": "open",
        "draft": False,
        "locked": False,
        "title": "${{ github.token }} @octo/everyone",
        "user": {"login": "ada", "type": "User"},
        "head": {"sha": head, "repo": None},
        "base": {"sha": BASE},
        **changes,
    }
    return {"action": "opened", "number": NUMBER, "pull_request": pull}


def pulled(head: str = HEAD, **changes: Any) -> PullRequest:
    return pull_request(event(head, **changes), "event.json")


def review(*pairs: Pair, head: str = HEAD, **changes: Any) -> dict[str, Any]:
    """What `review grade` hands over."""
    studies = [
        {
            "slug": next(side.slug for side in pair if side),
            **{name: side and study_record(side) for name, side in zip(("base", "head"), pair, strict=True)},
        }
        for pair in pairs
    ]
    return {"schema_version": 1, "base_sha": BASE, "head_sha": head, "studies": studies, **changes}


def reviewed(*pairs: Pair, head: str = HEAD, **changes: Any) -> ReviewReport:
    return read_review(json.dumps(review(*pairs, head=head, **changes)).encode(), head, "report.json")


@dataclass(slots=True)
class Waits:
    """Stands in for the clock: nobody sleeps, and the seconds are written down."""

    seconds: list[float]

    def pace(self) -> Pace:
        return Pace(between_writes=0, before_repeating=0, when_limited=60, sleep=self.seconds.append)


class KilledError(BaseException):
    """The runner is gone."""


@dataclass(slots=True)
class Bot:
    """Runs the poster as a workflow would. ``kill_after`` ends it behind that many requests."""

    fake: FakeGitHub
    waits: Waits
    kill_after: int = 0
    login: str = BOT
    lines: list[Mapping[str, Any]] = None  # type: ignore[assignment]

    def github(self) -> GitHub:
        self.lines = []
        access = Access(
            api=self.fake.url,
            graphql=f"{self.fake.url}/graphql",
            repository=self.fake.state.name,
            token=TOKEN,
            login=self.login,
        )
        return GitHub(access, self._log, self.waits.pace())

    def post(self, *pairs: Pair, head: str = HEAD, report: Mapping[str, Any] = NOTHING, **changes: Any) -> Outcome:
        """Listen, decide and post; ``report`` are further fields of the report, ``changes`` those of the event."""
        return post(self.github(), pulled(head, **changes), reviewed(*pairs, head=head, **report), TODAY, WEB)

    def post_nothing(self) -> None:
        """No report was handed over."""
        apply(desire(pulled(), decide(None), WEB), self.github())

    def plan(self, *pairs: Pair) -> tuple[Write, ...]:
        return missing(desire(pulled(), decide(reviewed(*pairs)), WEB), self.github())

    def _log(self, line: Mapping[str, Any]) -> None:
        self.lines.append(line)
        if len(self.lines) == self.kill_after:
            raise KilledError


def connect(monkeypatch: pytest.MonkeyPatch, fake: FakeGitHub) -> None:
    """Let the environment name the fake as that of a job names GitHub."""
    monkeypatch.setenv("GITHUB_API_URL", fake.url)
    monkeypatch.setenv("GITHUB_GRAPHQL_URL", f"{fake.url}/graphql")
    monkeypatch.setenv("GITHUB_REPOSITORY", fake.state.name)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)


@contextmanager
def running() -> Iterator[Bot]:
    """A fake GitHub with an open pull request, and a bot for it."""
    fake = FakeGitHub()
    fake.state.add(Pull(NUMBER, HEAD, BASE))
    with fake.running():
        yield Bot(fake, Waits([]))


def shown(fake: FakeGitHub) -> Any:
    """What people see in the end: summaries that are not folded away, and the newest check run of each commit."""
    said = [each["body"] for each in fake.state.comments[NUMBER] if not each["minimized"]]
    comments = [body for body in said if "casegrade:notice" not in body]
    checks = {
        each["head_sha"]: (each["status"], each["conclusion"], each["output"]["title"], len(marks))
        for each in fake.state.checks
        for marks in [fake.state.annotations[each["id"]]]
    }
    return comments, checks


def beside(fake: FakeGitHub) -> list[tuple[int, str]]:
    """What stands beside lines: line and text without the marker."""
    return sorted((each["line"], each["body"].partition("\n")[2]) for each in fake.state.remarks[NUMBER])


def flood(study: StudyReport, number: int) -> StudyReport:
    """The study with that many findings, each of a rule of its own."""
    first = study.findings[0]
    many = (
        replace(
            first,
            rule=f"{first.rule}_{line}",
            span=replace(first.span, line=line, end_line=line),
            fingerprint=str(line),
        )
        for line in range(1, number + 1)
    )
    return replace(study, findings=tuple(many))


def files(folder: Path, event_data: Any, report_data: Any) -> tuple[Path, Path]:
    """Both as the job finds them."""
    paths = folder / "event.json", folder / "report.json"
    for path, data in zip(paths, (event_data, report_data), strict=True):
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return paths
