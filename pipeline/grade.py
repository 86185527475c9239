"""Study × rubric → report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.facts.outline import Part
from pipeline.facts.residue import borrowed
from pipeline.facts.subject import Subject
from pipeline.facts.units import count_words, text
from pipeline.findings import fault_finding, findings
from pipeline.measure import Measure
from pipeline.probes import PROBES, Probe
from pipeline.report import Cap, CriterionResult, Finding, GateResult, RubricRef, Score, StudyReport, Verdict
from pipeline.rubric import Rubric, Rule
from pipeline.scoring import FULL, State, Tally, tally
from pipeline.study import Block, Span, Study

THIN_LEVEL = 1
RESIDUE_SHARE = Fraction(1, 4)
RESIDUE_LEAST = 20
"""Stretches of five words: what is shorter is too little to tell."""
LINKS = "doc.links"
FAST = ("front-matter.", "layout.", "doc.placeholders", LINKS)
STRUCTURAL = (*FAST, "doc.fences", "doc.encoding")
Complain = Callable[[str, Exception], None]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the probes said, and which of them failed."""

    measures: Mapping[str, Measure]
    broken: tuple[str, ...]

    def with_others(self, more: Answers) -> Answers:
        """These and the answers to other rules."""
        return Answers({**self.measures, **more.measures}, (*self.broken, *more.broken))

    def quantities(self) -> dict[str, Mapping[str, Fraction]]:
        """What was measured, by rule."""
        return {name: measure.quantities for name, measure in self.measures.items()}


def grade(
    study: Study, rubric: Rubric, probes: Mapping[str, Probe] = PROBES, complain: Complain | None = None
) -> StudyReport:
    """The report of ``study`` under ``rubric``.

    A probe that raises makes the verdict incomplete and is told to ``complain``; its criterion
    earns nothing, so that a fault of ours never raises a score. Prose that is not English is not
    scored: only what needs no language is told. Points are given for what the study's own sentences speak of;
    faults, gates and notes are looked for everywhere.
    """
    subject = Subject(study, rubric.titles)
    if study.language != "en":
        return _structural(subject, rubric, probes, complain)
    ground = subject.ground()
    earned = _answers(ground, rubric.criteria, probes, complain)
    others = tuple(rule for rule in rubric.rules() if rule not in rubric.criteria)
    answers = earned.with_others(_answers(subject, others, probes, complain))
    state = State(answers.quantities(), _ceilings(ground, rubric))
    told = tally(rubric, state)
    return replace(
        _bare(study, rubric),
        verdict=_verdict(rubric, told, answers.broken),
        score=Score(told.points, FULL, rubric.band(told.points), tuple(Cap(by, points) for by, points in told.caps)),
        gates=_gates(rubric, told),
        criteria=tuple(_result(rule, told, answers) for rule in rubric.criteria),
        findings=findings(subject, rubric, state, answers.measures),
    )


def check(
    study: Study, rubric: Rubric, probes: Mapping[str, Probe] = PROBES, complain: Complain | None = None
) -> StudyReport:
    """The fast gate: front matter, layout, links and placeholders; no score, no criteria.

    Here a broken link closes a gate of its own; in a grade it costs points.
    """
    subject = Subject(study, {})
    rules = tuple(rule for rule in rubric.rules() if rule.id.startswith(FAST))
    answers = _answers(subject, rules, probes, complain)
    state = State(answers.quantities())
    told = tally(rubric, state)
    gates = tuple(gate for gate in _gates(rubric, told) if gate.id.startswith(FAST) and gate.id != LINKS)
    if LINKS in answers.measures:
        whole = all(gap.adds.get("broken", 0) == 0 for gap in answers.measures[LINKS].gaps)
        gates += (GateResult(LINKS, "met" if whole else "unmet"),)
    reasons = _reasons([gate.id for gate in gates if gate.state == "unmet"], answers.broken)
    state_word = "incomplete" if answers.broken else "fail" if reasons else "pass"
    found = _unscored(findings(subject, rubric, state, answers.measures))
    told_links = tuple(replace(finding, severity="error") if finding.rule == LINKS else finding for finding in found)
    return replace(_bare(study, rubric), verdict=Verdict(state_word, reasons), gates=gates, findings=told_links)


def _structural(
    subject: Subject, rubric: Rubric, probes: Mapping[str, Probe], complain: Complain | None
) -> StudyReport:
    """Prose that is not English: what needs no language is told, the rest is not graded."""
    rules = tuple(rule for rule in rubric.rules() if rule.id.startswith(STRUCTURAL))
    answers = _answers(subject, rules, probes, complain)
    state = State(answers.quantities())
    gates = tuple(gate for gate in _gates(rubric, tally(rubric, state)) if gate.id.startswith(STRUCTURAL))
    found = _unscored(findings(subject, rubric, state, answers.measures))
    reasons = (*(f"error:{name}" for name in answers.broken), f"language:{subject.study.language}")
    return replace(_bare(subject.study, rubric), verdict=Verdict("incomplete", reasons), gates=gates, findings=found)


