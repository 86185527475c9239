"""Kept reports: exact, found again only for the same study and rubric, and never in the way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cache import Store, folder
from pipeline.cache.codec import decode, encode
from pipeline.cache.store import ENTRY_BYTES, SHARD_ENTRIES
from pipeline.report import StudyReport, Verdict
from tests.command import ROOT, Ran, casegrade
from tests.reports import CASES
from tests.stories import story
from tests.support import commit, repo, write

PARTS = (("content", "studies/stock"), ("rubric",), ("grade",))


def report() -> StudyReport:
    return CASES["nearly"]().studies[0]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A repository with one good story."""
    return write(repo(tmp_path / "work"), {"studies/stock/README.md": story()})


def graded(work: Path, *arguments: str, **environment: str) -> Ran:
    return casegrade("grade", "--format", "json", *arguments, cwd=work, **environment)


def kept(work: Path) -> list[Path]:
    return sorted(path for path in (work / ".git" / "casegrade-cache").rglob("*") if path.is_file())


def poison(work: Path) -> None:
    """Put a report into the cache that no grading would give."""
    for path in kept(work):
        key = path.parent.name + path.name
        place = Store(work / ".git" / "casegrade-cache")
        known = place.get(key)
        assert known
        place.put(key, replace(known, title="FROM THE CACHE"))


@pytest.mark.parametrize("case", CASES)
def test_a_report_comes_back_as_it_was(case: str) -> None:
    for each in CASES[case]().studies:
        assert decode(encode(each)) == each


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '["",1]',
        '["study"]',
        '["study",1,2]',
        '["os.system","true"]',
        '[["study"]]',
        '["/",1,0]',
    ],
)
def test_nothing_else_is_a_report(text: str) -> None:
    with pytest.raises((ValueError, TypeError, ArithmeticError)):
        decode(text)


def test_a_value_that_a_report_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        encode(replace(report(), title=1.5))  # type: ignore[arg-type]


def test_what_is_kept_is_found_by_the_same_parts_only(store: Store) -> None:
    key = store.key(PARTS)
    store.put(key, report())
    assert store.get(key) == report()
    assert store.get(store.key((*PARTS[:2], ("check",)))) is None
    assert store.key((("a", "b"), ("c",))) != store.key((("a",), ("b", "c")))


