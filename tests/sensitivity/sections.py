"""Sections emptied: the heading stays, what stood below it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from pipeline.facts.outline import Part
from pipeline.probes.probe import phrases
from pipeline.rubric import Rule
from tests.sensitivity.example import Example
from tests.sensitivity.plant import Plant

READS = ("sections", "also", "within", "required", "once")
"""The arguments of probes that name sections."""


def emptied(study: Example) -> Iterator[Plant]:
    """Each section by which a criterion is read.

    One thing is wrong, so one answer at the heading is wanted: from a criterion of that section, or from
    `doc.substance` where what stands elsewhere carries the criteria.
    """
    for section in study.rubric.sections:
        parts = study.subject.outline.get(section.id, ())
        criteria = [rule for rule in study.rubric.criteria if rule.section == section.id and _earns(study, rule)]
        if len(parts) != 1 or not criteria or not _headed(study, parts[0]):
            continue
        gone = _lines(study, parts[0])
        hit = _hit(study, parts[0])
        others = [rule for rule in study.rubric.criteria if rule not in criteria]
        yield Plant(
            fault="section emptied",
            rule=max(criteria, key=lambda rule: rule.weight).id,
            twins=(*(rule.id for rule in criteria), "doc.substance"),
            study=study,
            spoilt=_without(study, parts[0]),
            places=((_page(parts[0]), parts[0].span.line, parts[0].span.line),),
            also={rule.id: "reads these lines too" for rule in others if _reads(rule, hit, gone)},
        )


def _earns(study: Example, rule: Rule) -> bool:
    return any(c.id == rule.id and c.status == "scored" and c.level for c in study.report.criteria)


def _page(part: Part) -> str:
    return part.span.path.rpartition("/")[2]


def _headed(study: Example, part: Part) -> bool:
    """Whether the part is a heading with what stands below it, and not a whole page or a labelled line."""
    return study.pages[_page(part)].split("\n")[part.span.line - 1].startswith("#")


def _lines(study: Example, part: Part) -> str:
    return "\n".join(study.pages[_page(part)].split("\n")[part.span.line : part.span.end_line])


def _without(study: Example, part: Part) -> Example:
    lines = study.pages[_page(part)].split("\n")
    return study.with_page(_page(part), "\n".join([*lines[: part.span.line], "", *lines[part.span.end_line :]]))


def _hit(study: Example, part: Part) -> frozenset[str]:
    """The sections of the rubric that lose something."""
    return frozenset(
        name
        for name, parts in study.subject.outline.items()
        for other in parts
        if other.span.path == part.span.path
        and other.span.line <= part.span.end_line
        and part.span.line <= other.span.end_line
    )


def _reads(rule: Rule, hit: frozenset[str], gone: str) -> bool:
    """Whether a criterion reads one of those sections, the whole study, or lines about its topic elsewhere."""
    named = set(chain.from_iterable(_names(rule.arguments, key) for key in READS))
    about = _names(rule.arguments, "about")
    mentioned = bool(about) and phrases(about).search(gone) is not None
    drawn = rule.probe.startswith("drawings.") and "```mermaid" in gone
    return not named or bool(named & hit) or rule.section in hit or mentioned or drawn


def _names(arguments: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = arguments.get(key, ())
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()
