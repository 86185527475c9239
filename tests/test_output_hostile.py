"""Whole outputs of hostile reports, judged by renderers that are not ours: nothing acts, nothing breaks out.

`nox -s fuzz` sets CASEGRADE_EXAMPLES to try more; 20,000 of each were tried when this was written.
"""

from __future__ import annotations

import html
import json
import os
import re
import socket
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.bot.commands.answer import Shelf, respond
from pipeline.bot.desired import Desired, desire
from pipeline.bot.event import Remark
from pipeline.bot.impact import read_impact
from pipeline.bot.mends import Mend
from pipeline.bot.outcome import decide
from pipeline.bot.review_report import REPORT_BYTES, ReviewReport
from pipeline.bot.surfaces import budget
from pipeline.bot.surfaces.budget import Block
from pipeline.bot.voices import Progress, Voices, Waiver
from pipeline.cli.main import main
from pipeline.compare import compare
from pipeline.load.layout import printable
from pipeline.measure import Evidence
from pipeline.render import RENDERERS, Look, comparison
from pipeline.report import Report, StudyReport
from pipeline.rubric import Question
from pipeline.study import Span
from tests import github_markdown, report_parts
from tests.bot_cases import BASE, HEAD, TODAY, WEB, event, files, pulled
from tests.runner_log import commands
from tests.test_bot_sticky import IMPACT, QUESTIONS
from tests.test_render_escape import TEXTS, UNSEEN, seen

EXAMPLES = int(os.environ.get("CASEGRADE_EXAMPLES", "1000"))
many = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

WORDS = st.lists(TEXTS, min_size=6, max_size=6)
"""Title, quote, message, advice, a file's name, what a person wrote."""

TAGS = re.compile(r"<(/?)([a-zA-Z!?][^\s>/]*)([^>]*)>")
PLAIN = frozenset(re.findall(r"\w+", """
    p span table thead tbody tr td th ul ol li code details summary em strong sub h1 h2 h3 h4 hr br blockquote pre
"""))  # fmt: skip
BLOCKS = frozenset(re.findall(r"\w+", "table tr td th details summary h1 h2 h3 h4 hr blockquote pre ol"))
ATTRIBUTES = re.compile(r'(?: align="right"| checked=""| disabled=""| type="checkbox"| /)*')
ACTED_ON = re.compile(r"@\w|#\d|GH-\d|(?:CVE|GHSA)-\w|://|www\.", re.IGNORECASE | re.ASCII)


def tame(text: str) -> str:
    """Words that do nothing, in as many lines."""
    return "\n".join("word" * bool(seen(line)) for line in text.splitlines())


def poisoned(words: list[str]) -> StudyReport:
    """A study that says those words wherever a study has a say."""
    title, quote, message, fix, name, _ = words
    path = f"{report_parts.HERE}/{printable(name.replace('/', ''))}.md"
    said = report_parts.finding("deepdive.results", 3, quote=quote, message=message, fix=fix, gain=3)
    gate = replace(report_parts.PLACEHOLDERS, quote=quote, message=f'"{quote}" is still there', fix=f"Write `{fix}`")
    first = replace(report_parts.CRITERIA[0], title=title, section=title, evidence=(Evidence(Span(path, 3, 3), quote),))
    return report_parts.study(
        title=title,
        criteria=(first, *report_parts.CRITERIA[1:]),
        findings=(replace(said, span=Span(path, 3, 3)), gate, *report_parts.FINDINGS[1:3]),
    )


def assert_still(text: str, *, mention: str = "") -> None:
    """As GitHub shows it: no element but ours, no link but ours, no comment but the marker, nobody called."""
    lines = text.split("\n", 1)
    marked = lines[0].startswith("<!-- casegrade:")
    shown = github_markdown.shown(lines[1] if marked else text)
    assert "<!--" not in shown
    for _, name, attributes in TAGS.findall(shown):
        ours = name == "a" and re.fullmatch(rf' href="{WEB}/[^"<>]*"', attributes)
        assert (
            ours or (name in {"a", "input", *PLAIN} and ATTRIBUTES.fullmatch(attributes)) or _fenced(name, attributes)
        ), (
            name,
            attributes,
        )
    visible = html.unescape(TAGS.sub("\0", re.sub(r"(?s)<code.*?</code>", "", shown)))
    assert not ACTED_ON.search(visible.replace(f"@{mention}", "") if mention else visible), visible
    assert not {unicodedata.category(c) for c in text if c not in "\n\u200b"} & UNSEEN


