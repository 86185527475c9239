"""Measures → findings: where, the author's words, what is missing, how to mend it, what it gains."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from pipeline.facts.outline import normal
from pipeline.facts.subject import Subject
from pipeline.limits import FINDINGS_PER_CRITERION, STUDY_FINDINGS
from pipeline.measure import Gap, Measure
from pipeline.report import Finding
from pipeline.rubric import Level, Rubric, Rule
from pipeline.scoring import State, Tally, retally, tally
from pipeline.study import Fault, Span
from pipeline.tellers import standing_out, tellers
from pipeline.thin import empty, quoted, short

SEVERITIES = ("error", "warning", "note")
MANY = 100
"""Findings of one gate or note; of the rest the last one tells how many there are."""


def findings(subject: Subject, rubric: Rubric, state: State, measures: Mapping[str, Measure]) -> tuple[Finding, ...]:
    """Every finding of a study, in the order of reports, each fingerprint once."""
    now = tally(rubric, state)
    asked = [rule for rule in rubric.rules() if rule.id in now.applicable or rule.id not in now.shares]
    maker = _Maker(subject, rubric, state, now, tellers(subject, asked, measures))
    found = [f for rule in rubric.rules() if rule.id in measures for f in maker.of_rule(rule, measures[rule.id])]
    found += short(subject, rubric, state, now)
    found += empty(subject, rubric, {(finding.criterion, finding.span) for finding in found})
    found.sort(key=_order)
    return tuple(_identified(found, subject.study.slug))[:STUDY_FINDINGS]


def fault_finding(fault: Fault, slug: str) -> Finding:
    """What reading found wrong, as a finding of a study that could not be graded."""
    bare = Finding(
        criterion=fault.rule,
        rule=fault.rule,
        severity=fault.severity,
        message=fault.message,
        fix=fault.fix,
        span=fault.span,
        column=None,
        quote=fault.quote,
        gain=Fraction(0),
        potential=Fraction(0),
        fingerprint="",
        docs=f"docs/criteria/{fault.rule}.md",
    )
    return next(_identified([bare], slug))


def _order(finding: Finding) -> tuple[int, Fraction, str, int, int, str]:
    return (
        SEVERITIES.index(finding.severity),
        -finding.gain,
        finding.span.path,
        finding.span.line,
        finding.column or 0,
        finding.rule,
    )


def _identified(found: list[Finding], slug: str) -> Iterator[Finding]:
    """Findings as sentences, with fingerprints that survive edits elsewhere: no line number, no message."""
    seen: dict[str, int] = {}
    for finding in found:
        words = f"{slug}\0{finding.rule}\0{normal(finding.quote or '')}"
        ordinal = seen[words] = seen.get(words, 0) + 1
        digest = hashlib.sha256(f"{words}\0{ordinal}".encode()).hexdigest()
        yield replace(finding, fingerprint=digest[:16], message=_sentence(finding.message))


def _sentence(message: str) -> str:
    """The message with a capital letter, where it begins with a plain word (``p95`` and quotations are none)."""
    word = message.partition(" ")[0]
    return message[:1].upper() + message[1:] if word.isalpha() and word.islower() else message


def _lacking(gap: Gap) -> tuple[str, ...]:
    """What tells two gaps of a rule apart: the quantities they would add to, or a mend of their own."""
    return (gap.says,) if gap.fix else tuple(sorted(gap.adds))


def _core(gap: Gap) -> tuple[Span, str]:
    """Place and words of a gap, but for how many more there are."""
    return gap.span, gap.says.partition(" (the same")[0]


def _first(gaps: list[Gap], most: int) -> list[Gap]:
    """As many of the gaps, the last with how many follow."""
    if len(gaps) <= most:
        return gaps
    *told, last = gaps[:most]
    return [*told, replace(last, says=f"{last.says} (and {len(gaps) - most:,} more)")]


class _Maker:
    """Findings of one study under one state of knowledge."""

    def __init__(self, subject: Subject, rubric: Rubric, state: State, now: Tally, tellers: Mapping[Span, str]) -> None:
        self.subject = subject
        self.rubric = rubric
        self.state = state
        self.now = now
        self.tellers = tellers
        self.scored = frozenset(rule.id for rule in rubric.criteria)
        self.holding = frozenset(by for by, _ in now.caps)
        self.said: set[tuple[Span, str]] = set()

    def of_rule(self, rule: Rule, measure: Measure) -> Iterator[Finding]:
        """What keeps the rule below the top of its ladder; nothing where it does not apply."""
        if rule.id in self.scored and rule.id not in self.now.applicable:
            return
        reached = rule.level(measure.quantities)
        if reached == len(rule.levels):
            yield from self._notes(rule, rule.levels[-1], measure, ())
            return
        level = rule.levels[reached]
        unmet = level.unmet(measure.quantities)
        # What this rung asks for the first time is what its advice speaks of: a gap in anything else would not fit it.
        fresh = unmet - set(rule.levels[reached - 1].needs) if reached else unmet
        gaps = [gap for gap in measure.gaps if (fresh or unmet) & set(gap.adds)]
        if rule.id in self.scored:
            yield from self._steps(rule, level, measure, gaps)
        else:
            yield from (self._at(rule, level, gap, measure) for gap in _first(gaps, MANY))
            if not gaps and rule.id in self.now.unmet:  # advice without a place is no advice
                yield self._step(rule, level, measure, None)

    def _steps(self, rule: Rule, level: Level, measure: Measure, gaps: list[Gap]) -> Iterator[Finding]:
        """First the step to the next level, then what else would reach it by itself.

        Places that lack the same thing are one finding: mending any of them gains the step once. A
        gap that has a mend of its own, such as a broken link, is told by itself. What another rule has
        said of a place in the same words stands last.
        """
        gaps.sort(key=lambda gap: _core(gap) in self.said)
        yield self._step(rule, level, measure, gaps[0] if gaps else None)
        self.said.update(_core(gap) for gap in gaps[:1])
        told = {_lacking(gap): gap for gap in gaps[:1]}
        for gap in gaps[1:]:
            finding = self._at(rule, level, gap, measure)
            if finding.potential > 0 and _lacking(gap) not in told and len(told) < FINDINGS_PER_CRITERION:
                told[_lacking(gap)] = gap
                yield finding
        yield from self._notes(rule, level, measure, tuple(told.values()))

    def _notes(self, rule: Rule, level: Level, measure: Measure, told: Collection[Gap]) -> Iterator[Finding]:
        """What stands out and is told nowhere else."""
        for gap in standing_out(measure.gaps):
            if gap not in told and self.tellers.get(gap.span) == rule.id:
                yield self._at(rule, level, gap, measure)

    def _step(self, rule: Rule, level: Level, measure: Measure, gap: Gap | None) -> Finding:
        """The step to ``level``: at the first gap, else under its heading, else on top."""
        span = gap.span if gap else self._place(rule, measure)
        message = gap.says if gap and _core(gap) not in self.said else self._standing(rule, level, measure)
        lifted = self.state.with_rule(rule.id, level.lift(measure.quantities))
        return self._finding(rule, span, message, (gap.fix if gap else "") or level.ask or rule.fix, gap, lifted)

    def _place(self, rule: Rule, measure: Measure) -> Span:
        """Under its heading; below a page's title or without one, at what was found of it; else on top of the cover.

        What a rule about faults found is what holds: a line of another page is no place to mend.
        """
        home = measure.home or self._heading(rule)
        found = next((place.span for place in measure.evidence), None) if rule.level(measure.quantities) else None
        held = any(cap.by == rule.id for cap in self.rubric.caps)
        if found and (home is None or (home.line == 1 and (home.path == found.path or not held))):
            return Span(found.path, found.line, found.line)
        return home or Span(self.subject.study.cover.path, 1, 1)

    @staticmethod
    def _standing(rule: Rule, level: Level, measure: Measure) -> str:
        """What is missing altogether, or how far it has come: never "there is none" of something weak."""
        reached = rule.level(measure.quantities)
        if not reached:
            return rule.message
        return f"{rule.title}: reached is “{rule.levels[reached - 1].says}”, the next level is “{level.says}”"

    def _at(self, rule: Rule, level: Level, gap: Gap, measure: Measure) -> Finding:
        mended = self.state.with_rule(rule.id, measure.after(gap))
        return self._finding(rule, gap.span, gap.says, gap.fix or level.ask or rule.fix, gap, mended)

    def _heading(self, rule: Rule) -> Span | None:
        """The heading under which the rule's section belongs: its own, else that of the section above it."""
        above = (section.parent for section in self.rubric.sections if section.id == rule.section and section.parent)
        return self.subject.home((rule.section, *above)) if rule.section else None

    def _finding(self, rule: Rule, span: Span, message: str, fix: str, gap: Gap | None, mended: State) -> Finding:
        then = retally(self.rubric, mended, rule, self.now)
        return Finding(
            criterion=rule.id,
            rule=rule.id,
            severity=self._severity(rule, free=bool(gap and gap.odd) and then.raw <= self.now.raw),
            message=message,
            fix=f"{fix} For instance: “{gap.example}”." if gap and gap.example else fix,
            span=span,
            column=gap.column if gap else None,
            quote=gap.quote if gap else quoted(self.subject, span),
            gain=max(then.points - self.now.points, Fraction(0)),
            potential=max(then.raw - self.now.raw, Fraction(0)),
            fingerprint="",
            docs=f"docs/criteria/{rule.id}.md",
        )

    def _severity(self, rule: Rule, *, free: bool) -> str:
        if rule.id in self.now.unmet and not self._held(rule):
            return "error"
        costs = rule.id in self.scored or rule.id in self.holding
        return "warning" if costs and not free else "note"

    def _held(self, rule: Rule) -> bool:
        """Whether its section's shortness alone keeps the rule below its gate; then it is told there."""
        gate = next(gate for gate in self.rubric.gates if gate.id == rule.id)
        held = self.state.ceilings.get(rule.id, gate.level) < gate.level
        return held and rule.level(self.state.quantities[rule.id]) >= gate.level
