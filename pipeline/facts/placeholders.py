"""What a template left for the author to fill in, where it still stands.

Two kinds of patterns: those that are placeholders wherever they stand, and those that are only
where they fill a whole cell, item or value. What real studies put in brackets (links, arrays,
tuples, tags, keys, time-outs of X seconds) is left alone: a missed placeholder costs less than a
false accusation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.pattern import pattern
from pipeline.facts.surface import Line, Slot, slots, surface
from pipeline.study import Page

NOUN = (
    r"(?:non[_ -]?goal|goal|feature(?: domain)?|component|pattern|insight|mistake|challenge|decision|alternative|alt"
    r"|learning|(?:next )?improvement|lesson|recommendation|technology|requirement|benefit|workflow"
    r"|boundary(?: / module)?|similar system)"
)
NAMED = (
    r"(?:(?:project|system|company|product|service|algorithm|feature|component|your|author|team|entity|table|tool|role)"
    r"[ _]?names?|title|period|amounts?|number(?: ?/ ?percentage)?|percentage|description|summary|explanation"
    r"|tech(?:nology)? stack|commit-hash|month YYYY|YYYY-MM-DD|MM/YYYY|name|URL|caption|insert \w+(?: \w+){0,5})"
)
PROMPT = (
    r"(?:e\.g\.,?|\d+\s?[-–]\s?\d+ (?:sentences?|paragraphs?|words|bullets)|one paragraph|what|how|why|who|describe"
    r"|explain|your|names? of|links? to|brief(?:ly)?|short description|list (?:of|the|your|major)|number of"
    r"|description (?:of|and)|specific|honest|quote from|insert|replace|key insight)\s"
)
UNIT = (
    r"(?:\s?(?:%|ms|s|h|[kmgt]b|qps|rps|people|persons?|users?|(?:second|minute|hour|day|week|month|year)s?"
    r"|(?:days|weeks)/months)(?![a-z])|/(?:s|day|week|month|year|hour))"
)
VALUE = rf"[-~<>+]?\$?[XYZN]{{1,2}}{UNIT}(?:/(?:hour|day|week|month|year))?"

# What is a placeholder wherever it stands.
ITALIC = r"|(?<=^_)|(?<=[\s|(*]_)"
BRACKETS = pattern(
    rf"(?:(?<![\w\])}}{{!.=@\[`#$]){ITALIC})\\?\[(?P<inner>[^\[\]\n]{{1,240}}?)\\?\](?![(\[:]|[^\W_]|\s?→)"
)
ANGLES = pattern(rf"(?:(?<![\w<\\&=]){ITALIC})<(?P<inner>(?:[A-Za-z…]|\.(?!\d))[^<>=\n]{{0,200}}?)>(?!>)")
CURLIES = pattern(r"(?<![\w$={%\"'(])\{\{\s?(?P<inner>[A-Za-z][\w -]{0,40}?)\s?\}\}(?!\})")
CAPITALS = pattern(
    r"(?<![\w/-])(?:YOUR\\?_[A-Z][A-Z0-9_\\]{0,60}|PLACEHOLDER(?:\\?_[A-Z0-9]{1,40}){0,6}"
    rf"|(?i:{NOUN})\\?_\d{{1,2}}|TRADE\\_OFF)(?![\w(])"
)
UNDONE = pattern(
    r"(?<![\w-])(?:TODO|FIXME)(?:\([\w -]{1,40}\))?:(?!:)[^|<\n]{0,100}|(?i:\blorem ipsum\b)"
    r"|(?<![\w-])(?:task|adr|issue|ticket)-XXX(?![-\w])"
)
BLANK = pattern(r"‹[^‹›\n]{1,80}›")
"""A blank of the examples in our own findings."""
YOURS = pattern(r"(?<!\w)\[YOU(?:: [^\[\]\n]{1,240})?\]")
"""A blank that tells the author to fill it: "[YOU: how many ferries]", set as code or not."""
CHAT = pattern(
    r"^(?:Would you like me to \W{0,3}\w[^\n]{0,300}\?\s{0,3}$"
    r"|(?:Got it|Sure|Certainly|Of course|Absolutely)(?: \W{1,3})?[!,.]? (?:[—–-] )?"
    r"(?:here(?:'s| is| are)|you want|let's)\b"
    r"|(?:Here|Below) (?:is|are) [^.\n]{1,60}\byou can (?:adapt|use|paste|copy)\b)",
    re.IGNORECASE,
)
"""What a chat assistant says around the text that it was asked for."""
CITED = pattern(r"\[oai_citation:[^\[\]\n]{1,100}\]|\[oaicite:\d{1,4}\]|【\d{1,4}(?::\d{1,4})?†[^【】\n]{0,80}】")
"""The mark that a chat assistant sets for a source: copied, it leads nowhere."""
ANYWHERE = (BRACKETS, ANGLES, CURLIES, CAPITALS, UNDONE, BLANK, YOURS, CHAT, CITED)
IN_CODE = {"sql": (BRACKETS, CAPITALS, UNDONE)}
SIGNS = {
    BRACKETS: ("[",),
    ANGLES: ("<",),
    CURLIES: ("{{",),
    CAPITALS: ("_", "PLACEHOLDER"),
    BLANK: ("‹",),
}
"""One of them stands in everything that the pattern finds; to look for it takes a hundredth of the time."""

# What is one where it is all that a cell, item or value says.
CAPITAL_SLOT = pattern(
    r"(?:TECH|REASON|ALTERNATIVE|SOLUTION|DIFFICULTY|FEATURE|CHALLENGE|TRADE\\?_OFF)(?:\s(?:--|[—–(*]).{0,300})?"
)
VALUE_SLOT = pattern(VALUE, re.IGNORECASE)
WAITING = pattern(
    r"(?:(?:[A-Z]\w{0,30}(?: [\w/-]{1,30}){0,9} )?to be (?:defined|added|documented|determined|decided|calculated"
    r"|completed|written|announced|filled in)(?: \w{1,30}){0,4}|[A-Z]\w{1,30} will be identified\b.{0,60})[.:]?",
    re.IGNORECASE,
)
SOON = pattern(r"(?:coming )?soon\s?(?:\.{1,3}|…|!)?", re.IGNORECASE)
NUMBERED = pattern(rf"(?:{NOUN}|point|item|metric) \d{{1,2}}(?: \(e\.g\..{{1,80}}\))?", re.IGNORECASE)
MARKED = pattern(r"(?:TODO|FIXME)(?:[.:…]{1,3}|\s?[-–—:]\s.{0,200})?")

# What an author leaves open knowingly.
OPEN = pattern(r"TBD|TBC|T\.B\.D\.|To be (?:determined|decided|announced|confirmed)", re.IGNORECASE)
MENTION = pattern(r"(?<![\w-])(?:TBD|TBC)(?![\w-])")
ELLIPSES = frozenset({"...", "…"})

# What stands between the brackets.
SINGLE = pattern(rf"\$?\[?{NAMED}\]?", re.IGNORECASE)
STARTS = pattern(PROMPT, re.IGNORECASE)
GENERIC = pattern(rf"{NOUN} \d{{1,2}}\b.{{0,200}}", re.IGNORECASE)
VARIABLE = pattern(rf"(?:p\d\d: )?{VALUE}(?:, p\d\d: {VALUE})?|\$?X(?:/\w{{1,20}}| [A-Z]{{1,20}})")
CHOICE = pattern(r"[A-Z][\w -]{1,30}(?:/ ?[A-Z][\w -]{1,30}){2,6}")
LEAD_WORD = pattern(r"[A-Z$\d~<>]")
TUPLE = pattern(r"[\w.\[\]]{1,40}(?:\s?[,|:]\s?[\w.\[\]]{1,40}){1,6}")
LOWER_WORDS = frozenset({"name", "title", "url", "description", "period", "amount", "number", "summary", "percentage"})
"""In lower case and brackets these are variables of a path or a log line."""
KNOWN = pattern(r"</([A-Za-z][\w.]{0,60})>|^\s{0,3}\[([^\]\n]{1,200})\]:\s")
"""Names that a page itself explains: components that it closes, links that it defines."""
SQL_NAMES = frozenset({"entity", "table_name", "resource", "column_name"})
TAGS = frozenset({
    "a", "abbr", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "code", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "i", "iframe", "img", "input", "ins", "kbd", "label", "li", "link", "main",
    "mark", "nav", "ol", "option", "p", "picture", "pre", "q", "s", "samp", "script", "section", "select", "small",
    "source", "span", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "tfoot", "th",
    "thead", "time", "tr", "u", "ul", "var", "video",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leftover:
    """A placeholder at ``line`` and ``column`` (from 1). ``open`` marks an honest open point."""

    line: int
    column: int
    text: str
    open: bool = False


def leftovers(page: Page) -> tuple[Leftover, ...]:
    """The placeholders of the body of ``page``, in reading order, none inside another."""
    lines = list(surface(page))
    known = {
        name.casefold() for line in page.lines for found in KNOWN.finditer(line) for name in found.groups() if name
    }
    found = [spot for line in lines for spot in _line(line, known)]
    crowded = _crowded(lines)
    return tuple(Leftover(s.line, s.column, s.text, s.open and s.line not in crowded) for s in found)


def in_value(text: str) -> tuple[Leftover, ...]:
    """The placeholders of a value that stands alone, such as one of the front matter; line 1."""
    return tuple(spot for number, row in enumerate(text.split("\n"), 1) for spot in _line(Line(number, row), set()))


def _line(line: Line, known: set[str]) -> Iterator[Leftover]:
    patterns = ANYWHERE if line.fence is None else IN_CODE.get(line.fence, (CAPITALS, UNDONE))
    spots = [
        (found.start(), found[0].rstrip(" *_\"'"), False)
        for shape in patterns
        if any(sign in line.text for sign in SIGNS.get(shape, ("",)))
        for found in shape.finditer(line.text)
        if _is_left(shape, found, line, known)
    ]
    if line.fence is None:
        spots += [spot for slot in slots(line) for spot in _slot(slot)]
        spots += [(found.start(), found[0], True) for found in MENTION.finditer(line.text)]
    end = -1
    for start, text, is_open in sorted(spots, key=lambda spot: (spot[0], -len(spot[1]), spot[2])):
        if start >= end:
            end = start + len(text)
            yield Leftover(line.number, start + 1, text, is_open)


def _is_left(shape: re.Pattern[str], found: re.Match[str], line: Line, known: set[str]) -> bool:
    if shape is BRACKETS:
        return _is_bracket(found, line) and found["inner"].casefold() not in known
    if shape is ANGLES:
        return _is_angle(found["inner"], known)
    return True


def _is_bracket(found: re.Match[str], line: Line) -> bool:
    inner = found["inner"].strip()
    if line.fence == "sql":
        return inner in SQL_NAMES
    if SINGLE.fullmatch(inner) or GENERIC.fullmatch(inner) or VARIABLE.fullmatch(inner):
        return inner not in LOWER_WORDS
    words = inner.split()
    if STARTS.match(inner) and len(words) > 1 and (LEAD_WORD.match(inner) or inner[:4] in {"e.g.", "your"}):
        return True
    return any(_fills(found, slot, words) for slot in slots(line))


def _fills(found: re.Match[str], slot: Slot, words: list[str]) -> bool:
    """Whether the brackets are all that stands where a value is due, and hold a phrase."""
    if slot.start != found.start() or len(slot.text) != len(found[0]) or not LEAD_WORD.match(words[0]):
        return False
    least = {"cell": 2, "value": 3}.get(slot.role, 5)
    figure = slot.role == "cell" and words[0][0].isdigit()
    return figure or len(words) >= least or bool(CHOICE.fullmatch(" ".join(words)))


def _is_angle(inner: str, known: set[str]) -> bool:
    first = re.split(r"[\s:/.-]", inner, maxsplit=1)[0]
    if inner in ELLIPSES:
        return True
    if (
        first.lower() in TAGS
        or first.casefold() in known
        or inner.endswith(("/", "-"))
        or "@" in inner
        or "://" in inner
    ):
        return inner == "caption" and "caption" not in known
    if SINGLE.fullmatch(inner) or GENERIC.fullmatch(inner) or (STARTS.match(inner) and " " in inner):
        return inner != "name"
    return len(inner.split()) > 2 and not TUPLE.fullmatch(inner)


def _slot(slot: Slot) -> Iterator[tuple[int, str, bool]]:
    """The placeholder that a slot is as a whole, if any: where, what, whether it is an honest open point."""
    text = slot.text
    if _is_open(slot):
        yield slot.start, text, True
    elif MARKED.fullmatch(text):
        yield slot.start, text.split()[0].rstrip(":"), False
    elif slot.role in {"cell", "item"} and CAPITAL_SLOT.fullmatch(text):
        yield slot.start, re.split(r"[\s(]", text, maxsplit=1)[0], False
    elif _waits(slot):
        yield slot.start, text, False


def _is_open(slot: Slot) -> bool:
    if slot.role in {"item", "text"}:
        return slot.text in ELLIPSES or (slot.role == "item" and bool(OPEN.fullmatch(slot.text)))
    return bool(OPEN.fullmatch(slot.text) or SOON.fullmatch(slot.text))


def _waits(slot: Slot) -> bool:
    if slot.role in {"cell", "value"} and VALUE_SLOT.fullmatch(slot.text):
        return True
    if slot.role in {"item", "text"} and (NUMBERED.fullmatch(slot.text) or SOON.fullmatch(slot.text)):
        return True
    own_line = slot.emphasised or slot.text.startswith("To be ")
    return slot.role != "first" and own_line and bool(WAITING.fullmatch(slot.text))


def _crowded(lines: list[Line]) -> set[int]:
    """Lines of tables in which a quarter of the values, and more than two, are still open."""
    tables: Counter[int] = Counter(line.table for line in lines if line.table)
    values: Counter[int] = Counter()
    waiting: Counter[int] = Counter()
    for line in lines:
        if line.table:
            cells = [slot for slot in slots(line) if slot.role == "cell"]
            values[line.table] += len(cells)
            waiting[line.table] += sum(1 for slot in cells if OPEN.fullmatch(slot.text))
    full = {table for table in tables if waiting[table] > 2 and waiting[table] * 4 >= values[table]}
    return {line.number for line in lines if line.table in full}
