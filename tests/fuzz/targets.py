"""What is fuzzed: each target takes any bytes, and raises only if the pipeline breaks a promise."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import cache
from xml.etree import ElementTree as ET

from pipeline.bot.commands.grammar import command
from pipeline.bot.review_report import read_review
from pipeline.errors import InputError
from pipeline.facts.amounts import lone
from pipeline.facts.data_blocks import slip
from pipeline.facts.equations import equations
from pipeline.facts.sketches import sketch
from pipeline.facts.sql import cut, parsed
from pipeline.grade import grade as graded
from pipeline.library import Library
from pipeline.load import Place, study, waivers
from pipeline.load.picture import read as read_picture
from pipeline.markdown import parse
from pipeline.preamble import read, read_yaml
from pipeline.render import RENDERERS, Look, escape
from pipeline.report import Report, StudyReport
from pipeline.rubric import Rubric
from pipeline.scoring import FULL, State, tally
from tests import github_markdown
from tests.runner_log import commands
from tests.studies import Files

Target = Callable[[bytes], None]
HOME = Place("studies/case", "case", "studies/case")
HEAD = "a" * 40
KINDS = ("system-design", "star-story", "portfolio-project", "design-doc")
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def text(data: bytes) -> str:
    """As a page is decoded that is not quite UTF-8."""
    return data.decode("utf-8", "replace")


def lines(data: bytes) -> tuple[str, ...]:
    return tuple(text(data).split("\n"))


def front_matter(data: bytes) -> None:
    read(text(data), "README.md")


def yaml(data: bytes) -> None:
    with suppress(InputError):
        read_yaml(text(data), "casegrade.yaml")


def markdown(data: bytes) -> None:
    rows = lines(data)
    body = parse(rows, 1)
    assert all(1 <= link.line <= len(rows) for link in body.links)


def amounts(data: bytes) -> None:
    lone(text(data))


def sums(data: bytes) -> None:
    equations(text(data), tolerance=Fraction(1, 100))


def sql(data: bytes) -> None:
    for statement in cut(text(data)):
        parsed(statement.text)


def data_blocks(data: bytes) -> None:
    for language in ("json", "yaml"):
        slip(language, text(data))


def drawings(data: bytes) -> None:
    sketch(text(data))


def images(data: bytes) -> None:
    picture = read_picture(data)
    assert picture is None or min(picture.width, picture.height) >= 0


def comments(data: bytes) -> None:
    command(text(data))


def reports(data: bytes) -> None:
    with suppress(InputError):
        read_review(data, HEAD, "report.json")


def waived(data: bytes) -> None:
    with suppress(InputError):
        waivers(Files({"studies/case/waivers.yml": data}), HOME)


def names(data: bytes) -> None:
    """Each line is the name of a file; a fault of layout may be said of it, and nothing may break."""
    files = {f"studies/case/{name}": b"# A page\n" for name in text(data).split("\n")[:40] if name}
    _whole(Files(files))


def pages(data: bytes) -> None:
    """A page in each kind: graded, never by a fault of the grader, and rendered in every format."""
    kind = KINDS[data[0] % len(KINDS)] if data else KINDS[0]
    front = f"---\ntitle: Case\nkind: {kind}\nsummary: {'x' * 60}\nauthors: [{{name: Ada}}]\nstatus: review\n---\n"
    _whole(Files({"studies/case/README.md": front.encode() + data}))


def escapes(data: bytes) -> None:
    shown = text(data)
    printed = escape.terminal(shown)
    assert not [each for each in printed if each != "\n" and unicodedata.category(each) in HIDDEN]
    assert not [line for line in printed.split("\n") if commands(escape.log_line(line))]
    assert "<script" not in github_markdown.shown(escape.markdown(shown))
    ET.fromstring(f"<a>{escape.xml(shown)}</a>")  # noqa: S314 - our own output


def points(data: bytes) -> None:
    """Any measurement of a real rubric: the score stays between nothing and everything."""
    rubric = _rubric(KINDS[data[0] % len(KINDS)] if data else KINDS[0])
    measured = zip(rubric.rules(), data[1::2], data[2::2], strict=False)
    quantities = {
        rule.id: {name: Fraction(top, 1 + low) for level in rule.levels for name in level.needs}
        for rule, top, low in measured
    }
    told = tally(rubric, State(quantities))
    assert 0 <= told.points <= told.raw <= FULL


TARGETS: Mapping[str, Target] = {
    each.__name__: each
    for each in (
        *(front_matter, yaml, markdown, amounts, sums, sql, data_blocks, drawings),
        *(images, comments, reports, waived, names, pages, escapes, points),
    )
}


def _whole(files: Files) -> None:
    case = study(files, HOME, None)
    report = graded(case, _rubric(case.kind or KINDS[0]), complain=_complain)
    assert not [reason for reason in report.verdict.reasons if reason.startswith("error:")], report.verdict
    _render(report)


def _complain(_rule: str, error: Exception) -> None:
    """A probe that raised: show it, instead of the verdict alone."""
    raise error


def _render(report: StudyReport) -> None:
    for renderer in RENDERERS.values():
        renderer(Report((report,)), Look(colour=False, width=80)).encode("utf-8")


@cache
def _rubric(kind: str) -> Rubric:
    return Library(None).rubric(kind if kind in KINDS else KINDS[0])
