"""Sections that say too little: so short that they hold their criteria down, or a heading and nothing below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from pipeline.facts.subject import Subject
from pipeline.report import Finding
from pipeline.rubric import Rubric, SectionRule
from pipeline.scoring import State, Tally, tally
from pipeline.study import Span

RULE = "doc.substance"
ZERO = Fraction(0)


def short(subject: Subject, rubric: Rubric, state: State, now: Tally) -> Iterator[Finding]:
    """Sections so short that they hold their criteria down.

    Where that alone keeps a gate shut, the finding is the gate's.
    """
    for section in rubric.sections:
        held = {rule.id for rule in rubric.criteria if rule.section == section.id and rule.id in state.ceilings}
        home = subject.home((section.id,))
        if not home or all(now.levels[name] != state.ceilings[name] for name in held):
            continue
        then = tally(rubric, State(state.quantities, {k: v for k, v in state.ceilings.items() if k not in held}))
        opened = [name for name in now.unmet if name not in then.unmet]
        if opened or then.raw > now.raw:
            message = f"“{section.title}” is too short to be graded higher: {section.words} words are the least"
            yield replace(
                _advice(subject, section, home, message),
                criterion=opened[0] if opened else RULE,
                severity="error" if opened else "warning",
                gain=max(then.points - now.points, ZERO),
                potential=then.raw - now.raw,
            )


def empty(subject: Subject, rubric: Rubric, told: set[tuple[str, Span]]) -> Iterator[Finding]:
    """Headings of sections with nothing below them, unless a criterion of the section speaks there."""
    for section in rubric.sections:
        asked = [rule.id for rule in rubric.criteria if rule.section == section.id] + [RULE]
        for part in subject.outline.get(section.id, ()):
            home = Span(part.span.path, part.span.line, part.span.line)
            first, *below = subject.page(home.path).lines[home.line - 1 : part.span.end_line] or ("",)
            if not first.startswith("#") or any(map(str.strip, below)) or any((name, home) in told for name in asked):
                continue
            told.add((RULE, home))
            yield _advice(subject, section, home, f"nothing stands under “{part.title}”")


def quoted(subject: Subject, span: Span) -> str | None:
    """The line of a heading; nothing for the top of a page, where something was expected and nothing stands."""
    return None if span.line == 1 else subject.quote(span)


def _advice(subject: Subject, section: SectionRule, home: Span, message: str) -> Finding:
    return Finding(
        criterion=RULE,
        rule=RULE,
        severity="note",
        message=message,
        fix=section.guidance,
        span=home,
        column=None,
        quote=quoted(subject, home),
        gain=ZERO,
        potential=ZERO,
        fingerprint="",
        docs=f"docs/criteria/{RULE}.md",
    )
