"""A study together with what was found in it: the one argument of every probe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.facts.outline import Outline, Part, normal, normals, outline
from pipeline.facts.placeholders import Leftover, leftovers
from pipeline.facts.units import UNITS, Unit
from pipeline.study import Block, Fence, Page, Section, Span, Study

if TYPE_CHECKING:  # what only a grade needs is loaded where it is worked out
    from pipeline.facts.diagrams import Drawn
    from pipeline.facts.padding import Padding


def _length(span: Span) -> int:
    return span.end_line - span.line


@dataclass(frozen=True, eq=False)
class Subject:
    """``study``, and the facts of it that several probes need, each worked out once and when it is first asked for.

    ``aliases`` maps the sections of the rubric to the titles that they are known by. Two subjects are never
    equal: facts about one may be kept by it. ``grounded`` leaves out what hangs in the air (``facts.adrift``):
    it earns nothing, though a fault in it is a fault.
    """

    study: Study
    aliases: Mapping[str, Sequence[str]]
    grounded: bool = False

    @cached_property
    def padding(self) -> tuple[Padding, ...]:
        """The passages that say nothing of the study, wherever they stand."""
        from pipeline.facts.padding import loose, padding

        found = padding(self.study)
        return (*found, *loose(self.study, found)) if self.grounded else found

    def ground(self) -> Subject:
        """The same without the tables, lists and drawings that nothing in the study speaks of."""
        from pipeline.facts.padding import loose

        firm = self.grounded or not loose(self.study, self.padding)
        return self if firm else Subject(self.study, self.aliases, grounded=True)

    @cached_property
    def leftovers(self) -> Mapping[str, tuple[Leftover, ...]]:
        """What a template left in the body of each page, by its report path."""
        return {page.path: leftovers(page) for page in self.study.pages}

    @cached_property
    def content(self) -> Study:
        """The study without what still waits to be filled in, and without padding (see ``facts.content``)."""
        from pipeline.facts.content import filled

        return filled(self.study, self.padding, self.leftovers)

    @cached_property
    def outline(self) -> Outline:
        """Which parts of the content serve as which section of the rubric; without titles, none."""
        return outline(self.content, self.aliases) if self.aliases else {}

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The titles that each section is known by, made comparable."""
        return {section: normals(tuple(titles)) for section, titles in self.aliases.items()}

    @cached_property
    def lines(self) -> tuple[Unit, ...]:
        """Rows, items and paragraphs of every page of the content."""
        return tuple(UNITS["lines"](self.whole))

    @cached_property
    def prose(self) -> str:
        """The normal words of all lines, with a blank before and behind each."""
        return f" {normal(' '.join(unit.text for unit in self.lines))} "

    @cached_property
    def diagrams(self) -> tuple[Drawn, ...]:
        """Every diagram of the content, read once."""
        from pipeline.facts.diagrams import Drawn, diagram

        known = self.study.drawings
        found = ((page, block, diagram(block, known)) for page, _, block in self.blocks() if isinstance(block, Fence))
        return tuple(Drawn(page, fence, item) for page, fence, item in found if item)

    @cached_property
    def whole(self) -> tuple[Part, ...]:
        """Every page as one part."""
        return tuple(
            Part(
                page.name,
                Span(page.path, page.body_line, len(page.lines) or 1),
                tuple(page.root.all_blocks()),
                (page.root,),
            )
            for page in self.content.pages
        )

    def parts(self, sections: Sequence[str], *, anywhere: bool = False) -> tuple[Part, ...]:
        """The parts that serve as one of ``sections``; the whole study if none does and ``anywhere``.

        No sections at all mean the whole study.
        """
        found = [part for name in sections for part in self.outline.get(name, ())]
        distinct = {(part.span, part.title): part for part in found}
        inner = sorted(distinct.values(), key=lambda part: (part.span.path, part.span.line, -part.span.end_line))
        kept: list[Part] = []
        for part in inner:
            if not any(
                k.span.path == part.span.path
                and k.span.line <= part.span.line
                and part.span.end_line <= k.span.end_line
                for k in kept
            ):
                kept.append(part)
        return tuple(kept) or (self.whole if anywhere or not sections else ())

    @cached_property
    def unclaimed(self) -> tuple[Part, ...]:
        """Stretches of text that serve as no section of the rubric, whatever their title."""
        claimed: dict[str, list[Span]] = {}
        for parts in self.outline.values():
            for part in parts:
                claimed.setdefault(part.span.path, []).append(part.span)
        return self._stretches(claimed)

    @cached_property
    def stretches(self) -> tuple[Part, ...]:
        """The text below each heading by itself, without what stands below deeper ones."""
        return self._stretches({})

    def _stretches(self, claimed: Mapping[str, Sequence[Span]]) -> tuple[Part, ...]:
        found = []
        for page in self.content.pages:
            taken = claimed.get(page.path, ())
            for section in page.root.walk():
                blocks = tuple(b for b in section.blocks if not any(s.line <= b.line <= s.end_line for s in taken))
                if blocks:
                    span = Span(page.path, blocks[0].line, blocks[-1].end_line)
                    found.append(Part(section.title, span, blocks))
        return tuple(found)

    def home(self, sections: Sequence[str]) -> Span | None:
        """The heading under which something of ``sections`` belongs: of the first of them that the study has.

        A fuller part that stands by itself comes before one inside another section: "Storage" under the
        estimate is not where tables belong if "Database design" is there.
        """
        name = next((name for name in sections if name in self.outline), "")
        parts = self.parts((name,)) if name else ()
        if not parts:
            return None
        first = parts[0].span
        alone = [
            part.span for part in parts[1:] if _length(part.span) > _length(first) and not self._inside(part, name)
        ]
        best = alone[0] if alone and self._inside(parts[0], name) else first
        return Span(best.path, best.line, best.line)

    def _inside(self, part: Part, name: str) -> bool:
        """Whether a part stands inside one of another section."""
        others = (one.span for key, parts in self.outline.items() if key != name for one in parts)
        here = part.span
        return any(one.path == here.path and one.line < here.line and here.end_line <= one.end_line for one in others)

    def page(self, path: str) -> Page:
        """The page of that report path."""
        return self.study.page(path)

    def quote(self, span: Span, text: str = "") -> str | None:
        """Literal words of the file at ``span``: ``text`` if it stands there, else the first line."""
        return self.page(span.path).quote(span.line, text, span.end_line)

    def blocks(self) -> Iterator[tuple[Page, Section, Block]]:
        """Every block of the content with its page and section."""
        for page in self.content.pages:
            for section in page.root.walk():
                for block in section.blocks:
                    yield page, section, block
