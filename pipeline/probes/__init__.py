"""Probes: pure functions of a study. ``PROBES`` is the one table; a rubric names probes from it."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.probes import (
    advice,
    alarms,
    arithmetic,
    blueprints,
    code,
    consistency,
    diagrams,
    drawings,
    hidden,
    layout,
    ledgers,
    leftovers,
    links,
    nines,
    prose,
    recovery,
    stuffing,
    tasks,
    tidiness,
    traces,
    units,
)
from pipeline.probes.probe import Probe

FAMILIES = (
    advice,
    alarms,
    arithmetic,
    blueprints,
    code,
    consistency,
    diagrams,
    drawings,
    hidden,
    layout,
    ledgers,
    leftovers,
    links,
    nines,
    prose,
    recovery,
    stuffing,
    tasks,
    tidiness,
    traces,
    units,
)
PROBES: Mapping[str, Probe] = MappingProxyType(
    {name: probe for family in FAMILIES for name, probe in family.PROBES.items()}
)

__all__ = ["PROBES", "Probe"]
