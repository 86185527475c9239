"""Probes: pure functions of a study. ``PROBES`` is the one table; a rubric names probes from it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import cast

from pipeline.probes.probe import Probe

FAMILIES = (
    "advice",
    "alarms",
    "arithmetic",
    "blueprints",
    "code",
    "consistency",
    "diagrams",
    "drawings",
    "hidden",
    "layout",
    "ledgers",
    "leftovers",
    "links",
    "nines",
    "prose",
    "recovery",
    "stuffing",
    "tasks",
    "tidiness",
    "traces",
    "units",
)
"""The modules of this package that have a table of probes; their names begin with that of the module."""


class _Table(Mapping[str, Probe]):
    """All probes by name. A family is loaded when one of its probes is first asked for: a check needs three."""

    def __getitem__(self, name: str) -> Probe:
        return _family(name.partition(".")[0])[name]

    def __iter__(self) -> Iterator[str]:
        return (name for family in FAMILIES for name in _family(family))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _family(name: str) -> Mapping[str, Probe]:
    """The table of one family, empty where there is none of that name."""
    if name not in FAMILIES:
        return {}
    return cast("Mapping[str, Probe]", importlib.import_module(f"pipeline.probes.{name}").PROBES)


PROBES: Mapping[str, Probe] = _Table()

__all__ = ["FAMILIES", "PROBES", "Probe"]
