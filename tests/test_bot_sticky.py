"""The comment as people read it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bot.judgement import Judgement, judge
from pipeline.bot.outcome import decide
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.surfaces import budget
from pipeline.bot.surfaces.budget import Block, Budget
from pipeline.bot.surfaces.sticky import comment, same
from pipeline.bot.voices import SILENCE, Progress, Voices
from pipeline.compare import compare
from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NEXT, TODAY, WEB, Pair, flood, pulled, reviewed
from tests.github_markdown import shown
from tests.golden_files import golden

REMOVED = report_parts.moved(report_parts.study(), "old-news")
CASES: dict[str, tuple[Pair, ...]] = {
    "small": ((reports.gated(), reports.passing()),),
    "large": (
        (None, reports.gated()),
        (report_parts.moved(reports.language(), "cache"), report_parts.moved(reports.passing(), "cache")),
        (REMOVED, None),
    ),
    "grader-error": ((report_parts.study(), reports.grader_error()),),
    "draft": ((None, replace(report_parts.study(), status="draft")),),
    "nothing": (),
}


@pytest.mark.parametrize("name", CASES)
def test_the_comment_reads_as_it_did_when_somebody_last_looked(name: str) -> None:
    golden(f"bot/{name}.md", comment(pulled(), decide(reviewed(*CASES[name])), WEB) + "\n")


IMPACT = {
    "rubrics": [{"kind": "system-design", "old": "1.0.0", "new": "1.1.0"}],
    "studies": [
        {
            "path": f"studies/{slug}",
            "slug": slug,
            "old": {"state": "pass", "points": 76.5, "band": "strong"},
            "new": {"state": state, "points": points, "band": band},
        }
        for slug, state, points, band in (
            ("cache", "fail", 64.25, "developing"),
            ("queue", "pass", 78, "strong"),
            ("ledger", "pass", 91, "exemplary"),
        )
    ],
    "fault": None,
}
WAIVER = {
    "slug": "rate-limiter",
    "rule": "doc.placeholders",
    "reason": "The brackets belong to the product's name.",
    "by": "grace",
    "expires": "2026-12-31",
}
VOICES = Voices(
    approvals=("grace",),
    objections=("linus",),
    checklists=(Progress("rita", (("system-design", True), ("system-design", False), ("system-design", False))),),
)
QUESTIONS = {"system-design": [{"id": "human.true", "title": "It is true", "ask": "Is it true?"}]}
STANDINGS: dict[str, tuple[tuple[Pair, ...], dict[str, Any], Voices]] = {
    "impact": ((), {"impact": IMPACT, "tooling": ["schema/rubrics/system-design.yaml"]}, SILENCE),
    "split": (CASES["small"], {"tooling": [".github/workflows/x.yml", "pipeline/`@o/t`.py"]}, SILENCE),
    "held": (CASES["small"], {}, Voices(holds=("grace",))),
    "people": (CASES["small"], {"questions": QUESTIONS, "settings": {"approvals": 2, "unwaivable": []}}, VOICES),
    "waived": (((None, reports.gated()),), {"waivers": [WAIVER, {**WAIVER, "rule": "files.cover"}]}, SILENCE),
}


@pytest.mark.parametrize("name", STANDINGS)
def test_what_stands_beside_the_grade_reads_as_it_did(name: str) -> None:
    pairs, fields, voices = STANDINGS[name]
    outcome = decide(reviewed(*pairs, **fields), voices, TODAY)
    golden(f"bot/{name}.md", comment(pulled(author_association="FIRST_TIMER"), outcome, WEB) + "\n")


def test_a_comment_that_is_cut_says_so_and_keeps_what_matters() -> None:
    passing = [(None, report_parts.moved(flood(reports.passing(), 40), f"study-{number:02}")) for number in range(30)]
    failing = (None, report_parts.moved(flood(report_parts.study(), 40), "zzz"))
    text = comment(pulled(), decide(reviewed(*passing, failing)), WEB)
    assert budget.COMMENT.holds(text)
    assert text.startswith("<!-- casegrade:sticky:1 pull:7 -->\n## Changes needed · 30 of 31 studies pass")
    assert "parts are left out here for length" in text
    assert text.count("### PASS") == 30
    assert "</summary>" in text[text.index("### FAIL") :]
    assert text.count("<details>") == text.count("</details>")
    golden("bot/cut.md", text + "\n")


def test_what_is_to_be_mended_stands_on_top_and_what_is_gone_at_the_end() -> None:
    passing = (None, report_parts.moved(reports.passing(), "a"))
    failing = (None, report_parts.moved(report_parts.study(), "b"))
    text = comment(
        pulled(), decide(reviewed((report_parts.moved(reports.passing(), "0"), None), passing, failing)), WEB
    )
    assert text.index("### FAIL") < text.index("### PASS") < text.index("### Removed")


def test_each_key_of_the_front_matter_is_told_in_full() -> None:
    wrong = reports.front_matter()
    twice = tuple(replace(each, rule="front-matter.schema", fingerprint=each.message) for each in wrong.findings)
    text = comment(pulled(), decide(reviewed((None, replace(wrong, findings=twice)))), WEB)
    assert "\n1. " in text
    assert "\n2. " in text
    assert "All findings" not in text


def test_a_criterion_at_the_same_level_is_no_change_of_the_text() -> None:
    """Where one criterion stops to apply, its share goes to all others: no row of ±0.0 each."""
    base = reports.passing()
    lost, *rest = base.criteria
    shared = [replace(each, points=each.points * Fraction(51, 50)) for each in rest]
    head = replace(base, criteria=(replace(lost, level=0, points=Fraction(0)), *shared))
    text = comment(pulled(), decide(reviewed((base, head))), WEB)
    changed = text[text.index("Changed since the base (1)") :].partition("</details>")[0]
    assert changed.count("| level ") == 1
    assert "at the same level, for another share of 100" in changed
    assert "±0.0" not in changed


@pytest.mark.parametrize("name", ["impact", "nothing"])
def test_a_newcomer_without_a_study_is_told_nothing_about_studies(name: str) -> None:
    pairs, fields, voices = STANDINGS.get(name, ((), {}, SILENCE))
    text = comment(pulled(author_association="FIRST_TIMER"), decide(reviewed(*pairs, **fields), voices, TODAY), WEB)
    assert "New here?" not in text
    assert "a finding" not in text


def test_without_a_report_the_author_is_told_that_nothing_is_asked_of_them() -> None:
    golden("bot/no-report.md", comment(pulled(), decide(None), WEB) + "\n")


def test_hostile_text_is_shown_and_does_nothing() -> None:
    html = shown(comment(pulled(), decide(reviewed((None, reports.hostile()))), WEB))
    assert "<img" not in html
    assert "evil.example</a>" not in html
    assert html.count("<!--") == 1
    assert all(f'href="{WEB}/' in part for part in html.split("<a ")[1:] for part in [part[: part.index(">")]])


@given(
    st.lists(st.tuples(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(0, 3)), max_size=12),
    st.integers(200, 400),
)
def test_what_is_left_of_any_blocks_is_within_the_budget_and_in_order(
    parts: list[tuple[str, int]], points: int
) -> None:
    blocks = [
        Block(f"{index}:{text.encode(errors='ignore').decode()}", rank) for index, (text, rank) in enumerate(parts)
    ]
    limit = Budget(points, points * 2)
    text = budget.joined(blocks, limit, "The job has the rest.")
    assert limit.holds(text)
    kept = [block for block in blocks if block.text in text]
    assert [text.index(block.text) for block in kept] == sorted(text.index(block.text) for block in kept)
    assert ("left out here for length" in text) == (len(kept) < len(blocks))


def test_the_least_important_goes_first() -> None:
    blocks = [Block("a" * 90), Block("b" * 90, 2), Block("c" * 90, 1)]
    text = budget.joined(blocks, Budget(270, 999), "")
    assert [letter in text for letter in ("aaa", "bbb", "ccc")] == [True, False, True]


def test_only_the_commit_may_differ_between_comments_that_say_the_same() -> None:
    one, other = (comment(pulled(sha), decide(reviewed(*CASES["small"], head=sha)), WEB) for sha in (HEAD, NEXT))
    assert one != other
    assert same(one, other.replace("\n", "\r\n"))
    assert not same(one, one.replace("78.2", "78.3"))
    assert not same("1234567", "7654321")


states = st.sampled_from(["pass", "fail", "incomplete"])
statuses = st.sampled_from(["draft", "review", "approved", "archived"])
scores = st.integers(0, 100).map(Fraction)


@given(st.lists(st.tuples(statuses, scores, st.booleans()), max_size=4))
def test_ready_means_that_no_study_that_counts_is_held_back(drawn: list[tuple[str, Fraction, bool]]) -> None:
    heads = []
    for number, (status, points, shut) in enumerate(drawn):
        passed = points >= 70 and not shut
        study = replace(
            reports.gated() if shut else reports.passing(),
            status=status,
            score=replace(reports.passing().score, points=points),  # type: ignore[type-var]
            verdict=replace(reports.passing().verdict, state="pass" if passed else "fail"),
        )
        heads.append(report_parts.moved(study, f"s{number}"))
    report = ReviewReport(base_sha=BASE, head_sha=HEAD, studies=tuple(compare(None, head) for head in heads))
    held = any(head.status == "draft" or (head.counts and head.verdict.state != "pass") for head in heads)
    assert (judge(report) is Judgement.READY) == (bool(heads) and not held)
    assert (judge(report).conclusion == "success") == (not held)


def test_no_judgement_concludes_what_would_satisfy_a_required_check_without_a_pass() -> None:
    assert {each.conclusion for each in Judgement} == {"success", "failure", "action_required"}
