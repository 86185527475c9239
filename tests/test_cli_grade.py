"""``casegrade grade`` and ``check`` through a real process."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import casegrade
from tests.stories import story
from tests.support import commit, git, repo, write


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A repository with one good story."""
    return write(repo(tmp_path / "store"), {"studies/stock/README.md": story()})


def test_a_good_story_passes(store: Path) -> None:
    ran = casegrade("grade", cwd=store)
    assert ran.code == 0, ran.out
    assert ran.out.splitlines()[0].startswith("studies/stock")
    assert "PASS" in ran.out


def test_the_same_study_gets_the_same_report_however_it_is_named(store: Path) -> None:
    commit(store)
    ways = [
        [],
        ["studies"],
        ["studies/stock"],
        ["./studies//stock/"],
        ["studies/stock/README.md"],
        [str(store / "studies" / "stock")],
        ["studies/stock", "studies/stock/README.md"],
        ["--rev", "HEAD"],
        ["--staged"],
        ["--jobs", "2"],
        ["--no-cache"],
    ]
    outputs = {tuple(way): casegrade("grade", "--format", "json", *way, cwd=store).out for way in ways}
    assert len(set(outputs.values())) == 1


def test_from_inside_the_study_too(store: Path) -> None:
    above = casegrade("grade", "--format", "json", cwd=store)
    inside = casegrade("grade", "--format", "json", ".", cwd=store / "studies" / "stock")
    assert inside.out == above.out


def test_locale_and_hash_seed_change_nothing(store: Path) -> None:
    plain = casegrade("grade", "--format", "json", "--no-cache", cwd=store)
    other = casegrade(
        "grade", "--format", "json", "--no-cache", cwd=store, LC_ALL="C", PYTHONHASHSEED="7", TZ="Asia/Tokyo"
    )
    assert other.out == plain.out


def test_a_staged_study_is_graded_as_it_is_staged(store: Path) -> None:
    git(store, "add", "studies")
    (store / "studies" / "stock" / "README.md").write_text("no front matter any more\n")
    assert casegrade("grade", "--staged", cwd=store).code == 0
    assert casegrade("grade", cwd=store).code == 1


def test_only_what_changed_since_a_revision(store: Path) -> None:
    base = commit(store)
    write(store, {"studies/other/README.md": story(title="Another story")})
    ran = casegrade("grade", "--changed-since", base, "--format", "json", cwd=store)
    assert [study["slug"] for study in ran.report["studies"]] == ["other"]
    assert casegrade("grade", "--changed-since", "HEAD", "studies/stock", cwd=store).code == 0


def test_a_draft_keeps_its_verdict_and_fails_nothing(store: Path) -> None:
    write(
        store, {"studies/stock/README.md": story(status="draft").replace("## Result", "## Result\n\n- TODO: figures\n")}
    )
    ran = casegrade("grade", "--format", "json", cwd=store)
    assert ran.code == 0
    assert ran.report["studies"][0]["verdict"]["state"] == "fail"
    assert ran.report["summary"]["failed"] == 1


def test_fail_under_changes_the_exit_code_only(store: Path) -> None:
    usual = casegrade("grade", "--format", "json", cwd=store)
    strict = casegrade("grade", "--format", "json", "--fail-under", "100", cwd=store)
    assert (usual.code, strict.code) == (0, 1)
    assert usual.out == strict.out


def test_output_goes_to_a_file(store: Path) -> None:
    ran = casegrade("grade", "--format", "json", "--output", "report.json", cwd=store)
    assert ran.out == ""
    assert (store / "report.json").read_text(encoding="utf-8") == casegrade("grade", "--format", "json", cwd=store).out


@pytest.mark.parametrize("form", ["text", "json", "markdown", "sarif", "junit", "github"])
def test_every_format_prints(store: Path, form: str) -> None:
    assert casegrade("grade", "--format", form, cwd=store).code == 0


def test_check_is_quick_and_gives_no_score(store: Path) -> None:
    ran = casegrade("check", "--format", "json", cwd=store)
    study = ran.report["studies"][0]
    assert (ran.code, study["score"], study["criteria"], study["verdict"]["state"]) == (0, None, [], "pass")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("## Result", "## Result\n\n[Component 3] did it\n"), "doc.placeholders"),
        (("## Result", "## Result\n\n[the report](report.md)\n"), "doc.links"),
        (("kind: star-story", "kind: star-story\nlevle: senior"), "front-matter.schema"),
    ],
)
def test_check_names_the_line_of_what_is_broken(store: Path, change: tuple[str, str], rule: str) -> None:
    text = story().replace(*change, 1)
    write(store, {"studies/stock/README.md": text})
    ran = casegrade("check", "--format", "json", cwd=store)
    finding = next(finding for finding in ran.report["studies"][0]["findings"] if finding["rule"] == rule)
    assert ran.code == 1
    assert finding["severity"] == "error"
    assert change[1].strip().splitlines()[-1] == text.splitlines()[finding["line"] - 1].strip()


def test_kind_grades_what_carries_no_front_matter(tmp_path: Path) -> None:
    body = story().split("---\n", 2)[2]
    write(tmp_path, {"loose/story.md": body})
    one = casegrade("grade", "loose/story.md", "--kind", "star-story", "--format", "json", cwd=tmp_path).report[
        "studies"
    ][0]
    folder = casegrade("grade", "loose", "--kind", "star-story", "--format", "json", cwd=tmp_path).report["studies"][0]
    assert (one["slug"], one["status"], folder["slug"]) == ("story", None, "loose")
    assert one["score"] == folder["score"]


def test_prose_that_is_not_english_is_incomplete(store: Path) -> None:
    text = (
        "Der Dienst war langsam, und die Kunden beschwerten sich über die Wartezeit. Wir haben deshalb gemessen, wo "
        "die Zeit bleibt, und gefunden, dass jede Bestellung auf das Lager wartet. Danach haben wir die Abfrage in "
        "eine Warteschlange verlegt, weil sie nicht sofort beantwortet werden muss. Seitdem ist die Antwort nach "
        "kurzer Zeit da. Was wir beim nächsten Mal anders machen würden: früher messen und nicht "
        "erst dann, wenn die Kunden schon gegangen sind. Auch die Kosten sind nun niedriger als vorher. "
    )
    write(store, {"studies/stock/README.md": story().split("\n# ")[0] + f"\n# Titel\n\n## Situation\n\n{text}\n"})
    ran = casegrade("grade", "--format", "json", cwd=store)
    study = ran.report["studies"][0]
    assert ran.code == 1
    assert study["verdict"] == {"state": "incomplete", "reasons": ["language:de"]}
    assert (study["score"], study["criteria"]) == (None, [])
