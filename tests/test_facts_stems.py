"""Forms of one word share a stem; words that look alike do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.stems import meaning, stem


@pytest.mark.parametrize(
    "forms",
    [
        "notify notifies notified notification notifications",
        "schedule schedules scheduled scheduler scheduling",
        "moderate moderation moderator moderators",
        "cancel cancelled cancellation",
        "process processes processing processed",
        "replicate replication replicas",
        "retry retries retried",
        "plan planned planning",
    ],
)
def test_forms_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("transfer", "transaction"),
        ("control", "contract"),
        ("server", "service"),
        ("process", "procedure"),
        ("record", "recommend"),
        ("product", "process"),
    ],
)
def test_words_that_begin_alike_are_two(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(("one", "other"), [("erases", "deletion"), ("login", "authentication"), ("photo", "images")])
def test_words_that_say_the_same_mean_the_same(one: str, other: str) -> None:
    assert meaning(one) == meaning(other)


@given(st.text(max_size=40))
def test_any_word_has_a_stem_that_is_its_beginning(word: str) -> None:
    assert word.casefold().startswith(stem(word))
