"""A word after a month in which nothing happened: to the right person, once, taken back when somebody answers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.bot.reminding import remind, reminders
from pipeline.cli.main import main
from tests import report_parts, reports
from tests.bot_cases import NEXT, NUMBER, Bot, connect, running
from tests.fake_github import shapes
from tests.test_bot_commands import say

NOW = "2026-03-01T10:00:00Z"
DAY_29, DAY_31 = datetime(2026, 3, 30, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
DAY_62, DAY_93 = datetime(2026, 5, 2, tzinfo=UTC), datetime(2026, 6, 2, tzinfo=UTC)


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.roles = {"grace": "write"}
        yield bot


def day(bot: Bot, now: datetime) -> int:
    """What a run on that day writes; GitHub notes that something happened."""
    before = len(bot.fake.writes)
    remind(bot.github(), now)
    count = len(bot.fake.writes) - before
    if count:
        bot.fake.state.pulls[NUMBER].updated = now.isoformat()
        for each in said(bot):
            each["created_at"] = max(each["created_at"], "2026-04-01T00:00:00Z")
    return count


def said(bot: Bot) -> list[dict[str, str]]:
    return [c for c in bot.fake.state.comments[NUMBER] if c["body"].startswith("<!-- casegrade:reminder:1 ")]


def answer(bot: Bot, when: str = "2026-05-20T10:00:00Z") -> None:
    comment = shapes.comment(bot.fake.state, NUMBER, "ada", "I am at it.")
    bot.fake.state.comments[NUMBER].append(comment | {"created_at": when, "updated_at": when})
    bot.fake.state.pulls[NUMBER].updated = when


def test_its_author_is_reminded_once_and_a_label_follows_a_month_later(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    assert [day(bot, now) for now in (DAY_29, DAY_31, DAY_31)] == [0, 1, 0]
    (word,) = said(bot)
    assert word["body"].partition("\n")[2].startswith("@ada: nothing has happened here for a month")
    assert [day(bot, now) for now in (DAY_62, DAY_62, DAY_93)] == [2, 0, 0]
    assert sorted(bot.fake.state.pulls[NUMBER].labels) == ["study/needs-work", "study/stale"]
    assert bot.fake.state.pulls[NUMBER].state == "open"


def test_an_answer_takes_both_back(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    assert [day(bot, now) for now in (DAY_31, DAY_62)] == [1, 2]
    answer(bot)
    assert day(bot, DAY_93) == 2
    assert bot.fake.state.pulls[NUMBER].labels == ["study/needs-work"]
    assert [bool(each["minimized"]) for each in said(bot)] == [True]


def test_so_does_a_push(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    assert [day(bot, now) for now in (DAY_31, DAY_62)] == [1, 2]
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, report_parts.study()), head=NEXT)
    assert bot.fake.state.pulls[NUMBER].labels == ["study/needs-work"]
    assert [bool(each["minimized"]) for each in said(bot)] == [True]
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()), head=NEXT)
    assert len(bot.fake.writes) == before


@pytest.mark.parametrize(("asked", "words"), [(["rita", "tess"], "@rita and @tess: this has"), ([], "A maintainer is")])
def test_what_is_ready_reminds_those_who_were_asked_and_is_never_stale(bot: Bot, asked: list[str], words: str) -> None:
    bot.fake.state.pulls[NUMBER].reviewers = asked
    bot.post((None, reports.passing()))
    assert [day(bot, now) for now in (DAY_31, DAY_62, DAY_93)] == [1, 0, 0]
    (word,) = said(bot)
    assert word["body"].partition("\n")[2].startswith(words)
    assert "@ada" not in word["body"]


def test_what_is_held_approved_a_draft_locked_or_a_bot_s_is_left_alone(bot: Bot) -> None:
    say(bot, "/casegrade hold", created=NOW)
    bot.post((None, reports.passing()))
    say(bot, "/casegrade hold", created=NOW)
    bot.post((None, reports.passing()))
    assert day(bot, DAY_31) == 0
    pull = bot.fake.state.pulls[NUMBER]
    bot.post((None, report_parts.study()))
    for name, value in (("draft", True), ("locked", True), ("author", "renovate[bot]"), ("labels", ["study/approved"])):
        kept = getattr(pull, name)
        setattr(pull, name, value)
        assert day(bot, DAY_31) == 0, name
        setattr(pull, name, kept)
    assert day(bot, DAY_31) == 1


def test_a_dry_run_prints_what_is_due(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.pulls[NUMBER].updated = "2020-01-01T00:00:00Z"
    before = len(bot.fake.writes)
    connect(monkeypatch, bot.fake)
    assert main(["review", "remind", "--dry-run"]) == 0
    (due,) = json.loads(capsys.readouterr().out)["writes"]
    assert due["path"] == f"/repos/octo/cases/issues/{NUMBER}/comments"
    assert len(bot.fake.writes) == before
    assert len(reminders(bot.github(), DAY_31)) == 1
