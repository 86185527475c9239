"""Files, sections and what reading found wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import count_words, text
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, share
from pipeline.study import Page, Span

ADD = "Add {wanted}; pages with a near name are read too."
GROW = "Write what belongs to {page} in it, or move it there from where it stands."
NUMBERING = pattern(r"^\d+\s*[-_. )]*")


def faults(subject: Subject, *, rule: str) -> Measure:
    """What reading the files found against ``rule`` (``front-matter.schema``, ``layout.limits`` …).

    Quantity: ``faults``.
    """
    found = [fault for fault in subject.study.faults if fault.rule == rule and fault.severity == "error"]
    gaps = tuple(
        Gap(span=fault.span, says=fault.message, adds={"faults": -ONE}, quote=fault.quote, fix=fault.fix)
        for fault in found
    )
    return Measure({"faults": Fraction(len(found))}, (), gaps)


def _fault_quantities(*, rule: str) -> frozenset[str]:
    if not rule.startswith(("front-matter.", "layout.")):
        message = "rule must be a front-matter.* or layout.* rule"
        raise ValueError(message)
    return frozenset({"faults"})


def sections(subject: Subject, *, required: Sequence[str], once: Sequence[str] = ()) -> Measure:
    """Which of the ``required`` sections the study has, under any of their names, and how many ``stories`` it tells.

    ``once`` are sections that one story has one of: where each of them stands several times, the
    study tells several stories. Quantities: ``found``, ``missing``, ``found share``, ``stories``. An
    empty section is not found.
    """
    found = [name for name in required if any(_has_text(part.blocks) for part in subject.outline.get(name, ()))]
    missing = [name for name in required if name not in found]
    stories = min((len(subject.outline.get(name, ())) for name in once), default=1)
    quantities = {
        "found": Fraction(len(found)),
        "missing": Fraction(len(missing)),
        "found share": share(len(found), len(required)),
        "stories": Fraction(max(stories, 1)),
    }
    gaps = []
    if stories > 1:
        gaps.append(_stories_gap(subject, stories, once))
    if missing:
        gaps.append(_missing_gap(subject, missing, len(required)))
    return Measure(quantities, (), tuple(gaps))


def _stories_gap(subject: Subject, stories: int, once: Sequence[str]) -> Gap:
    """At the first section that begins a second story."""
    place = min((subject.outline[name][1].span for name in once), key=lambda span: (span.path, span.line))
    heading = Span(place.path, place.line, place.line)
    return Gap(
        span=heading,
        says=f"{stories} stories stand on this page; a study is one of them",
        adds={"stories": Fraction(1 - stories)},
        quote=subject.quote(heading),
        fix="Keep one story here, and give each of the others a study of its own.",
    )


def _missing_gap(subject: Subject, missing: Sequence[str], total: int) -> Gap:
    verb = "is" if len(missing) == 1 else "are"
    return Gap(
        span=Span(subject.study.cover.path, 1, 1),
        says=f"{len(missing)} of the {total} expected sections {verb} empty or not there: {', '.join(missing)}",
        adds={"found": ONE, "missing": -ONE, "found share": share(1, total)},
        quote=None,
    )


def _has_text(blocks: Sequence[object]) -> bool:
    return any(count_words(text(block)) or getattr(block, "language", "") for block in blocks)  # type: ignore[arg-type]


def _section_quantities(*, required: Sequence[str], once: Sequence[str] = ()) -> frozenset[str]:
    check_words("required", required)
    if once:
        check_words("once", once)
    return frozenset({"found", "missing", "found share", "stories"})


def pages(subject: Subject, *, named: Mapping[str, Sequence[str]], least_words: int = 20) -> Measure:
    """Which of the ``named`` pages the study has: exact names first, then near ones.

    ``named`` maps the wanted file name to other stems that are accepted. Quantities: ``present``
    (with at least ``least_words`` words), ``exact``, ``thin`` (there, but with less), ``missing``.
    """
    found = {wanted: _page(subject, wanted, stems) for wanted, stems in named.items()}
    words = {wanted: _words(page) if page else 0 for wanted, page in found.items()}
    present = [wanted for wanted, page in found.items() if page and words[wanted] >= least_words]
    quantities = {
        "present": Fraction(len(present)),
        "exact": Fraction(sum(1 for wanted, page in found.items() if page and page.name == wanted)),
        "thin": Fraction(sum(1 for wanted, page in found.items() if page and words[wanted] < least_words)),
        "missing": Fraction(sum(1 for page in found.values() if page is None)),
    }
    gaps = tuple(
        _page_gap(subject, wanted, page, words[wanted], least_words)
        for wanted, page in found.items()
        if wanted not in present
    )
    spans = ((Span(page.path, 1, 1), page.quote(1)) for page in found.values() if page)
    return Measure(quantities, evidence(spans), gaps)


def _page(subject: Subject, wanted: str, stems: Sequence[str]) -> Page | None:
    exact = next((page for page in subject.study.pages if page.name == wanted), None)
    accepted = {_stem(wanted), *map(_stem, stems)}
    return exact or next((page for page in subject.study.pages if _stem(page.name) in accepted), None)


def _stem(name: str) -> str:
    base = name.rpartition("/")[2].rpartition(".")[0] or name
    return re.sub(r"[-_ ]", "", NUMBERING.sub("", base)).casefold()


def _words(page: Page) -> int:
    return sum(count_words(text(block)) for block in page.root.all_blocks())


def _page_gap(subject: Subject, wanted: str, page: Page | None, words: int, least: int) -> Gap:
    cover = Span(subject.study.cover.path, 1, 1)
    if page is None:
        adds = {"present": ONE, "missing": -ONE}
        return Gap(span=cover, says=f"there is no page {wanted}", adds=adds, fix=ADD.format(wanted=wanted))
    says = f"{page.name} has {words} words of its own; {least} are the least"
    adds = {"present": ONE, "thin": -ONE}
    return Gap(span=Span(page.path, 1, 1), says=says, adds=adds, quote=page.quote(1), fix=GROW.format(page=page.name))


def _page_quantities(*, named: Mapping[str, Sequence[str]], least_words: int = 20) -> frozenset[str]:
    if not named or least_words < 1:
        message = "named must list the wanted pages, and least_words be 1 or more"
        raise ValueError(message)
    return frozenset({"present", "exact", "thin", "missing"})


PROBES = {
    "layout.faults": Probe(faults, _fault_quantities),
    "layout.sections": Probe(sections, _section_quantities),
    "layout.pages": Probe(pages, _page_quantities),
}
