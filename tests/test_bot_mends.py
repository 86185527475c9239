"""Mends that are offered beside a line: what is edited, and that applying one removes its finding."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.bot.mends import edit
from pipeline.bot.review_report import read_review
from pipeline.report import Finding
from pipeline.study import Span
from tests.bot_cases import event
from tests.command import casegrade
from tests.report_parts import finding
from tests.stories import story
from tests.support import commit, git, repo, write

PAGE = "studies/new/README.md"
DIAGRAM = "\n## Evidence\n\n```mermaid\nflowchart LR\n  api[Checkout (Go)] --> db[(Orders)]\n  db --> log[Log]\n```\n"


def advised(fix: str) -> Finding:
    return finding("front-matter.schema", 3, fix=fix)


@pytest.mark.parametrize(
    ("fix", "line", "mended"),
    [
        ("Write `status: review`; allowed are `draft` and `review`.", "status: reveiw", "status: review"),
        ("Rename it to `technologies`.", "technolgies: [Go]", "technologies: [Go]"),
        ('Put quotes around it: `level: "3"`.', "level: 3", 'level: "3"'),
        ("Write it without quotes: `team_size: 3`.", 'team_size: "3"', "team_size: 3"),
        ("Write `name: Ada`.", "  - name: 1", "  - name: Ada"),
        (
            'Put a label that holds brackets in quotes: api["Checkout (Go)"]',
            "  api[Checkout (Go)] --> db[(Orders)]",
            '  api["Checkout (Go)"] --> db[(Orders)]',
        ),
    ],
)
def test_the_advice_is_followed_to_the_letter(fix: str, line: str, mended: str) -> None:
    assert edit(advised(fix), line) == mended


@pytest.mark.parametrize(
    ("fix", "line"),
    [
        ("Say from what to what.", "much faster"),
        ("Write `status: review`.", "kind: x"),
        ("Write `status: review`.", "a line without a key"),
        ("Write `draft`, `review`, `approved` or `archived`.", "status: x"),
        ('Put a label that holds brackets in quotes: api["Checkout (Go)"]', "apis[Checkout (Go)] --> db"),
        ('Put a label that holds brackets in quotes: a["x (y)"]', "a[x (y)] --> a[x (y)]"),
    ],
)
def test_where_the_edit_is_not_clear_none_is_made(fix: str, line: str) -> None:
    assert edit(advised(fix), line) is None


def reviewed(folder: Path, text: str) -> Any:
    """The review report on a pull request that adds a study of that text."""
    work = write(repo(folder / "work"), {"README.md": "x\n"})
    base = commit(work, "base")
    write(work, {PAGE: text})
    head = commit(work, "head")
    git(folder, "clone", "--quiet", "--bare", str(work), "bare.git")
    (folder / "event.json").write_text(json.dumps(event(head, base={"sha": base})), encoding="utf-8")
    ran = casegrade(
        *("review", "grade", "--event", "event.json", "--git-dir", "bare.git", "--output", "report.json"), cwd=folder
    )
    assert ran.code == 0, ran.err
    content = (folder / "report.json").read_bytes()
    return read_review(content, head, "report.json")


@pytest.mark.parametrize(
    "text",
    [
        story(status="reveiw"),
        story() + DIAGRAM,
        story().replace("technologies:", "technolgies:"),
        story(status="reveiw").replace("\n", "\r\n"),
    ],
    ids=["word", "diagram", "key", "windows"],
)
def test_applying_what_is_offered_removes_the_finding(tmp_path: Path, text: str) -> None:
    report = reviewed(tmp_path, text)
    assert report.mends
    for number, mend in enumerate(report.mends):
        lines = text.split("\n")
        lines[mend.line - 1 : mend.end_line] = [mend.text]
        folder = tmp_path / str(number)
        folder.mkdir()
        after = reviewed(folder, "\n".join(lines))
        assert mend.fingerprint not in {each.fingerprint for each in after.heads[0].findings}


def test_a_sound_study_is_offered_nothing(tmp_path: Path) -> None:
    assert reviewed(tmp_path, story()).mends == ()


def test_a_finding_without_words_of_its_own_is_not_edited() -> None:
    bare = replace(advised("Write `a: b`."), span=Span(PAGE, 1, 1))
    assert edit(bare, "---") is None
