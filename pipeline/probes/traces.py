"""Threads from one part of a study to another: requirements into the design, estimates into its sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.conflicts import MOST, is_same, is_telling
from pipeline.facts.marks import shows
from pipeline.facts.outline import Part, normal
from pipeline.facts.pattern import pattern
from pipeline.facts.stems import meaning
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS, Unit
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, excerpt, share
from pipeline.study import Fence, List, Span

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
MADE_OF = pattern(r"\b(?:contains?|includes?|consists? of|is made of|carries|has|fields|attributes)\b[^.\n]{0,40}:\s*$")
TOLD = 5


def covered(subject: Subject, *, sections: Sequence[str], within: Sequence[str]) -> Measure:
    """Which items (requirements) the text or drawings of ``within`` take up.

    Items are those of the first of ``sections`` that the study has. One is taken up where at least
    half of its own words stand there too, in any form. Quantities: ``items``, ``covered``,
    ``covered share``.
    """
    parts = next((part for name in sections if (part := subject.parts((name,)))), ())
    inner = set(_details(parts))
    lines = [unit for unit in UNITS["lines"](parts) if (unit.span.path, unit.span.line) not in inner]
    items = [(unit, own) for unit in lines if len(own := _stems(_asked(unit))) >= 2]
    there = set(_words(_elsewhere(subject.parts(within, anywhere=True), parts)))
    held = [unit for unit, own in items if len(own & there) * 2 >= len(own)]
    lost = [unit for unit, _ in items if unit not in held]
    adds = {"covered": ONE, "covered share": share(1, len(items))}
    gaps = tuple(
        Gap(
            span=unit.span,
            says=f"{excerpt(_asked(unit))} is not taken up in the design",
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


def _details(parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """Where items stand that only say what the item above them is made of: "Each entry contains:"."""
    for part in parts:
        for block in part.blocks:
            above: dict[int, str] = {}
            for item in block.items if isinstance(block, List) else ():
                above[item.depth] = item.text
                if MADE_OF.search(above.get(item.depth - 1, "")):
                    yield part.span.path, item.line


def _asked(unit: Unit) -> str:
    """What an item asks for: of a row, the cells that give neither a reason nor a price."""
    return " | ".join(cell for cell in unit.text.split(" | ") if not cell.startswith(("reason: ", "trade-off: ")))


def _stems(text: str) -> set[str]:
    """The telling words of a text, cut to what their forms share."""
    words = (word for word in normal(text).split() if len(word) >= SHORT and word not in GENERAL and word.isalpha())
    return {meaning(word) for word in words}


def _words(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        for section in part.sections:
            yield from _stems(section.title)
        for unit in UNITS["lines"]((part,)):
            yield from _stems(unit.text)
        for block in part.blocks:
            if isinstance(block, Fence):
                yield from _stems(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", block.text))


def _elsewhere(parts: Sequence[Part], taken: Sequence[Part]) -> Iterator[Part]:
    """``parts`` without the blocks and headings that stand in ``taken``; all headings side by side."""
    spans = [part.span for part in taken]
    for part in parts:
        there = [span for span in spans if span.path == part.span.path]
        blocks = tuple(block for block in part.blocks if not _within(block.line, there))
        headed = (section for top in part.sections for section in top.walk())
        sections = tuple(section for section in headed if section.level and not _within(section.line, there))
        yield Part(part.title, part.span, blocks, sections)


def _within(line: int, spans: Sequence[Span]) -> bool:
    return any(span.line <= line <= span.end_line for span in spans)


def reused(subject: Subject, *, sections: Sequence[str], within: Sequence[str]) -> Measure:
    """Which figures of ``sections`` (an estimate) stand again in ``within`` (the design it sizes).

    Figures agree within one part in twenty, in the same dimension and rate. Quantities: ``figures`` of the
    estimate, ``reused`` of them, ``reasoned`` (places of reuse that give a reason).
    """
    parts = subject.parts(sections)
    estimates = [(unit, _figures(unit.text)) for unit in UNITS["lines"](parts)]
    known = _distinct(figure for _, figures in estimates for figure in figures)
    elsewhere = _elsewhere(subject.parts(within), parts)
    places = [(unit, figures) for unit in UNITS["lines"](elsewhere) if (figures := _figures(unit.text))]
    there = _distinct(figure for _, figures in places for figure in figures)
    again = [figure for figure in known if any(is_same(figure, other) for other in there)]
    using = [unit for unit, others in places if any(is_same(f, other) for f in again for other in others)]
    idle = [unit for unit, found in estimates if _is_idle(unit, found, again)]
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


def _is_idle(unit: Unit, found: Sequence[Amount], again: Sequence[Amount]) -> bool:
    """Whether a line works something out of which the design uses nothing."""
    used = any(is_same(figure, other) for figure in found for other in again)
    return bool(found) and not used and shows(unit.text, "calculation")


def _figures(text: str) -> tuple[Amount, ...]:
    """The figures of a text that size something; money, shares, small counts and lengths of a day are left out."""
    return tuple(amount for amount in amounts(text) if is_telling(amount) and amount.dimension != "money")


def _distinct(found: Iterable[Amount]) -> tuple[Amount, ...]:
    """Each figure once, in order; no more than a page can hold by hand."""
    kept = {(a.value, a.dimension, a.unit, a.per): a for a in islice(found, 4 * MOST)}
    return tuple(kept.values())[:MOST]


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
