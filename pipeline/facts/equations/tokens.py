"""A line as tokens: amounts, signs, brackets, words and stops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.amounts import Amount, amounts
from pipeline.facts.pattern import pattern

AMOUNT, TIMES, PLUS, OPEN, CLOSE, EQUAL, WORD, STOP, UNKNOWN = "#*+()=w;?"
_TOKEN = pattern(
    r"(?P<skip>\s+|\*\*|\\[ ,;!]|[`_]+(?=\s|$))"
    r"|(?P<equal>(?<![<>!:=+*/-])={1,2}(?![>=])|[≈≃≅])"
    r"|(?P<times>[×✕⋅·*÷/]|x(?![A-Za-z]))"
    r"|(?P<plus>[+−-]|–(?=\s?[\d$(~]))"
    r"|(?P<open>\()|(?P<close>\))"
    r"|(?P<word>[^\W\d_][^\W\d_]*(?:['’.-][^\W\d_]+)*(?![\w]))"
    r"|(?P<stop>[,;:|.—–→>!?•\"“”])"
    r"|(?P<unknown>[\w]+|.)"
)
_KINDS = {
    "equal": EQUAL, "times": TIMES, "plus": PLUS, "open": OPEN, "close": CLOSE, "word": WORD, "stop": STOP,
    "unknown": UNKNOWN,
}  # fmt: skip
_MATHS = pattern(r"\\(?:times|cdot|div|approx|text|mathrm)\b")
_SPOKEN = pattern(r"\\(?:text|mathrm)\{([^{}]{0,40})\}")
_SIGNS = (("\\times", "×"), ("\\cdot", "×"), ("\\div", "÷"), ("\\approx", "≈"), ("\\ ", " "), ("\\,", " "), ("$", " "))
_ROUNDED = ("≈", "≃", "≅")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token from ``start`` to ``end``; ``amount`` is set for amounts only."""

    kind: str
    text: str
    start: int
    end: int
    amount: Amount | None = None


def plain(text: str) -> str:
    """Formulas of TeX as plain signs; other text as it is."""
    if not _MATHS.search(text):
        return text
    text = _SPOKEN.sub(r"\1", text)
    for sign, meaning in _SIGNS:
        text = text.replace(sign, meaning)
    return " ".join(text.split())


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` without spaces and emphasis."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    for amount in amounts(text):
        start = amount.start
        if text[start : start + 1] in _ROUNDED:
            yield from _between(text, at, start + 1)
        else:
            yield from _between(text, at, start)
        yield Token(kind=AMOUNT, text=amount.text, start=start, end=amount.end, amount=amount)
        at = amount.end
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    for found in _TOKEN.finditer(text, start, end):
        name = found.lastgroup or "unknown"
        if name != "skip":
            yield Token(kind=_KINDS[name], text=found[0], start=found.start(), end=found.end())