def _unscored(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of a report without a score: nothing can be gained there."""
    return tuple(replace(finding, gain=Fraction(0), potential=Fraction(0)) for finding in found)


def _bare(study: Study, rubric: Rubric | None) -> StudyReport:
    """The report with what is known before anything is measured."""
    return StudyReport(
        path=study.path,
        slug=study.slug,
        kind=study.kind or None,
        title=study.title,
        status=study.status,
        rubric=RubricRef(rubric.id, rubric.version, rubric.digest) if rubric else None,
        content_digest=study.content_digest,
        verdict=Verdict("incomplete", ()),
        score=None,
        gates=(),
        criteria=(),
        findings=(),
        pass_mark=rubric.pass_mark if rubric else None,
    )


def ungraded(study: Study, reason: str) -> StudyReport:
    """The report of a study that no rubric can be asked about: unreadable front matter, unknown kind."""
    gates = tuple(GateResult(rule, "unmet") for rule in sorted({f.rule for f in study.faults if f.severity == "error"}))
    told = tuple(fault_finding(fault, study.slug) for fault in study.faults)
    return replace(_bare(study, None), verdict=Verdict("fail", (reason,)), gates=gates, findings=told)


def _answers(
    subject: Subject, rules: tuple[Rule, ...], probes: Mapping[str, Probe], complain: Complain | None
) -> Answers:
    """Ask every probe; the one place where a fault of ours is caught."""
    measures: dict[str, Measure] = {}
    broken: list[str] = []
    for rule in rules:
        try:
            measures[rule.id] = probes[rule.probe].measure(subject, **rule.arguments)
        except Exception as error:  # noqa: BLE001 - any fault of a probe is the grader's, never the author's
            broken.append(rule.id)
            if complain:
                complain(rule.id, error)
    return Answers(measures, tuple(broken))


def _ceilings(subject: Subject, rubric: Rubric) -> dict[str, int]:
    """Criteria of a section that is there but thin, or more than a quarter a template's, reach no more than level 1.

    Not those that cap the score: they tell of faults, and a short section is none.
    """
    thin = set()
    for section in rubric.sections:
        parts = subject.outline.get(section.id, ())
        words = sum(count_words(text(b)) for part in parts for b in part.blocks)
        if 0 < words < section.words or (parts and _borrowed(subject, parts)):
            thin.add(section.id)
    faults = {cap.by for cap in rubric.caps}
    return {rule.id: THIN_LEVEL for rule in rubric.criteria if rule.section in thin and rule.id not in faults}


def _borrowed(subject: Subject, parts: Sequence[Part]) -> bool:
    """Whether more than a quarter of those parts, as they stand in the files, is known from a template."""
    known, total = borrowed(_typed(subject, part.span) for part in parts)
    return total >= RESIDUE_LEAST and known > RESIDUE_SHARE * total


def _typed(subject: Subject, span: Span) -> list[Block]:
    """The blocks of the file at that place, whether they count or not."""
    blocks = subject.study.page(span.path).root.all_blocks()
    return [block for block in blocks if span.line <= block.line <= span.end_line]


def _verdict(rubric: Rubric, told: Tally, broken: tuple[str, ...]) -> Verdict:
    reasons = _reasons(list(told.unmet), broken)
    if told.points < rubric.pass_mark:
        reasons += (f"score:{_floor(told.points)}<{_floor(rubric.pass_mark)}",)
    return Verdict("incomplete" if broken else "fail" if reasons else "pass", reasons)


def _reasons(unmet: list[str], broken: tuple[str, ...]) -> tuple[str, ...]:
    front = ("front-matter",) if any(name.startswith("front-matter.") for name in unmet) else ()
    gates = tuple(f"gate:{name}" for name in unmet if not name.startswith("front-matter."))
    return (*(f"error:{name}" for name in broken), *front, *gates)


def _floor(points: Fraction) -> str:
    """Two decimals at most, rounded down, without trailing zeros."""
    hundredths = points * 100 // 1
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")


def _gates(rubric: Rubric, told: Tally) -> tuple[GateResult, ...]:
    return tuple(GateResult(gate.id, "unmet" if gate.id in told.unmet else "met") for gate in rubric.gates)


def _result(rule: Rule, told: Tally, answers: Answers) -> CriterionResult:
    applicable = rule.id in told.applicable
    level = told.levels[rule.id] if applicable else 0
    measure = answers.measures.get(rule.id)
    rung = told.shares[rule.id] / len(rule.levels)
    return CriterionResult(
        id=rule.id,
        title=rule.title,
        section=rule.section,
        status="error" if measure is None else "scored" if applicable else "not_applicable",
        level=level,
        max_level=len(rule.levels),
        points=told.points_of[rule.id],
        max=told.shares[rule.id],
        next_gain=rung if applicable and level < len(rule.levels) else Fraction(0),
        evidence=measure.evidence if measure and level else (),
    )
