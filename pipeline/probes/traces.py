"""Threads from one part of a study to another: requirements into the design, estimates into its sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from pipeline.facts.marks import shows
from pipeline.facts.outline import Part, normal
from pipeline.facts.quantities import QUANTITY, quantities
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS, Unit
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, excerpt, share
from pipeline.study import Fence

STEM = 6
"""Letters by which two forms of a word are taken for one: "deliver", "delivery"."""
SHORT = 4
_GENERAL = (
    "ability able about after allow allows also another because before being below between both cannot could "
    "each either else even every feature features first following from function functional given have having "
    "including into least less like main make makes many more most must need needs never next none only other "
    "over part platform provide provides requirement requirements same shall should some such support supports "
    "system systems than that their them then there these they this those through thus under unless until upon "
    "used user users using value very want wants were what when where which while with within without would your"
)
GENERAL = frozenset(_GENERAL.split())
"""Words that any requirement may hold; a design that repeats them has not taken it up."""
TOLD = 5
SMALL = 10
"""Below this a count such as "3 regions" recurs by chance."""
SPANS = frozenset({24, 60, 365, 3600, 86400})
"""How long a day is: every estimate has it."""
NEAR = Fraction(1, 20)
FACTORS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "t": 12, "trillion": 12}
BYTES = {
    f"{prefix}{end}": 3 * power for power, prefix in enumerate(["", "k", "m", "g", "t", "p"]) for end in ("b", "ib")
}
RATES = frozenset({"qps", "rps", "tps", "iops", "ops", "req", "request", "call", "queries", "write", "read"})

Figure = tuple[Fraction, str]


def covered(subject: Subject, *, sections: Sequence[str], within: Sequence[str]) -> Measure:
    """Which items (requirements) the text or drawings of ``within`` take up.

    Items are those of the first of ``sections`` that the study has. One is taken up where at least
    half of its own words stand there too, in any form. Quantities: ``items``, ``covered``,
    ``covered share``.
    """
    parts = next((part for name in sections if (part := subject.parts((name,)))), ())
    items = [(unit, own) for unit in UNITS["lines"](parts) if len(own := _stems(unit.text)) >= 2]
    there = set(_words(_elsewhere(subject.parts(within, anywhere=True), parts)))
    held = [unit for unit, own in items if len(own & there) * 2 >= len(own)]
    lost = [unit for unit, _ in items if unit not in held]
    adds = {"covered": ONE, "covered share": share(1, len(items))}
    gaps = tuple(
        Gap(
            span=unit.span,
            says=f"{excerpt(unit.text)} is not taken up in the design",
            adds=adds,
            quote=subject.quote(unit.span),
        )
        for unit in lost[:TOLD]
    )
    measured = {
        "items": Fraction(len(items)),
        "covered": Fraction(len(held)),
        "covered share": share(len(held), len(items)),
    }
    return Measure(measured, evidence((u.span, subject.quote(u.span)) for u in held), gaps, subject.home(within))


def _stems(text: str) -> set[str]:
    """The telling words of a text, cut to what their forms share."""
    words = (word for word in normal(text).split() if len(word) >= SHORT and word not in GENERAL and word.isalpha())
    return {word.removesuffix("s")[:STEM] for word in words}


def _words(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        for unit in UNITS["lines"]((part,)):
            yield from _stems(unit.text)
        for block in part.blocks:
            if isinstance(block, Fence):
                yield from _stems(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", block.text))


def _elsewhere(parts: Sequence[Part], taken: Sequence[Part]) -> Iterator[Part]:
    """``parts`` without the blocks that stand in ``taken``."""
    spans = [part.span for part in taken]
    for part in parts:
        blocks = tuple(
            block
            for block in part.blocks
            if not any(s.path == part.span.path and s.line <= block.line <= s.end_line for s in spans)
        )
        yield Part(part.title, part.span, blocks)


def reused(subject: Subject, *, sections: Sequence[str], within: Sequence[str]) -> Measure:
    """Which figures of ``sections`` (an estimate) stand again in ``within`` (the design it sizes).

    Figures agree within one part in twenty, in the same unit. Quantities: ``figures`` of the
    estimate, ``reused`` of them, ``reasoned`` (places of reuse that give a reason).
    """
    parts = subject.parts(sections)
    estimates = [(unit, _figures(unit.text)) for unit in UNITS["lines"](parts)]
    known = {figure for _, figures in estimates for figure in figures}
    places = [(unit, _figures(unit.text)) for unit in UNITS["lines"](_elsewhere(subject.parts(within), parts))]
    again = {figure for figure in known if any(_same(figure, other) for _, others in places for other in others)}
    using = [unit for unit, others in places if any(_same(figure, other) for figure in known for other in others)]
    idle = [unit for unit, figures in estimates if figures and not figures & again and shows(unit.text, "calculation")]
    measured = {
        "figures": Fraction(len(known)),
        "reused": Fraction(len(again)),
        "reasoned": Fraction(sum(1 for unit in using if shows(unit.text, "reason"))),
    }
    gaps = tuple(_idle(subject, unit) for unit in idle[:TOLD])
    return Measure(measured, evidence((u.span, subject.quote(u.span)) for u in using), gaps, subject.home(within))


def _idle(subject: Subject, unit: Unit) -> Gap:
    says = f"{excerpt(unit.text)} is worked out, and the design uses no figure of it"
    return Gap(span=unit.span, says=says, adds={"reused": ONE}, quote=subject.quote(unit.span))


def _figures(text: str) -> set[Figure]:
    """The figures of a text as values in one unit each; money, shares and small counts are left out."""
    found = set()
    for quantity in quantities(text):
        match = QUANTITY.match(quantity.text)
        if match and not quantity.money and quantity.unit not in {"%", "x", "×"}:
            factor = (match["factor"] or "").lower()
            figure = _figure(match["number"], factor, quantity.unit or ("b" if factor == "b" else ""))
            if figure[0] >= SMALL and figure[0] not in SPANS:
                found.add(figure)
    return found


def _figure(number: str, factor: str, unit: str) -> Figure:
    value = Fraction(re.sub(r"[,_ ](?=\d{3}\b)", "", number).replace(",", "."))
    if unit in BYTES:  # "200 B" is bytes where no other unit follows
        return value * 10 ** BYTES[unit], "bytes"
    value *= 10 ** FACTORS.get(factor, 0)
    return value, "rate" if unit in RATES or unit.removesuffix("s") in RATES else unit.removesuffix("s")


def _same(one: Figure, other: Figure) -> bool:
    return one[1] == other[1] and abs(one[0] - other[0]) <= NEAR * one[0]


def _covered_quantities(*, sections: Sequence[str], within: Sequence[str]) -> frozenset[str]:
    check_words("sections", sections)
    check_words("within", within)
    return frozenset({"items", "covered", "covered share"})


def _reused_quantities(*, sections: Sequence[str], within: Sequence[str]) -> frozenset[str]:
    check_words("sections", sections)
    check_words("within", within)
    return frozenset({"figures", "reused", "reasoned"})


PROBES = {
    "traces.covered": Probe(covered, _covered_quantities),
    "traces.reused": Probe(reused, _reused_quantities),
}
