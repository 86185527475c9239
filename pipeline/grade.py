"""Study × rubric → report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from pipeline.facts.outline import outline
from pipeline.facts.subject import Subject
from pipeline.facts.units import count_words, text
from pipeline.findings import findings
from pipeline.measure import Measure
from pipeline.probes import PROBES, Probe
from pipeline.report import Cap, CriterionResult, Finding, GateResult, RubricRef, Score, StudyReport, Verdict
from pipeline.rubric import Rubric, Rule
from pipeline.scoring import FULL, State, Tally, tally
from pipeline.study import Fault, Study

THIN_LEVEL = 1
FAST_RULES = ("doc.links",)
UNGRADED = {"front-matter.syntax", "layout.limits"}
Complain = Callable[[str, Exception], None]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the probes said, and which of them failed."""

    measures: Mapping[str, Measure]
    broken: tuple[str, ...]


def grade(
    study: Study, rubric: Rubric, probes: Mapping[str, Probe] = PROBES, complain: Complain | None = None
) -> StudyReport:
    """The report of ``study`` under ``rubric``.

    A probe that raises makes the verdict incomplete and is told to ``complain``; its criterion
    earns nothing, so that a fault of ours never raises a score.
    """
    subject = Subject(study, outline(study, {s.id: (s.title, *s.aliases) for s in rubric.sections}))
    readable = study.language == "en"
    rules = rubric.rules() if readable else tuple(r for r in rubric.rules() if r.id.startswith(STRUCTURAL))
    answers = _answers(subject, rules, probes, complain)
    state = State({name: measure.quantities for name, measure in answers.measures.items()}, _ceilings(subject, rubric))
    told = tally(rubric, state)
    found = findings(subject, rubric, state, answers.measures)
    if not readable:
        return _unread(study, rubric, told, tuple(f for f in found if f.rule.startswith(STRUCTURAL)))
    return StudyReport(
        path=study.path,
        slug=study.slug,
        kind=study.kind,
        title=study.title,
        status=study.status,
        rubric=RubricRef(rubric.id, rubric.version, rubric.digest),
        content_digest=study.content_digest,
        verdict=_verdict(rubric, told, answers.broken),
        score=Score(told.points, FULL, rubric.band(told.points), tuple(Cap(by, points) for by, points in told.caps)),
        gates=_gates(rubric, told),
        criteria=tuple(_result(rule, rubric, state, told, answers) for rule in rubric.criteria),
        findings=found,
        pass_mark=rubric.pass_mark,
    )


STRUCTURAL = ("front-matter.", "layout.", "doc.placeholders", "doc.links", "doc.fences", "doc.encoding")


def check(
    study: Study, rubric: Rubric, probes: Mapping[str, Probe] = PROBES, complain: Complain | None = None
) -> StudyReport:
    """The fast gate: front matter, layout, links and placeholders; no score, no criteria."""
    wanted = ("front-matter.", "layout.", "doc.placeholders", *FAST_RULES)
    rules = tuple(rule for rule in rubric.rules() if rule.id.startswith(wanted))
    subject = Subject(study, {})
    answers = _answers(subject, rules, probes, complain)
    state = State({name: measure.quantities for name, measure in answers.measures.items()})
    told = tally(rubric, state)
    found = tuple(_without_gain(finding) for finding in findings(subject, rubric, state, answers.measures))
    broken_links = [rule.id for rule in rules if rule.id in FAST_RULES and told.levels[rule.id] < len(rule.levels)]
    gates = tuple(g for g in _gates(rubric, told) if g.id in {rule.id for rule in rules})
    gates += tuple(
        GateResult(rule.id, "unmet" if rule.id in broken_links else "met") for rule in rules if rule.id in FAST_RULES
    )
    reasons = _reasons([gate.id for gate in gates if gate.state == "unmet"], answers.broken)
    state_word = "incomplete" if answers.broken else "fail" if reasons else "pass"
    return StudyReport(
        path=study.path,
        slug=study.slug,
        kind=study.kind,
        title=study.title,
        status=study.status,
        rubric=RubricRef(rubric.id, rubric.version, rubric.digest),
        content_digest=study.content_digest,
        verdict=Verdict(state_word, reasons),
        score=None,
        gates=gates,
        criteria=(),
        findings=found,
        pass_mark=rubric.pass_mark,
    )


def ungraded(study: Study, reason: str) -> StudyReport:
    """The report of a study that no rubric can be asked about: unreadable front matter, unknown kind."""
    gates = tuple(GateResult(rule, "unmet") for rule in sorted({fault.rule for fault in study.faults}))
    return StudyReport(
        path=study.path,
        slug=study.slug,
        kind=study.kind or None,
        title=study.title,
        status=study.status,
        rubric=None,
        content_digest=study.content_digest,
        verdict=Verdict("fail", (reason,)),
        score=None,
        gates=gates,
        criteria=(),
        findings=tuple(_from_fault(fault) for fault in study.faults),
    )


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
    """Criteria of a section that is there but thin reach no more than level 1."""
    thin = set()
    for section in rubric.sections:
        words = sum(count_words(text(b)) for part in subject.outline.get(section.id, ()) for b in part.blocks)
        if 0 < words < section.words:
            thin.add(section.id)
    return {rule.id: THIN_LEVEL for rule in rubric.criteria if rule.section in thin}


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


def _result(rule: Rule, rubric: Rubric, state: State, told: Tally, answers: Answers) -> CriterionResult:
    applicable = rule.id in told.applicable
    level = told.levels[rule.id] if applicable else 0
    measure = answers.measures.get(rule.id)
    status = "error" if measure is None else "scored" if applicable else "not_applicable"
    rung = told.shares[rule.id] / len(rule.levels)
    return CriterionResult(
        id=rule.id,
        title=rule.title,
        section=rule.section,
        status=status,
        level=level,
        max_level=len(rule.levels),
        points=told.points_of[rule.id],
        max=told.shares[rule.id],
        next_gain=rung if applicable and level < len(rule.levels) else Fraction(0),
        evidence=measure.evidence if measure and level else (),
    )


def _unread(study: Study, rubric: Rubric, told: Tally, found: tuple[Finding, ...]) -> StudyReport:
    """Prose that is not English: what needs no language is said, the rest is not graded."""
    gates = tuple(gate for gate in _gates(rubric, told) if gate.id.startswith(STRUCTURAL))
    return StudyReport(
        path=study.path,
        slug=study.slug,
        kind=study.kind,
        title=study.title,
        status=study.status,
        rubric=RubricRef(rubric.id, rubric.version, rubric.digest),
        content_digest=study.content_digest,
        verdict=Verdict("incomplete", (f"language:{study.language}",)),
        score=None,
        gates=gates,
        criteria=(),
        findings=tuple(_without_gain(finding) for finding in found),
        pass_mark=rubric.pass_mark,
    )


def _without_gain(finding: Finding) -> Finding:
    from dataclasses import replace

    return replace(finding, gain=Fraction(0), potential=Fraction(0))


def _from_fault(fault: Fault) -> Finding:
    import hashlib

    words = f"{fault.rule}\0{fault.quote or ''}"
    return Finding(
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
        fingerprint=hashlib.sha256(words.encode()).hexdigest()[:16],
        docs=f"docs/criteria/{fault.rule}.md",
    )
