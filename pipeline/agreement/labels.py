"""Raters' labels: tables of tab- or comma-separated values, a reading of a study by a rater a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.errors import InputError

KEYS = ("kind", "slug", "rater", "overall", "publish")
YES, NO = {"y", "yes", "true", "1"}, {"n", "no", "false", "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One reading: ``overall`` is 0 to 100, ``aspects`` are 0 to 4 by name."""

    kind: str
    slug: str
    rater: str
    overall: float
    publish: bool
    aspects: Mapping[str, float]


def read_labels(text: str, path: str) -> tuple[Label, ...]:
    """The labels of a table with the columns ``kind slug rater … overall publish``; the rest are aspects.

    Raises InputError with file and line for a missing column or a value out of range.
    """
    labels: dict[tuple[str, str, str], Label] = {}
    for line, row in _rows(text, path, KEYS):
        place = f"{path}:{line}"
        label = Label(
            kind=row["kind"],
            slug=row["slug"],
            rater=row["rater"],
            overall=_number(row["overall"], 100, "overall", place),
            publish=_verdict(row["publish"], place),
            aspects={name: _number(row[name], 4, name, place) for name in row if name not in KEYS},
        )
        if (label.kind, label.slug, label.rater) in labels:
            raise InputError(f"{label.rater} labels {label.kind}/{label.slug} twice", place=place)
        labels[label.kind, label.slug, label.rater] = label
    if not labels:
        raise InputError("no label stands in it", place=path, remedy="One row a study and rater is expected.")
    return tuple(labels.values())


def read_repositories(text: str, path: str) -> Mapping[tuple[str, str], str]:
    """Which repository each study comes from, by kind and slug. Raises InputError with file and line."""
    rows = _rows(text, path, ("kind", "slug", "repository"))
    return {(row["kind"], row["slug"]): row["repository"] for _, row in rows}


def _rows(text: str, path: str, wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    lines = text.removeprefix("\ufeff").splitlines()
    header = _cells(lines[0], lines[0]) if lines else []
    missing = [name for name in wanted if name not in header]
    if missing:
        raise InputError(
            f"there is no column {missing[0]!r}",
            place=f"{path}:1",
            remedy=f"The first line names the columns, between tabs or commas: {', '.join(wanted)}.",
        )
    for number, line in enumerate(lines[1:], 2):
        cells = _cells(line, lines[0])
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise InputError(f"{len(cells)} values stand under {len(header)} columns", place=f"{path}:{number}")
        yield number, dict(zip(header, cells, strict=True))


def _cells(line: str, first: str) -> list[str]:
    """Between tabs as they stand, else between commas, where quotation marks hold a comma in."""
    cells = line.split("\t") if "\t" in first else next(csv.reader([line]), [])
    return [cell.strip() for cell in cells]


def _number(text: str, most: int, name: str, place: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= most:
        raise InputError(f"{name} is {text!r}", place=place, remedy=f"A number from 0 to {most} is expected.")
    return value


def _verdict(text: str, place: str) -> bool:
    if text.lower() not in YES | NO:
        raise InputError(f"publish is {text!r}", place=place, remedy="y or n is expected.")
    return text.lower() in YES
