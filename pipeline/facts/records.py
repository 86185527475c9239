"""Decision records: what stands under Context, Decision, Alternatives and Consequences is one decision."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.facts.outline import normal
from pipeline.facts.pattern import pattern
from pipeline.study import Section

PARTS = pattern(
    r"(?:the )?(?:decisions?|context|status|problem(?: statement)?|forces|drivers|options?|considered options"
    r"|alternatives?|rationale|reasons?|reasoning|justification|pros|cons|trade ?offs?|consequences?|outcome|rejected"
    r"|validation|future improvements?|references|see also|links|notes|more information)\b"
)
"""Headings that part one record."""


def is_record(sections: Sequence[Section]) -> bool:
    """Whether the headings side by side part one decision: the decision itself, and what led to it or follows."""
    titles = [normal(section.title) for section in sections]
    decides = any(title.startswith("decision") for title in titles)
    return decides and len(titles) > 1 and all(map(PARTS.match, titles))


def named(sections: Sequence[Section]) -> Section | None:
    """The heading above the parts of a record; None where the parts stand side by side without one."""
    found = None
    while len(sections) == 1:
        found, sections = sections[0], sections[0].sections
    return found
