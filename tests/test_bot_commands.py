"""What people tell the bot: what counts as a command, who may say it, and what comes of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bot.commands.answer import Answer, Shelf, respond
from pipeline.bot.commands.grammar import Command, command
from pipeline.bot.commands.roles import VERBS
from pipeline.bot.event import Remark
from tests import reports
from tests.bot_cases import NEXT, NUMBER, Bot, running
from tests.fake_github import BOT, shapes

SHELF = Shelf(
    explain=lambda rule: "\n\n```text\nit wants a figure\n```" if rule == "deepdive.results" else "",
    questions=lambda: [("system-design", "Is the account true?"), ("system-design", "Would you build on it?")],
    waivable=lambda rule: rule == "doc.placeholders",
)
REASON = "The bracket is part of the product's name."


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.roles = {"grace": "write", "mona": "maintain", "root": "admin", "tess": "triage", "ada": "write"}
        bot.post((None, reports.gated()))
        yield bot


def say(bot: Bot, body: str, login: str = "grace", created: str = "2026-03-01T11:00:00Z") -> Answer | None:
    """Say it, and let the bot answer."""
    comment = shapes.comment(bot.fake.state, NUMBER, login, body) | {"created_at": created, "updated_at": created}
    bot.fake.state.comments[NUMBER].append(comment)
    return hear(bot, comment)


def hear(bot: Bot, comment: dict[str, Any]) -> Answer | None:
    author = "" if comment["user"]["type"] == "Bot" else comment["user"]["login"]
    remark = Remark(id=comment["id"], number=NUMBER, author=author, body=comment["body"], created=comment["created_at"])
    answered = respond(bot.github(), remark, SHELF)
    return answered[0] if answered else None


def faces(bot: Bot) -> list[str]:
    last = bot.fake.state.comments[NUMBER]
    ids = [each["id"] for each in last if each["user"]["login"] != BOT]
    return [each["content"] for each in bot.fake.state.reactions.get(ids[-1], [])]


def replies(bot: Bot) -> list[str]:
    return [c["body"] for c in bot.fake.state.comments[NUMBER] if c["body"].startswith("<!-- casegrade:reply:1 ")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("/casegrade help", Command("help", ())),
        ("thanks!\n\n/casegrade WAIVE a.b my-study because\r\nmore", Command("waive", ("a.b", "my-study", "because"))),
        ("/casegrade", Command("", ())),
        ("/casegrade hold\n/casegrade unhold", Command("hold", ())),
        ("<!-- x --> \n/casegrade help", Command("help", ())),
        ("```\n/casegrade hold\n```\n/casegrade help", Command("help", ())),
    ],
)
def test_the_first_command_at_the_start_of_a_line_counts(body: str, found: Command) -> None:
    assert command(body) == found


@pytest.mark.parametrize(
    "body",
    [
        "please /casegrade hold",
        "> /casegrade hold",
        "    /casegrade hold",
        "```sh\n/casegrade hold\n```",
        "~~~~\n```\n/casegrade hold\n~~~~",
        "````\n```\n/casegrade hold\n",
        "<!--\n/casegrade hold\n-->",
        "<!-- a --> <!-- \n/casegrade hold",
        "/casegrader hold",
        "`/casegrade hold`",
        "",
    ],
)
def test_what_is_quoted_shown_as_code_or_hidden_is_no_command(body: str) -> None:
    assert command(body) is None


@given(st.text(max_size=200))
def test_any_comment_can_be_read(body: str) -> None:
    found = command(body)
    assert found is None or "\n/casegrade" in "\n" + body.replace("\r\n", "\n").replace("-->", "\n")


def test_help_names_every_command_once(bot: Bot) -> None:
    assert say(bot, "/casegrade help", "stranger") == Answer(says=replies(bot)[0].split("@stranger ")[1])
    assert all(replies(bot)[0].count(f"`/casegrade {verb}`") == 1 for verb in VERBS)
    assert faces(bot) == ["eyes", "+1"]


def test_what_is_unknown_is_told_with_what_is_known(bot: Bot) -> None:
    answer = say(bot, "/casegrade aprove `x` @octo/all", "stranger")
    assert answer
    assert not answer.done
    assert "There is no command `aprove`" in replies(bot)[0]
    assert "@octo" not in replies(bot)[0]
    assert faces(bot) == ["eyes", "-1"]


def test_a_rule_is_explained(bot: Bot) -> None:
    say(bot, "/casegrade explain deepdive.results", "stranger")
    assert "it wants a figure" in replies(bot)[0]
    say(bot, "/casegrade explain nope", "stranger")
    assert "There is no rule `nope`" in replies(bot)[1]


@pytest.mark.parametrize("verb", sorted(verb for verb, (role, _) in VERBS.items() if role == "writer"))
@pytest.mark.parametrize("login", ["stranger", "tess", "ada"])
def test_what_changes_the_pull_request_is_for_writers_and_never_for_its_author(bot: Bot, verb: str, login: str) -> None:
    answer = say(bot, f"/casegrade {verb} doc.placeholders rate-limiter {REASON}", login)
    assert answer
    assert not answer.done
    assert "is for anyone with write access, except the author" in replies(bot)[0]
    assert faces(bot) == ["eyes", "-1"]


@pytest.mark.parametrize("login", ["grace", "mona", "root"])
def test_a_writer_waives_a_gate_and_takes_it_back(bot: Bot, login: str) -> None:
    answer = say(bot, f"/casegrade waive doc.placeholders rate-limiter {REASON}", login)
    assert answer == Answer(regrade=True)
    outcome = bot.post((None, reports.gated()))
    (waiver,) = outcome.waivers
    assert (waiver.rule, waiver.slug, waiver.by, waiver.reason) == ("doc.placeholders", "rate-limiter", login, REASON)
    assert outcome.report
    assert outcome.report.heads[0].verdict.reasons == ("score:49<70",)
    assert outcome.report.heads[0].score == reports.gated().score
    say(bot, "/casegrade unwaive doc.placeholders rate-limiter", login)
    assert bot.post((None, reports.gated())).waivers == ()


def test_a_waiver_lifts_no_score_and_yet_opens_the_way(bot: Bot) -> None:
    say(bot, f"/casegrade waive doc.placeholders rate-limiter {REASON}", created="2026-03-01T10:00:00Z")
    strong = replace(reports.gated(), criteria=reports.passing().criteria)
    outcome = bot.post((None, strong))
    assert outcome.report
    (head,) = outcome.report.heads
    assert head.score == strong.score
    assert (head.verdict.state, head.verdict.reasons) == ("pass", ())
    assert outcome.judgement.conclusion == "success"


def test_a_waiver_that_was_never_accepted_or_was_edited_since_does_not_count(bot: Bot) -> None:
    text = f"/casegrade waive doc.placeholders rate-limiter {REASON}"
    bot.fake.state.comments[NUMBER].append(shapes.comment(bot.fake.state, NUMBER, "grace", text))
    assert bot.post((None, reports.gated())).waivers == ()
    say(bot, text.replace("rate-limiter", "other"), created="2026-03-01T10:00:00Z")
    comment = bot.fake.state.comments[NUMBER][-1]
    comment |= {"body": text, "updated_at": "2026-03-02T10:00:00Z"}
    assert bot.post((None, reports.gated())).waivers == ()


def test_a_writer_who_is_none_any_more_does_not_count(bot: Bot) -> None:
    say(bot, "/casegrade hold", created="2026-03-01T10:00:00Z")
    del bot.fake.state.roles["grace"]
    assert bot.post((None, reports.passing())).judgement.conclusion == "success"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("doc.placeholders rate-limiter short", "with a reason of 20 letters or more"),
        ("doc.placeholders", "with a reason of 20 letters or more"),
        (f"front-matter.schema rate-limiter {REASON}", "`front-matter.schema` cannot be waived"),
    ],
)
def test_a_waiver_without_what_it_needs_is_refused(bot: Bot, words: str, told: str) -> None:
    answer = say(bot, f"/casegrade waive {words}")
    assert answer
    assert not answer.done
    assert told in replies(bot)[0]


def test_a_hold_keeps_the_check_from_success_until_it_is_lifted(bot: Bot) -> None:
    say(bot, "/casegrade hold", created="2026-03-01T10:00:00Z")
    held = bot.post((None, reports.passing()))
    assert held.judgement.conclusion == "action_required"
    assert any((each.says, each.met) == ("grace holds it", False) for each in held.conditions)
    say(bot, "/casegrade unhold", "mona", created="2026-03-01T10:00:00Z")
    assert bot.post((None, reports.passing())).judgement.conclusion == "success"


def test_a_command_on_a_commit_that_its_speaker_never_saw_is_refused(bot: Bot) -> None:
    bot.fake.state.move(NUMBER, NEXT)
    answer = say(bot, "/casegrade hold")
    assert answer
    assert not answer.done
    assert "has moved on since" in replies(bot)[0]
    bot.post((None, reports.gated()), head=NEXT)
    early = say(bot, "/casegrade hold", created="2026-03-01T09:00:00Z")
    assert early
    assert not early.done
    assert say(bot, "/casegrade hold") == Answer(regrade=True)


def test_a_stranger_may_ask_for_a_new_grade_every_five_minutes(bot: Bot) -> None:
    soon, later = "2026-03-01T10:04:59Z", "2026-03-01T10:05:00Z"
    refused = say(bot, "/casegrade regrade", "stranger", soon)
    assert refused
    assert not refused.regrade
    assert say(bot, "/casegrade regrade", "stranger", later) == Answer(regrade=True)
    assert say(bot, "/casegrade regrade", "grace", soon) == Answer(regrade=True)


def test_a_reviewer_gets_one_checklist_and_its_progress_is_a_condition(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].reviewers = ["rita"]
    assert say(bot, "/casegrade checklist", "rita") == Answer(regrade=True)
    say(bot, "/casegrade checklist", "rita")
    (listed,) = [c for c in bot.fake.state.comments[NUMBER] if "casegrade:checklist" in c["body"]]
    assert listed["user"]["login"] == BOT
    assert listed["body"].count("- [ ] ") == 2
    questions = {"questions": {"system-design": [{"id": "human.truth", "title": "t", "ask": "Is it true?"}]}}
    listed["body"] = listed["body"].replace("- [ ] ", "- [x] ", 1)
    outcome = bot.post((None, reports.passing()), report=questions)
    assert ("Checklist 1 of 2", False) in [(each.says, each.met) for each in outcome.conditions]
    listed["body"] = listed["body"].replace("- [ ] ", "- [X] ", 1)
    outcome = bot.post((None, reports.passing()), report=questions)
    assert ("Checklist 2 of 2", True) in [(each.says, each.met) for each in outcome.conditions]
    refused = say(bot, "/casegrade checklist", "stranger")
    assert refused
    assert not refused.done


@pytest.mark.parametrize(("verb", "what"), [("checklist", "checklist"), ("help", "reply")])
@pytest.mark.parametrize("after", range(1, 8))
def test_asked_twice_at_one_moment_it_is_said_once(bot: Bot, verb: str, what: str, after: int) -> None:
    """The other run comes and goes between two requests of the first."""
    comment = shapes.comment(bot.fake.state, NUMBER, "grace", f"/casegrade {verb}")
    bot.fake.state.comments[NUMBER].append(comment)
    start = len(bot.fake.seen)

    def meanwhile(count: int) -> None:
        if count - start == after:
            bot.fake.before = lambda _: None
            hear(Bot(bot.fake, bot.waits), comment)

    bot.fake.before = meanwhile
    hear(bot, comment)
    said = [c for c in bot.fake.state.comments[NUMBER] if c["body"].startswith(f"<!-- casegrade:{what}:1 ")]
    assert [bool(each["minimized"]) for each in said].count(False) == 1


@pytest.mark.parametrize(("verb", "regrade"), [("regrade", True), ("help", False), ("hold", False)])
def test_where_nothing_can_be_said_only_a_new_grade_is_given(bot: Bot, verb: str, regrade: bool) -> None:  # noqa: FBT001
    bot.fake.state.pulls[NUMBER].locked = True
    answer = say(bot, f"/casegrade {verb}")
    assert answer
    assert answer.regrade == regrade
    assert faces(bot) == []
    assert replies(bot) == []


def test_said_again_it_ends_the_same(bot: Bot) -> None:
    say(bot, "/casegrade help")
    comment = next(c for c in bot.fake.state.comments[NUMBER] if c["body"] == "/casegrade help")
    hear(bot, comment)
    assert len(replies(bot)) == 1
    assert len(bot.fake.state.reactions[comment["id"]]) == 2


def test_bots_closed_pull_requests_and_small_talk_are_not_answered(bot: Bot) -> None:
    before = len(bot.fake.writes)
    assert say(bot, "/casegrade help", "renovate[bot]") is None
    assert say(bot, "nice work") is None
    bot.fake.state.pulls[NUMBER].state = "closed"
    assert say(bot, "/casegrade help") is None
    assert len(bot.fake.writes) == before


def test_tooling_and_studies_together_are_split_unless_a_maintainer_allows_it(bot: Bot) -> None:
    mixed = {"tooling": ["schema/rubrics/system-design.yaml"]}
    outcome = bot.post((None, reports.passing()), report=mixed)
    assert outcome.judgement.conclusion == "failure"
    assert "Split this pull request" in bot.fake.state.comments[NUMBER][0]["body"]
    say(bot, "/casegrade allow-mixed", created="2026-03-01T10:00:00Z")
    assert bot.post((None, reports.passing()), report=mixed).judgement.conclusion == "success"
    assert bot.post(report=mixed).judgement.conclusion == "success"
