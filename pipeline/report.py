"""The result for one study and for a run: every output is rendered from these values.

Points are exact fractions; renderers round them down to 0.01.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pipeline.measure import Evidence
from pipeline.study import Span

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something the author can act on. ``severity`` is error, warning or note."""

    criterion: str
    rule: str
    severity: str
    message: str
    fix: str
    span: Span
    column: int | None
    quote: str | None
    gain: Fraction
    potential: Fraction
    """The same rise had no cap held the score down: what to sort by while a gate is open."""
    fingerprint: str
    docs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionResult:
    """One line of the rubric, answered. ``status`` is scored, not_applicable or error."""

    id: str
    title: str
    section: str
    status: str
    level: int
    max_level: int
    points: Fraction
    max: Fraction
    next_gain: Fraction
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class GateResult:
    """``state`` is met, unmet or waived."""

    id: str
    state: str


@dataclass(frozen=True, slots=True)
class Cap:
    """A fault that holds the score down to ``points``."""

    by: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """Points of ``max``, after caps."""

    points: Fraction
    max: Fraction
    band: str
    caps: tuple[Cap, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """``state`` is pass, fail or incomplete; reasons say why it is not pass."""

    state: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RubricRef:
    """Which rubric was used; ``digest`` covers the words and numbers that made the grade."""

    id: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyReport:
    """The grade of one study. ``score`` is None where none could be given (or for ``check``)."""

    path: str
    slug: str
    kind: str | None
    title: str
    status: str | None
    rubric: RubricRef | None
    content_digest: str
    verdict: Verdict
    score: Score | None
    gates: tuple[GateResult, ...]
    criteria: tuple[CriterionResult, ...]
    findings: tuple[Finding, ...]
    pass_mark: Fraction | None = None

    @property
    def counts(self) -> bool:
        """Whether a failing verdict may fail the run: drafts and archived studies never do."""
        return self.status not in {"draft", "archived"}


@dataclass(frozen=True, slots=True)
class Report:
    """A run over several studies, in path order. ``findings`` need more than one study to be seen."""

    studies: tuple[StudyReport, ...]
    diagrams: str | None = None
    findings: tuple[Finding, ...] = ()
