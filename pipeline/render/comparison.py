"""What a change does to the grades, for ``casegrade diff``: the new standing, then what moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from pipeline.compare import Change, Comparison
from pipeline.render import agenda, cells, points, standing, summary
from pipeline.render.escape import code_span, json_document, log_line, markdown, prose
from pipeline.render.escape import terminal as safe
from pipeline.render.look import Look
from pipeline.render.record import study_record
from pipeline.report import SCHEMA_VERSION, Finding, StudyReport

NOTHING = "No study differs."


def text(comparisons: Sequence[Comparison], look: Look) -> str:
    """A section a study for the terminal; with ``quiet`` its first two lines."""
    lines: list[str] = [] if comparisons else [NOTHING]
    for comparison in comparisons:
        lines += [""] if lines else []
        lines += _head(comparison, look)
        lines += [] if look.quiet else [*_moved(comparison, look), *_findings(comparison, look)]
    return "".join(f"{log_line(line.rstrip())}\n" for line in lines)


def record(comparisons: Sequence[Comparison], look: Look) -> str:  # noqa: ARG001 - machines read it
    """Both reports of each study, and what moved between them."""
    return json_document({"schema_version": SCHEMA_VERSION, "studies": [_record(each) for each in comparisons]})


def page(comparisons: Sequence[Comparison], look: Look) -> str:  # noqa: ARG001 - a page folds nothing here
    """The same as Markdown."""
    blocks = [block for each in comparisons for block in _page(each)] or [NOTHING]
    return "\n\n".join(blocks) + "\n"


RENDERERS: Mapping[str, Callable[[Sequence[Comparison], Look], str]] = MappingProxyType(
    {"text": text, "json": record, "markdown": page}
)
"""By the name that ``--format`` takes."""


def headline(comparison: Comparison) -> str:
    """``52.5 → 61.5 of 100 (+9.0)``; new, removed, or unknown where a side has no score."""
    base, head = comparison.base, comparison.head
    if head is None:
        return "removed"
    if base is None:
        return f"new, {standing.mark(head)}"
    both = f"{_figure(base)} → {standing.mark(head)}"
    if base.score is None or head.score is None or "incomplete" in {base.verdict.state, head.verdict.state}:
        return both
    return f"{both} ({points.change(base.score.points, head.score.points)})"


def verdict(comparison: Comparison) -> str:
    """``FAIL → PASS``, the word alone where it stayed, ``was PASS`` where the study is gone."""
    if comparison.base and not comparison.head:
        return f"was {standing.word(comparison.base)}"
    words = [standing.word(side) for side in (comparison.base, comparison.head) if side is not None]
    return " → ".join(dict.fromkeys(words))


def level(change: Change) -> str:
    """``level 1 → 3``; a side that did not score it is a dash."""
    was, now = ("-" if side is None else str(side) for side in (change.base_level, change.head_level))
    return f"level {was} → {now}" if was != now else f"level {now}"


def others(comparison: Comparison) -> tuple[str, str] | None:
    """What became of the criteria whose level stayed, in one line with its figure; None where it is a trifle."""
    points_ = points.signed(sum((change.points for change in comparison.shifted), Fraction(0)))
    number = points.count(len(comparison.shifted), "other", "others")
    return None if points_ == "±0.0" else (f"{number} at the same level, for another share of 100", points_)


def table(comparison: Comparison) -> str:
    """What moved, criterion by criterion, as Markdown; nothing where nothing did."""
    rows = [
        f"| {markdown(each.title)} {code_span(each.id)} | {level(each)} | {points.signed(each.points)} |"
        for each in comparison.moved
    ]
    rest = others(comparison)
    rows += [f"| {rest[0]} | | {rest[1]} |"] if rest else []
    return "\n".join(["| Criterion | Level | Points |", "| --- | --- | ---: |", *rows]) if rows else ""


def _figure(study: StudyReport) -> str:
    scored = study.score is not None and study.verdict.state != "incomplete"
    return points.score(study.score.points) if study.score is not None and scored else "not scored"


def _clauses(comparison: Comparison) -> tuple[str, ...]:
    return standing.clauses(comparison.head) if comparison.head else ()


def _head(comparison: Comparison, look: Look) -> list[str]:
    path, figure = safe(comparison.path), headline(comparison)
    fits = cells.width(path) + 2 + cells.width(figure) <= look.width
    above = [cells.justify(path, figure, look.width)] if fits else [*cells.wrap(path, look.width), figure]
    clauses = " · ".join(map(safe, _clauses(comparison)))
    return [*above, *cells.hang(f"{verdict(comparison)}  ", clauses, look.width)]


def _moved(comparison: Comparison, look: Look) -> list[str]:
    lines: list[str] = []
    for title, style, gained in (("Improved", "good", True), ("Regressed", "bad", False)):
        changes = [change for change in comparison.moved if (change.points > 0) == gained]
        lines += ["", cells.paint(title, style, colour=look.colour)] if changes else []
        lines += [line for change in changes for line in _change(change, look)]
    rest = others(comparison)
    return [*lines, "", cells.justify(f"{rest[0]}", rest[1], look.width)] if rest else lines


def _change(change: Change, look: Look) -> list[str]:
    right = f"{level(change)}  {points.signed(change.points):>5}"
    name = cells.clip(f" {safe(change.id)}", look.width - cells.width(right) - 2)
    return [cells.justify(name, right, look.width), *cells.wrap(safe(change.title), look.width, "   ")]


def _findings(comparison: Comparison, look: Look) -> list[str]:
    head = comparison.head
    lines: list[str] = []
    if head and comparison.base and comparison.new_findings:
        lines += ["", "New findings"]
        lines += [line for each in comparison.new_findings for line in _finding(each, head, look)]
    if comparison.gone_findings and head:
        lines += ["", f"{points.count(len(comparison.gone_findings), 'finding')} gone"]
    return lines


def _finding(finding: Finding, study: StudyReport, look: Look) -> list[str]:
    return cells.hang(f" {safe(agenda.place(finding.span, study))}  ", safe(finding.message), look.width)


def _page(comparison: Comparison) -> list[str]:
    clauses = markdown(" · ".join(_clauses(comparison)))
    blocks = [f"### {verdict(comparison)} · {headline(comparison)} · {code_span(comparison.path)}", clauses]
    blocks.append(table(comparison))
    if comparison.base and comparison.head and comparison.new_findings:
        head = comparison.head
        found = [f"- {summary.bare(each.span, head)} {prose(each.message)}" for each in comparison.new_findings]
        blocks.append("\n".join(["New findings:", "", *found]))
    if comparison.head and comparison.gone_findings:
        blocks.append(f"{points.count(len(comparison.gone_findings), 'finding')} gone.")
    return [block for block in blocks if block]


def _record(comparison: Comparison) -> dict[str, Any]:
    return {
        "slug": comparison.slug,
        "path": comparison.path,
        "points": None if comparison.points is None else points.signed_number(comparison.points),
        "improved": [_change_record(change) for change in comparison.improved],
        "regressed": [_change_record(change) for change in comparison.regressed],
        "new_findings": [finding.fingerprint for finding in comparison.new_findings],
        "gone_findings": [finding.fingerprint for finding in comparison.gone_findings],
        "base": comparison.base and study_record(comparison.base),
        "head": comparison.head and study_record(comparison.head),
    }


def _change_record(change: Change) -> dict[str, Any]:
    return {
        "id": change.id,
        "title": change.title,
        "base_level": change.base_level,
        "head_level": change.head_level,
        "points": points.signed_number(change.points),
    }