def _fenced(name: str, attributes: str) -> bool:
    return name == "pre" and attributes in {' lang="suggestion"', ' lang="mermaid"'}


def blocks(text: str) -> list[str]:
    """The skeleton of what GitHub shows: hostile words must not change it."""
    return [f"{end}{name}" for end, name, _ in TAGS.findall(github_markdown.shown(text)) if name in BLOCKS]


def desired(words: list[str]) -> Desired:
    head, other = poisoned(words), words[5]
    waivers = [{"rule": "doc.placeholders", "slug": head.slug, "reason": other, "by": "grace", "expires": ""}]
    impact: Mapping[str, Any] = IMPACT
    shifts = [{**each, "path": f"studies/{printable(words[4])}"} for each in impact["studies"]]
    finding = head.findings[0]
    mend = Mend(
        fingerprint=finding.fingerprint, path=finding.span.path, line=3, end_line=3, text=" ".join(other.split())
    )
    report = ReviewReport(
        base_sha=BASE,
        head_sha=HEAD,
        studies=(compare(report_parts.study(), head),),
        tooling=(printable(words[4]) or "x", f"pipeline/{printable(other)}"),
        waivers=tuple(Waiver(**waiver) for waiver in (*waivers, {**waivers[0], "rule": other or "x"})),
        changed={finding.span.path: ((1, 9),)},
        mends=(mend,),
        questions={kind: tuple(Question(**one) for one in asked) for kind, asked in QUESTIONS.items()},
        impact=read_impact({**impact, "studies": shifts, "fault": other if len(other) % 5 == 0 else None}),
    )
    voices = Voices(
        approvals=("grace",),
        objections=("linus",),
        checklists=(Progress("rita", (("star-story", True), ("star-story", False))),),
    )
    return desire(pulled(author_association="FIRST_TIMER"), decide(report, voices, TODAY), WEB)


@many
@given(WORDS)
def test_a_summary_and_a_check_act_on_nothing(words: list[str]) -> None:
    wanted, benign = desired(words), desired([tame(word) for word in words])
    assert wanted.sticky is not None
    assert benign.sticky is not None
    for text, plain in ((wanted.sticky.body, benign.sticky.body), (wanted.check.summary, benign.check.summary)):
        assert_still(text)
        assert budget.COMMENT.holds(text)
        if len(words[5]) % 5 and len(tame(words[5])) % 5:
            assert blocks(text) == blocks(plain)
    assert wanted.sticky.body.startswith("<!-- casegrade:sticky:1 pull:7 -->\n")
    for told in (wanted.check.title, *(each["message"] + each["title"] for each in wanted.check.annotations)):
        assert not {unicodedata.category(c) for c in told.replace("\n", "")} & UNSEEN


@many
@given(WORDS)
def test_a_comment_beside_a_line_acts_on_nothing_and_suggests_what_it_says(words: list[str]) -> None:
    wanted = desired(words)
    for remark in wanted.inline.remarks if wanted.inline else ():
        told, fence, suggestion = remark.body.partition("suggestion\n")
        assert_still(told.rstrip("`").rstrip("\n") if fence else remark.body)
        if fence:
            shown = github_markdown.shown(remark.body)
            assert shown.count("<pre") == 1
            assert shown.rstrip().endswith("</code></pre>")
            assert html.unescape(
                re.split(r"<pre[^>]*><code[^>]*>", shown)[1].removesuffix("</code></pre>\n")
            ).split() == (suggestion.rsplit("\n", 1)[0].replace("\0", "\ufffd").split())
    if wanted.notice:
        assert_still(wanted.notice.body, mention="ada")


class Stub:
    """GitHub as far as one answer needs it; what is posted is kept."""

    def __init__(self, asked: str) -> None:
        self.asked = asked
        self.said: list[str] = []
        self.access = type("Access", (), {"repository": "octo/cases", "login": "casegrade[bot]"})()

    def get(self, _: str) -> Any:
        return event()["pull_request"]

    def find(self, path: str) -> Any:
        remark = {"body": self.asked, "created_at": "2026-02-01T00:00:00Z", "updated_at": "2026-02-01T00:00:00Z"}
        return {"permission": "admin"} if "/collaborators/" in path else remark

    def pages(self, path: str) -> Iterator[Any]:
        if "check-runs" in path:
            run = {"id": 1, "external_id": f"7:{HEAD}:x", "app": {"slug": "casegrade"}, "name": "Case study rubric",
                   "status": "completed", "conclusion": "failure", "started_at": "2026-01-01T00:00:00Z",
                   "output": {"title": "", "summary": "", "annotations_count": 0}}  # fmt: skip
            yield {"check_runs": [run]}

    def send(self, _: str, __: str, body: Mapping[str, Any]) -> None:
        self.said += [body["body"]] if "body" in body else []


