"""Points, caps and gains hold for any rubric and any measurement."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pipeline.rubric import CapRule, Gate, Rubric
from pipeline.scoring import FULL, State, retally, tally
from tests.rubrics import rubric, rule

COUNTS = st.integers(0, 6)
ladders = st.lists(st.integers(1, 6), min_size=4, max_size=4).map(sorted)


@st.composite
def graded(draw: st.DrawFn) -> tuple[Rubric, State]:
    """A rubric of up to six criteria, some with prerequisites, gates and caps, and a state for it."""
    names = [f"c.{letter}" for letter in "abcdef"[: draw(st.integers(1, 6))]]
    criteria = [
        rule(
            name,
            weight=draw(st.integers(1, 20)),
            needs=draw(ladders),
            requires=tuple(draw(st.lists(st.sampled_from(names[:n]), max_size=2, unique=True))) if n else (),
            applies={"items": Fraction(1)} if draw(st.booleans()) else None,
        )
        for n, name in enumerate(names)
    ]
    gates = tuple(Gate(name, 1, Fraction(49)) for name in names if draw(st.booleans()))
    caps = tuple(CapRule(name, 2, Fraction(84)) for name in names if draw(st.booleans()))
    quantities = {name: {"items": Fraction(draw(COUNTS))} for name in names if draw(st.integers(0, 9))}
    ceilings = {name: 1 for name in names if not draw(st.integers(0, 5))}
    return rubric(*criteria, gates=gates, caps=caps), State(quantities, ceilings)


@given(graded())
def test_points_stay_between_nothing_and_everything(case: tuple[Rubric, State]) -> None:
    told = tally(*case)
    assert 0 <= told.points <= told.raw <= FULL
    assert all(0 <= points <= told.shares[name] for name, points in told.points_of.items())


@given(graded(), COUNTS)
def test_counting_anew_what_changed_is_counting_everything(case: tuple[Rubric, State], items: int) -> None:
    rules, state = case
    before = tally(rules, state)
    for criterion in rules.criteria:
        after = state.with_rule(criterion.id, {"items": Fraction(items)})
        assert retally(rules, after, criterion, before) == tally(rules, after)


@given(graded())
def test_the_shares_of_what_applies_make_up_the_whole(case: tuple[Rubric, State]) -> None:
    told = tally(*case)
    assert sum(told.shares.values()) == (FULL if told.applicable else 0)


@given(graded())
def test_a_missing_result_never_raises_the_score(case: tuple[Rubric, State]) -> None:
    rules, state = case
    always = [c for c in rules.criteria if not c.applies]
    full = tally(rules, state)
    for criterion in always:
        without = State({k: v for k, v in state.quantities.items() if k != criterion.id}, state.ceilings)
        assert tally(rules, without).points <= full.points


@given(graded(), st.data())
def test_more_of_what_is_asked_never_lowers_the_score(case: tuple[Rubric, State], data: st.DataObject) -> None:
    rules, state = case
    unconditional = [c for c in rules.criteria if not c.applies]
    if unconditional:
        criterion = data.draw(st.sampled_from(unconditional))
        items = state.quantities.get(criterion.id, {}).get("items", Fraction(0))
        assert tally(rules, state.with_rule(criterion.id, {"items": items + 1})).points >= tally(rules, state).points


@given(graded())
def test_an_open_gate_that_caps_holds_the_score_down(case: tuple[Rubric, State]) -> None:
    rules, state = case
    told = tally(rules, state)
    if any(gate.id in told.unmet for gate in rules.gates):
        assert told.points <= 49


@given(graded())
def test_a_criterion_scores_nothing_while_its_prerequisite_does(case: tuple[Rubric, State]) -> None:
    rules, state = case
    told = tally(rules, state)
    for criterion in rules.criteria:
        if any(told.levels[name] == 0 and name in told.applicable for name in criterion.requires):
            assert told.points_of[criterion.id] == 0


def test_a_rung_counts_only_without_a_gap_below() -> None:
    broken = rule("c.a", needs=(3, 1, 1, 1))
    assert broken.level({"items": Fraction(2)}) == 0
    assert broken.level({"items": Fraction(3)}) == 4


def test_weight_of_what_does_not_apply_is_shared_out() -> None:
    rules = rubric(rule("c.a", weight=1), rule("c.b", weight=3, applies={"items": Fraction(1)}))
    told = tally(rules, State({"c.a": {"items": Fraction(4)}, "c.b": {"items": Fraction(0)}}))
    assert told.applicable == {"c.a"}
    assert told.points == 100
