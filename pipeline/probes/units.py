"""Things an author enumerates, and the marks of reasoning that each of them bears."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from pipeline.facts.marks import MARKS, shows
from pipeline.facts.outline import Part
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import UNITS, Unit, count_words
from pipeline.facts.units import text as plain
from pipeline.measure import Gap, Measure
from pipeline.probes.oddities import odd_gaps, unfigured
from pipeline.probes.probe import ONE, Probe, check_words, evidence, phrases, share
from pipeline.probes.shortfalls import QUARTER, gaps_of, label, leading, strays
from pipeline.study import Span

WIDE = 150
"""So many words at most may a case have elsewhere: in a long section what bears two marks need not be one thing."""
EVERYTHING = pattern("")
HEADED = pattern(r"\s*(?:#|<h\d|\*\*)")
USUAL = {"sentences": Fraction(1, 2)}
"""How many units of a kind bear a mark before the others lack it: of many sentences few need a figure."""
NEARBY = 6
"""Lines above and below a mention that are taken to speak of the same thing."""


def marked(  # noqa: PLR0913 - each is an argument of a rubric
    subject: Subject,
    *,
    sections: Sequence[str],
    also: Sequence[str] = (),
    marks: Sequence[str] = (),
    of: str = "lines",
    about: Sequence[str] = (),
    least_words: int = 4,
    at: Sequence[str] = (),
    lead: bool = False,
    narrow: bool = False,
    without: Sequence[str] = (),
) -> Measure:
    """Count the units of ``sections`` and those that bear each of ``marks``.

    ``of`` is lines, steps, sentences or cases. Content counts wherever it stands: so do the units of the
    sections ``also`` (with ``narrow`` those that mention one of ``about``), and units outside every
    section of the rubric that mention one of ``about``; where the study has none of the sections such
    units of the whole study. Only units of ``sections`` are told what they lack: first those with
    one of ``at`` in their label, with ``lead`` the opening sentence where no other comes near.
    What stands in a subsection that serves as one of ``without`` does not count.
    Quantities: ``units``, ``words``, and for each mark its count and "<mark> share" of the units.
    """
    parts = subject.parts(sections)
    own = {part.span for part in parts}  # "Learnings and next steps" is a subsection of neither
    out = [part for part in (subject.parts(without) if without else ()) if part.span not in own]
    here = [unit for unit in UNITS[of](parts) if unit.words >= least_words] if parts else []
    here = [unit for unit in here if not any(_inside(unit.span, part.span) for part in out)]
    told = {(unit.span.path, unit.span.line): unit.span for unit in here}
    beside = [unit for unit in UNITS[of](subject.parts(also)) if least_words <= unit.words <= WIDE] if also else []
    asked = phrases(tuple(about)) if narrow else EVERYTHING
    beside = [unit for unit in beside if asked.search(unit.text) and not _holds(unit.span, told)]
    found = bool(here or beside)
    units = list(dict.fromkeys(here + beside + _elsewhere(subject, of, about, least_words, found=found)))
    bearing = {mark: {unit for unit in units if shows(unit.text, mark)} for mark in marks}
    quantities: dict[str, Fraction] = {
        "units": Fraction(len(units)),
        "words": Fraction(sum(unit.words for unit in units)),
    }
    for mark, with_mark in bearing.items():
        quantities[mark] = Fraction(len(with_mark))
        quantities[f"{mark} share"] = share(len(with_mark), len(units))
    best = sorted(units, key=lambda unit: -sum(unit in bearing[mark] for mark in marks))
    told_of = set(here)
    first = {unit.span for unit in UNITS[of](subject.parts(sections[:1]))} if len(sections) > 1 else set()
    told_of -= strays(subject, sections, here)
    near = sorted((unit for unit in best if unit in told_of), key=lambda unit: unit.span not in first)
    belongs = [unit for unit in near if at and phrases(tuple(at)).search(label(unit))]
    belongs = belongs or (leading(here) if lead else [])
    return Measure(
        quantities,
        evidence((u.span, subject.quote(u.span)) for u in best if not marks or any(u in b for b in bearing.values())),
        (
            *(
                gap
                for mark in marks
                for gap in gaps_of(subject, near, len(units), mark, belongs, USUAL.get(of, QUARTER))
            ),
            *odd_gaps(subject, sections, of=of, marks=marks),
        ),
        subject.home(sections) or _heading(subject, also, set().union(*bearing.values())) or _closest(best, marks),
    )


def _heading(subject: Subject, also: Sequence[str], bearing: Collection[Unit]) -> Span | None:
    """The heading of the sections that may hold it as well, and of these the one that holds most of ``bearing``.

    A row or label of theirs is no place for it.
    """
    held = {name: sum(_stands_in(unit, subject.parts((name,))) for unit in bearing) for name in also}
    home = subject.home(sorted(also, key=lambda name: -held[name]))
    return home if home and HEADED.match(subject.quote(home) or "") else None


def _closest(best: Sequence[Unit], marks: Sequence[str]) -> Span | None:
    """What comes closest to something that the study has no section for; None where nothing does."""
    if best and any(shows(best[0].text, mark) for mark in marks):
        return Span(best[0].span.path, best[0].span.line, best[0].span.line)
    return None


def _stands_in(unit: Unit, parts: Iterable[Part]) -> bool:
    return any(_inside(unit.span, part.span) for part in parts)


def _inside(span: Span, part: Span) -> bool:
    return span.path == part.path and part.line <= span.line <= part.end_line


def _holds(span: Span, told: Mapping[tuple[str, int], Span]) -> bool:
    """Whether a stretch is made of others that count already, as a section is of its bullets."""
    inner = (told.get((span.path, line), span) for line in range(span.line, span.end_line + 1))
    return any(one.end_line <= span.end_line and one != span for one in inner)


def _elsewhere(subject: Subject, of: str, about: Sequence[str], least: int, *, found: bool) -> list[Unit]:
    """Units outside the sections that mention one of ``about``."""
    if not about:
        return []
    mention = phrases(tuple(about))
    others = UNITS[of](subject.unclaimed if found else subject.stretches)
    return [unit for unit in others if unit.words >= least and mention.search(unit.text)]


def _marked_quantities(  # noqa: PLR0913 - the arguments of the probe
    *,
    sections: Sequence[str],
    also: Sequence[str] = (),
    marks: Sequence[str] = (),
    of: str = "lines",
    about: Sequence[str] = (),
    least_words: int = 4,
    at: Sequence[str] = (),
    lead: bool = False,
    narrow: bool = False,
    without: Sequence[str] = (),
) -> frozenset[str]:
    for name, words in (("sections", sections), ("also", also), ("about", about), ("at", at), ("without", without)):
        if words:
            check_words(name, words)
    if of not in UNITS:
        message = f"of must be one of {', '.join(UNITS)}"
        raise ValueError(message)
    if least_words < 1 or not isinstance(lead, bool) or not isinstance(narrow, bool):
        message = "least_words must be 1 or more, lead and narrow true or false"
        raise ValueError(message)
    for mark in marks:
        unknown = [part for part in mark.split("+") if part not in MARKS]
        if unknown:
            message = f"there is no mark {unknown[0]!r}; known: {', '.join(MARKS)}"
            raise ValueError(message)
    return frozenset({"units", "words", *marks, *(f"{mark} share" for mark in marks)})


def facets(
    subject: Subject, *, sections: Sequence[str], facets: dict[str, Sequence[str]], about: Sequence[str] = ()
) -> Measure:
    """Which of the named facets the study treats, and for which of them a figure is given.

    ``facets`` maps a facet's name to the phrases that show it. Looked at are the ``sections`` and,
    wherever a line names one of ``about``, the lines around it; without ``about`` and without the
    sections, the whole study. Quantities: ``facets``, ``figured`` and each facet's own name.
    ``mentioned`` counts the lines of the study that name one of ``about`` (those looked at where
    there is no ``about``): a rubric asks for it in ``applies``.
    """
    units = list(UNITS["lines"](subject.parts(sections)))
    home = subject.home(sections)
    if about:
        mentions, near = _around(subject, about)
        units = list(dict.fromkeys(units + near))
        home = home or next(iter(mentions), None)
        mentioned = len(mentions)
    else:
        units = units or list(UNITS["lines"](subject.whole))
        mentioned = len(units)
    found = {name: [u for u in units if phrases(tuple(words)).search(u.text)] for name, words in facets.items()}
    figured = [name for name, where in found.items() if any(shows(u.text, "number") for u in where)]
    quantities = {
        "mentioned": Fraction(mentioned),
        "facets": Fraction(sum(1 for where in found.values() if where)),
        "figured": Fraction(len(figured)),
        **{name: Fraction(bool(where)) for name, where in found.items()},
    }
    absent = [name for name, where in found.items() if not where]
    place = _announced(units, facets, absent) or _hearth(subject, home, found.values()) or home
    gaps = [_absence(place or Span(subject.study.cover.path, 1, 1), absent)] if absent else []
    bare = [name for name, where in found.items() if where and name not in figured]
    gaps += [
        Gap(
            span=found[name][0].span,
            says=f"no figure is given for {_listed(bare[number:])}",
            adds={"figured": ONE},
            quote=subject.quote(found[name][0].span),
        )
        for number, name in enumerate(bare)
    ]
    gaps += [*unfigured(subject, sections, facets), *odd_gaps(subject, sections, of="cases", facets=facets)]
    spans = ((u.span, subject.quote(u.span)) for where in found.values() for u in where[:1])
    return Measure(quantities, evidence(spans), tuple(gaps), home)


def _announced(units: Sequence[Unit], facets: Mapping[str, Sequence[str]], absent: Sequence[str]) -> Span | None:
    """The paragraph whose first word announces what is absent, or what comes before it in the order of the facets."""
    names = list(facets)
    for number in (n for one in absent[:1] for n in (names.index(one), names.index(one) - 1) if n >= 0):
        words = phrases(tuple(facets[names[number]]))
        for unit in units:
            if " | " not in unit.text and words.search(label(unit)):
                return unit.span
    return None


def _hearth(subject: Subject, home: Span | None, found: Iterable[list[Unit]]) -> Span | None:
    """The heading below ``home`` with the fewest lines that holds whatever of the facets is there."""
    where = [lines for units in found if (lines := {u.span.line for u in units if home and u.span.path == home.path})]
    if not home or len(where) < 2:
        return None
    page = subject.page(home.path)
    around = [
        section
        for section in page.root.walk()
        if section.line > home.line and all(any(section.line <= n <= section.end_line for n in one) for one in where)
    ]
    best = min(around, key=lambda section: section.end_line - section.line, default=None)
    return Span(home.path, best.line, best.line) if best else None


def _around(subject: Subject, about: Sequence[str]) -> tuple[list[Span], list[Unit]]:
    """The lines that name one of ``about``, and those that stand near them."""
    mention = phrases(tuple(about))
    whole = list(UNITS["lines"](subject.whole))
    mentions = list(dict.fromkeys(unit.span for unit in whole if mention.search(unit.text)))
    lines = {(span.path, span.line + shift) for span in mentions for shift in range(-NEARBY, NEARBY + 1)}
    return mentions, [unit for unit in whole if (unit.span.path, unit.span.line) in lines]


def _absence(place: Span, names: list[str]) -> Gap:
    """One gap for all facets that are not treated."""
    adds = {**dict.fromkeys(names, ONE), "facets": Fraction(len(names))}
    return Gap(span=place, says=f"nothing is said about {_listed(names)}", adds=adds, quote=None)


def _listed(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _facet_quantities(
    *, sections: Sequence[str], facets: dict[str, Sequence[str]], about: Sequence[str] = ()
) -> frozenset[str]:
    for name, words in facets.items():
        check_words(f"facet {name}", words)
    if sections:
        check_words("sections", sections)
    if about:
        check_words("about", about)
    return frozenset({"mentioned", "facets", "figured", *facets})


def filled(subject: Subject, *, sections: Sequence[str]) -> Measure:
    """How much stands in ``sections``: ``parts`` found and ``words`` of their own."""
    parts = subject.parts(sections)
    words = sum(count_words(plain(block)) for part in parts for block in part.blocks)
    spans = ((part.span, subject.quote(part.span)) for part in parts)
    return Measure(
        {"parts": Fraction(len(parts)), "words": Fraction(words)}, evidence(spans), (), subject.home(sections)
    )


def _filled_quantities(*, sections: Sequence[str]) -> frozenset[str]:
    check_words("sections", sections)
    return frozenset({"parts", "words"})


PROBES = {
    "units.marked": Probe(marked, _marked_quantities),
    "units.facets": Probe(facets, _facet_quantities),
    "units.filled": Probe(filled, _filled_quantities),
}
