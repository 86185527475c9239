"""`casegrade calibrate` on real files: what it finds, what it leaves out, what it refuses."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.command import ROOT, casegrade
from tests.stories import story
from tests.support import repo, write
from tests.test_facts_language import PROSE

HEADER = "kind\tslug\trater\tdepth\toverall\tpublish"
ROWS = [
    f"star-story\tnight-{n}\t{rater}\t{n % 5}\t{20 * n}\t{'y' if n > 3 else 'n'}" for n in range(5) for rater in "ab"
]


def body(text: str) -> str:
    """The story without its front matter, as other people's studies come."""
    return text.split("---\n", 2)[2]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    lines = body(story()).split("\n")
    files = {f"star-story/night-{n}/README.md": "\n".join(lines[: len(lines) * (n + 1) // 5]) for n in range(5)}
    write(repo(tmp_path / "corpus"), {**files, "labels.tsv": "\n".join([HEADER, *ROWS]) + "\n"})
    return tmp_path / "corpus"


def test_the_order_of_longer_and_better_stories_is_found(corpus: Path) -> None:
    done = casegrade("calibrate", "--labels", "labels.tsv", ".", "--format", "json", "--no-cache", cwd=corpus)
    assert done.code == 0
    found = json.loads(done.out)
    assert found["studies"] == 5
    assert found["lines"][0]["name"] == "as shipped"
    assert found["lines"][0]["spearman"] >= 0.9
    assert found["lines"][-1] | {"spearman": 1.0, "auc": 1.0, "difference": 0.0} == found["lines"][-1]
    assert {line["id"] for line in found["criteria"]} >= {"sit.business", "res.baseline"}


@pytest.mark.parametrize("path", [".", "star-story", "./star-story/"])
def test_any_spelling_of_the_path_gives_the_same(corpus: Path, path: str) -> None:
    told = [
        casegrade("calibrate", "--labels", "labels.tsv", spelling, "--format", "json", "--no-cache", cwd=corpus).out
        for spelling in (".", path)
    ]
    assert told[0] == told[1]


def test_people_read_targets_and_who_is_left_out(corpus: Path) -> None:
    write(
        corpus,
        {"star-story/leer/README.md": f"# Nacht\n\n{PROSE['de']}\n"},
    )
    more = "\n".join([HEADER, *ROWS, "star-story\tleer\ta\t1\t5\tn", "star-story\tgone\ta\t1\t5\tn"])
    write(corpus, {"labels.tsv": more})
    done = casegrade("calibrate", "--labels", "labels.tsv", ".", "--suggest", "--no-cache", cwd=corpus)
    assert "star-story/leer" in done.out.split("Targets")[0]
    assert "1 labelled studies do not stand" in " ".join(done.out.split())
    assert "length alone" in done.out
    assert "the raters between themselves" in done.out
    assert "Weights of star-story" in done.out
    assert "weight: " in done.out
    assert "too few" in done.out


def test_commas_serve_as_well_as_tabs_and_raters_are_named(corpus: Path) -> None:
    commas = "\n".join([HEADER, *ROWS]).replace("\t", ",").replace("night-1,", '"night-1",')
    write(corpus, {"labels.csv": commas})
    command = ("calibrate", ".", "--raters", "language models", "--labels")
    told = [casegrade(*command, name, cwd=corpus).out for name in ("labels.tsv", "labels.csv")]
    assert told[0] == told[1]
    assert "2 raters (language models)" in told[0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind\tslug\n", "labels.tsv:1: there is no column 'rater'"),
        (f"{HEADER}\nstar-story\tx\ta\t1\t101\ty\n", "labels.tsv:2: overall is '101'"),
        (f"{HEADER}\nstar-story\tx\ta\t1\t10\tmaybe\n", "labels.tsv:2: publish is 'maybe'"),
        (f"{HEADER}\nstar-story\tx\ta\n", "labels.tsv:2: 3 values stand under 6 columns"),
        (f"{HEADER}\n{ROWS[0]}\n{ROWS[0]}\n", "labels.tsv:3: a labels star-story/night-0 twice"),
        (f"{HEADER}\n", "labels.tsv: no label stands in it"),
        (f"{HEADER}\nstar-story\tx\ta\t1\t10\ty\n", "none of the labelled studies stands at those paths"),
    ],
)
def test_bad_labels_are_refused_with_their_line(corpus: Path, text: str, message: str) -> None:
    write(corpus, {"labels.tsv": text})
    done = casegrade("calibrate", "--labels", "labels.tsv", ".", cwd=corpus)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_labels_that_are_not_there_are_told(corpus: Path) -> None:
    done = casegrade("calibrate", "--labels", "nothing.tsv", ".", cwd=corpus)
    assert (done.code, "nothing.tsv: cannot read" in done.err) == (2, True)


@pytest.mark.skipif("CASEGRADE_CORPUS" not in os.environ, reason="needs the labelled studies")
def test_the_published_figures_are_those_of_this_version() -> None:
    corpus = os.environ["CASEGRADE_CORPUS"]
    options = ("--raters=language models", "--format=markdown")  # those of `nox -s calibrate`
    done = casegrade("calibrate", *options, f"--labels={corpus}/labels.tsv", corpus, cwd=ROOT)
    published = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    assert done.out == published, "docs/agreement.md is stale: run `nox -s calibrate`"
