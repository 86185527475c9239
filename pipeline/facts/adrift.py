"""Tables, drawings and figures that hang in the air: nothing in the study's own sentences names what they show.

A table of results measures something that the text speaks of, a drawing shows parts that it describes. Where
hardly a line of such a block shares a name or a figure with a sentence of the study, it could stand in any
other, and nobody can say that it belongs here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.ordinary import JOINING, is_ordinary
from pipeline.facts.pattern import pattern
from pipeline.facts.stems import stem
from pipeline.study import Block, Fence, List, Table

SENTENCE = 5
"""Words of a line that says something by itself; one of them at least joins the others."""
TELLING = 3
"""Letters of a name."""
ATTACHED = 3
"""One line in so many must name something that a sentence names."""
FEWEST = 3
"""Lines of a block that is judged: fewer may be named by their heading alone."""
WORD = pattern(r"[^\W\d_]+")
FIGURE = pattern(r"([$€£]?)(\d[\d,.]{0,18}\d|\d) ?([%A-Za-z]?)")
LONG = 4
"""So many digits are a figure's own, whatever unit stands beside it."""
LONGEST = 4000
MADE = pattern(r"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?[\"`\[]?([\w.]+)")
_EVERYBODYS = """
    after average avg baseline before bytes cost costs count current daily day days delay dollars down downtime error
    errors failure failures gb hour hours improvement kb kpi latency load max mb mean median metric metrics min minute
    minutes month monthly months ms new number old peak per percent percentile price qps rate rates ratio request
    requests response result results rps saved sec second seconds size slo sla speed sum target tb throughput time times
    total tps traffic up uptime usd usage users value values week weekly weeks year years
    flowchart graph subgraph participant actor end note loop alt else class click style direction
"""
EVERYBODYS = frozenset(map(stem, _EVERYBODYS.split()))
"""What any measurement could be called: none of it says what was measured."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the sentences of a study name: stems of words, and figures as they are written."""

    names: frozenset[str]
    figures: frozenset[str]

    def holds(self, line: str) -> bool:
        """Whether something of that line is named in a sentence."""
        return not self.names.isdisjoint(names(line)) or not self.figures.isdisjoint(figures(line))


def known(lines: Iterable[str]) -> Known:
    """What those of ``lines`` name that are sentences."""
    told = [line for line in lines if is_sentence(line)]
    return Known(
        frozenset(name for line in told for name in names(line)),
        frozenset(figure for line in told for figure in figures(line)),
    )


def is_sentence(line: str) -> bool:
    """Whether a line says something by itself."""
    words = WORD.findall(line[:LONGEST].lower())
    return len(words) >= SENTENCE and not JOINING.isdisjoint(words)


def names(line: str) -> frozenset[str]:
    """The words of a line that say what it is about, as stems."""
    words = (word for word in WORD.findall(line[:LONGEST].lower()) if len(word) >= TELLING and not is_ordinary(word))
    return frozenset(map(stem, words)) - EVERYBODYS


def figures(line: str) -> frozenset[str]:
    """The figures of a line, each with its currency and the first letter of its unit; long ones also alone."""
    found = [(sign, digits.replace(",", ""), unit.lower()) for sign, digits, unit in FIGURE.findall(line[:LONGEST])]
    whole = {f"{sign}{digits}{unit}" for sign, digits, unit in found if sign or unit}
    return frozenset(whole | {digits for _, digits, _ in found if len(digits) >= LONG})


def adrift(blocks: Iterable[Block], told: Known) -> Iterator[Block]:
    """The tables, lists, drawings and definitions of tables that hang in the air."""
    return (block for block in blocks if _is_adrift(_lines(block), told))


def _is_adrift(lines: Sequence[str], told: Known) -> bool:
    """Whether too few of the lines of a block share anything with the sentences."""
    return len(lines) >= FEWEST and sum(map(told.holds, lines)) * ATTACHED < len(lines)


def _lines(block: Block) -> Sequence[str]:
    """The lines of a block that name something; none of a block that is not judged, since it holds a sentence."""
    if isinstance(block, Fence):
        return _drawn(block)
    lines = [" | ".join(row.cells) for row in block.rows] if isinstance(block, Table) else []
    lines += [item.text for item in block.items] if isinstance(block, List) else []
    return [] if any(map(is_sentence, lines)) else lines


def _drawn(block: Fence) -> Sequence[str]:
    """The lines of a drawing, or the tables that a script defines. One table may stand for a domain of its own."""
    if block.language == "mermaid":
        return [line for line in block.text.split("\n") if names(line)]
    made = [name for name in MADE.findall(block.text) if names(name)] if block.language == "sql" else []
    return made * FEWEST if len(made) > 1 else []
