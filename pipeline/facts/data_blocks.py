"""Slips in blocks of JSON and YAML that a repair proves.

Examples in prose leave out and comment: comments, ellipses, trailing commas, bare fragments and several
documents are read as they are meant. What is no template and still does not parse is told only
where mending one sign makes all of it parse.
"""

from __future__ import annotations

import json
import re

from pipeline.errors import InputError
from pipeline.facts.brackets import PAIRS, Unpaired, blanked, unpaired
from pipeline.facts.pattern import pattern
from pipeline.facts.slips import Slip, short
from pipeline.preamble import read_yaml

LONGEST = 20_000
MOST_BRACKETS = 1_000
TEMPLATE = pattern(r"\{\{|\{%|\$\{|<%|<[A-Za-z_][\w -]{0,40}>")
# An end that is missing is no reason to look again from the next sign: what is never closed goes to the end.
STRING = r'"(?:[^"\\\n]|\\.)*+"?'
COMMENTS = pattern(rf"(?P<kept>{STRING})|//[^\n]*+|#[^\n]*+|/\*(?:[^*]|\*(?!/))*+(?:\*/)?")
LEFT_OUT = pattern(rf"(?P<kept>{STRING})|,?\s{0, 99}(?:\.\.\.|…)\s*,?")
TRAILING = pattern(rf"(?P<kept>{STRING})|,(?=\s*[}}\]])")
WORDS = pattern(STRING)
TAB = pattern(r"^ *\t+ *[^\s#]", re.MULTILINE)
SECOND_COLON = pattern(
    r"^(?P<key>\s*(?:- )?[\w.-]{1,60}:\s+)(?=[^\s\"'\[{|>&*!%@`#])(?=[^\n#]*$)(?P<value>[^\n#][^\n#]*?:\s.*)$"
)


def slip(language: str, text: str) -> Slip | None:
    """The slip in a block tagged ``json`` or ``yaml``; None where there is none or none is certain."""
    if len(text) > LONGEST or TEMPLATE.search(text):
        return None
    if language == "json":
        return _json(text)
    return _yaml(text) if language in {"yaml", "yml"} else None


def _json(text: str) -> Slip | None:
    if text.lstrip()[:1] not in {"{", "["} or text.count("{") + text.count("[") > MOST_BRACKETS:
        return None
    plain = _plain(text)
    stumble = _stumble(plain)
    if stumble is None:
        return None
    at, reason = stumble
    rows = text.split("\n")
    if reason.startswith("Expecting ',' delimiter"):
        before = plain[:at].rstrip()
        line = before.count("\n")
        mended = f"{before},{plain[at:]}"
        if before[-1:] not in {",", ":", "{", "["} and _stumble(mended) is None:
            return Slip(line, rows[line].strip(), f"a comma is missing after “{short(rows[line])}”")
    found = unpaired(blanked(plain, WORDS), "[{")
    return _bracket(plain, rows, found) if found else None


def _bracket(plain: str, rows: list[str], found: Unpaired) -> Slip | None:
    """A bracket never closed, closed with the other's sign or before one within it, or closed and never opened."""
    opened, closed = found.opened, found.closed
    right = PAIRS[plain[opened]] if opened is not None else ""
    end = len(plain.rstrip()) if closed is None else closed
    repairs = (plain[:end] + right + plain[end:], plain[:end] + right + plain[end + 1 :])
    if all(_stumble(mended) is not None for mended in repairs):
        return None
    line = plain.count("\n", 0, end if opened is None else opened)
    row = short(rows[line])
    if opened is None:
        return Slip(line, rows[line].strip(), f"“{row}” closes a bracket that was never opened")
    if closed is None:
        return Slip(line, rows[line].strip(), f"“{row}” is never closed: a “{right}” is missing at the end")
    says = f"the “{plain[opened]}” of “{row}” is closed by “{plain[closed]}” instead of “{right}”"
    below = plain.count("\n", 0, closed) - line
    where = f", {below} line{'s' if below > 1 else ''} below" if below else ""
    return Slip(line, rows[line].strip(), says + where)


def _plain(text: str) -> str:
    """JSON without comments, ellipses and trailing commas; every line stays where it is."""
    for unwanted in (COMMENTS, LEFT_OUT, TRAILING):
        text = unwanted.sub(lambda hit: hit["kept"] or _blanked(hit[0]), text)
    return TRAILING.sub(lambda hit: hit["kept"] or " ", text)


def _blanked(words: str) -> str:
    """What stands for something taken out: its line breaks, and the comma that parts its neighbours."""
    return ("," if words.count(",") == 2 or words.lstrip().startswith(",") else "") + "\n" * words.count("\n")


def _stumble(text: str) -> tuple[int, str] | None:
    """Where the first of the documents in ``text`` does not parse, and why; None if all do."""
    decoder = json.JSONDecoder()
    at = 0
    while text[at:].strip(" \t\r\n,"):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        try:
            _, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            return error.pos, error.msg
        except RecursionError:
            return None
    return None


def _yaml(text: str) -> Slip | None:
    rows = text.split("\n")
    tab = TAB.search(text)
    if tab and not _reads(text) and _reads(text.replace("\t", "  ")):
        line = text.count("\n", 0, tab.start())
        return Slip(
            line, rows[line].strip(), f"“{short(rows[line])}” is indented with a tab, and YAML takes only spaces"
        )
    found = next(((number, hit) for number, row in enumerate(rows) if (hit := SECOND_COLON.match(row))), None)
    if found is None or _reads(text):
        return None
    number, hit = found
    mended = hit["key"] + json.dumps(hit["value"], ensure_ascii=False)
    if not _reads("\n".join([*rows[:number], mended, *rows[number + 1 :]])):
        return None
    return Slip(
        number, rows[number].strip(), f"“{short(rows[number])}” has a second colon, so its value needs quotation marks"
    )


def _reads(text: str) -> bool:
    try:
        read_yaml(text, "")
    except InputError:
        return False
    return True
