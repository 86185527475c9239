"""A rubric that the grader could not run is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.library import KINDS, Library
from pipeline.rubric import read

SOURCE = Path(__file__).parent.parent / "schema"
SHARED = {path.name: path.read_text(encoding="utf-8") for path in sorted((SOURCE / "shared").glob("*.yaml"))}
STAR = (SOURCE / "rubrics" / "star-story.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_rubric_that_loads(kind: str) -> None:
    rubric = Library(None).rubric(kind)
    assert rubric.id == kind
    assert all(len(criterion.levels) == 4 for criterion in rubric.criteria)


@pytest.mark.parametrize("kind", KINDS)
def test_every_criterion_says_what_why_and_how(kind: str) -> None:
    for rule in Library(None).rubric(kind).criteria:
        assert rule.why.endswith((".", ")"))
        assert rule.weak, f"{rule.id} shows no weak example"
        assert rule.strong, f"{rule.id} shows no strong example"
        assert all(level.says for level in rule.levels)


MISTAKES = [
    ("weight: 6", "weight: -6", "weight"),
    ("weight: 6", "weight: .nan", "is not a finite number"),
    ("probe: units.marked", "probe: units.makred", "Did you mean units.marked?"),
    ("of: sentences", "off: sentences", "off"),
    ("of: sentences", "of: sentence", "of must be one of lines, steps, sentences, cases"),
    ("needs: {words: 25}", "needs: {wrods: 25}", "gives no quantity 'wrods'"),
    ("marks: [consequence,", "marks: [consequense,", "there is no mark 'consequense'"),
    ("section: situation", "section: sitation", "there is no section 'sitation'"),
    ("requires: []", "requires: [plus.evidence]", "does not stand above it"),
    ("pass_mark: 70", "pass_mark: seventy", "pass_mark"),
    ("pass_mark: 70", "passmark: 70", "pass_mark"),
    ("{exemplary: 90, strong: 75", "{exemplary: 70, strong: 75", "the bands are not in falling order"),
    (
        "  - id: res.technical\n    level: 2",
        "  - id: res.tecnical\n    level: 2",
        "res.tecnical is no rule of this rubric",
    ),
    ("  - id: sit.technical", "  - id: sit.business", "sit.business stands twice"),
]


@pytest.mark.parametrize(("right", "wrong", "says"), MISTAKES, ids=[wrong for _, wrong, _ in MISTAKES])
def test_a_mistake_is_refused_with_its_line(right: str, wrong: str, says: str) -> None:
    assert right in STAR
    with pytest.raises(InputError) as refused:
        read(STAR.replace(right, wrong, 1), "schema/rubrics/star-story.yaml", SHARED)
    assert says in str(refused.value)
    assert refused.value.place.startswith("schema/rubrics/star-story.yaml:")
    assert "\n" not in str(refused.value)


def test_a_level_may_not_be_left_out() -> None:
    three = STAR.replace("      - says: money, hours or trust\n", "").replace(
        "      - says: several did\n        needs: {influence+audience: 2}\n", "", 1
    )
    with pytest.raises(InputError, match="a ladder has 4"):
        read(three, "x.yaml", SHARED)


def test_a_shared_rule_that_is_defined_twice_is_refused() -> None:
    twice = {**SHARED, "extra.yaml": SHARED["game.yaml"]}
    with pytest.raises(InputError, match=r"game\.\S+ is defined twice") as refused:
        read(STAR, "schema/rubrics/star-story.yaml", twice)
    assert refused.value.place.startswith(("extra.yaml:", "game.yaml:"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_shows_weak_and_strong_and_says_what_it_cannot_see(kind: str) -> None:
    lacking = [
        rule.id for rule in Library(None).rubric(kind).rules() if not (rule.weak and rule.strong and rule.limits)
    ]
    assert lacking == []


QUESTION = """
  - id: human.truth
    judge: human
    title: It happened as told
    ask: Is the account true, as far as you know or can check?
    why: No machine can see whether a figure was measured.
"""


def test_what_people_judge_is_asked_and_gives_no_points() -> None:
    plain, asked = (
        read(text, "x.yaml", SHARED) for text in (STAR, STAR.replace("criteria:\n", f"criteria:{QUESTION}", 1))
    )
    assert [each.id for each in asked.questions] == ["human.truth", *(each.id for each in plain.questions)]
    assert asked.questions[0].ask == "Is the account true, as far as you know or can check?"
    assert asked.rules() == plain.rules()


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("    why: No", "    weight: 3\n    why: No", "has weight, which only a probe can use"),
        ("    ask: Is the account true, as far as you know or can check?\n", "", "human.truth has no ask"),
        ("judge: human", "judge: machine", "judge"),
        ("human.truth", "sit.business", "sit.business stands twice"),
    ],
)
def test_a_mistake_in_what_people_judge_is_refused_with_its_line(right: str, wrong: str, says: str) -> None:
    text = STAR.replace("criteria:\n", f"criteria:{QUESTION.replace(right, wrong)}", 1)
    with pytest.raises(InputError) as refused:
        read(text, "x.yaml", SHARED)
    assert says in str(refused.value)
    assert refused.value.place.startswith("x.yaml:")
