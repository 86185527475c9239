"""Places that stand out, and which rule tells of each where several see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.facts.ordinary import JOINING
from pipeline.facts.outline import normal
from pipeline.facts.subject import Subject
from pipeline.limits import FINDINGS_PER_CRITERION
from pipeline.measure import Gap, Measure
from pipeline.rubric import Rule
from pipeline.study import Span

WORD = 4
"""The letters of a word by which a heading can name a rule."""


def standing_out(gaps: tuple[Gap, ...]) -> list[Gap]:
    """The places that stand out; where there are many, none of them does."""
    found = [gap for gap in gaps if gap.odd]
    return found if len(found) <= FINDINGS_PER_CRITERION else []


def tellers(subject: Subject, rules: Iterable[Rule], measures: Mapping[str, Measure]) -> dict[Span, str]:
    """Which rule tells of a place that stands out where several see it.

    One that asks for what is missing there, and of the text before one of drawings; of those the one
    whose section begins nearest above, then one that the heading above names, then one that asks for
    it alone, the one that asks for it the most often, and the first.
    """
    seen = [(rule, gap) for rule in rules if rule.id in measures for gap in standing_out(measures[rule.id].gaps)]
    seen.sort(
        key=lambda one: (
            not one[1].adds,
            one[0].probe.startswith("drawings."),
            -_above(subject, one[0], one[1].span),
            -_named(subject, one[0], one[1].span),
            min((mark.count("+") for mark in one[1].adds), default=0),
            -len(one[1].adds),
        )
    )
    return {gap.span: rule.id for rule, gap in reversed(seen)}


def _above(subject: Subject, rule: Rule, place: Span) -> int:
    """The line where the rule's section begins that holds the place; 0 where it stands elsewhere."""
    parts = (part.span for part in subject.outline.get(rule.section, ()))
    return max((s.line for s in parts if s.path == place.path and s.line < place.line <= s.end_line), default=0)


def _named(subject: Subject, rule: Rule, place: Span) -> int:
    """How many words the nearest heading above the place shares with the rule's name and title."""
    titles = [section.title for section in subject.page(place.path).root.walk() if 0 < section.line < place.line]
    above = {word for title in titles[-1:] for word in normal(title).split()} - JOINING
    own = set(normal(f"{rule.id.rpartition('.')[2]} {rule.title}").split())
    return sum(
        any(word.startswith(name) or name.startswith(word) for name in own if len(name) >= WORD) for word in above
    )
