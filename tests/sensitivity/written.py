"""Faults that were written for one study: what to find on a page, and what to put in its place.

An entry has one ``find`` and ``put`` on its ``page``, or several in ``edits``. The finding is wanted on a
line that was edited, on one that begins with the words of ``at`` (a heading on one of the edited pages,
where whole lines are gone), or with one of ``or_at``, anywhere. Texts to find stand in the sound study,
lines to find in the spoilt one. ``thin`` says that the spoilt study still does what the rule asks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.sensitivity.example import COVER, Example
from tests.sensitivity.plant import Place, Plant

FOLDER = Path(__file__).parent / "faults"


@dataclass(frozen=True, slots=True)
class Edit:
    """A text on a page, where it begins, and what to put in its place."""

    page: str
    start: int
    find: str
    put: str


def faults(study: Example) -> Iterator[Plant]:
    """The faults of `faults/<slug>.toml`. Raises LookupError where a study has changed under its fault."""
    file = FOLDER / f"{study.slug}.toml"
    if file.exists():
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["fault"]:
            yield planted(study, entry)


def planted(study: Example, entry: Mapping[str, Any]) -> Plant:
    """One entry. Raises LookupError where a text or a line to find is not there once."""
    edits = [_edit(study, edit) for edit in entry.get("edits", (entry,))]
    spoilt, places = _edited(study, edits)
    pages = {edit.page for edit in edits}
    places += [_place(spoilt, words, pages) for words in _words(entry.get("at", ()))]
    places += [_place(spoilt, words, set(spoilt.pages)) for words in _words(entry.get("or_at", ()))]
    return Plant(
        fault=entry["name"],
        rule=entry["rule"],
        twins=tuple(entry.get("twins", ())),
        study=study,
        spoilt=spoilt,
        places=tuple(places),
        written=True,
        thin=entry.get("thin", False),
        also=dict.fromkeys(entry.get("also", ()), entry.get("because", "stands in the same words")),
    )


def _words(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _edit(study: Example, edit: Mapping[str, str]) -> Edit:
    page, find = edit.get("page", COVER), edit["find"]
    if (times := study.pages[page].count(find)) != 1:
        message = f"{study.slug}/{page} holds this {times} times and not once: {find!r}"
        raise LookupError(message)
    return Edit(page, study.pages[page].index(find), find, edit.get("put", ""))


def _edited(study: Example, edits: Sequence[Edit]) -> tuple[Example, list[Place]]:
    """The study with every edit made, and the lines where something of each is left."""
    places: list[Place] = []
    for edit in sorted(edits, key=lambda edit: (edit.page, edit.start), reverse=True):
        text = study.pages[edit.page]
        study = study.with_page(edit.page, text[: edit.start] + edit.put + text[edit.start + len(edit.find) :])
        more = edit.put.count("\n") - edit.find.count("\n")
        places = [(page, a + more, b + more) if page == edit.page else (page, a, b) for page, a, b in places]
        first = text.count("\n", 0, edit.start) + 1
        if edit.put or not edit.find.endswith("\n"):
            places.append((edit.page, first, first + edit.put.rstrip("\n").count("\n")))
    return study, places[::-1]


def _place(study: Example, words: str, pages: AbstractSet[str]) -> Place:
    """The line of those pages that begins with those words."""
    found = [(name, number, number) for name, number, line in study.lines() if line.startswith(words) and name in pages]
    if len(found) != 1:
        message = f"{study.slug} has {len(found)} lines and not one that begin with {words!r}"
        raise LookupError(message)
    return found[0]
