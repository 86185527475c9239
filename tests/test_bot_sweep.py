"""What starts no run of its own is noticed all the same, once, and costs few requests."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.bot.sweep import GRADED, LOOKED_AT, sweep
from pipeline.cli.main import main
from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NEXT, NUMBER, Bot, KilledError, connect, running
from tests.fake_github import Pull, shapes
from tests.test_bot_commands import say

SOON, LATER = datetime(2026, 3, 1, 10, 10, tzinfo=UTC), datetime(2026, 3, 1, 11, 0, tzinfo=UTC)
NOW = "2026-03-01T10:00:00Z"
ASKED = {"questions": {"system-design": [{"id": "human.true", "title": "t", "ask": "Is it true?"}]}}


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.roles = {"grace": "write"}
        yield bot


def found(bot: Bot, now: datetime = LATER) -> list[tuple[int, str]]:
    return [(each.pull.number, each.why) for each in sweep(bot.github(), now)]


def approve(bot: Bot) -> None:
    given = shapes.review(bot.fake.state, NUMBER, "grace", "APPROVE", {"commit_id": HEAD})
    bot.fake.state.reviews[NUMBER].append(given)


def test_a_review_is_noticed_once(bot: Bot) -> None:
    bot.post((None, reports.passing()))
    assert found(bot) == []
    approve(bot)
    assert found(bot) == [(NUMBER, "somebody has said something")]
    assert bot.post((None, reports.passing())).complete
    assert bot.fake.state.pulls[NUMBER].labels == ["study/approved"]
    assert found(bot) == []


def test_a_ticked_box_is_noticed_once(bot: Bot) -> None:
    say(bot, "/casegrade checklist", created=NOW)
    bot.post((None, reports.passing()), report=ASKED)
    assert found(bot) == []
    listed = next(c for c in bot.fake.state.comments[NUMBER] if "casegrade:checklist" in c["body"])
    listed["body"] = listed["body"].replace("- [ ]", "- [x]", 1)
    assert [number for number, _ in found(bot)] == [NUMBER]
    bot.post((None, reports.passing()), report=ASKED)
    assert found(bot) == []


def test_a_hold_that_is_deleted_is_noticed(bot: Bot) -> None:
    bot.post((None, reports.passing()))
    say(bot, "/casegrade hold", created=NOW)
    bot.post((None, reports.passing()))
    assert found(bot) == []
    bot.fake.state.comments[NUMBER].pop()
    assert [number for number, _ in found(bot)] == [NUMBER]


@pytest.mark.parametrize("after", range(14))
def test_a_run_that_never_came_or_died_is_made_up_for(bot: Bot, after: int) -> None:
    if after:
        bot.kill_after = after
        with pytest.raises(KilledError):
            bot.post((None, reports.passing()))
        bot.kill_after = 0
    assert found(bot, SOON) == [], "a run may be on its way"
    ended = bool(bot.fake.state.checks) and bot.fake.state.checks[0]["status"] == "completed"
    assert found(bot) == ([] if ended else [(NUMBER, "no grade of its commit")])
    bot.post((None, reports.passing()))
    assert found(bot) == []


def test_a_push_that_no_run_has_seen_is_noticed(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.move(NUMBER, NEXT)
    assert found(bot) == [(NUMBER, "no grade of its commit")]


def test_what_waits_for_its_author_or_is_closed_or_locked_is_left_alone(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    approve(bot)
    assert found(bot) == []
    bot.fake.state.pulls[NUMBER].locked = True
    assert found(bot) == []
    bot.fake.state.move(NUMBER, NEXT)
    bot.fake.state.pulls[NUMBER].state = "closed"
    assert found(bot) == []


def test_it_writes_nothing_and_asks_little(bot: Bot) -> None:
    for number in range(100, 100 + LOOKED_AT + 5):
        bot.fake.state.add(Pull(number, f"{number:040}", BASE))
    bot.post((None, reports.passing()))
    before, writes = len(bot.fake.seen), len(bot.fake.writes)
    assert len(found(bot)) == GRADED
    assert len(bot.fake.seen) - before <= LOOKED_AT + 1
    assert len(bot.fake.writes) == writes


def test_it_hands_over_what_the_job_that_grades_needs(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    connect(monkeypatch, bot.fake)
    assert main(["review", "sweep", "--output", str(tmp_path / "pulls")]) == 0
    name, _, value = (tmp_path / "pulls").read_text(encoding="utf-8").partition("=")
    (pull,) = json.loads(value)
    assert (name, value.count("\n")) == ("pulls", 1)
    assert (pull["number"], pull["head"], pull["author"], pull["draft"]) == (str(NUMBER), HEAD, "ada", "false")
    assert "pull request 7 is graded again: no grade of its commit" in capsys.readouterr().err
