"""What stands behind a numeral: a factor ("M"), a unit, a rate ("per second")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.facts.amounts.nouns import ADJECTIVES, NOUNS, noun
from pipeline.facts.amounts.scales import DAILY, FACTORS, SCALES, SECONDS, TIMES, Scale
from pipeline.facts.pattern import pattern

_FACTOR = pattern(
    r"[ \u00a0]?(?P<factor>[kKMBT](?![A-Za-z])|(?:million|billion|thousand|trillion|bn|bln|mn|mln|mil|lakh|crore)\b)"
)
_WORD = pattern(r"(?P<gap>[ \u00a0\u202f]?|-)(?P<word>%|[$€£₹¥¢](?! ?\d)|×(?! ?\d)|[A-Za-zµμ]{1,20})(?![A-Za-z])")
_POINTS = pattern(r"(?:[ -]?(?:percentage|percent)[ -]|% )points?\b")
_COMPOUND = pattern(r"-([A-Za-z]{2,12})\b")
_SLASH = pattern(r"(?P<space> ?)/ ?(?P<word>[A-Za-zµ]{1,14})(?![A-Za-z])(?P<month>-month\b)?")
_PER = pattern(
    r" (?P<how>per|an?|each|every) (?P<many>\d{1,3}(?:,\d{3}){0,2}[KMkB]?|thousand|million|billion)?"
    r"(?(many) |)(?P<word>[A-Za-z]{1,20})(?P<month>-month\b)?"
)
_MANY = pattern(r" ?/ ?(?P<many>\d{1,3}(?:,\d{3}){0,2}[KMkB]|1,?000|million|thousand) (?P<word>[A-Za-z]{2,20})")
_OFTEN = pattern(rf" (?P<word>{'|'.join(DAILY)})\b")
_LONGEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Suffix:
    """A numeral times ``size`` is the amount in base units; it reaches to ``end``."""

    end: int
    size: Fraction = Fraction(1)
    dimension: str = "count"
    unit: str = ""
    per: str = ""
    plus: bool = False
    factor: bool = False


def suffix(text: str, at: int, money: str = "") -> Suffix | None:
    """What stands at ``at``; None where letters make the digits a name ("5xx", "3-tier").

    ``money`` is the currency before the numeral, "" if none.
    """
    found = Suffix(end=at, dimension="money" if money else "count", unit=money)
    found = _plus(text, _factor(text, found))
    with_unit = _unit(text, found) if not money else _money(text, found)
    if with_unit is None:
        return None
    return _rates(text, _plus(text, with_unit))


def _plus(text: str, found: Suffix) -> Suffix:
    """A "+" directly behind, unless a number or word follows it (a sum)."""
    if text[found.end : found.end + 1] != "+" or text[found.end + 1 : found.end + 2].isdigit():
        return found
    return replace(found, end=found.end + 1, plus=True)


def _factor(text: str, found: Suffix) -> Suffix:
    match = _FACTOR.match(text, found.end)
    if not match or (match["factor"] == "B" and not _billion(text, match.end(), found)):
        return found
    return replace(found, end=match.end(), size=Fraction(FACTORS[match["factor"]]), factor=True)


def _billion(text: str, at: int, found: Suffix) -> bool:
    """Whether a "B" means billions: of money, of things that are named, or in a time."""
    if found.dimension == "money" or text[at : at + 1] == "+":
        return True
    word, rate = _WORD.match(text, at), _SLASH.match(text, at) or _PER.match(text, at)
    return bool(word and _counted(text, replace(found, end=at))) or bool(rate and rate["word"] in TIMES)


def _money(text: str, found: Suffix) -> Suffix:
    """A currency stands in front already: "$5m" are millions, "$5 USD" says it twice."""
    word = _WORD.match(text, found.end)
    if word and word["word"] in {"m", "MM"} and not word["gap"] and not found.factor:
        return replace(found, end=word.end(), size=Fraction(10**6), factor=True)
    scale = SCALES.get(word["word"].lower()) if word and word["word"].isalpha() else None
    return replace(found, end=word.end()) if word and scale and scale.unit == found.unit else found


def _unit(text: str, found: Suffix) -> Suffix | None:
    points = _POINTS.match(text, found.end)
    if points:
        return replace(found, end=points.end(), dimension="percent", unit="pp")
    word = _WORD.match(text, found.end)
    if not word:
        return found if not _sticks(text, found.end) else None
    scale = _scale(word["word"], word["gap"])
    if scale and _is_unit(text, word.end(), scale):
        end = word.end()
        size = found.size * scale.size
        return _compound(
            text, replace(found, end=end, size=size, dimension=scale.dimension, unit=scale.unit, per=scale.per)
        )
    counted = _counted(text, found)
    if counted:
        return counted
    return None if word["gap"] != " " and word["gap"] != "\u00a0" else found


def _sticks(text: str, at: int) -> bool:
    """Whether letters are glued to the digits in a way that no unit has."""
    follower = text[at : at + 1]
    return follower.isalpha() or follower == "_" or (follower == "-" and text[at + 1 : at + 2].isalpha())


def _scale(word: str, gap: str) -> Scale | None:
    """The scale of a unit by its word; long words in any case."""
    if gap == "-" and len(word) < 3:
        return None
    scale = SCALES.get(word) or (SCALES.get(word.lower()) if len(word) > 3 else None)
    return None if scale and scale.dimension == "factor" and gap else scale


def _is_unit(text: str, at: int, scale: Scale) -> bool:
    """An "x" before a number multiplies."""
    return scale.dimension != "factor" or not text[at : at + 2].lstrip(" ")[:1].isdigit()


def _compound(text: str, found: Suffix) -> Suffix:
    """A unit of data and a time ("GB-month") are a unit of their own."""
    match = _COMPOUND.match(text, found.end)
    if not match or match[1].lower() not in TIMES or found.dimension == "time":
        return found
    name = f"{text[: found.end].rsplit(None, 1)[-1].lstrip('0123456789.,')}-{match[1]}".lower()
    return replace(found, end=match.end(), dimension="other", unit=name)


def _counted(text: str, found: Suffix) -> Suffix | None:
    """The noun that is counted, behind up to two adjectives."""
    at = found.end
    for _ in range(_LONGEST):
        word = _WORD.match(text, at)
        if not word or (word["gap"] == "" and at == found.end and not found.factor and not found.plus):
            return None
        name = noun(word["word"])
        known = SCALES.get(word["word"])
        if name and (word["gap"] != "-" or word["word"].lower() in NOUNS):
            return _compound(text, replace(found, end=word.end(), unit=name))
        if known and known.dimension == "count" and at > found.end:
            return replace(found, end=word.end(), unit=known.unit, per=known.per)
        if word["word"].lower() not in ADJECTIVES:
            return _pushed(text, word, found) if at == found.end else None
        at = word.end()
    return None


def _pushed(text: str, word: re.Match[str], found: Suffix) -> Suffix | None:
    """Any word counts as a noun, or stands before one, where a slash and a time follow ("40K pings/s")."""
    for name in (word, _WORD.match(text, word.end())):
        slash = _SLASH.match(text, name.end()) if name and name["gap"] != "-" else None
        if name and slash and slash["word"] in TIMES and (name is word or noun(name["word"])):
            return replace(found, end=name.end(), unit=noun(name["word"]) or name["word"].lower())
    return None


def _rates(text: str, found: Suffix) -> Suffix:
    for _ in range(2):
        found = _rate(text, found)
    return found


def _rate(text: str, found: Suffix) -> Suffix:
    many = _MANY.match(text, found.end) or _PER.match(text, found.end)
    if many:
        per, size = _per(many.groupdict().get("how") or "per", many["word"]), _many(many["many"] or "")
        if per and size:  # nothing is counted per 0 of anything
            per = _both(per, "month") if many.groupdict().get("month") else per
            return replace(found, end=many.end(), size=found.size / size, per=_both(found.per, per))
    slash = _SLASH.match(text, found.end)
    per = _slashed(slash["word"], slash["space"]) if slash else ""
    if slash and per:
        per = _both(per, "month") if slash["month"] else per
        return replace(found, end=slash.end(), per=_both(found.per, per))
    often = _OFTEN.match(text, found.end)
    if often and not found.per:
        return replace(found, end=often.end(), per=DAILY[often["word"]])
    return found


def _per(how: str, word: str) -> str:
    """What it is per: after "a" and "each" a time only."""
    if word in TIMES:
        return TIMES[word][0]
    if how != "per":
        return ""
    return noun(word) or word.lower()


def _slashed(word: str, space: str) -> str:
    """What stands behind a slash: a time, a unit of data, or one thing; plurals ("reads/writes") are no rate."""
    if word in TIMES:
        return TIMES[word][0]
    scale = SCALES.get(word)
    if scale and scale.dimension in {"bytes", "count"} and not space:
        return word.lower() if scale.dimension == "bytes" else scale.unit
    return NOUNS[word.lower()] if NOUNS.get(word.lower()) and not word.endswith("s") else ""


def _both(first: str, second: str) -> str:
    """Two rates in one order, a time first."""
    if not first or first == second:
        return second
    return f"{first}/{second}" if first in SECONDS or second not in SECONDS else f"{second}/{first}"


def _many(text: str) -> Fraction:
    """How many things the rate is for: "per 1,000 requests"."""
    if not text:
        return Fraction(1)
    if text.isalpha():
        return Fraction(FACTORS[text])
    digits, factor = text.rstrip("KMkB"), text.lstrip("0123456789,")
    return Fraction(digits.replace(",", "")) * FACTORS.get(factor, 1)
