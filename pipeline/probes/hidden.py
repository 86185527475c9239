"""Text that a reader of the page does not see, and text that is not meant for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.facts.concealment import concealed
from pipeline.facts.pattern import pattern
from pipeline.facts.subject import Subject
from pipeline.facts.units import count_words
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, excerpt
from pipeline.study import Fence, Page, Span

INVISIBLE = pattern(
    r"[\u202a-\u202e\u2066-\u2069]|(?<=[A-Za-z])[\u200b\u200c\u2060-\u2064\ufeff]+(?=[A-Za-z])"
    r"|(?<=[A-Za-z ])[\U000e0020-\U000e007e]+"
)
GRADER = pattern(
    r"\b(?:give|award|assign|grant) (?:(?:this|the|it|me|us|my) )?(?:(?:study|project|submission|case study|work) )?"
    r"(?:the )?(?:full|maximum|top|highest|perfect) (?:marks?|scores?|points|grades?)\b"
    r"|\b(?:dear|note to(?: the)?|attention,?) (?:AI|LLM|grader|automated|language model)\b"
    r"|\b(?:score|grade|rate) (?:this|the|it|my) (?:(?:study|project|submission|work) )?(?:(?:as|with|at) )?"
    r"(?:100|10/10|exemplary|a full|full marks)\b",
    re.IGNORECASE,
)
BIDDEN = pattern(r"(?:^|[.!?:] )[\s>*_#-]{0,20}(?=ignore|disregard|forget)", re.IGNORECASE)
"""Where a sentence gives an order; what is quoted of an attack stands in quotation marks or code."""
ORDERS = pattern(
    r"\b(?:ignore|disregard|forget) (?:(?:all|any|the|your|every) ){0,2}(?:of the )?"
    r"(?:previous|prior|above|earlier|preceding) (?:instructions?|prompts?|rules?|text)\b",
    re.IGNORECASE,
)
CLAIM = pattern(r"\b(?:full|top|maximum|highest|perfect) (?:marks?|scores?|points|grades?)\b", re.IGNORECASE)
"""Of no use to an author in a comment, where nobody but a grader would read it."""
COMMENT = ("<!--", "{/*", "[//]:", "[comment]:")
LONG_LINE = 4000


def text(subject: Subject, *, most_words: int = 60) -> Measure:
    """Comments beyond ``most_words``, invisible characters inside words, text addressed to a grader.

    Short comments are notes to oneself or a template's guidance. Quantity: ``hidden``.
    """
    gaps = tuple(
        Gap(span=Span(page.path, line, line), says=says, adds={"hidden": -ONE}, quote=page.quote(line))
        for page in subject.study.pages
        for line, says in sorted(
            {*_comments(page, most_words), *_characters(page), *_addressed(page), *_unshown(page, most_words)}
        )
    )
    return Measure({"hidden": Fraction(len(gaps))}, (), gaps)


def _comments(page: Page, most_words: int) -> Iterator[tuple[int, str]]:
    for note in page.hidden:
        words = count_words(note.text)
        if found := ORDERS.search(note.text) or GRADER.search(note.text) or CLAIM.search(note.text):
            yield note.line, f"{excerpt(found[0])} is hidden and addressed to a grader"
        elif words > most_words:
            yield note.line, f"{words} words stand in a comment; readers do not see them, and they are not graded"


def _characters(page: Page) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(page.lines, 1):
        if not line.isascii() and (found := INVISIBLE.search(line)):
            yield number, f"an invisible character (U+{ord(found[0][-1]):04X}) stands in the line"


def _addressed(page: Page) -> Iterator[tuple[int, str]]:
    inside = {number for note in page.hidden for number in range(note.line, note.end_line + 1)}
    code = {number for block in _fences(page) for number in range(block.line, block.end_line + 1)}
    for number, line in enumerate(page.lines, 1):
        if number in inside:
            continue
        found = GRADER.search(line[:LONG_LINE]) or (None if number in code else _order(line[:LONG_LINE]))
        if found:
            yield number, f"{excerpt(found[0])} is addressed to a grader, not to a reader"


def _fences(page: Page) -> Iterator[Fence]:
    return (block for block in page.root.all_blocks() if isinstance(block, Fence))


def _order(line: str) -> re.Match[str] | None:
    """An order to whoever reads by machine, given and not quoted."""
    found = (ORDERS.match(line, bidden.end()) for bidden in BIDDEN.finditer(line))
    return next((order for order in found if order), None)


def _unshown(page: Page, most_words: int) -> Iterator[tuple[int, str]]:
    """The first line of each element that holds text and is not shown."""
    told = {
        number
        for note in page.hidden
        if page.lines[note.line - 1].lstrip().startswith(COMMENT)
        for number in range(note.line, note.end_line + 1)
    } | {line for line, _ in _comments(page, most_words)}
    before = 0
    for number in concealed(page):
        if number != before + 1 and number not in told:
            yield number, "this element is not shown; readers do not see its text, and it is not graded"
        before = number


def _text_quantities(*, most_words: int = 60) -> frozenset[str]:
    if most_words < 1:
        message = "most_words must be 1 or more"
        raise ValueError(message)
    return frozenset({"hidden"})


PROBES = {"hidden.text": Probe(text, _text_quantities)}
