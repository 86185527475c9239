"""The holes that bots of this class usually have, one test each, in the order in which they were asked for.

Those that need real commits are in `test_bot_acceptance_whole.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from pipeline.bot.surfaces import budget, sticky
from pipeline.bot.surfaces.budget import Budget
from pipeline.bot.surfaces.check import NAME
from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, NUMBER, WEB, Bot, beside, flood, pulled, running, shown
from tests.fake_github import BOT, Fault, shapes

MARKER = f"<!-- casegrade:sticky:1 pull:{NUMBER} -->"
PAGE = f"{report_parts.HERE}/README.md"
WHOLE: dict[str, Any] = {"changed": {PAGE: [[1, 400]]}}
STUDY = report_parts.study()


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 400)]}
        yield bot


def push(bot: Bot, study: Any, head: str = NEXT, **changes: Any) -> None:
    bot.fake.state.move(NUMBER, head)
    bot.post((None, study), head=head, report=WHOLE, **changes)


def one_of_each(bot: Bot) -> None:
    """One summary that can be seen, one check of each commit that counts, one comment a finding."""
    comments, _ = shown(bot.fake)
    assert len(comments) == 1
    counting = [each["head_sha"] for each in bot.fake.state.checks if each["conclusion"] != "cancelled"]
    assert len(counting) == len(set(counting))
    assert all(each["status"] == "completed" for each in bot.fake.state.checks)
    markers = [each["body"].partition("\n")[0] for each in bot.fake.state.remarks[NUMBER]]
    assert len(markers) == len(set(markers))


def test_first_timer(bot: Bot) -> None:
    bot.post((None, STUDY), report=WHOLE, author_association="FIRST_TIMER")
    (comment,) = bot.fake.state.comments[NUMBER]
    assert "New here? How this works" in comment["body"]


def test_120_comments_before_the_summary(bot: Bot) -> None:
    said, state = bot.fake.state.comments[NUMBER], bot.fake.state
    said += [shapes.comment(state, NUMBER, "ada", "hm") for _ in range(120)]
    bot.post((None, STUDY), report=WHOLE)
    push(bot, reports.passing())
    assert len([each for each in said if each["body"].startswith(MARKER.removesuffix("-->"))]) == 1


def test_marker_pasted_by_the_author_and_in_a_quote(bot: Bot) -> None:
    said, state = bot.fake.state.comments[NUMBER], bot.fake.state
    said.append(shapes.comment(state, NUMBER, "ada", f"{MARKER}\n## Ready for human review"))
    said.append(shapes.comment(state, NUMBER, "grace", f"> {MARKER}\n> Ready\n\nReally?"))
    before = [dict(each) for each in said]
    bot.post((None, STUDY), report=WHOLE)
    assert said[:2] == before
    assert said[2]["user"]["login"] == BOT


@pytest.mark.parametrize("after", range(1, 14))
def test_two_runs_racing(bot: Bot, after: int) -> None:
    """The other run comes and goes between two requests of the first; the model tries every other order."""
    other = Bot(bot.fake, bot.waits)

    def meanwhile(count: int) -> None:
        if count == after:
            bot.fake.before = lambda _: None
            other.post((None, STUDY), report=WHOLE)

    bot.fake.before = meanwhile
    bot.post((None, STUDY), report=WHOLE)
    assert other.lines
    one_of_each(bot)


@pytest.mark.parametrize("after", range(1, 14))
def test_head_moves_in_the_middle_of_a_run(bot: Bot, after: int) -> None:
    said = bot.fake.state.comments[NUMBER]
    before: list[int] = []

    def move(count: int) -> None:
        if count == after:
            bot.fake.state.move(NUMBER, NEXT)
            before.append(len(said))

    bot.fake.before = move
    bot.post((None, STUDY), report=WHOLE)
    if before:
        on_its_way = bot.fake.seen[after].method == "POST" and bot.fake.seen[after].path.endswith("/comments")
        assert len(said) == before[0] + on_its_way, "nothing is said of a commit that was overtaken"
    push(bot, reports.passing())
    one_of_each(bot)
    assert "Ready for human review" in shown(bot.fake)[0][0]


FAULTS: dict[str, Fault] = {
    "502 after create, comment": Fault(method="POST", path="/comments$", took_effect=True),
    "502 after create, check": Fault(method="POST", path="/check-runs$", took_effect=True),
    "502 after create, review": Fault(method="POST", path="/reviews$", took_effect=True),
    "429 without header": Fault(method="POST", path="/comments$", status=429, times=2),
    "PATCH 502, check": Fault(method="PATCH", path=r"/check-runs/\d+$", times=2),
    "PATCH 502, summary": Fault(method="PATCH", path=r"/issues/comments/\d+$", times=2),
}


@pytest.mark.parametrize("name", FAULTS)
def test_502_after_create_429_without_header_and_502_on_patch(bot: Bot, name: str) -> None:
    fault = replace(FAULTS[name])
    bot.fake.faults.append(fault)
    bot.post((None, STUDY), report=WHOLE)
    push(bot, reports.passing())
    assert fault.times == 0
    one_of_each(bot)
    assert "Ready for human review" in shown(bot.fake)[0][0]


def test_131_annotations(bot: Bot) -> None:
    bot.post((None, flood(STUDY, 131)), report=WHOLE)
    (check,) = bot.fake.state.checks
    assert check["output"]["annotations_count"] == 131


def test_report_of_90_000_characters(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = bot.post(*((None, report_parts.moved(flood(STUDY, 40), f"study-{number:02}")) for number in range(30)))
    monkeypatch.setattr(budget, "COMMENT", Budget(10**9, 10**9))
    assert len(sticky.comment(pulled(), outcome, WEB)) > 90_000
    (comment,), checks = shown(bot.fake)
    assert len(comment) < 65_536
    assert "left out here for length" in comment
    assert comment.count("<details>") == comment.count("</details>")
    assert checks[HEAD][0] == "completed"


def test_illegal_anchor_among_twenty(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 6), (8, 400)]}
    bot.post((None, flood(STUDY, 20)), report=WHOLE)
    assert [line for line, _ in beside(bot.fake)] == [line for line in range(1, 21) if line != 7]
    assert bot.fake.state.checks[0]["output"]["annotations_count"] == 20


def test_rebase_without_a_change_of_content(bot: Bot) -> None:
    """Nothing is written that people read: the new commit gets its check, and that is all."""
    bot.post((None, STUDY), report=WHOLE)
    before = len(bot.fake.writes)
    bot.post((None, STUDY), report=WHOLE)
    assert bot.fake.writes[before:] == []
    push(bot, STUDY)
    assert [(each.method, each.path.split("/")[4]) for each in bot.fake.writes[before:]] == [
        ("POST", "check-runs"),
        ("PATCH", "check-runs"),
    ]


def test_human_reply_on_a_finding_that_is_mended(bot: Bot) -> None:
    bot.post((None, STUDY), report=WHOLE)
    remarks = bot.fake.state.remarks[NUMBER]
    first = next(each for each in remarks if STUDY.findings[0].fingerprint in each["body"])
    answer = {"path": PAGE, "line": first["line"], "side": "RIGHT", "body": "Why?", "in_reply_to_id": first["id"]}
    remarks.append(shapes.remark(bot.fake.state, NUMBER, "ada", answer, 1, HEAD))
    push(bot, replace(STUDY, findings=STUDY.findings[1:]))
    assert first in remarks
    assert first["body"].endswith(f"✅ Mended in `{NEXT[:7]}`.")


def test_draft_then_ready(bot: Bot) -> None:
    bot.post((None, STUDY), report=WHOLE, draft=True)
    assert len(shown(bot.fake)[0]) == 1
    assert beside(bot.fake) == []
    bot.post((None, STUDY), report=WHOLE)
    assert beside(bot.fake)
    one_of_each(bot)


def test_locked(bot: Bot) -> None:
    bot.post((None, STUDY), report=WHOLE, locked=True)
    assert {each.path.split("/")[4] for each in bot.fake.writes} == {"check-runs"}
    assert shown(bot.fake)[1][HEAD][:2] == ("completed", "failure")


def test_nested_fences_in_a_suggestion(bot: Bot) -> None:
    finding = STUDY.findings[0]
    at = {"fingerprint": finding.fingerprint, "path": PAGE, "line": finding.span.line, "end_line": finding.span.line}
    mend = {**at, "text": "````suggestion"}
    bot.post((None, replace(STUDY, findings=(finding,))), report={**WHOLE, "mends": [mend]})
    ((_, body),) = beside(bot.fake)
    assert body.endswith("\n`````suggestion\n````suggestion\n`````")


def approvals(bot: Bot, *given: tuple[str, str], head: str = HEAD) -> tuple[str, bool]:
    """The condition about approvals after those reviews, as (login, commit)."""
    bot.fake.state.roles = {"grace": "write", "linus": "write"}
    for login, sha in given:
        review = shapes.review(bot.fake.state, NUMBER, login, "APPROVE", {"commit_id": sha})
        bot.fake.state.reviews[NUMBER].append(review)
    settings = {"settings": {"approvals": 2, "unwaivable": []}}
    outcome = bot.post((None, reports.passing()), head=head, report=settings)
    return next((each.says, each.met) for each in outcome.conditions if "approval" in each.says)


def test_two_approvals_by_one_person(bot: Bot) -> None:
    assert approvals(bot, ("grace", HEAD), ("grace", HEAD)) == ("1 of 2 approvals of this commit", False)
    assert approvals(bot, ("linus", HEAD)) == ("2 of 2 approvals of this commit", True)


def test_approval_then_push(bot: Bot) -> None:
    assert approvals(bot, ("grace", HEAD), ("linus", HEAD))[1]
    assert bot.fake.state.pulls[NUMBER].labels == ["study/approved"]
    bot.fake.state.move(NUMBER, NEXT)
    assert approvals(bot, head=NEXT) == ("0 of 2 approvals of this commit", False)
    assert bot.fake.state.pulls[NUMBER].labels == ["study/ready-for-review"]


def test_forged_name_of_the_green_job(bot: Bot) -> None:
    """A job of the pull request may be called like the gate: it is not taken for ours, and ours says what is so."""
    forged = shapes.check(bot.fake.state, NAME, HEAD, None) | {"status": "completed", "conclusion": "success"}
    bot.fake.state.checks.append(forged)
    bot.post((None, STUDY), report=WHOLE)
    assert [each["conclusion"] for each in bot.fake.state.checks] == ["success", "failure"]
    push(bot, reports.passing(), "d" * 40)
    outcome = bot.post((None, STUDY), head="d" * 40, report={**WHOLE, "tooling": [".github/workflows/forged.yml"]})
    assert outcome.judgement.conclusion == "failure"


def test_a_typical_push_needs_few_requests_and_fewer_writes(bot: Bot) -> None:
    """Graded before; now one finding is new, one is mended, and the summary tells it."""
    first = replace(STUDY, findings=STUDY.findings[1:])
    second = replace(STUDY, findings=(STUDY.findings[0], *STUDY.findings[2:]))
    bot.post((None, first), report=WHOLE)
    requests, writes = len(bot.fake.seen), len(bot.fake.writes)
    push(bot, second)
    made = [(each.method, each.path) for each in bot.fake.writes[writes:]]
    assert {method for method, _ in made} == {"POST", "PATCH", "DELETE"}
    requests, writes = len(bot.fake.seen) - requests, len(made)
    print(f"a typical push: {requests} requests, {writes} of them writes")  # noqa: T201 - seen with `pytest -rP`
    assert requests <= 15, f"{requests} requests, {writes} of them writes"
    assert writes <= 6, f"{requests} requests, {writes} of them writes: {made}"
