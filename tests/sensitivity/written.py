"""Faults that were written for one study: what to find on a page, and what to put in its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.sensitivity.example import COVER, Example
from tests.sensitivity.plant import Plant

FOLDER = Path(__file__).parent / "faults"


def faults(study: Example) -> Iterator[Plant]:
    """The faults of `faults/<slug>.toml`. Raises LookupError where a study has changed under its fault."""
    file = FOLDER / f"{study.slug}.toml"
    if file.exists():
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["fault"]:
            yield _plant(study, entry)


def _plant(study: Example, entry: Mapping[str, Any]) -> Plant:
    page = entry.get("page", COVER)
    text, find, put = study.pages[page], entry["find"], entry.get("put", "")
    if text.count(find) != 1:
        message = f"{study.slug}/{page} holds this {text.count(find)} times and not once: {find!r}"
        raise LookupError(message)
    start = text.index(find)
    line = text.count("\n", 0, start) + 1
    places = [(page, line, line + put.rstrip("\n").count("\n"))]
    places += [_place(study, other) for other in entry.get("or_at", ())]
    if "at" in entry:
        places = [_place(study, entry["at"], page)]
    return Plant(
        fault=entry["name"],
        rule=entry["rule"],
        twins=tuple(entry.get("twins", ())),
        study=study,
        spoilt=study.with_page(page, text.replace(find, put)),
        places=tuple(places),
        written=True,
        also=dict.fromkeys(entry.get("also", ()), entry.get("because", "stands in the same words")),
    )


def _place(study: Example, words: str, page: str = "") -> tuple[str, int, int]:
    """The line that begins with those words."""
    found = [
        (name, number, number)
        for name, number, line in study.lines()
        if line.startswith(words) and (not page or name == page)
    ]
    if len(found) != 1:
        message = f"{study.slug} has {len(found)} lines and not one that begin with {words!r}"
        raise LookupError(message)
    return found[0]
