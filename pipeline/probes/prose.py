"""How the text reads: claims that say nothing, paragraphs that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from pipeline.facts.outline import Part
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS, Unit, count_words
from pipeline.facts.vagueness import Claim, claim, is_sourced
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, share
from pipeline.study import Fence, Paragraph, Span


def vague(subject: Subject) -> Measure:
    """Sentences that claim a quality and give no figure, name, reason, means or source for it.

    Code and quotations are left out. Quantities: ``vague`` sentences, ``words`` of the text, and
    ``per 1000`` of them.
    """
    units = [unit for part in _prose(subject) for unit in UNITS["sentences"]([part])]
    words = sum(unit.words for unit in units)
    found = [(unit, vague) for unit in units if (vague := claim(unit.text))]
    found = [(unit, vague) for unit, vague in found if not is_sourced(_typed(subject, unit))]
    adds = {"vague": -ONE, "per 1000": -share(1000, words)}
    gaps = tuple(_gap(subject, unit, vague, adds) for unit, vague in found)
    count = len(found)
    quantities = {"vague": Fraction(count), "words": Fraction(words), "per 1000": share(1000 * count, words)}
    return Measure(quantities, (), gaps)


def _prose(subject: Subject) -> Iterator[Part]:
    for part in subject.whole:
        kept = (b for b in part.blocks if not isinstance(b, Fence) and not (isinstance(b, Paragraph) and b.quoted))
        yield Part(part.title, part.span, tuple(kept))


def _typed(subject: Subject, unit: Unit) -> str:
    """The line of the file that holds the sentence's first words, else all lines of the unit."""
    lines = subject.page(unit.span.path).lines[unit.span.line - 1 : unit.span.end_line]
    opening = unit.text[:20]
    return next((line for line in lines if len(lines) > 1 and opening in line), "\n".join(lines))


def _gap(subject: Subject, unit: Unit, vague: Claim, adds: dict[str, Fraction]) -> Gap:
    words = vague.words
    lacks = "gives no number" if vague.measurable else "says nothing that could be checked"
    page = subject.page(unit.span.path)
    for number in range(unit.span.line, unit.span.end_line + 1):
        at = page.lines[number - 1].find(words)
        if at >= 0:
            place = Span(page.path, number, number)
            return Gap(span=place, says=f"“{words}” {lacks}", adds=adds, quote=words, column=at + 1, odd=True)
    return Gap(span=unit.span, says=f"“{words}” {lacks}", adds=adds, quote=subject.quote(unit.span), odd=True)


def readability(subject: Subject, *, most_words: int = 150) -> Measure:
    """Paragraphs beyond ``most_words``, and how long sentences are.

    Quantities: ``long`` paragraphs, words of the ``longest``, words of a ``sentence`` on average.
    """
    paragraphs = [
        (Span(page.path, block.line, block.end_line), count_words(block.text))
        for page, _, block in subject.blocks()
        if isinstance(block, Paragraph)
    ]
    sentences = [unit.words for part in _prose(subject) for unit in UNITS["sentences"]([part])]
    long = [(span, words) for span, words in paragraphs if words > most_words]
    gaps = tuple(
        Gap(span=span, says=f"the paragraph has {words} words", adds={"long": -ONE}, quote=subject.quote(span))
        for span, words in long
    )
    quantities = {
        "long": Fraction(len(long)),
        "longest": Fraction(max((words for _, words in paragraphs), default=0)),
        "sentence": share(sum(sentences), len(sentences)),
    }
    return Measure(quantities, (), gaps)


def _readability_quantities(*, most_words: int = 150) -> frozenset[str]:
    if most_words < 1:
        message = "most_words must be 1 or more"
        raise ValueError(message)
    return frozenset({"long", "longest", "sentence"})


PROBES = {
    "prose.vague": Probe(vague, lambda: frozenset({"vague", "words", "per 1000"})),
    "prose.readability": Probe(readability, _readability_quantities),
}
