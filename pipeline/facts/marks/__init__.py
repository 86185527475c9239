"""Marks of reasoning in a sentence, a bullet or a table row: a reason, a cost, a figure.

A mark is a small pattern over plain text, named after what it shows. Rubrics ask for marks by
name, alone or together ("reason+number" in the same unit), so that levels rest on relations and
not on single words. Patterns are linear and bounded; each has cases that must and must not fire.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from pipeline.facts.marks import measures, people, reasons, systems
from pipeline.facts.marks.pattern import Mark
from pipeline.facts.pattern import pattern
from pipeline.facts.quantities import has_number, pairs

ASIDE = pattern(r"(?:^|\| )(?:alternative|trade-off): [^|]*")
"""Cells of a row on what was not done, and on what it costs: their trouble is not the one that the row tells."""


def pair(text: str) -> bool:
    """A figure set against another one."""
    return next(pairs(text), None) is not None


def compared(text: str) -> bool:
    """A figure set against another one, or told as a change relative to the state before."""
    return pair(text) or measures.relative(text)


def weighed(text: str) -> bool:
    """A choice told with what it was weighed against, or with its price."""
    return reasons.alternative(text) or reasons.cost(text)


def trouble(text: str) -> bool:
    """Something that goes wrong: a fault of a system, an obstacle, or what somebody cannot do."""
    told = ASIDE.sub("", text)
    return systems.failure(told) or people.pain(told) or systems.obstacle(told)


def grounded(text: str) -> bool:
    """A statement with what stands behind it: a reason, a figure, a price, or what went wrong."""
    return reasons.reason(text) or has_number(text) or reasons.cost(text) or trouble(text)


def yardstick(text: str) -> bool:
    """A figure that can be judged: beside a bound, or set against another one."""
    return measures.bound(text) or compared(text)


MARKS: Mapping[str, Mark] = MappingProxyType(
    {
        "number": has_number,
        "pair": pair,
        "reason": reasons.reason,
        "alternative": reasons.alternative,
        "choice": reasons.choice,
        "cost": reasons.cost,
        "consequence": people.consequence,
        "persona": people.persona,
        "pain": people.pain,
        "failure": systems.failure,
        "handling": systems.handling,
        "survived": systems.survived,
        "edge": systems.edge,
        "method": measures.method,
        "period": measures.period,
        "bound": measures.bound,
        "percentile": measures.percentile,
        "owner": people.owner,
        "ownership": people.ownership,
        "influence": people.influence,
        "audience": people.audience,
        "change": reasons.change,
        "future": reasons.future,
        "deferred": reasons.deferred,
        "testable": systems.testable,
        "condition": systems.condition,
        "mechanism": systems.mechanism,
        "tool": systems.tool,
        "hypothesis": reasons.hypothesis,
        "money": measures.money,
        "artefact": systems.artefact,
        "trigger": measures.trigger,
        "peak": measures.peak,
        "migration": systems.migration,
        "reversal": systems.reversal,
        "detection": systems.detection,
        "watched": systems.watched,
        "blast": systems.blast,
        "growth": measures.growth,
        "calculation": measures.calculation,
        "weighed": weighed,
        "constraint": reasons.constraint,
        "latency": measures.latency,
        "role": people.role,
        "charge": people.charge,
        "spread": measures.spread,
        "expected": people.expected,
        "trouble": trouble,
        "grounded": grounded,
        "yardstick": yardstick,
        "compared": compared,
    }
)

LACKS: Mapping[str, str] = MappingProxyType(
    {
        "number": "gives no figure",
        "pair": "gives no figure before and after",
        "reason": "gives no reason",
        "alternative": "names nothing it was weighed against",
        "choice": "does not say in words which was chosen",
        "cost": "names no cost that was accepted",
        "consequence": "does not say what it cost the business",
        "persona": "does not say for whom",
        "pain": "names no problem",
        "failure": "names nothing that went wrong or may",
        "survived": "does not say what handles it",
        "handling": "does not say what handles it",
        "edge": "names no edge case",
        "method": "does not say how it was measured",
        "period": "gives no period",
        "bound": "gives no bound",
        "percentile": "gives no percentile",
        "owner": "does not say who did it",
        "ownership": "does not say what you owned",
        "influence": "does not say how others were won over",
        "audience": "does not say who was involved",
        "change": "names nothing to do differently",
        "future": "does not say where it applies next",
        "deferred": "gives no reason for leaving it out",
        "testable": "cannot be tested as written",
        "condition": "states no condition",
        "mechanism": "names no mechanism",
        "tool": "names no tool or method of finding out",
        "hypothesis": "names nothing that was suspected and ruled out",
        "money": "gives no amount",
        "artefact": "links nothing that a reader could look at",
        "peak": "gives no peak",
        "migration": "does not say how to get there",
        "reversal": "names no way back",
        "trigger": "gives no threshold",
        "detection": "does not say how it is noticed",
        "watched": "names nothing that could be watched",
        "blast": "does not say who is affected",
        "growth": "gives no number of users or requests",
        "compared": "is set against no figure from before",
        "weighed": "names neither what it was weighed against nor its price",
        "constraint": "names no constraint that decided",
        "latency": "gives no response time",
        "role": "names no role",
        "charge": "does not say what you answered for",
        "spread": "does not say how far it varies",
        "expected": "does not say what they waited for",
        "trouble": "does not say what went wrong or could",
        "grounded": "does not say what stands behind it",
        "yardstick": "stands beside no target and no earlier value",
        "calculation": "shows no sum from inputs to result",
    }
)


def shows(text: str, name: str) -> bool:
    """Whether ``text`` bears the mark ``name``; "a+b" asks for both in the same text."""
    return all(_bears(text, part) for part in name.split("+")) if "+" in name else _bears(text, name)


@lru_cache(maxsize=16_384)
def _bears(text: str, name: str) -> bool:
    """Criteria ask the same sentences for the same marks again and again."""
    return MARKS[name](text)


def lacks(name: str) -> str:
    """In words: what a text without that mark is missing."""
    return LACKS[name.rsplit("+", maxsplit=1)[-1]]
