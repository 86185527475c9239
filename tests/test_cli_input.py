"""Bad input: one line with place and remedy, the right exit code, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command import ROOT, casegrade
from tests.stories import story
from tests.support import repo, write


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A repository without commits and studies."""
    return repo(tmp_path / "store")


def one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.startswith("casegrade: ")


@pytest.mark.parametrize(
    "arguments",
    [
        ["grade", "no/such/place"],
        ["grade", "empty"],
        ["grade", "../outside"],
        ["grade", "--rev", "HEAD"],
        ["grade", "--rev", "no-such-branch"],
        ["grade", "--rev=--output=x"],
        ["grade", "--changed-since", "main"],
        ["grade"],
        ["check"],
        ["diff", "HEAD"],
        ["explain", "no.such"],
        ["new", "Not A Slug", "--kind", "star-story"],
        ["new", "fine"],
        ["grade", "notes.txt", "--kind", "star-story"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_says_what_to_do(empty: Path, arguments: list[str]) -> None:
    (empty / "empty").mkdir()
    write(empty, {"notes.txt": "notes\n"})
    ran = casegrade(*arguments, cwd=empty)
    assert ran.code == 2
    assert one_line(ran.err), ran.err
    assert ran.out == ""


def test_outside_a_repository_a_path_is_needed(tmp_path: Path) -> None:
    ran = casegrade("grade", cwd=tmp_path)
    assert ran.code == 2
    assert one_line(ran.err)


STUDY_FAULTS = {
    "no front matter": ("# A study\n\nText.\n", "front-matter"),
    "a list": ("---\n- a\n- b\n---\n\n# A\n", "front-matter"),
    "unterminated": ("---\ntitle: x\n\n# A\n", "front-matter"),
    "an unknown kind": (story(kind="star-storey"), "kind"),
    "no kind": (story().replace("kind: star-story\n", ""), "front-matter"),
}


@pytest.mark.parametrize("name", STUDY_FAULTS)
def test_a_study_at_fault_fails_with_a_finding(empty: Path, name: str) -> None:
    text, reason = STUDY_FAULTS[name]
    write(empty, {"studies/bad/README.md": text, "studies/good/README.md": story()})
    ran = casegrade("grade", "--format", "json", cwd=empty)
    bad, good = ran.report["studies"]
    assert ran.code == 1
    assert bad["verdict"] == {"state": "fail", "reasons": [reason]}
    assert (bad["score"], bad["criteria"]) == (None, [])
    assert bad["findings"][0]["fix"]
    assert good["verdict"]["state"] == "pass"


def test_an_unknown_kind_names_the_nearest(empty: Path) -> None:
    write(empty, {"studies/bad/README.md": story(kind="star-storey")})
    assert "star-story" in casegrade("grade", cwd=empty).out


def test_a_binary_page_is_a_finding(empty: Path) -> None:
    write(empty, {"studies/bad/README.md": story(), "studies/bad/more.md": b"\x89PNG\0\0\xff"})
    ran = casegrade("grade", "--format", "json", cwd=empty)
    assert ran.code == 1
    assert any(
        f["path"] == "studies/bad/more.md" and f["severity"] == "error" for f in ran.report["studies"][0]["findings"]
    )


def test_a_pipe_is_not_waited_for(empty: Path) -> None:
    write(empty, {"studies/bad/README.md": story()})
    os.mkfifo(empty / "studies" / "bad" / "more.md")
    ran = casegrade("grade", cwd=empty)
    assert ran.code == 1
    assert "is no regular file" in ran.out


def test_a_rubric_with_a_typo_is_refused_with_its_line(empty: Path) -> None:
    rubric = (ROOT / "schema/rubrics/star-story.yaml").read_text(encoding="utf-8")
    write(
        empty,
        {"studies/a/README.md": story(), "schema/rubrics/star-story.yaml": rubric.replace("weight: 6", "wieght: 6", 1)},
    )
    ran = casegrade("grade", cwd=empty)
    assert ran.code == 2
    assert one_line(ran.err)
    assert "schema/rubrics/star-story.yaml:" in ran.err


def test_a_repository_has_its_own_rubric(empty: Path) -> None:
    rubric = (ROOT / "schema/rubrics/star-story.yaml").read_text(encoding="utf-8")
    write(
        empty,
        {
            "studies/a/README.md": story(),
            "schema/rubrics/star-story.yaml": rubric.replace("version: 1.", "version: 7.", 1),
        },
    )
    ran = casegrade("grade", "--format", "json", cwd=empty)
    assert ran.report["studies"][0]["rubric"]["version"].startswith("7.")


def test_a_configuration_with_an_unknown_key_is_refused(empty: Path) -> None:
    write(empty, {"studies/a/README.md": story(), "casegrade.toml": 'studis = "x"\n'})
    ran = casegrade("grade", cwd=empty)
    assert ran.code == 2
    assert "studies" in ran.err


def test_the_configuration_sets_the_pass_mark(empty: Path) -> None:
    write(empty, {"studies/a/README.md": story(), "casegrade.toml": "[pass_marks]\nstar-story = 100\n"})
    ran = casegrade("grade", "--format", "json", cwd=empty)
    assert ran.code == 1
    assert any(reason.startswith("score:") for reason in ran.report["studies"][0]["verdict"]["reasons"])
