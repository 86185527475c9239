"""Quantities × rubric → points. The only place where points are given; exact, and pure.

Everything follows from ``State``: the quantities that each rule measured. A gain is therefore the
difference of two tallies, never an estimate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.rubric import Rubric, Rule

ZERO = Fraction(0)
FULL = Fraction(100)
Quantities = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a study: quantities by rule, and the levels that thin sections allow.

    A rule that could not be measured is absent and stands at level 0. ``ceilings`` maps a
    criterion to the highest level it may reach.
    """

    quantities: Mapping[str, Quantities]
    ceilings: Mapping[str, int] = field(default_factory=dict)

    def with_rule(self, identifier: str, quantities: Quantities) -> State:
        """The same, had that rule measured those quantities."""
        return State({**self.quantities, identifier: quantities}, self.ceilings)


@dataclass(frozen=True, slots=True)
class Tally:
    """Levels, points and ceilings of a state. ``raw`` is the sum before caps, ``points`` after.

    ``reached`` are the levels before anything that a rule requires is looked at.
    """

    reached: Mapping[str, int]
    levels: Mapping[str, int]
    applicable: frozenset[str]
    shares: Mapping[str, Fraction]
    points_of: Mapping[str, Fraction]
    raw: Fraction
    unmet: tuple[str, ...]
    caps: tuple[tuple[str, Fraction], ...]
    points: Fraction


def tally(rubric: Rubric, state: State) -> Tally:
    """The points of ``state`` under ``rubric``."""
    reached = {rule.id: _level(rule, state) for rule in rubric.rules()}
    applicable = frozenset(rule.id for rule in rubric.criteria if _applies(rule, state))
    weight = sum((rule.weight for rule in rubric.criteria if rule.id in applicable), ZERO)
    shares = {r.id: FULL * r.weight / weight if r.id in applicable else ZERO for r in rubric.criteria}
    return _tally(rubric, reached, applicable, shares)


def retally(rubric: Rubric, state: State, rule: Rule, before: Tally) -> Tally:
    """The same as ``tally``, where ``before`` is that of a state which differs in ``rule`` alone."""
    level, applies = _level(rule, state), _applies(rule, state)
    if applies != (rule.id in before.applicable) and any(rule.id == scored.id for scored in rubric.criteria):
        return tally(rubric, state)
    if level == before.reached[rule.id]:
        return before
    return _tally(rubric, {**before.reached, rule.id: level}, before.applicable, before.shares, before)


def _tally(
    rubric: Rubric,
    reached: Mapping[str, int],
    applicable: frozenset[str],
    shares: Mapping[str, Fraction],
    before: Tally | None = None,
) -> Tally:
    """The tally of those levels; from ``before``, of the same shares, comes what has not changed."""
    levels = dict(reached)
    points_of = dict(before.points_of) if before else {}
    raw = before.raw if before else ZERO
    for rule in rubric.criteria:
        if any(levels[name] == 0 and name in applicable for name in rule.requires):
            levels[rule.id] = 0
        level = levels[rule.id]
        if before is None or level != before.levels[rule.id]:
            points = shares[rule.id] * Fraction(level, len(rule.levels)) if level else ZERO
            raw += points - points_of.get(rule.id, ZERO)
            points_of[rule.id] = points
    unmet = tuple(gate.id for gate in rubric.gates if _unmet(gate.id, gate.level, levels, applicable, shares))
    # What holds the score down: open gates that cap, and faults that cap by themselves.
    open_gates = ((gate.id, gate.cap) for gate in rubric.gates if gate.id in unmet and gate.cap is not None)
    faults = ((cap.by, cap.points) for cap in rubric.caps if _unmet(cap.by, cap.level, levels, applicable, shares))
    caps = (*open_gates, *faults)
    least = min((raw, *(points for _, points in caps)))
    return Tally(reached, levels, applicable, shares, points_of, raw, unmet, caps, least)


def _level(rule: Rule, state: State) -> int:
    level = rule.level(state.quantities[rule.id]) if rule.id in state.quantities else 0
    return min(level, state.ceilings.get(rule.id, level))


def _applies(rule: Rule, state: State) -> bool:
    quantities = state.quantities.get(rule.id)
    return quantities is None or rule.applicable(quantities)


def _unmet(
    name: str, least: int, levels: Mapping[str, int], applicable: frozenset[str], shares: Mapping[str, Fraction]
) -> bool:
    return levels[name] < least and (name in applicable or name not in shares)
