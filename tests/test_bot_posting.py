"""What a pull request shows after the bot has run, on a GitHub that works."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NEXT, NUMBER, Bot, flood, running, shown
from tests.fake_github import BOT, shapes

MARKER = f"<!-- casegrade:sticky:1 pull:{NUMBER} -->"


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        yield bot


def test_opened_makes_one_comment_and_one_check(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    (comment,), checks = shown(bot.fake)
    assert comment.startswith(f"{MARKER}\n## Changes needed · 64.0 of 100 (new)\n")
    assert checks == {HEAD: ("completed", "failure", "Changes needed · 64.0 of 100 (new)", 6)}
    assert [(each.method, each.path) for each in bot.fake.writes] == [
        ("POST", "/repos/octo/cases/check-runs"),
        ("POST", f"/repos/octo/cases/issues/{NUMBER}/comments"),
        ("POST", "/repos/octo/cases/labels"),
        ("POST", f"/repos/octo/cases/issues/{NUMBER}/labels"),
        ("PATCH", f"/repos/octo/cases/check-runs/{bot.fake.state.checks[0]['id']}"),
    ]


def test_a_push_edits_the_same_comment_and_checks_the_new_commit(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, reports.passing()), head=NEXT)
    (comment,), checks = shown(bot.fake)
    assert "## Ready for human review · 78.2 of 100 (new)" in comment
    assert [conclusion for _, conclusion, _, _ in checks.values()] == ["failure", "success"]
    assert comment.startswith(MARKER.removesuffix("-->"))


def test_an_unchanged_pull_request_is_not_written_to(bot: Bot) -> None:
    bot.post((reports.gated(), report_parts.study()))
    before = len(bot.fake.writes)
    bot.post((reports.gated(), report_parts.study()))
    assert len(bot.fake.writes) == before


def test_a_rebase_that_changes_no_study_leaves_the_comment_alone(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.move(NUMBER, NEXT)
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()), head=NEXT)
    assert all("check-runs" in write.path for write in bot.fake.writes[before:])


def test_only_our_own_comment_is_edited_among_many(bot: Bot) -> None:
    conversation, state = bot.fake.state.comments[NUMBER], bot.fake.state
    for index in range(150):
        forged = index in {0, 60, 140}
        text = f"{MARKER}\nforged" if forged else f"> {MARKER}\n\nwhat does that mean?"
        conversation.append(shapes.comment(state, NUMBER, "mallory" if forged else "ada", text))
    ours = shapes.comment(state, NUMBER, BOT, f"{MARKER}\nold words")
    other_bots_words = shapes.comment(state, NUMBER, BOT, f"hello\n{MARKER}")
    other_pull = shapes.comment(state, NUMBER, BOT, f"<!-- casegrade:sticky:1 pull:{NUMBER}1 -->")
    conversation[120:120] = [ours, other_bots_words, other_pull]
    before = [each["body"] for each in conversation]
    bot.post((None, report_parts.study()))
    changed = [now["id"] for was, now in zip(before, conversation, strict=True) if was != now["body"]]
    assert changed == [ours["id"]]


def test_surplus_comments_of_ours_are_folded_away_once(bot: Bot) -> None:
    for text in ("first", "second", "third"):
        bot.fake.state.comments[NUMBER].append(shapes.comment(bot.fake.state, NUMBER, BOT, f"{MARKER}\n{text}"))
    bot.post((None, report_parts.study()))
    first, *rest = bot.fake.state.comments[NUMBER]
    assert first["body"].startswith(f"{MARKER}\n## Changes needed")
    assert [each["minimized"] for each in rest] == [{"reason": "duplicate"}] * 2
    before = len(bot.fake.writes)
    bot.post((None, report_parts.study()))
    assert len(bot.fake.writes) == before


def test_every_annotation_arrives_once_fifty_a_request(bot: Bot) -> None:
    bot.post((None, flood(report_parts.study(), 131)))
    (check,) = bot.fake.state.checks
    lines = [each["start_line"] for each in bot.fake.state.annotations[check["id"]]]
    assert sorted(lines) == list(range(1, 132))
    assert [len(each.body["output"].get("annotations", ())) for each in bot.fake.writes if "check" in each.path] == [
        50,
        50,
        31,
    ]


def test_two_hundred_annotations_are_enough(bot: Bot) -> None:
    bot.fake.state.comments[NUMBER] += [shapes.comment(bot.fake.state, NUMBER, "ada", "hm") for _ in range(120)]
    bot.post(
        (None, flood(report_parts.study(), 200)), (None, report_parts.moved(flood(report_parts.study(), 60), "second"))
    )
    (check,) = bot.fake.state.checks
    assert check["output"]["annotations_count"] == 200
    assert "60 findings are without a mark" in check["output"]["summary"]


def test_locked_gets_a_check_only(bot: Bot) -> None:
    bot.post((None, report_parts.study()), locked=True)
    comments, checks = shown(bot.fake)
    assert comments == []
    assert list(checks) == [HEAD]
    assert not [each for each in bot.fake.writes if "check-runs" not in each.path]


@pytest.mark.parametrize(("state", "words"), [("dirty", "It conflicts with"), ("behind", "The base has moved on")])
def test_what_cannot_be_merged_as_it_is_is_told_and_is_not_approved(bot: Bot, state: str, words: str) -> None:
    """Its check stays: the grade has nothing to do with it."""
    bot.fake.state.roles, pull = {"grace": "write"}, bot.fake.state.pulls[NUMBER]
    given = shapes.review(bot.fake.state, NUMBER, "grace", "APPROVE", {"commit_id": HEAD})
    bot.fake.state.reviews[NUMBER].append(given)
    pull.mergeable = state
    outcome = bot.post((None, reports.passing()))
    assert f"- ✘ {words}" in shown(bot.fake)[0][0]
    assert (outcome.judgement.conclusion, outcome.complete) == ("success", False)
    pull.mergeable = "unknown"
    assert bot.post((None, reports.passing())).complete
    assert words not in shown(bot.fake)[0][0]


def test_a_draft_study_is_graded_and_keeps_the_check_from_success(bot: Bot) -> None:
    bot.post((None, replace(reports.passing(), status="draft")), draft=True)
    (comment,), checks = shown(bot.fake)
    assert checks[HEAD][1] == "action_required"
    assert "## Still a draft · 78.2 of 100 (new)" in comment


def test_an_archived_study_fails_nothing(bot: Bot) -> None:
    bot.post((None, replace(report_parts.study(), status="archived")))
    assert shown(bot.fake)[1][HEAD][1] == "success"


def test_without_a_study_the_check_says_so_and_nobody_is_bothered(bot: Bot) -> None:
    bot.post()
    assert shown(bot.fake) == ([], {HEAD: ("completed", "success", "Nothing to grade", 0)})


def test_a_comment_that_is_there_is_brought_up_to_date_when_no_study_is_touched_any_more(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.move(NUMBER, NEXT)
    bot.post(head=NEXT)
    (comment,), _ = shown(bot.fake)
    assert "## Nothing to grade" in comment


def test_a_missing_report_is_never_a_pass(bot: Bot) -> None:
    bot.post_nothing()
    (comment,), checks = shown(bot.fake)
    assert checks[HEAD][1:3] == ("failure", "Grader error — not your fault")
    assert "you need do nothing" in comment


def test_a_second_try_after_a_missing_report_ends_with_the_grade(bot: Bot) -> None:
    bot.post_nothing()
    bot.post((None, reports.passing()))
    assert shown(bot.fake)[1][HEAD][1] == "success"


def test_checks_of_others_are_left_alone(bot: Bot) -> None:
    state = bot.fake.state
    mine = f"{NUMBER}:{HEAD}:x"
    others = [
        shapes.check(state, "Case study rubric", HEAD, "5f1"),
        shapes.check(state, "Case study rubric", HEAD, mine) | {"app": {**shapes.app(), "slug": "octo-ci"}},
        shapes.check(state, "Lint", HEAD, mine),
    ]
    before = [dict(each) for each in others]
    state.checks += others
    bot.post((None, reports.passing()))
    assert [dict(each) for each in others] == before
    assert len(state.checks) == 4


def test_the_base_is_never_checked(bot: Bot) -> None:
    bot.post((reports.gated(), report_parts.study()))
    assert BASE not in shown(bot.fake)[1]
    assert "64.0 of 100 (+15.0)" in shown(bot.fake)[0][0]
