"""What an author does: a new study, its findings, its way to a pass; and what a change does to a grade."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from pipeline.library import KINDS, Library
from pipeline.rubric.beyond import BEYOND
from tests.command import casegrade
from tests.stories import story
from tests.support import commit, repo, write

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "criteria"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return repo(tmp_path / "store")


@pytest.mark.parametrize("kind", KINDS)
def test_a_fresh_scaffold_is_a_valid_draft_that_waits_for_its_author(store: Path, kind: str) -> None:
    made = casegrade("new", "my-study", "--kind", kind, cwd=store)
    assert made.code == 0
    graded = casegrade("grade", "--format", "json", cwd=store)
    study = graded.report["studies"][0]
    assert graded.code == 0
    assert (study["status"], study["verdict"]["state"]) == ("draft", "fail")
    assert study["score"]["points"] < 5, "the links of the index are all that stands there"
    gates = {gate["id"]: gate["state"] for gate in study["gates"]}
    assert gates["doc.placeholders"] == "unmet"
    assert {gates[name] for name in gates if name.startswith(("front-matter", "layout"))} == {"met"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_fresh_scaffold_breaks_nothing_but_what_waits(store: Path, kind: str) -> None:
    casegrade("new", "my-study", "--kind", kind, cwd=store)
    checked = casegrade("check", "--format", "json", cwd=store).report["studies"][0]
    assert checked["verdict"]["reasons"] == ["gate:doc.placeholders"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_of_a_scaffold_says_its_title_twice_or_leaves_out_a_rank(store: Path, kind: str) -> None:
    casegrade("new", "my-study", "--kind", kind, cwd=store)
    for page in (store / "studies/my-study").iterdir():
        heads = [line for line in page.read_text().splitlines() if line.startswith("#")]
        titles = [head.lstrip("# ").lower() for head in heads]
        assert len(set(titles)) == len(titles), page.name
        ranks = [head.count("#", 0, 4) for head in heads]
        assert all(later - earlier < 2 for earlier, later in itertools.pairwise(ranks)), page.name


def test_a_new_study_without_a_kind_is_told_the_kinds(store: Path) -> None:
    assert all(kind in casegrade("new", "mine", cwd=store).err for kind in KINDS)


def test_where_no_study_can_be_written_it_is_said(store: Path) -> None:
    write(store, {"studies": "a file\n"})
    ran = casegrade("new", "mine", "--kind", "star-story", cwd=store)
    assert ran.code == 2
    assert ran.err.startswith("casegrade: studies/mine: cannot write: ")


def test_a_new_study_never_overwrites(store: Path) -> None:
    write(store, {"studies/mine/README.md": "mine\n"})
    ran = casegrade("new", "mine", "--kind", "star-story", cwd=store)
    assert ran.code == 2
    assert (store / "studies/mine/README.md").read_text() == "mine\n"


def test_diff_shows_what_a_change_does(store: Path) -> None:
    write(store, {"studies/stock/README.md": story(), "studies/untouched/README.md": story(title="Another")})
    base = commit(store)
    write(
        store, {"studies/stock/README.md": story().replace("from 3.1 s to 280 ms", "to 280 ms").split("## Lessons")[0]}
    )
    ran = casegrade("diff", base, "--format", "json", cwd=store)
    assert "studies/stock" in ran.out
    assert "untouched" not in ran.out
    assert ran.code == casegrade("grade", "studies/stock", cwd=store).code
    assert any(change["id"] == "plus.future" for change in ran.report["studies"][0]["regressed"])


def test_diff_between_two_revisions_needs_no_work_tree(store: Path) -> None:
    write(store, {"studies/stock/README.md": story()})
    base = commit(store)
    write(store, {"studies/stock/README.md": story().split("## Lessons")[0]})
    head = commit(store)
    write(store, {"studies/stock/README.md": "broken"})
    ran = casegrade("diff", base, head, cwd=store)
    assert "plus.future" in ran.out
    assert "plus.tradeoffs" not in ran.out, "its level stayed"


def test_diff_of_nothing_is_fine(store: Path) -> None:
    write(store, {"studies/stock/README.md": story()})
    base = commit(store)
    assert casegrade("diff", base, cwd=store).code == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_rubric_can_be_read(store: Path, kind: str) -> None:
    ran = casegrade("rubric", kind, cwd=store)
    assert ran.code == 0
    assert len(ran.out.splitlines()) > 30


def test_explain_says_why_and_shows_weak_and_strong(store: Path) -> None:
    ran = casegrade("explain", "plus.tradeoffs", cwd=store)
    assert ran.code == 0
    assert "Every choice has a price" in ran.out
    assert "Kafka because it is scalable" in ran.out


@pytest.mark.parametrize("name", sorted({rule.id for kind in KINDS for rule in Library(None).rubric(kind).rules()}))
def test_every_rule_has_a_page(name: str) -> None:
    assert (DOCS / f"{name}.md").is_file()


@pytest.mark.parametrize("name", ["human.true", "human.level"])
def test_what_people_judge_has_a_page_and_can_be_explained(store: Path, name: str) -> None:
    ran = casegrade("explain", name, cwd=store)
    assert ran.code == 0
    assert "What reviewers are asked" in ran.out
    assert (DOCS / f"{name}.md").is_file()
    assert "human.true" in casegrade("rubric", "star-story", cwd=store).out


@pytest.mark.parametrize("name", sorted(BEYOND))
def test_a_rule_of_no_rubric_has_a_page_and_can_be_explained(store: Path, name: str) -> None:
    ran = casegrade("explain", name, cwd=store)
    assert ran.code == 0
    assert BEYOND[name].title in ran.out
    assert (DOCS / f"{name}.md").is_file()


def test_the_least_words_of_each_section_are_told(store: Path) -> None:
    ran = casegrade("explain", "doc.substance", "--kind", "star-story", cwd=store)
    assert "Situation 30" in ran.out
    assert "portfolio-project" not in ran.out


def test_whatever_the_source_calls_a_rule_can_be_explained() -> None:
    """A rule named in a finding that is made outside the rubrics: of reading, of sections, of copies."""
    known = {rule.id for kind in KINDS for rule in Library(None).rubric(kind).rules()} | set(BEYOND)
    families = "|".join(sorted({name.partition(".")[0] for name in known}))
    named = re.compile(rf'"((?:{families})\.[a-z_]+)"')
    source = [path for path in (ROOT / "pipeline").rglob("*.py") if "probes" not in path.parts]
    found = {name for path in source for name in named.findall(path.read_text(encoding="utf-8"))}
    assert "game.copy" in found
    assert not {name for name in found if name not in known and not name.endswith((".md", ".py"))}
