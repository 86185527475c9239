"""Figures of agreement are those that a hand calculation gives, and a fit sees nothing of what it predicts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.agreement import Case, Label, agreement
from pipeline.agreement.fitting import fitted, left_out, own_weights, predicted
from pipeline.agreement.resampling import interval
from pipeline.agreement.statistics import auc, bias, difference, kappa, ranks, spearman

BANDS = (55.0, 75.0, 90.0)


def label(overall: float, rater: str = "one") -> Label:
    return Label(kind="star-story", slug="s", rater=rater, overall=overall, publish=overall >= 70, aspects={"depth": 2})


def case(slug: str, home: str, overall: float, **shares: float) -> Case:
    weights = {"a": 60.0, "b": 40.0}
    return Case(
        kind="star-story",
        slug=slug,
        repository=home,
        words=int(10 * overall),
        points=sum(weights[name] * share for name, share in shares.items()),
        passed=False,
        ceiling=100.0,
        shares=shares,
        weights=weights,
        labels=(label(overall), label(overall, "two")),
    )


CASES = tuple(
    case(f"s{number}", f"home-{number % 4}", 10.0 * number, a=number / 10, b=(number * 7 % 10) / 10)
    for number in range(10)
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([1, 2, 3], [10, 20, 30], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 2, 3, 4], [1, 3, 2, 4], 0.8),
        ([1, 1, 2], [1, 2, 3], pytest.approx(0.8660254)),
        ([5, 5, 5], [1, 2, 3], None),
        ([1, 2], [1, 2], None),
    ],
)
def test_rank_correlation(one: list[float], other: list[float], expected: object) -> None:
    assert spearman(one, other) == expected


def test_equal_values_share_their_rank() -> None:
    assert ranks([30, 10, 10, 20]) == [4, 1.5, 1.5, 3]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=3, max_size=20))
def test_rank_correlation_knows_no_scale_and_no_side(pairs: list[tuple[int, int]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = spearman(one, other)
    assert found is None or -1 <= round(found, 9) <= 1
    assert spearman([3 * a + 1 for a in one], other) == found
    mirrored = spearman(other, one)
    assert mirrored == found if found is None else mirrored == pytest.approx(found)


@pytest.mark.parametrize(
    ("scores", "positive", "expected"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1], 1.0),
        ([4, 3, 2, 1], [0, 0, 1, 1], 0.0),
        ([1, 2, 2, 3], [0, 0, 1, 1], 0.875),
        ([1], [1], None),
    ],
)
def test_the_chance_that_a_publishable_one_is_above(scores: list[int], positive: list[int], expected: float) -> None:
    assert auc(scores, positive) == expected


def test_kappa_differences_and_bias_by_hand() -> None:
    # Two of four agree, two are one class apart; by chance the squared distance would be 1.0.
    assert kappa([0, 1, 1, 2], [0, 1, 2, 1], 3) == pytest.approx(0.5)
    assert kappa([0, 1, 2], [0, 1, 2], 3) == 1
    assert kappa([1, 1, 1], [1, 1, 1], 3) is None
    assert difference([1, 5], [2, 2]) == 2
    assert bias([1, 5], [2, 2]) == 1
    assert difference([], []) is None


def test_the_interval_draws_repositories_and_is_the_same_each_time() -> None:
    def mean(drawn: object) -> float:
        return sum(c.overall for c in drawn) / len(drawn)  # type: ignore[attr-defined, arg-type]

    found = interval(CASES, mean)
    assert found
    assert found[0] < mean(CASES) < found[1]
    assert interval(CASES, mean) == found
    assert interval([replace(c, repository="one home") for c in CASES], mean) is None


def test_a_fit_moves_weight_to_what_raters_follow() -> None:
    own = own_weights(CASES)
    new = fitted(CASES, own)
    assert own == {"a": 60, "b": 40}
    assert new["a"] > own["a"]
    assert 0 <= new["b"] < own["b"]


def test_few_studies_leave_the_weights_as_they_are() -> None:
    assert fitted(CASES[:3], own_weights(CASES)) == own_weights(CASES)


def test_a_prediction_sees_no_study_of_its_repository() -> None:
    before = left_out(CASES)
    changed = tuple(replace(c, labels=(label(100),)) if c.repository == "home-0" else c for c in CASES)
    after = left_out(changed)
    for old, new, one in zip(before, after, CASES, strict=True):
        if one.repository == "home-0":
            assert new == old
    assert after != before


def test_a_cap_holds_for_predictions_too() -> None:
    assert predicted(replace(CASES[9], ceiling=49.0), own_weights(CASES)) == 49


def test_the_summary_names_targets_that_are_missed() -> None:
    found = agreement(
        [replace(c, points=100 - c.overall, shares={"a": 1 - c.overall / 100, "b": 0.5}) for c in CASES], BANDS
    )
    missed = {target.says.partition(" ")[0] for target in found.targets if not target.met}
    assert {"Spearman", "AUC", "mean", "no"} <= missed
    assert found.shipped.spearman == pytest.approx(-1)
    assert [one.slug for one in found.farthest][:3] == ["s0", "s1", "s9"]
