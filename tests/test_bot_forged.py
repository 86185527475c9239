"""Ways to a verdict that was not earned: another pull request, another base, an edit, a lock, a list of one's own."""

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.bot.commands.answer import respond
from pipeline.bot.event import Remark
from pipeline.bot.judgement import Judgement
from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NEXT, NUMBER, Bot, running, shown
from tests.fake_github import Pull, shapes
from tests.test_bot_commands import REASON, SHELF, faces, replies, say

MIXED: dict[str, Any] = {"tooling": [".github/workflows/x.yml"]}
QUESTIONS = {"questions": {"system-design": [{"id": "human.true", "title": "t", "ask": "Is it true?"}] * 2}}
NOW = "2026-03-01T10:00:00Z"


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.roles = {"grace": "write", "ada": "write"}
        bot.post((None, reports.passing()))
        yield bot


def newest(bot: Bot) -> tuple[str, str]:
    check = bot.fake.state.checks[-1]
    return check["external_id"].partition(":")[0], check["conclusion"]


def test_one_commit_cannot_speak_for_two_open_pull_requests(bot: Bot) -> None:
    bot.fake.state.add(Pull(8, HEAD, BASE))
    outcome = bot.post((None, reports.passing()), number=8)
    assert outcome.judgement is Judgement.CHANGES
    assert newest(bot) == ("8", "failure")
    assert bot.post((None, reports.passing())).judgement is Judgement.CHANGES
    assert newest(bot) == (str(NUMBER), "failure")
    bot.fake.state.pulls[8].state = "closed"
    bot.post((None, reports.passing()))
    assert newest(bot) == (str(NUMBER), "success")


@pytest.mark.parametrize("last", [reports.passing(), report_parts.study()])
def test_the_newest_check_is_the_one_that_holds(bot: Bot, last: Any) -> None:
    for study in (report_parts.study(), reports.passing(), None, last):
        if study is None:
            bot.post_nothing()
        else:
            bot.post((None, study))
    assert newest(bot)[1] == ("success" if last == reports.passing() else "failure")
    before = len(bot.fake.writes)
    bot.post((None, last))
    assert len(bot.fake.writes) == before


def test_what_was_allowed_for_one_commit_is_not_allowed_for_the_next(bot: Bot) -> None:
    say(bot, "/casegrade allow-mixed", created=NOW)
    assert bot.post((None, reports.passing()), report=MIXED).judgement is Judgement.READY
    bot.fake.state.move(NUMBER, NEXT)
    bot.fake.state.comments[NUMBER][-1] |= {"created_at": "2026-03-01T09:00:00Z", "updated_at": "2026-03-01T09:00:00Z"}
    assert bot.post((None, reports.passing()), head=NEXT, report=MIXED).judgement is Judgement.CHANGES


def test_a_lock_lifts_no_hold(bot: Bot) -> None:
    say(bot, "/casegrade hold", created=NOW)
    assert bot.post((None, reports.passing()), locked=True).judgement is Judgement.HELD


def test_a_pull_request_that_is_locked_meanwhile_gets_its_check_only(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].locked = True
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()))
    assert all("check-runs" in write.path for write in bot.fake.writes[before:])
    assert shown(bot.fake)[1][HEAD][1] == "failure"


def test_the_thumb_stands_only_below_what_was_judged(bot: Bot) -> None:
    comment = shapes.comment(
        bot.fake.state, NUMBER, "grace", f"/casegrade waive doc.placeholders rate-limiter {REASON}"
    )
    bot.fake.state.comments[NUMBER].append(comment)
    remark = Remark(id=comment["id"], number=NUMBER, author="grace", body="/casegrade help", created=NOW)
    answered = respond(bot.github(), remark, SHELF)
    assert answered
    assert not answered[0].done
    assert faces(bot) == ["eyes", "-1"]
    assert "was edited" in replies(bot)[0]
    assert bot.post((None, reports.gated())).waivers == ()