def test_a_fault_of_the_grader_is_not_kept(store: Store) -> None:
    key = store.key(PARTS)
    store.put(key, replace(report(), verdict=Verdict("incomplete", ("error:star.action",))))
    assert store.get(key) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[:-1],
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: data + b"x",
        lambda data: b"\0" * len(data) * ENTRY_BYTES,
    ],
    ids=["empty", "cut", "flipped", "longer", "huge"],
)
def test_a_damaged_file_is_no_report(store: Store, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    key = store.key(PARTS)
    store.put(key, report())
    path = tmp_path / "cache" / key[:2] / key[2:]
    path.write_bytes(damage(path.read_bytes()))
    assert store.get(key) is None


def test_a_file_under_another_name_is_no_report(store: Store, tmp_path: Path) -> None:
    key, other = store.key(PARTS), store.key(PARTS[:2])
    store.put(key, report())
    path = tmp_path / "cache" / other[:2] / other[2:]
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(tmp_path / "cache" / key[:2] / key[2:], path)
    assert store.get(other) is None


def test_a_full_directory_loses_its_older_half(store: Store, tmp_path: Path) -> None:
    shard = tmp_path / "cache" / "00"
    shard.mkdir(parents=True)
    for number in range(SHARD_ENTRIES):
        path = shard / f"{number:03}"
        path.touch()
        os.utime(path, (number, number))
    store.put("00" + "f" * 62, report())
    left = sorted(path.name for path in shard.iterdir())
    assert left == [*(f"{number:03}" for number in range(SHARD_ENTRIES // 2, SHARD_ENTRIES)), "f" * 62]


def test_the_place_follows_the_environment() -> None:
    assert folder({}, "/home/ada") == Path("/home/ada/.cache/casegrade")
    assert folder({"XDG_CACHE_HOME": "/x"}, "/home/ada") == Path("/x/casegrade")
    assert folder({"CASEGRADE_CACHE": "/own", "XDG_CACHE_HOME": "/x"}, "/home/ada") == Path("/own")
    assert folder({"CASEGRADE_CACHE": "", "XDG_CACHE_HOME": "relative"}, "/home/ada") == Path(
        "/home/ada/.cache/casegrade"
    )
    assert folder({}, "~") is None


def test_a_kept_report_is_printed_byte_for_byte(work: Path) -> None:
    first = graded(work)
    assert len(kept(work)) == 1
    for other in (graded(work), graded(work, "--no-cache"), graded(work, "studies/stock")):
        assert (other.code, other.out, other.err) == (first.code, first.out, first.err)
    assert len(kept(work)) == 1


def test_a_kept_report_is_what_is_printed(work: Path) -> None:
    graded(work)
    poison(work)
    assert graded(work).report["studies"][0]["title"] == "FROM THE CACHE"
    assert graded(work, "--no-cache").report["studies"][0]["title"] != "FROM THE CACHE"


def test_the_index_and_a_revision_share_what_the_work_tree_kept(work: Path) -> None:
    commit(work)
    graded(work)
    poison(work)
    for option in (["--staged"], ["--rev", "HEAD"]):
        assert graded(work, *option).report["studies"][0]["title"] == "FROM THE CACHE"


@pytest.mark.parametrize(
    "change", ["page", "file", "mode", "rubric", "shared", "pass mark", "kind", "place", "command"]
)
def test_any_change_grades_anew(work: Path, change: str) -> None:
    rubric, shared = "schema/rubrics/star-story.yaml", "schema/shared/document.yaml"
    write(work, {name: (ROOT / name).read_bytes() for name in (rubric, shared)})
    graded(work)
    poison(work)
    study, arguments, command = work / "studies" / "stock", [], "grade"
    if change == "page":
        write(study, {"README.md": story() + "\nOne more word.\n"})
    elif change == "file":
        write(study, {"data.csv": "1"})
    elif change == "mode":
        (study / "README.md").chmod(0o755)
    elif change in {"rubric", "shared"}:
        name = rubric if change == "rubric" else shared
        write(work, {name: (work / name).read_text(encoding="utf-8") + "\n# a comment\n"})
    elif change == "pass mark":
        write(work, {"casegrade.toml": "[pass_marks]\nstar-story = 75\n"})
    elif change == "kind":
        arguments = ["--kind", "star-story", "studies/stock"]
    elif change == "place":
        study.rename(work / "studies" / "other")
    else:
        command = "check"
    told = casegrade(command, "--format", "json", *arguments, cwd=work).report["studies"][0]
    assert told["title"] != "FROM THE CACHE"


def test_a_kind_written_oddly_is_graded_and_not_kept(work: Path) -> None:
    write(work, {"studies/stock/README.md": story().replace("kind: star-story", "kind: star-story  # told")})
    assert graded(work).code == 0
    assert kept(work) == []


def test_a_study_without_rubric_is_kept_too(work: Path) -> None:
    write(work, {"studies/stock/README.md": "# No front matter\n"})
    assert graded(work).out == graded(work).out
    assert len(kept(work)) == 1


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs a path that cannot be written")
@pytest.mark.parametrize("place", ["/dev/null/cache", "relative/cache", "a file"])
def test_a_place_that_cannot_be_used_changes_nothing(work: Path, tmp_path: Path, place: str) -> None:
    usual = graded(work, "--no-cache")
    if place == "a file":
        place = str(tmp_path / "file")
        Path(place).write_text("in the way")
    there = graded(work, CASEGRADE_CACHE=place, XDG_CACHE_HOME=str(tmp_path / "xdg"))
    assert (there.code, there.out, there.err) == (usual.code, usual.out, usual.err)
    assert not (work / "relative").exists()


def test_several_jobs_keep_and_find(work: Path) -> None:
    write(work, {f"studies/stock-{number}/README.md": story() for number in range(5)})
    first = graded(work, "--jobs", "3")
    assert len(kept(work)) == 6
    assert graded(work, "--jobs", "2").out == first.out == graded(work, "--no-cache").out
