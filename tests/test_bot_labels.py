"""Labels and the line that calls the author."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.report import StudyReport
from tests import report_parts, reports
from tests.bot_cases import NEXT, NUMBER, Bot, running
from tests.fake_github import BOT, shapes


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        yield bot


def labels(bot: Bot) -> list[str]:
    return sorted(bot.fake.state.pulls[NUMBER].labels)


def notices(bot: Bot) -> list[tuple[str, bool]]:
    return [
        (each["body"].partition("\n")[2], bool(each["minimized"]))
        for each in bot.fake.state.comments[NUMBER]
        if each["body"].startswith("<!-- casegrade:notice:1 ")
    ]


def push(bot: Bot, study: StudyReport, head: str = NEXT) -> None:
    bot.fake.state.move(NUMBER, head)
    bot.post((None, study), head=head)


def test_only_the_difference_is_set_and_people_s_labels_stay(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].labels = ["docs", "study/ready-for-review"]
    bot.post((None, report_parts.study()))
    assert labels(bot) == ["docs", "study/needs-work"]
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()))
    assert len(bot.fake.writes) == before
    push(bot, reports.passing())
    assert labels(bot) == ["docs", "study/ready-for-review"]


def test_a_label_is_made_with_its_colour_the_first_time_only(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    assert bot.fake.state.labels["study/needs-work"]["color"] == "d93f0b"
    assert next(each.path for each in bot.fake.writes if "label" in each.path) == "/repos/octo/cases/labels"
    bot.fake.state.pulls[NUMBER].labels.clear()
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()))
    assert len(bot.fake.writes) == before + 1


def test_a_fault_of_the_grader_and_a_lock_leave_the_labels_alone(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].labels = ["study/ready-for-review"]
    bot.post((None, reports.grader_error()))
    bot.post((None, report_parts.study()), locked=True)
    assert labels(bot) == ["study/ready-for-review"]


def test_a_pull_request_without_studies_bears_none_of_ours(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].labels = ["study/needs-work", "study/of-mine"]
    bot.post()
    assert labels(bot) == ["study/of-mine"]


def test_a_waived_gate_is_told_by_a_label(bot: Bot) -> None:
    bot.post((None, reports.waived()))
    assert labels(bot) == ["study/needs-work", "study/waiver"]


def test_the_first_summary_calls_by_itself_and_a_new_verdict_calls_the_author(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    assert notices(bot) == []
    push(bot, reports.passing())
    assert notices(bot) == [("@ada: **Ready for human review.** The summary above is up to date.", False)]
    push(bot, replace(reports.passing(), title="other"), "d" * 40)
    assert len(notices(bot)) == 1


def test_an_earlier_notice_is_folded_away_as_outdated(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    push(bot, reports.passing())
    push(bot, report_parts.study(), "d" * 40)
    (_, first), (text, second) = notices(bot)
    assert (first, second) == (True, False)
    assert "Changes needed" in text
    push(bot, reports.passing(), "e" * 40)
    assert [folded for _, folded in notices(bot)] == [True, True, False]


@pytest.mark.parametrize(
    "user",
    [{"login": "renovate[bot]", "type": "Bot"}, {"login": "a b", "type": "User"}, None],
    ids=["bot", "odd", "gone"],
)
def test_only_a_person_is_called(bot: Bot, user: object) -> None:
    bot.post((None, report_parts.study()), user=user)
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, reports.passing()), head=NEXT, user=user)
    assert notices(bot) == []


def test_a_draft_calls_nobody(bot: Bot) -> None:
    bot.post((None, report_parts.study()), draft=True)
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, reports.passing()), head=NEXT, draft=True)
    assert notices(bot) == []


def test_two_notices_of_one_moment_end_as_one(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    push(bot, reports.passing())
    body = next(c["body"] for c in bot.fake.state.comments[NUMBER] if "casegrade:notice" in c["body"])
    bot.fake.state.comments[NUMBER].append(shapes.comment(bot.fake.state, NUMBER, BOT, body))
    bot.post((None, reports.passing()), head=NEXT)
    assert [folded for _, folded in notices(bot)] == [True, False]
