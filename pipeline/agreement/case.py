"""A study that was graded and that raters have read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.agreement.labels import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``points`` are those of the report; ``shares`` are its levels by criterion, from 0 to 1.

    ``weights`` are the points of 100 that each applicable criterion could give, ``ceiling`` the lowest
    cap that holds (100 without one), ``words`` the length of the study.
    """

    kind: str
    slug: str
    repository: str
    words: int
    points: float
    passed: bool
    ceiling: float
    shares: Mapping[str, float]
    weights: Mapping[str, float]
    labels: Sequence[Label]

    @property
    def overall(self) -> float:
        """The raters' mean."""
        return sum(label.overall for label in self.labels) / len(self.labels)

    @property
    def publish(self) -> bool:
        """Whether at least half of the raters would publish it."""
        return 2 * sum(label.publish for label in self.labels) >= len(self.labels)

    def aspect(self, name: str) -> float | None:
        """The raters' mean of an aspect, or None if nobody gave it."""
        given = [label.aspects[name] for label in self.labels if name in label.aspects]
        return sum(given) / len(given) if given else None
