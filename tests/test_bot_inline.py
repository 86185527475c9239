"""Comments beside lines: where they may stand, what they say, and that they end with their finding."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, NUMBER, Bot, beside, flood, running
from tests.fake_github import BOT, shapes
from tests.report_parts import HERE

PAGE = f"{HERE}/README.md"
WHOLE: dict[str, Any] = {"changed": {PAGE: [[1, 400]]}}


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 400)]}
        yield bot


def reviews(bot: Bot) -> list[Any]:
    return [each for each in bot.fake.writes if each.path.endswith("/reviews")]


def test_one_review_holds_them_all_and_says_little(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=WHOLE)
    (review,) = reviews(bot)
    assert review.body["event"] == "COMMENT"
    assert review.body["commit_id"] == HEAD
    assert "\n" not in review.body["body"]
    assert [comment["side"] for comment in review.body["comments"]] == ["RIGHT"] * len(review.body["comments"])
    findings = [each for each in report_parts.study().findings if each.span.path == PAGE and each.severity != "note"]
    lines = [each.span.end_line for each in findings]
    assert sorted(comment["line"] for comment in review.body["comments"]) == sorted(lines)


def test_a_finding_outside_the_diff_gets_none(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report={"changed": {PAGE: [[400, 401]]}})
    assert beside(bot.fake) == []
    assert "annotations" in bot.fake.writes[0].body["output"]


def test_what_costs_nothing_and_what_is_waived_gets_none(bot: Bot) -> None:
    bot.post((None, reports.waived()), report=WHOLE)
    said = " ".join(text for _, text in beside(bot.fake))
    assert "advice:" not in said
    assert "waived:" not in said


def test_what_closes_the_pass_comes_first_and_twenty_are_enough(bot: Bot) -> None:
    bot.post((None, flood(reports.gated(), 60)), report=WHOLE)
    assert len(beside(bot.fake)) == 20
    assert bot.fake.state.annotations[bot.fake.state.checks[0]["id"]]
    before = len(bot.fake.writes)
    bot.post((None, flood(reports.gated(), 60)), report=WHOLE)
    assert len(bot.fake.writes) == before


def test_three_of_a_kind_are_enough(bot: Bot) -> None:
    alike = tuple(replace(each, rule="doc.placeholders") for each in flood(report_parts.study(), 30).findings)
    bot.post((None, replace(report_parts.study(), findings=alike)), report=WHOLE)
    assert [line for line, _ in beside(bot.fake)] == [1, 2, 3]
    assert len(bot.fake.state.annotations[bot.fake.state.checks[0]["id"]]) == 30


def test_a_study_that_is_a_draft_gets_none(bot: Bot) -> None:
    bot.post((None, replace(report_parts.study(), status="draft")), report=WHOLE)
    assert beside(bot.fake) == []


def test_what_was_said_stays_while_nobody_can_know(bot: Bot) -> None:
    """Front matter that cannot be used hides the findings below it; it mends none."""
    bot.post((None, report_parts.study()), report=WHOLE)
    before = {text for _, text in beside(bot.fake)}
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, reports.front_matter()), head=NEXT, report=WHOLE)
    broken = {text for _, text in beside(bot.fake)}
    assert before < broken
    assert any("front-matter." in text for text in broken - before)
    bot.fake.state.move(NUMBER, HEAD)
    bot.post((None, report_parts.study()), report=WHOLE)
    assert {text for _, text in beside(bot.fake)} == before


def test_a_draft_and_a_locked_pull_request_get_none(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=WHOLE, draft=True)
    bot.post((None, report_parts.study()), report=WHOLE, locked=True)
    assert beside(bot.fake) == []


def test_from_draft_to_ready_the_comments_come(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=WHOLE, draft=True)
    bot.post((None, report_parts.study()), report=WHOLE)
    assert beside(bot.fake)


def test_a_rebase_without_a_change_writes_nothing_beside_lines(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=WHOLE)
    bot.fake.state.move(NUMBER, NEXT)
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()), head=NEXT, report=WHOLE)
    assert all("check-runs" in write.path for write in bot.fake.writes[before:])


def test_a_finding_that_moves_keeps_its_comment(bot: Bot) -> None:
    study = report_parts.study()
    bot.post((None, study), report=WHOLE)
    moved = tuple(replace(each, span=replace(each.span, line=300, end_line=300)) for each in study.findings)
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, replace(study, findings=moved)), head=NEXT, report=WHOLE)
    assert len(reviews(bot)) == 1


def test_a_mended_finding_takes_its_comment_along(bot: Bot) -> None:
    study = report_parts.study()
    bot.post((None, study), report=WHOLE)
    before = len(beside(bot.fake))
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, replace(study, findings=study.findings[1:])), head=NEXT, report=WHOLE)
    assert len(beside(bot.fake)) == before - 1
    assert [each.method for each in bot.fake.writes].count("DELETE") == 1


def test_where_somebody_answered_the_comment_stays_and_says_that_it_is_mended_once(bot: Bot) -> None:
    study = report_parts.study()
    bot.post((None, study), report=WHOLE)
    remarks = bot.fake.state.remarks[NUMBER]
    first = next(each for each in remarks if study.findings[0].fingerprint in each["body"])
    answer = {"path": PAGE, "line": first["line"], "side": "RIGHT", "body": "Why?", "in_reply_to_id": first["id"]}
    remarks.append(shapes.remark(bot.fake.state, NUMBER, "ada", answer, 1, HEAD))
    for head in (NEXT, "d" * 40):
        bot.fake.state.move(NUMBER, head)
        bot.post((None, replace(study, findings=study.findings[1:])), head=head, report=WHOLE)
    assert first["body"].endswith(f"✅ Mended in `{NEXT[:7]}`.")
    assert "DELETE" not in [each.method for each in bot.fake.writes]
    bot.fake.state.move(NUMBER, HEAD)
    bot.post((None, study), report=WHOLE)
    assert "Mended" not in first["body"]


def test_a_comment_of_ours_that_stands_twice_goes_once(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=WHOLE)
    twin = dict(bot.fake.state.remarks[NUMBER][0], id=bot.fake.state.new_id())
    bot.fake.state.remarks[NUMBER].append(twin)
    bot.post((None, report_parts.study()), report=WHOLE)
    assert twin not in bot.fake.state.remarks[NUMBER]


def test_a_marker_that_somebody_pasted_is_left_alone(bot: Bot) -> None:
    study = report_parts.study()
    body = f"<!-- casegrade:finding:1 {study.findings[0].fingerprint} -->\nmine"
    forged = shapes.remark(
        bot.fake.state, NUMBER, "mallory", {"path": PAGE, "line": 1, "side": "RIGHT", "body": body}, 1, HEAD
    )
    bot.fake.state.remarks[NUMBER].append(forged)
    bot.post((None, study), report=WHOLE)
    bot.post((None, replace(study, findings=())), report=WHOLE)
    assert bot.fake.state.remarks[NUMBER] == [forged]


@pytest.mark.parametrize("hidden", [1, 3])
def test_lines_that_github_does_not_see_cost_only_their_own_comments(bot: Bot, hidden: int) -> None:
    study = flood(report_parts.study(), 20)
    bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1 + hidden, 400)]}
    bot.post((None, study), report=WHOLE)
    assert [line for line, _ in beside(bot.fake)] == list(range(1 + hidden, 21))
    (check,) = bot.fake.state.checks
    assert check["output"]["annotations_count"] == 20
    assert check["status"] == "completed"


def test_several_lines_are_anchored_within_one_hunk(bot: Bot) -> None:
    study = report_parts.study()
    long = replace(study.findings[0], span=replace(study.findings[0].span, line=10, end_line=30))
    for hunk in ((1, 40), (1, 20)):
        bot.fake.state.pulls[NUMBER].hunks = {PAGE: [hunk]}
        bot.post((None, replace(study, findings=(long,))), report={"changed": {PAGE: [list(hunk)]}})
    (comment,) = reviews(bot)[0].body["comments"]
    assert (comment["start_line"], comment["line"]) == (10, 30)


def test_a_mend_is_offered_in_a_block_that_nothing_inside_can_end(bot: Bot) -> None:
    study = report_parts.study()
    finding = study.findings[0]
    text = "```` fenced ````"
    mend = {"fingerprint": finding.fingerprint, "path": PAGE, "line": finding.span.line, "end_line": finding.span.line}
    bot.post((None, replace(study, findings=(finding,))), report={**WHOLE, "mends": [{**mend, "text": text}]})
    ((_, body),) = beside(bot.fake)
    assert body.endswith(f"`````suggestion\n{text}\n`````")


def test_nothing_that_a_study_says_acts_beside_a_line(bot: Bot) -> None:
    study = reports.hostile()
    warned = tuple(replace(each, severity="warning", gain=study.findings[0].gain) for each in study.findings)
    path = warned[0].span.path
    bot.fake.state.pulls[NUMBER].hunks = {path: [(1, 400)]}
    bot.post((None, replace(study, findings=warned)), report={"changed": {path: [[1, 400]]}})
    said = "\n".join(text for _, text in beside(bot.fake))
    assert said
    assert "@octo" not in said
    assert "<img" not in said


def test_a_fault_of_the_grader_leaves_the_comments_as_they_are(bot: Bot) -> None:
    bot.post((None, report_parts.study()), report=WHOLE)
    before = beside(bot.fake)
    bot.post((None, reports.grader_error()), report=WHOLE)
    assert beside(bot.fake) == before
    assert {each["user"]["login"] for each in bot.fake.state.remarks[NUMBER]} == {BOT}
