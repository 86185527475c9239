"""Several stories on one page: one of them counts, and what stands around them."""

from __future__ import annotations

import pytest

from tests.studies import subject

ALIASES = {"situation": ("Situation", "s"), "action": ("Action", "a"), "result": ("Result", "r")}
ONCE = tuple(ALIASES)
SHORT = "### Situation\n\nThe queue grew.\n\n### Action\n\nI split it.\n\n### Result\n\nIt shrank.\n"
LONG = "### Situation\n\nThe disk of the desk filled up.\n\n### Action\n\nI moved it.\n\n### Result\n\nIt lasted.\n"


def kept(text: str) -> list[str]:
    return [unit.text for unit in subject({"README.md": text}, ALIASES).one_story(ONCE).lines]


def test_the_longest_counts_and_so_does_what_belongs_to_none() -> None:
    text = f"# Stories\n\nThree of mine.\n\n## Queue\n\n{SHORT}\n## Disk\n\n{LONG}\n## Later\n\nI would ask first.\n"
    assert kept(text) == [
        "Three of mine.",
        "The disk of the desk filled up.",
        "I moved it.",
        "It lasted.",
        "I would ask first.",
    ]


def test_of_equals_the_first_counts() -> None:
    text = f"## Queue\n\n{SHORT}\n## Again\n\n{SHORT.replace('queue', 'stack')}"
    assert kept(text)[0] == "The queue grew."


def test_stories_told_in_labels_are_told_apart_by_their_headings() -> None:
    one = "- **S** - the queue of the desk grew.\n- **A** - I split it by day.\n- **R** - nobody waits now.\n"
    two = "- **S** - a stack of books fell over.\n- **A** - shelves went up first.\n- **R** - they hold now.\n"
    text = f"## One\n\n{one}\n## Two\n\n{two}"
    assert [line.split()[-1] for line in kept(text)] == ["grew.", "day.", "now."]


@pytest.mark.parametrize("text", [f"# One\n\n{SHORT}", f"{SHORT}\n{LONG}", "# None\n\nThe queue grew.\n"])
def test_one_story_and_stories_that_no_heading_parts_stay_whole(text: str) -> None:
    whole = subject({"README.md": text}, ALIASES)
    assert whole.one_story(ONCE) is whole


def test_a_kind_that_may_tell_several_is_left_alone() -> None:
    whole = subject({"README.md": f"## Queue\n\n{SHORT}\n## Disk\n\n{LONG}"}, ALIASES)
    assert whole.one_story(()) is whole
