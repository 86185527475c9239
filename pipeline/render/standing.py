"""How a study stands, in words: the verdict, the figure, and short clauses that say why."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType

from pipeline.render.points import count, plain, score, short_of
from pipeline.report import Report, StudyReport

GRADER_FAULT = "the grader failed here, not the study: the author need do nothing"
NO_STUDY = "Nothing to grade: no study differs."

_WORDS = MappingProxyType({"pass": "PASS", "fail": "FAIL", "incomplete": "INCOMPLETE"})
_NOT_SCORED = MappingProxyType(
    {
        "front-matter": "the front matter cannot be used, so nothing was scored",
        "kind": "no rubric is known for this kind, so nothing was scored",
    }
)
_UNCOUNTED = MappingProxyType(
    {"draft": "a draft, so its verdict does not count", "archived": "archived, so its verdict does not count"}
)
_LANGUAGES = MappingProxyType(
    {
        "ar": "Arabic", "de": "German", "es": "Spanish", "fr": "French", "hi": "Hindi", "it": "Italian",
        "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
        "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
    }
)  # fmt: skip


def word(study: StudyReport) -> str:
    """PASS, FAIL or INCOMPLETE."""
    return _WORDS.get(study.verdict.state, study.verdict.state.upper())


def mark(study: StudyReport) -> str:
    """``61.5 of 100``, or why there is no figure."""
    if study.verdict.state == "incomplete":
        return "not scored"
    if study.score is not None:
        return f"{score(study.score.points)} of {plain(study.score.max)}"
    return "not scored" if _refused(study) else "checked, not graded"


def rubric_name(study: StudyReport) -> str:
    """``system-design 1.0.0``, the kind alone, or nothing."""
    return f"{study.rubric.id} {study.rubric.version}" if study.rubric else study.kind or ""


def clauses(study: StudyReport) -> tuple[str, ...]:
    """Short clauses behind the verdict: what is open, how far the mark is, why it does not count."""
    if study.verdict.state == "incomplete":
        told = [incomplete(study), *_unmeasured(study)]
    elif _refused(study):
        told = [words for reason, words in _NOT_SCORED.items() if reason in study.verdict.reasons]
    elif study.score is None:
        told = _checked(study)
    else:
        told = [*_gates(study), *_distance(study), *_caps(study)]
    return (*told, *_status(study))


def brief(study: StudyReport) -> tuple[str, ...]:
    """The same in one line among many: what is open, how far the mark is or how good it is, and the status."""
    reached, wanted = study.score, study.pass_mark
    status = (study.status or "",) if study.status in _UNCOUNTED else ()
    if study.verdict.state == "incomplete" or reached is None or wanted is None:
        return (*clauses(study)[:1], *status)
    shut = [f"{count(len(gates), 'gate')} open"] if (gates := open_gates(study)) else []
    return (*shut, f"{short_of(wanted, reached.points)} to go" if reached.points < wanted else reached.band, *status)


def incomplete(study: StudyReport) -> str:
    """Why no verdict could be reached, in words."""
    languages = [reason.partition(":")[2] for reason in study.verdict.reasons if reason.startswith("language:")]
    if languages:
        name = _LANGUAGES.get(languages[0], f'"{languages[0]}"')
        return f"the text reads as {name}, and only English can be graded"
    return GRADER_FAULT


def grader_failed(study: StudyReport) -> bool:
    """Whether the study is incomplete through no fault of its author."""
    return study.verdict.state == "incomplete" and incomplete(study) == GRADER_FAULT


def open_gates(study: StudyReport) -> tuple[str, ...]:
    """The gates that keep the study from passing."""
    return tuple(gate.id for gate in study.gates if gate.state == "unmet")


def waived_gates(study: StudyReport) -> tuple[str, ...]:
    """The gates that a waiver has opened; they are always shown."""
    return tuple(gate.id for gate in study.gates if gate.state == "waived")


def totals(report: Report) -> str:
    """The last line of a run over several studies: ``3 studies: 1 passed, 2 failed``."""
    states = [study.verdict.state for study in report.studies]
    told = {"passed": states.count("pass"), "failed": states.count("fail"), "incomplete": states.count("incomplete")}
    free = sum(study.verdict.state != "pass" and study.status in _UNCOUNTED for study in report.studies)
    whole = f"{count(len(states), 'study', 'studies')}: {', '.join(f'{n} {what}' for what, n in told.items() if n)}"
    return f"{whole} ({free} of them drafts or archived, which fail no run)" if free else whole


def _unmeasured(study: StudyReport) -> list[str]:
    broken = ", ".join(criterion.id for criterion in study.criteria if criterion.status == "error")
    return [f"not measured: {broken}"] if broken else []


def _refused(study: StudyReport) -> bool:
    return study.score is None and not _NOT_SCORED.keys().isdisjoint(study.verdict.reasons)


def _checked(study: StudyReport) -> list[str]:
    if not study.findings:
        return ["nothing to mend"]
    errors = sum(finding.severity == "error" for finding in study.findings)
    advice = len(study.findings) - errors
    return [f"{errors} to mend"] * bool(errors) + [f"{advice} to consider"] * bool(advice)


def _gates(study: StudyReport) -> list[str]:
    shut = open_gates(study)
    if shut:
        told = {name for finding in study.findings for name in (finding.rule, finding.criterion)}
        silent = ", ".join(gate for gate in shut if gate not in told)
        return [f"{count(len(shut), 'gate')} open{f' ({silent})' if silent else ''}"]
    return ["every gate met"] if study.verdict.state == "pass" and study.gates else []


def _distance(study: StudyReport) -> list[str]:
    reached, wanted = study.score, study.pass_mark
    if reached is None or wanted is None:
        return []
    if reached.points < wanted:
        return [f"{short_of(wanted, reached.points)} to the pass mark of {plain(wanted)}"]
    return [f"{reached.band}, pass mark {plain(wanted)}"]


def _caps(study: StudyReport) -> list[str]:
    if study.score is None or not study.score.caps:
        return []
    lowest = min(study.score.caps, key=lambda cap: cap.points)
    total = sum((criterion.points for criterion in study.criteria), Fraction(0))
    if total <= lowest.points:
        return []
    return [f"held at {plain(lowest.points)} by {lowest.by}, {score(total)} without it"]


def _status(study: StudyReport) -> list[str]:
    words = _UNCOUNTED.get(study.status or "", "")
    return [(study.status or "") if study.verdict.state == "pass" else words] if words else []
