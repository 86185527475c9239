"""What the project wants its scores to reach, and whether they do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.agreement.case import Case
from pipeline.agreement.lines import KindLine, Line

ENOUGH = 9
"""A kind with fewer studies is shown, and nothing finer is claimed for it."""
STUB = 20
"""What raters put below this is a template or a stub."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that the project wants to reach, what was found, and whether that is enough."""

    says: str
    found: str
    met: bool | None


def targets(cases: Sequence[Case], unseen: Line, kinds: Sequence[KindLine]) -> tuple[Target, ...]:
    """What was reached over all and by ``kinds``, left out by repository, and what stubs among ``cases`` got."""
    stubs = [case for case in cases if case.overall < STUB]
    highest = max((case.points for case in stubs), default=0.0)
    passed = sum(case.passed for case in stubs)
    return (
        _least("Spearman over all, left out by repository", unseen.spearman, 0.90),
        *(
            _least(f"Spearman of {kind.kind}, left out by repository", kind.unseen.spearman, 0.75)
            for kind in kinds
            if kind.n >= ENOUGH
        ),
        _least("AUC for publish, left out by repository", unseen.auc, 0.95),
        Target(
            "mean absolute difference at most 10 points, left out by repository",
            "-" if unseen.difference is None else f"{unseen.difference:.1f}",
            None if unseen.difference is None else unseen.difference <= 10,
        ),
        Target(f"no study that raters put below {STUB} above 35", f"{highest:.1f}", highest <= 35),
        Target(f"no study that raters put below {STUB} passes", str(passed), passed == 0),
    )


def _least(says: str, found: float | None, least: float) -> Target:
    shown = "-" if found is None else f"{found:.2f}"
    return Target(f"{says} at least {least:.2f}", shown, None if found is None else found >= least)