def test_a_hold_whose_comment_was_edited_still_holds(bot: Bot) -> None:
    say(bot, "/casegrade hold", created=NOW)
    bot.fake.state.comments[NUMBER][-1] |= {"body": "/casegrade hold please", "updated_at": "2026-03-03T10:00:00Z"}
    assert bot.post((None, reports.passing())).judgement is Judgement.HELD


@pytest.mark.parametrize(
    "words", ["never mind", "/casegrade help", "/casegrade unhold", f"/casegrade waive a b {REASON}"]
)
def test_a_hold_that_was_edited_into_something_else_still_holds(bot: Bot, words: str) -> None:
    say(bot, "/casegrade hold", created=NOW)
    assert faces(bot) == ["eyes", "confused", "+1"]
    bot.fake.state.comments[NUMBER][-1] |= {"body": words, "updated_at": "2026-03-03T10:00:00Z"}
    assert bot.post((None, reports.passing())).judgement is Judgement.HELD
    say(bot, "/casegrade unhold", created=NOW)
    assert bot.post((None, reports.passing())).judgement is Judgement.READY


def test_a_face_that_is_not_ours_holds_nothing(bot: Bot) -> None:
    comment = shapes.comment(bot.fake.state, NUMBER, "grace", "well") | {"updated_at": "2026-03-03T10:00:00Z"}
    comment["reactions"]["confused"] = 1
    bot.fake.state.comments[NUMBER].append(comment)
    bot.fake.state.reactions[comment["id"]] = [shapes.reaction(bot.fake.state, "mallory", "confused")]
    assert bot.post((None, reports.passing())).judgement is Judgement.READY


def test_the_author_has_no_checklist_and_none_is_complete_by_cutting_it(bot: Bot) -> None:
    refused = say(bot, "/casegrade checklist", "ada")
    assert refused
    assert not refused.done
    say(bot, "/casegrade checklist", "grace")
    listed = next(c for c in bot.fake.state.comments[NUMBER] if "casegrade:checklist" in c["body"])
    lines = [line for line in listed["body"].replace("- [ ]", "- [x]").splitlines() if "Would you" not in line]
    listed["body"] = "\n".join(lines)
    outcome = bot.post((None, reports.passing()), report=QUESTIONS)
    assert ("Checklist 1 of 2", False) in [(each.says, each.met) for each in outcome.conditions]


@pytest.mark.parametrize(
    ("login", "counts"), [("ada", False), ("linus", False), ("mona", False), ("mallory", False), ("grace", True)]
)
def test_nobody_approves_what_they_made_and_no_stranger_does(bot: Bot, login: str, counts: bool) -> None:  # noqa: FBT001
    """Ada opened it, Linus wrote the commit, Mona committed it, Mallory may only read."""
    bot.fake.state.roles = dict.fromkeys(["ada", "linus", "mona", "grace"], "write") | {"mallory": "read"}
    bot.fake.state.committers[HEAD] = ("linus", "mona")
    given = shapes.review(bot.fake.state, NUMBER, login, "APPROVE", {"commit_id": HEAD})
    bot.fake.state.reviews[NUMBER].append(given)
    assert bot.post((None, reports.passing())).complete is counts


def test_strangers_cannot_spend_the_requests_of_the_repository(bot: Bot) -> None:
    for _ in range(40):
        comment = shapes.comment(bot.fake.state, NUMBER, "mallory", "/casegrade hold")
        comment["reactions"]["+1"] = 1
        bot.fake.state.comments[NUMBER].append(comment)
    before = len(bot.fake.seen)
    bot.post((None, reports.passing()))
    assert len(bot.fake.seen) - before <= 15


def test_asking_again_and_again_is_refused(bot: Bot) -> None:
    late = "2026-03-01T12:00:00Z"
    first, second = (say(bot, "/casegrade regrade", "stranger", late) for _ in range(2))
    assert first
    assert first.regrade
    assert second
    assert not second.regrade


def test_a_pull_request_that_only_removes_is_told_as_that(bot: Bot) -> None:
    bot.fake.state.comments[NUMBER].clear()
    bot.post((reports.passing(), None))
    (comment,) = shown(bot.fake)[0]
    assert "takes studies away and changes none" in comment
