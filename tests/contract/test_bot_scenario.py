"""One story, told to two GitHubs: the fake of these tests, and an emulator that somebody else wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha1
from typing import Any, Protocol

import pytest

from pipeline.bot.apply import apply, missing
from pipeline.bot.commands.answer import Answer, Shelf, respond
from pipeline.bot.desired import Desired, desire
from pipeline.bot.event import Remark
from pipeline.bot.github import Access, GitHub
from pipeline.bot.listening import heard
from pipeline.bot.outcome import Outcome, decide
from pipeline.bot.people import People
from pipeline.report import StudyReport
from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NUMBER, TODAY, Pair, Waits, flood, pulled, reviewed
from tests.contract import emulator
from tests.contract.emulator import STRANGER, WRITER
from tests.fake_github import BOT, FakeGitHub, Pull, shapes
from tests.fake_github.server import TOKEN

pytestmark = pytest.mark.contract

WEB = "https://github.com/octo/cases"
SHELF = Shelf(explain=lambda _: "", questions=list, waivable=lambda _: True)


class World(Protocol):
    """A GitHub with one open pull request."""

    url: str
    token: str
    number: int
    author: str

    def head(self) -> str: ...
    def push(self, text: str) -> str: ...
    def say(self, text: str) -> None: ...
    def comments(self) -> list[Any]: ...
    def checks(self, sha: str) -> list[Any]: ...
    def labels(self) -> set[str]: ...
    def label(self, name: str) -> None: ...
    def approve(self, login: str) -> None: ...
    def close(self) -> None: ...


@dataclass(slots=True)
class Fake:
    """The fake, seen from the same side as the emulator."""

    github: FakeGitHub
    url: str
    token: str = TOKEN
    number: int = NUMBER
    author: str = "ada"

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

    def tell(self, login: str, text: str) -> Answer:
        """Comment as that person, and let the bot answer."""
        said = shapes.comment(self.github.state, self.number, login, text)
        self.github.state.comments[self.number].append(said)
        remark = Remark(id=said["id"], number=self.number, author=login, body=text, created=shapes.NIGHT)
        answered = respond(github(self, []), remark, SHELF)
        assert answered
        return answered[0]

    def labels(self) -> set[str]:
        return set(self.github.state.pulls[self.number].labels)

    def label(self, name: str) -> None:
        self.github.state.pulls[self.number].labels.append(name)

    def approve(self, login: str) -> None:
        given = shapes.review(self.github.state, self.number, login, "APPROVE", {"commit_id": self.head()})
        self.github.state.reviews[self.number].append(given)

    def close(self) -> None:
        self.github.state.pulls[self.number].state = "closed"


@pytest.fixture(params=["fake", "emulate"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if request.param == "emulate":
        with emulator.running(request.getfixturevalue("packages"), tmp_path_factory.mktemp("emulate")) as running:
            yield running
        return
    fake = FakeGitHub()
    fake.state.add(Pull(NUMBER, HEAD, BASE))
    fake.state.roles = {WRITER: "write"}
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


def come(world: World, *pairs: Pair, **changes: Any) -> Outcome:
    """Run the bot as the workflow does: listen first, then decide and post."""
    author = {"login": world.author, "type": "User"}
    event = pulled(world.head(), number=world.number, user=author, **changes)
    there = github(world, [])
    outcome, said = heard(there, event, reviewed(*pairs, head=world.head()), TODAY)
    apply(desire(event, outcome, WEB), there, said)
    return outcome


def summaries(world: World) -> list[Any]:
    """Our comments that tell the grade."""
    return [each for each in world.comments() if each["user"]["login"] == BOT and ":sticky:" in each["body"]]


def bare(study: StudyReport) -> StudyReport:
    """The study without findings: the emulator forgets annotations that an update does not repeat."""
    return replace(study, findings=())


def not_on(world: World, reason: str) -> None:
    """End the story early on the emulator, which cannot go on because of ``reason``."""
    if isinstance(world, emulator.Emulator):
        pytest.skip(reason)


def test_opened_pushed_and_run_again(world: World) -> None:
    for index in range(35):
        world.say(f"<!-- casegrade:sticky:1 pull:{world.number} --> number {index}")
    study = (reports.gated(), bare(report_parts.study()))
    assert len(post(world, study)) == 5
    (ours,) = summaries(world)
    assert "64.0 of 100 (+15.0)" in ours["body"]
    (check,) = world.checks(world.head())
    assert (check["status"], check["conclusion"]) == ("completed", "failure")

    assert post(world, study) == []
    assert missing(wanted(world, study), github(world, [])) == ()

    before, after = world.head(), world.push("better")
    assert before != after
    post(world, (reports.gated(), bare(reports.passing())))
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


def test_labels_change_by_difference_and_those_of_people_stay(world: World) -> None:
    world.label("docs")
    post(world, (None, bare(reports.gated())))
    assert world.labels() == {"docs", "study/needs-work"}
    post(world, (None, bare(reports.passing())))
    assert world.labels() == {"docs", "study/ready-for-review"}
    assert post(world, (None, bare(reports.passing()))) == []


def test_an_approval_counts_for_the_commit_that_it_was_given_for(world: World) -> None:
    study = (None, bare(reports.passing()))
    world.approve(STRANGER)
    assert not come(world, study).complete
    world.approve(WRITER)
    assert come(world, study).complete
    assert world.labels() == {"study/approved"}
    world.push("later")
    assert not come(world, study).complete
    assert world.labels() == {"study/ready-for-review"}
    assert "✘ 0 of 1 approval" in summaries(world)[0]["body"]


def test_writers_are_told_from_strangers(world: World) -> None:
    people = People(github(world, []))
    assert [people.may_write(login) for login in (WRITER, STRANGER, "nobody-at-all")] == [True, False, False]


def test_a_command_is_refused_to_a_stranger_and_accepted_from_a_writer(world: World) -> None:
    not_on(world, "the emulator has no reactions, by which commands are answered")
    assert isinstance(world, Fake)
    study = (None, bare(reports.passing()))
    come(world, study)
    assert not world.tell(STRANGER, "/casegrade hold").done
    assert come(world, study).judgement.conclusion == "success"
    assert world.tell(WRITER, "/casegrade hold").done
    assert come(world, study).judgement.conclusion == "action_required"


def test_comments_beside_lines_come_and_go(world: World) -> None:
    not_on(world, "the emulator keeps no review comments with lines")
    assert isinstance(world, Fake)
    page = f"{report_parts.HERE}/README.md"
    world.github.state.pulls[world.number].hunks = {page: [(1, 400)]}
    seen = {"changed": {page: [[1, 400]]}}
    for study, there in ((report_parts.study(), True), (bare(reports.passing()), False)):
        event = pulled(world.head(), number=world.number)
        outcome = decide(reviewed((None, study), head=world.head(), **seen))
        apply(desire(event, outcome, WEB), github(world, []))
        assert bool(world.github.state.remarks[world.number]) is there


def test_a_locked_pull_request_gets_the_check_alone(world: World) -> None:
    come(world, (None, bare(reports.gated())), locked=True)
    assert world.comments() == []
    assert world.labels() == set()
    assert [check["conclusion"] for check in world.checks(world.head())] == ["failure"]


def test_a_pull_request_that_is_closed_meanwhile_gets_nothing(world: World) -> None:
    late = wanted(world, (None, bare(reports.gated())))
    world.close()
    apply(late, github(world, []))
    assert (world.comments(), world.labels(), world.checks(late.head_sha)) == ([], set(), [])
