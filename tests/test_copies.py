"""A study that holds another one's text is told, whoever comes first; a shared subject is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.copies import Text, copies
from tests.command import casegrade
from tests.stories import story
from tests.support import repo, write

WORDS = [f"w{number}" for number in range(2000)]


def text(slug: str, words: list[str], related: str = "") -> Text:
    front = f"---\ntitle: {slug}\nrelated: [{related}]\n---\n" if related else ""
    return Text(f"studies/{slug}", slug, f"studies/{slug}/README.md", (front + " ".join(words),))


def told(*texts: Text) -> list[tuple[str, str, str]]:
    return [(finding.span.path, finding.severity, finding.message) for finding in copies(texts)]


def test_a_whole_copy_is_told_at_the_later_path_in_any_order() -> None:
    pair = text("alpha", WORDS), text("beta", WORDS)
    expected = [("studies/beta/README.md", "warning", "100 % of this study also stands in studies/alpha")]
    assert told(*pair) == told(*reversed(pair)) == expected


@pytest.mark.parametrize(("own", "severity"), [(200, "warning"), (1100, "note"), (4000, None)])
def test_more_than_half_warns_more_than_a_quarter_is_noted(own: int, severity: str | None) -> None:
    rest = [f"own{number}" for number in range(own)]
    found = told(text("alpha", WORDS), text("beta", [*WORDS[:900], *rest]))
    assert [level for _, level, _ in found] == ([severity] if severity else [])


def test_studies_that_name_each_other_are_left_alone() -> None:
    assert told(text("alpha", WORDS), text("beta", WORDS, related="gamma, alpha")) == []
    assert told(text("alpha", WORDS), text("beta", WORDS, related="alpha-two"))


def test_short_texts_and_what_everybody_has_say_nothing() -> None:
    assert told(text("alpha", WORDS[:40]), text("beta", WORDS[:40])) == []
    assert told(*(text(f"study-{number}", WORDS) for number in range(9))) == []


def test_the_run_tells_it_for_machines_and_people_and_fails_nobody(tmp_path: Path) -> None:
    work = write(repo(tmp_path / "work"), {f"studies/{name}/README.md": story() for name in ("one", "two")})
    done = casegrade("grade", "--format", "json", cwd=work)
    [finding] = done.report["repository"]["findings"]
    assert (finding["rule"], finding["path"]) == ("game.copy", "studies/two/README.md")
    assert done.code == casegrade("grade", "studies/one", cwd=work).code
    for shape in ("text", "markdown"):
        assert casegrade("grade", "--format", shape, cwd=work).out.count("also stands in") == 1
    assert casegrade("grade", "studies/two", "--format", "json", cwd=work).report["repository"]["findings"] == []
