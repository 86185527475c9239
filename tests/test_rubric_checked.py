"""Rubrics that are known to be right are read without checking them again: only those, and to the same end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.library import KINDS, SHARED, Library
from pipeline.load import Entry
from pipeline.rubric import read
from tests.golden_files import golden

TOP = Path(__file__).parent.parent
STAR = "schema/rubrics/star-story.yaml"
TEXTS = {
    name: (TOP / name).read_text(encoding="utf-8")
    for name in (*SHARED, *(STAR.replace("star-story", k) for k in KINDS))
}


@dataclass(frozen=True, slots=True)
class Held:
    """A repository that holds nothing but those files."""

    texts: dict[str, str]

    def files(self, _under: str) -> Iterable[Entry]:
        return ()

    def read(self, path: str) -> bytes:
        if path not in self.texts:
            raise FileNotFoundError(path)
        return self.texts[path].encode()


def test_the_list_of_what_was_checked_is_up_to_date() -> None:
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(TEXTS.items())}
    golden("../../schema/checked.json", f"{json.dumps(digests, indent=2)}\n")


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_checked_passes_every_check_and_is_the_same_rubric(kind: str) -> None:
    path = STAR.replace("star-story", kind)
    shared = {name: TEXTS[name] for name in SHARED}
    assert (
        read(TEXTS[path], path, shared) == read(TEXTS[path], path, shared, checked=True) == Library(None).rubric(kind)
    )


MISTAKES = {
    STAR: [
        ("probe: units.marked", "probe: units.makred"),
        ("of: sentences", "off: sentences"),
        ("weight: 6", "weight: -6"),
    ],
    SHARED[0]: [("levels:", "steps:")],
}


@pytest.mark.parametrize(("name", "right", "wrong"), [(n, *pair) for n, pairs in MISTAKES.items() for pair in pairs])
def test_a_repository_that_changes_a_rubric_is_told_its_mistakes(name: str, right: str, wrong: str) -> None:
    assert right in TEXTS[name]
    library = Library(Held({name: TEXTS[name].replace(right, wrong, 1)}))
    with pytest.raises(InputError) as refused:
        library.rubric("star-story")
    assert refused.value.place.startswith(f"{name}:")
