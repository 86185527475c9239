"""What a probe may say: quantities, what stands for them, and what is missing where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pipeline.study import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that counts for (or against) a criterion, in the author's words."""

    span: Span
    quote: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One thing that is missing or wrong at one place.

    ``says`` is one plain sentence about it, without a full stop, quoting the author where words
    are at fault. ``adds`` tells how the quantities would change if this place alone were mended,
    so that the gain can be computed rather than guessed. ``fix`` overrides the rubric's advice
    when the mend is mechanical. ``example`` is the shape of an answer, built from the author's own
    nouns with blanks in single guillemets. ``column`` counts code points from 1. ``odd`` says that the
    place stands out, since everything beside it has what it lacks: that is told though it costs no point.
    """

    span: Span
    says: str
    adds: Mapping[str, Fraction]
    quote: str | None = None
    column: int | None = None
    fix: str = ""
    example: str = ""
    odd: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The answer of a probe: named quantities, the evidence for them, the gaps.

    No points, no severity: the rubric's ladder turns quantities into a level. ``home`` is where
    the finding goes when there is nothing to point at but a heading (None: line 1 of the cover).
    """

    quantities: Mapping[str, Fraction]
    evidence: tuple[Evidence, ...] = ()
    gaps: tuple[Gap, ...] = ()
    home: Span | None = None

    def after(self, gap: Gap) -> Mapping[str, Fraction]:
        """The quantities as they would be with that gap mended."""
        return {**self.quantities, **{k: self.quantities.get(k, Fraction(0)) + v for k, v in gap.adds.items()}}
