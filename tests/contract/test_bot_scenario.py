"""One story, told to two GitHubs: the fake of these tests, and an emulator that somebody else wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha1
from typing import Any, Protocol

import pytest

from pipeline.bot.apply import apply, missing
from pipeline.bot.desired import Desired, desire
from pipeline.bot.github import Access, GitHub
from pipeline.bot.outcome import decide
from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NUMBER, Pair, Waits, flood, pulled, reviewed
from tests.contract import emulator
from tests.fake_github import BOT, FakeGitHub, Pull, shapes
from tests.fake_github.server import TOKEN

pytestmark = pytest.mark.contract

WEB = "https://github.com/octo/cases"


class World(Protocol):
    """A GitHub with one open pull request."""

    url: str
    token: str
    number: int

    def head(self) -> str: ...
    def push(self, text: str) -> str: ...
    def say(self, text: str) -> None: ...
    def comments(self) -> list[Any]: ...
    def checks(self, sha: str) -> list[Any]: ...


@dataclass(slots=True)
class Fake:
    """The fake, seen from the same side as the emulator."""

    github: FakeGitHub
    url: str
    token: str = TOKEN
    number: int = NUMBER

    def head(self) -> str:
        return self.github.state.pulls[self.number].head_sha

    def push(self, text: str) -> str:
        self.github.state.move(self.number, sha1(text.encode(), usedforsecurity=False).hexdigest())
        return self.head()

    def say(self, text: str) -> None:
        self.github.state.comments[self.number].append(shapes.comment(self.github.state, self.number, "ada", text))

    def comments(self) -> list[Any]:
        return self.github.state.comments[self.number]

    def checks(self, sha: str) -> list[Any]:
        return [check for check in self.github.state.checks if check["head_sha"] == sha]


@pytest.fixture(params=["fake", "emulate"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if request.param == "emulate":
        with emulator.running(request.getfixturevalue("packages"), tmp_path_factory.mktemp("emulate")) as running:
            yield running
        return
    fake = FakeGitHub()
    fake.state.add(Pull(NUMBER, HEAD, BASE))
    with fake.running():
        yield Fake(fake, fake.url)


def wanted(world: World, *pairs: Pair) -> Desired:
    event = pulled(world.head(), number=world.number)
    return desire(event, decide(reviewed(*pairs, head=world.head())), WEB)


def github(world: World, lines: list[Any]) -> GitHub:
    access = Access(
        api=world.url,
        graphql=f"{world.url}/graphql",
        repository="octo/cases",
        token=world.token,
        login=BOT,
    )
    return GitHub(access, lines.append, Waits([]).pace())


def post(world: World, *pairs: Pair) -> list[Any]:
    """Run the bot; the writes that were sent."""
    lines: list[Any] = []
    apply(wanted(world, *pairs), github(world, lines))
    return [line for line in lines if line["method"] != "GET"]


def summaries(world: World) -> list[Any]:
    """Our comments that tell the grade."""
    return [each for each in world.comments() if each["user"]["login"] == BOT and ":sticky:" in each["body"]]


def not_on(world: World, reason: str) -> None:
    """End the story early on the emulator, which cannot go on because of ``reason``."""
    if isinstance(world, emulator.Emulator):
        pytest.skip(reason)


def test_opened_pushed_and_run_again(world: World) -> None:
    for index in range(35):
        world.say(f"<!-- casegrade:sticky:1 pull:{world.number} --> number {index}")
    # Without findings: the emulator forgets annotations that an update does not repeat.
    study = (reports.gated(), replace(report_parts.study(), findings=()))
    assert len(post(world, study)) == 5
    (ours,) = summaries(world)
    assert "64.0 of 100 (+15.0)" in ours["body"]
    (check,) = world.checks(world.head())
    assert (check["status"], check["conclusion"]) == ("completed", "failure")

    assert post(world, study) == []
    assert missing(wanted(world, study), github(world, [])) == ()

    before, after = world.head(), world.push("better")
    assert before != after
    post(world, (reports.gated(), replace(reports.passing(), findings=())))
    (edited,) = summaries(world)
    assert edited["id"] == ours["id"]
    assert "78.2 of 100 (+29.2)" in edited["body"]
    assert [check["conclusion"] for check in world.checks(after)] == ["success"]
    assert [check["conclusion"] for check in world.checks(before)] == ["failure"]


def test_many_annotations_arrive_in_batches(world: World) -> None:
    not_on(world, "the emulator replaces annotations where GitHub appends them")
    post(world, (None, flood(report_parts.study(), 131)))
    (check,) = world.checks(world.head())
    assert check["output"]["annotations_count"] == 131


def test_surplus_comments_are_folded_away(world: World) -> None:
    not_on(world, "the emulator has no GraphQL")
    assert isinstance(world, Fake)
    marker = f"<!-- casegrade:sticky:1 pull:{world.number} -->"
    world.comments().extend(shapes.comment(world.github.state, world.number, BOT, marker) for _ in range(2))
    post(world, (None, reports.passing()))
    assert [bool(each["minimized"]) for each in world.comments()] == [False, True]


def test_a_head_that_moved_on_is_not_published(world: World) -> None:
    old = wanted(world, (None, reports.passing()))
    world.push("newer")
    apply(old, github(world, []))
    assert world.comments() == []
    assert world.checks(old.head_sha) == []
