"""What a rubric is made of: sections, ladders, criteria, gates, caps. Data, never code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Level:
    """One rung: ``needs`` are least quantities, ``allows`` are most; ``says`` describes it.

    ``ask`` tells the author how to reach it (the criterion's fix where it is empty).
    """

    says: str
    needs: Mapping[str, Fraction]
    allows: Mapping[str, Fraction]
    ask: str = ""

    def holds(self, quantities: Mapping[str, Fraction]) -> bool:
        """Whether those quantities reach this rung (what was not measured counts as 0)."""
        zero = Fraction(0)
        return all(quantities.get(name, zero) >= least for name, least in self.needs.items()) and all(
            quantities.get(name, zero) <= most for name, most in self.allows.items()
        )

    def unmet(self, quantities: Mapping[str, Fraction]) -> frozenset[str]:
        """The names of the quantities that keep those quantities off this rung."""
        zero = Fraction(0)
        short = {name for name, least in self.needs.items() if quantities.get(name, zero) < least}
        return frozenset(short | {name for name, most in self.allows.items() if quantities.get(name, zero) > most})

    def lift(self, quantities: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        """Those quantities, changed no more than it takes to reach this rung."""
        zero = Fraction(0)
        lifted = dict(quantities)
        lifted.update({name: max(least, lifted.get(name, zero)) for name, least in self.needs.items()})
        lifted.update({name: min(most, lifted.get(name, zero)) for name, most in self.allows.items()})
        return lifted


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Something that is measured: a criterion, a gate or a note.

    ``weight`` 0 means that it gives no points. ``applies`` (quantity → least) says when it is
    applicable; ``requires`` names criteria above it that must stand at level 1 or better.
    """

    id: str
    title: str
    probe: str
    arguments: Mapping[str, Any]
    levels: tuple[Level, ...]
    why: str
    message: str
    fix: str
    section: str = ""
    weight: Fraction = Fraction(0)
    requires: tuple[str, ...] = ()
    applies: Mapping[str, Fraction]
    weak: str = ""
    strong: str = ""
    limits: str = ""

    def level(self, quantities: Mapping[str, Fraction]) -> int:
        """How far up the ladder those quantities reach: rungs count only without a gap below."""
        reached = 0
        for level in self.levels:
            if not level.holds(quantities):
                break
            reached += 1
        return reached

    def applicable(self, quantities: Mapping[str, Fraction]) -> bool:
        """Whether the rule is for a study of those quantities (what was not measured counts as 0)."""
        zero = Fraction(0)
        return all(quantities.get(name, zero) >= least for name, least in self.applies.items())


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion that needs judgement (``judge: human``): reviewers answer it, it gives no points."""

    id: str
    title: str
    ask: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition for a pass: rule ``id`` stands at ``level`` or better; else the score is capped."""

    id: str
    level: int
    cap: Fraction | None


@dataclass(frozen=True, slots=True)
class CapRule:
    """While rule ``by`` stands below ``level``, the score is at most ``points``."""

    by: str
    level: int
    points: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRule:
    """A section the kind expects: its names, what belongs there, how many own words at least.

    ``page`` is the file the scaffold puts it in; ``prompts`` are the scaffold's placeholder lines.
    """

    id: str
    title: str
    aliases: tuple[str, ...]
    guidance: str
    prompts: tuple[str, ...]
    required: bool = True
    words: int = 0
    page: str = "README.md"
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    """One kind's rubric: sections, criteria, gates, caps, notes, bands, and what people are asked."""

    id: str
    version: str
    title: str
    about: str
    digest: str
    pass_mark: Fraction
    bands: Mapping[str, Fraction]
    sections: tuple[SectionRule, ...]
    criteria: tuple[Rule, ...]
    notes: tuple[Rule, ...]
    gate_rules: tuple[Rule, ...]
    gates: tuple[Gate, ...]
    caps: tuple[CapRule, ...]
    questions: tuple[Question, ...] = ()

    @property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """The titles that each section is known by, its own first."""
        return {section.id: (section.title, *section.aliases) for section in self.sections}

    def rules(self) -> tuple[Rule, ...]:
        """Everything that is measured, criteria first."""
        return (*self.criteria, *self.gate_rules, *self.notes)

    def rule(self, identifier: str) -> Rule | None:
        """The rule of that identifier, or None."""
        return next((rule for rule in self.rules() if rule.id == identifier), None)

    def names(self) -> tuple[str, ...]:
        """The identifiers of everything that is measured or asked."""
        return (*(rule.id for rule in self.rules()), *(question.id for question in self.questions))

    def question(self, identifier: str) -> Question | None:
        """The question of that identifier, or None."""
        return next((each for each in self.questions if each.id == identifier), None)

    def band(self, points: Fraction) -> str:
        """The name of the highest band that those points reach."""
        return next((name for name, least in self.bands.items() if points >= least), "beginning")
