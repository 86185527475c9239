"""Terms hung behind sentences count as padding where it is a habit; a sentence or two that end so are anybody's."""

from __future__ import annotations

import pytest

from pipeline.facts.hung import MANY, hung
from pipeline.facts.padding import padding
from tests.studies import subject

STORY = (
    "The till waited for the stock service at noon",
    "One order in nine was given up by its buyer",
    "We moved the count of loaves into the till",
    "Each oven reports what it baked once a minute",
    "A door that stands open is told to the shift",
    "The night run adds up what the tills have sold",
)
TERMS = ("sharding, sagas and CQRS", "Kafka, retries, and leases", "quorum, tracing or backpressure")


def stuffed(number: int) -> list[str]:
    return [f"{line}, with {TERMS[at % 3]}." if at < number else f"{line}." for at, line in enumerate(STORY)]


def test_terms_behind_many_sentences_are_there_to_be_counted() -> None:
    assert list(hung(stuffed(MANY))) == list(range(MANY))


def test_fewer_are_told_of_a_system() -> None:
    assert list(hung(stuffed(MANY - 1))) == []


def test_a_few_in_a_long_study_are_told_of_a_system() -> None:
    assert list(hung([*stuffed(MANY), *(f"{line}." for line in STORY * 20)])) == []


def test_a_sentence_in_the_middle_of_a_passage_is_seen() -> None:
    assert len(hung([f"{line} Nobody was surprised." for line in stuffed(6)])) == len(STORY)


@pytest.mark.parametrize(
    "ending",
    [
        "with a queue that holds an hour, a store that we had and a cache",
        "with Redis and Kafka",
        "and it is the store, the queue and the cache",
        "with 4 ovens (two of them old), 9 tills and a door",
    ],
)
def test_endings_that_say_something_are_none(ending: str) -> None:
    assert list(hung([f"{line}, {ending}." for line in STORY])) == []


def test_what_ends_so_is_not_counted() -> None:
    text = "# A\n\n" + "\n\n".join(stuffed(6)) + "\n"
    assert [(one.span.line, one.why) for one in padding(subject({"README.md": text}).study)] == [
        (line, "hung") for line in range(3, 15, 2)
    ]