@many
@given(st.sampled_from(["explain", "waive", "unwaive", "help", "", "hold", "checklist"]), TEXTS, TEXTS)
def test_an_answer_to_a_command_acts_on_nothing(verb: str, text: str, question: str) -> None:
    github = Stub(f"/casegrade {verb} {text}")
    remark = Remark(number=7, id=1, author="grace", created="2026-02-01T00:00:00Z", body=github.asked)
    shelf = Shelf(explain=lambda _: "", questions=lambda: [("system-design", question)], waivable=lambda _: False)
    respond(github, remark, shelf)  # type: ignore[arg-type]
    for said in github.said:
        assert_still(said, mention="grace")


FORMATS: Mapping[str, Callable[[list[str]], str]] = {
    name: lambda words, name=name: RENDERERS[name](Report((poisoned(words),)), Look())  # type: ignore[misc]
    for name in RENDERERS
}


@many
@given(WORDS)
def test_a_log_takes_nothing_of_it_for_a_command(words: list[str]) -> None:
    for name in ("text", "json", "sarif", "junit"):
        text = FORMATS[name](words)
        assert commands(text) == [], name
        assert not {unicodedata.category(c) for c in text.replace("\n", "")} & UNSEEN, name
    told, plain = (commands(FORMATS["github"](each)) for each in (words, [tame(word) for word in words]))
    assert [each.name for each in told] == [each.name for each in plain]
    assert {key for each in told for key in each.properties} <= {"file", "line", "endLine", "col", "title"}
    side = compare(report_parts.study(), poisoned(words))
    assert commands(comparison.RENDERERS["text"]((side,), Look())) == []


@many
@given(WORDS)
def test_a_job_summary_acts_on_nothing(words: list[str]) -> None:
    text, plain = (FORMATS["markdown"](each) for each in (words, [tame(word) for word in words]))
    assert_still(text)
    assert blocks(text) == blocks(plain)
    assert_still(comparison.RENDERERS["markdown"]((compare(report_parts.study(), poisoned(words)),), Look()))


@many
@given(WORDS)
def test_what_machines_read_keeps_its_shape(words: list[str]) -> None:
    benign = [tame(word) for word in words]
    trees = [ET.fromstring(FORMATS["junit"](each)) for each in (words, benign)]  # noqa: S314 - our own markup
    shapes = [[(node.tag, sorted(node.attrib)) for node in tree.iter()] for tree in trees]
    assert shapes[0] == shapes[1]
    sarif = json.loads(FORMATS["sarif"](words))
    assert len(sarif["runs"]) == 1
    assert all("](" not in result["message"]["text"] for result in sarif["runs"][0]["results"])
    study = json.loads(FORMATS["json"](words))["studies"][0]
    assert study["title"] == words[0].encode("utf-8", "replace").decode().replace("?", "?") or max(words[0]) >= "\ud800"


@pytest.mark.parametrize("size", [0, 1, 59_999, 10**6])
def test_the_marker_and_the_end_survive_any_length(size: int) -> None:
    body = Block("x" * size, 1)
    text = budget.joined(
        [Block("<!-- marker -->\n## Verdict", -1), body, Block("---\nend", -1)], budget.COMMENT, "Rest."
    )
    assert text.startswith("<!-- marker -->\n## Verdict\n\n")
    assert text.endswith("---\nend")
    assert budget.COMMENT.holds(text)
    assert ("1 part is left out here for length" in text) == (size > 59_900)


def test_sixty_megabytes_are_refused_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The server would note a connection; nothing listens for what follows one."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
        monkeypatch.setenv("GITHUB_TOKEN", "t")
        event_file, report_file = files(tmp_path, event(), [])
        with report_file.open("wb") as file:
            file.truncate(60_000_000)
        assert main(["review", "post", f"--event={event_file}", f"--report={report_file}"]) == 2
        assert f"larger than {REPORT_BYTES:,} bytes" in capsys.readouterr().err
        with pytest.raises(TimeoutError):
            server.accept()
