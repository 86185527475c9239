"""Killed after any request and run again, every kind of run ends as if nobody had killed it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.bot.commands.answer import Shelf, respond
from pipeline.bot.event import Remark
from pipeline.report import StudyReport
from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, NUMBER, Bot, KilledError, running
from tests.fake_github import shapes

SAID = "2026-03-01T11:00:00Z"
PAGE = f"{report_parts.HERE}/README.md"
SEEN: dict[str, Any] = {"changed": {PAGE: [[1, 400]]}}
SHELF = Shelf(
    explain=lambda rule: f" {rule} wants a figure",
    questions=lambda: [("system-design", "Is the account true?")],
    waivable=lambda _: True,
)
WAIVE = "/casegrade waive doc.placeholders rate-limiter The bracket is part of the product's name."

Step = Callable[[Bot], object]


def nothing(_: Bot) -> None:
    """Nobody has done anything yet."""


def first(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=SEEN)


def before_the_push(bot: Bot) -> None:
    """Graded, and somebody has answered what is going to be mended."""
    first(bot)
    remarks = bot.fake.state.remarks[NUMBER]
    answer = {"path": PAGE, "line": 1, "side": "RIGHT", "body": "Why?", "in_reply_to_id": remarks[0]["id"]}
    remarks.append(shapes.remark(bot.fake.state, NUMBER, "ada", answer, 1, HEAD))
    bot.fake.state.move(NUMBER, NEXT)


def after_the_push() -> StudyReport:
    """It passes; of what was found two things are mended, and one reads otherwise."""
    kept = report_parts.study().findings[2:]
    return replace(reports.passing(), findings=(replace(kept[0], fix="Say it with a number."), *kept[1:]))


def push(bot: Bot) -> None:
    bot.post((None, after_the_push()), head=NEXT, report=SEEN)


def asked(words: str) -> Step:
    """Graded, and a maintainer says something."""

    def step(bot: Bot) -> None:
        first(bot)
        comment = shapes.comment(bot.fake.state, NUMBER, "grace", words)
        bot.fake.state.comments[NUMBER].append(comment | {"created_at": SAID, "updated_at": SAID})

    return step


def answer(bot: Bot) -> None:
    said = bot.fake.state.comments[NUMBER]
    comment = next(each for each in said if each["body"].startswith("/casegrade"))
    remark = Remark(
        id=comment["id"], number=NUMBER, author="grace", body=comment["body"], created=comment["created_at"]
    )
    respond(bot.github(), remark, SHELF)


def waived(bot: Bot) -> None:
    """Graded, and a waiver was accepted that the next grade is to show."""
    bot.post((None, reports.gated()), report=SEEN)
    comment = shapes.comment(bot.fake.state, NUMBER, "grace", WAIVE)
    bot.fake.state.comments[NUMBER].append(comment | {"created_at": SAID, "updated_at": SAID})
    answer(bot)


def regrade(bot: Bot) -> None:
    bot.post((None, reports.gated()), report=SEEN)


RUNS: dict[str, tuple[Step, Step]] = {
    "first": (nothing, first),
    "push": (before_the_push, push),
    "help": (asked("/casegrade help"), answer),
    "explain": (asked("/casegrade explain deepdive.results"), answer),
    "refused": (asked("/casegrade aprove"), answer),
    "waive": (asked(WAIVE), answer),
    "checklist": (asked("/casegrade checklist"), answer),
    "regrade": (waived, regrade),
}
WRITES = {
    "push": {"DELETE", "PATCH", "POST"},
    "regrade": {"PATCH", "POST"},
}


def everything(bot: Bot) -> Any:
    """All that people see, and what only the bot sees."""
    state = bot.fake.state
    said = [(each["body"], each["minimized"]) for each in state.comments[NUMBER]]
    faces = [sorted(face["content"] for face in faces) for faces in state.reactions.values()]
    checks = [(check["head_sha"], check["status"], check["conclusion"], check["output"]) for check in state.checks]
    beside = sorted(each["body"] for each in state.remarks[NUMBER])
    return said, faces, checks, beside, sorted(state.pulls[NUMBER].labels)


def played(name: str, kill_after: int = 0) -> tuple[Any, list[Any]]:
    """The end of that run, and its requests; with ``kill_after`` it is killed there and run again."""
    before, run = RUNS[name]
    with running() as bot:
        bot.fake.state.roles = {"grace": "write"}
        bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 400)]}
        before(bot)
        if kill_after:
            bot.kill_after = kill_after
            with pytest.raises(KilledError):
                run(bot)
            bot.kill_after = 0
        start = len(bot.fake.seen)
        run(bot)
        return everything(bot), bot.fake.seen[start:]


@pytest.mark.parametrize("name", RUNS)
def test_killed_after_any_request_and_run_again_it_ends_the_same(name: str) -> None:
    calm, requests = played(name)
    assert WRITES.get(name, {"POST"}) <= {each.method for each in requests}
    for after in range(1, len(requests) + 1):
        assert played(name, after)[0] == calm, f"killed after {requests[after - 1]}"


def test_a_push_deletes_edits_calls_and_folds_away() -> None:
    """What the run above that is killed everywhere is made of."""
    _, requests = played("push")
    told = [(each.method, each.path.rsplit("/", 2)[-2]) for each in requests if each.method != "GET"]
    assert {("DELETE", "comments"), ("PATCH", "comments"), ("POST", str(NUMBER))} <= set(told)
    assert any("casegrade:notice" in str(each.body.get("body")) for each in requests)
