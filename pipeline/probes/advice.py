"""What costs no point and helps a reader: the facts of the head, and how sure the figures of a result are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from pipeline.facts.marks import shows
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, excerpt, phrases
from pipeline.study import Span

NO_KEYS: Mapping[str, str] = MappingProxyType({})
LEAST_WORDS = 2


def facts(subject: Subject, *, facts: Mapping[str, Sequence[str]], keys: Mapping[str, str] = NO_KEYS) -> Measure:
    """Which of the named facts the study gives, wherever: in its front matter, a label, a table or a sentence.

    ``facts`` maps the name of a fact to the phrases that show it, ``keys`` to the key of the front matter
    that holds it. Quantities: ``named`` and ``missing``. One gap tells all that are missing.
    """
    said = [(unit, f"{unit.title}: {unit.text}") for unit in subject.lines]
    found = {name: [u for u, text in said if phrases(tuple(words)).search(text)] for name, words in facts.items()}
    missing = [name for name, units in found.items() if not units and not subject.study.meta.get(keys.get(name, ""))]
    lacking = Fraction(len(missing))
    gap = Gap(
        span=Span(subject.study.cover.path, 1, 1),
        says=f"nothing is said about {_listed(missing)}",
        adds={"named": lacking, "missing": -lacking},
    )
    places = ((unit.span, subject.quote(unit.span)) for units in found.values() for unit in units[:1])
    return Measure(
        {"named": len(facts) - lacking, "missing": lacking}, evidence(places), (gap,) if missing else (), gap.span
    )


def _listed(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _facts_quantities(*, facts: Mapping[str, Sequence[str]], keys: Mapping[str, str] = NO_KEYS) -> frozenset[str]:
    for name, words in facts.items():
        check_words(f"fact {name}", words)
    if unknown := set(keys) - set(facts):
        message = f"keys names what is no fact: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    return frozenset({"named", "missing"})


def spread(subject: Subject, *, sections: Sequence[str], least: int = 3) -> Measure:
    """Whether results say how far their figures vary: ±, a range, a number of runs, a median.

    One of them is enough for all. Asked is it of ``least`` figures or more in ``sections``. Quantities:
    ``figures``, ``spread``, and ``bare``, which is 1 where there are so many figures and no spread.
    """
    units = [unit for unit in UNITS["lines"](subject.parts(sections)) if unit.words >= LEAST_WORDS]
    figures = [unit for unit in units if shows(unit.text, "number")]
    spreads = [unit for unit in units if shows(unit.text, "spread")]
    bare = len(figures) >= least and not spreads
    more = f", nor do {len(figures) - 1} more results" if len(figures) > 1 else ""
    gaps = [
        Gap(
            span=one.span,
            says=f"{excerpt(one.title or one.text)} does not say how far it varies{more}",
            adds={"spread": ONE, "bare": -ONE},
            quote=subject.quote(one.span),
        )
        for one in figures[:1]
        if bare
    ]
    quantities = {"figures": Fraction(len(figures)), "spread": Fraction(len(spreads)), "bare": Fraction(bare)}
    places = ((unit.span, subject.quote(unit.span)) for unit in spreads)
    return Measure(quantities, evidence(places), tuple(gaps), subject.home(sections))


def _spread_quantities(*, sections: Sequence[str], least: int = 3) -> frozenset[str]:
    check_words("sections", sections)
    if least < 1:
        message = "least must be 1 or more"
        raise ValueError(message)
    return frozenset({"figures", "spread", "bare"})


PROBES = {
    "advice.facts": Probe(facts, _facts_quantities),
    "advice.spread": Probe(spread, _spread_quantities),
}
