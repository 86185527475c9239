"""How well scores agree with raters, for people and machines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any

from pipeline.agreement import Agreement
from pipeline.agreement.lines import Interval, Line
from pipeline.agreement.targets import ENOUGH
from pipeline.render.cells import wrap
from pipeline.render.escape import json_document, terminal
from pipeline.render.escape import markdown as escaped
from pipeline.render.look import Look

Rows = Sequence[Sequence[str]]
COLUMNS = ("", "n", "Spearman", "AUC publish", "QWK bands", "mean difference", "bias")
OURS = re.compile(r"[A-Za-z0-9 .,+/\[\]-]*")
"""Cells that mean nothing to Markdown; numbers with escapes could not be read in a diff."""
MARK = MappingProxyType({True: "met", False: "missed", None: "too little to say"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What the figures do not say themselves.

    Who the ``raters`` are ("" if not told), ``ungraded`` studies by name, how many labelled ones were ``absent``,
    how many stand ``alone`` since their repository is not known.
    """

    raters: str
    ungraded: tuple[str, ...]
    absent: int
    alone: int


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a sentence below it, and a table whose first row names the columns."""

    title: str
    says: str
    rows: Rows


def text(found: Agreement, left: Left, look: Look, *, suggest: bool) -> str:
    """For a terminal: the parts with aligned columns."""
    lines: list[str] = []
    for part in _parts(found, left, suggest=suggest, brief=look.quiet):
        lines += [part.title, *wrap(terminal(part.says), look.width), "", *_aligned(part.rows), "", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def markdown(found: Agreement, left: Left, look: Look, *, suggest: bool) -> str:
    """The same as a page."""
    blocks = ["# Agreement with raters"]
    for part in _parts(found, left, suggest=suggest, brief=look.quiet):
        head, *rows = [[cell if OURS.fullmatch(cell) else escaped(cell) for cell in row] for row in part.rows] or [[]]
        table = [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)] if head else []
        blocks += [
            f"## {part.title}",
            *([escaped(part.says)] if part.says else []),
            *(["\n".join(table)] if table else []),
        ]
    return "\n\n".join(blocks) + "\n"


def record(found: Agreement, left: Left, look: Look, *, suggest: bool) -> str:  # noqa: ARG001 - machines read it
    """The same as one JSON object, figures rounded to 0.001."""
    data: dict[str, Any] = {
        "schema_version": 1,
        "studies": len(found.cases),
        "raters": left.raters or None,
        "left_out": {"ungraded": list(left.ungraded), "labels_without_study": left.absent},
        "lines": [_plain(asdict(line)) for line in _lines(found)],
        "kinds": [_plain(asdict(kind)) for kind in found.kinds],
        "aspects": [{"aspect": a, "spearman": _rounded(s), "interval": _rounded(i)} for a, s, i in found.aspects],
        "criteria": [_plain(asdict(line)) for line in found.criteria],
        "farthest": [
            {"kind": case.kind, "slug": case.slug, "points": _rounded(case.points), "raters": _rounded(case.overall)}
            for case in found.farthest
        ],
        "targets": [asdict(target) for target in found.targets],
    }
    if suggest:
        data["suggested"] = {
            kind: [{"id": name, "shipped": _rounded(old), "fitted": _rounded(new)} for name, old, new in weights]
            for kind, weights in found.suggested.items()
        }
    return json_document(data)


Renderer = Callable[..., str]
RENDERERS: Mapping[str, Renderer] = MappingProxyType({"text": text, "json": record, "markdown": markdown})


def _lines(found: Agreement) -> tuple[Line, ...]:
    return tuple(line for line in (found.shipped, found.unseen, found.length, found.raters) if line)


def _parts(found: Agreement, left: Left, *, suggest: bool, brief: bool) -> Iterator[Part]:
    yield Part("Scores against raters", _about(found, left), [COLUMNS, *map(_row, _lines(found))])
    yield Part("Targets", "", [("target", "found", ""), *((t.says, t.found, MARK[t.met]) for t in found.targets)])
    if brief:
        return
    yield _kinds(found)
    aspects = ((name, _figure(value, between)) for name, value, between in found.aspects)
    yield Part("Score against what raters said of each aspect", "", [("aspect", "Spearman"), *aspects])
    yield _criteria(found)
    far = ((f"{case.kind}/{case.slug}", f"{case.points:.1f}", f"{case.overall:.1f}") for case in found.farthest)
    yield Part("Where score and raters are farthest apart", "", [("study", "score", "raters"), *far])
    if suggest:
        yield from _suggestions(found)


def _about(found: Agreement, left: Left) -> str:
    repositories = len({case.repository for case in found.cases})
    raters = len({label.rater for case in found.cases for label in case.labels})
    who = f" ({left.raters})" if left.raters else ""
    says = (
        f"{len(found.cases)} studies from {repositories} repositories, {raters} raters{who}. In brackets the middle "
        "95 % over draws of whole repositories. “As shipped” is in sample wherever the rubrics were tuned on these "
        "studies; the line below it scores each study by criterion weights fitted without its repository."
    )
    if left.ungraded:
        says += f" Left out because they could not be graded: {', '.join(left.ungraded)}."
    if left.absent:
        says += f" {left.absent} labelled studies do not stand at the given paths."
    if left.alone:
        says += f" {left.alone} studies have no known repository and stand for themselves."
    return says


def _kinds(found: Agreement) -> Part:
    rows: list[Sequence[str]] = [("kind", "n", "repositories", "Spearman", "left out", "mean difference", "bias")]
    for kind in found.kinds:
        order = [_figure(line.spearman) if kind.n >= ENOUGH else "-" for line in (kind.shipped, kind.unseen)]
        difference, bias = _points(kind.shipped.difference), _points(kind.shipped.bias, sign=True)
        rows.append((kind.kind, str(kind.n), str(kind.repositories), *order, difference, bias))
    return Part("By kind", f"An order is given for kinds with at least {ENOUGH} studies.", rows)


def _criteria(found: Agreement) -> Part:
    thin = {kind.kind for kind in found.kinds if kind.n < ENOUGH}
    rows: list[Sequence[str]] = [("criterion", "kind", "n", "mean level", "Spearman")]
    for line in found.criteria:
        order = "too few" if line.kind in thin else _figure(line.spearman, line.interval)
        rows.append((line.id, line.kind, str(line.n), f"{4 * line.mean:.1f}", order))
    says = (
        "Level of the criterion against the raters' mean, within its kind. A kind comes from few repositories, so its "
        "intervals are rough."
    )
    return Part("Criterion by criterion", says, rows)


def _suggestions(found: Agreement) -> Iterator[Part]:
    for kind, weights in found.suggested.items():
        lines = ((name, f"{old:.1f}", f"weight: {new:.1f}") for name, old, new in weights)
        says = "Advice for the rubric's owner, in sample; shares of 100, as a rubric takes them."
        rows = [("criterion", "shipped", "fitted"), *lines]
        yield Part(f"Weights of {kind}, fitted to these raters", says, rows)


def _row(line: Line) -> Sequence[str]:
    return (
        line.name,
        str(line.n),
        _figure(line.spearman, line.spearman_interval),
        _figure(line.auc, line.auc_interval),
        _figure(line.kappa),
        _points(line.difference, line.difference_interval),
        _points(line.bias, sign=True),
    )


def _figure(value: float | None, between: Interval = None) -> str:
    if value is None:
        return "-"
    return f"{value:.2f} [{between[0]:.2f}, {between[1]:.2f}]" if between else f"{value:.2f}"


def _points(value: float | None, between: Interval = None, *, sign: bool = False) -> str:
    if value is None:
        return "-"
    shown = f"{value:+.1f}" if sign else f"{value:.1f}"
    return f"{shown} [{between[0]:.1f}, {between[1]:.1f}]" if between else shown


def _aligned(rows: Rows) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(terminal(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3)
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) if isinstance(value, Mapping) else _rounded(value) for name, value in values.items()}
