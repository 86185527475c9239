"""The lines of a report on agreement: how well a list of scores, a kind or a criterion agrees with the raters."""

from __future__ import annotations

from dataclasses import dataclass

Interval = tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """How well one list of scores agrees with the raters' means. None: too little to say, or no such scale."""

    name: str
    n: int
    spearman: float | None
    spearman_interval: Interval = None
    auc: float | None = None
    auc_interval: Interval = None
    kappa: float | None = None
    difference: float | None = None
    difference_interval: Interval = None
    bias: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """A kind: how many studies from how many repositories, the scores as shipped and left out."""

    kind: str
    n: int
    repositories: int
    shipped: Line
    unseen: Line


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion of a kind: mean level as a share of the highest, and its order against the raters' mean."""

    kind: str
    id: str
    n: int
    mean: float
    spearman: float | None
    interval: Interval
