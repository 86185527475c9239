"""What an answer could look like: the shape in which an author's own nouns gain a missing mark.

The blanks stand in single guillemets: pasted as they are, they count as placeholders and gain nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.facts.pattern import pattern

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "number": "{}: ‹how many, how much or how long›",
        "pair": "{}: from ‹value before› to ‹value after›",
        "compared": "{}: from ‹value before› to ‹value after›",
        "yardstick": "{}: ‹value› against a target of ‹value›",
        "reason": "{}, because ‹the constraint that decided›",
        "constraint": "{}, because ‹the limit, rule or figure that decided›",
        "alternative": "{} rather than ‹what lost›, which ‹why it lost›",
        "weighed": "{} rather than ‹what lost›; it costs us ‹what was given up›",
        "choice": "we chose {} because ‹the constraint that decided›",
        "cost": "{}, and we accept ‹what it costs›",
        "consequence": "{}, which cost ‹who› ‹how much a week or month›",
        "persona": "{}, so that ‹who› can ‹do what›",
        "failure": "{}: when ‹what breaks›, ‹who› sees ‹what›",
        "trouble": "{}: ‹what went wrong›, ‹how often›",
        "handling": "{}: when ‹what breaks›, ‹which part› does ‹what›",
        "survived": "{}: when ‹what breaks›, ‹which part› does ‹what›",
        "method": "{} (‹tool›, ‹load›, ‹how long›)",
        "period": "{} over ‹how long, or n runs›",
        "bound": "{}: at most ‹value with unit›",
        "percentile": "{}: p95 ‹value›, p99 ‹value›",
        "latency": "{}: p95 ‹milliseconds› under ‹load›",
        "ownership": "I owned {}, from ‹start› to ‹end›",
        "influence": "{}: I showed ‹whom› ‹what›, and they ‹did what›",
        "audience": "{} with ‹which team or role›",
        "change": "{}: next time I would ‹what› because ‹what it cost›",
        "future": "{} will serve ‹where next›",
        "deferred": "{} is left out because ‹the reason›",
        "condition": "{} when ‹condition›, within ‹limit›",
        "mechanism": "{} through ‹a queue, lock, cache or index›",
        "tool": "{}: ‹tool› showed ‹what›",
        "hypothesis": "{}: we suspected ‹what›; ‹which measurement› ruled it out",
        "money": "{}: $‹amount› a month",
        "peak": "{}: ‹average›, at the peak ‹value› (‹factor›×)",
        "migration": "{}: first ‹step›, then ‹step›, back out by ‹step›",
        "trigger": "{} from ‹value› on",
        "detection": "{}: ‹which alert› fires after ‹how long›",
        "blast": "{}: ‹who or what share› is hit",
        "growth": "{} up to ‹users or requests a second›",
        "calculation": "{}: ‹input› × ‹input› ÷ ‹input› = ‹result›",
    }
)
CODE = pattern(r"`([^`\n]{2,40})`")
NAMED = pattern(r"(?:(?P<within>[a-z,;:(]) )?[A-Z][A-Za-z0-9+#-]{1,20}(?: [A-Z][A-Za-z0-9+#-]{1,20}){1,2}")
GENERAL = pattern(
    r"[\W\d]*|[a-z]|(?:[STAR](?:\s[—–-]\s)?)?(?:(?:the|our|my|key|main)\s)?(?:approach|entities|relationships|constraints?|decision"
    r"|chosen|choice|solution|problem|situation|tasks?|actions?|context|background|challenges?|outcomes?|goals?|targets?|role"
    r"|team(?:\ssize)?|duration|timeline|lessons?|evidence|status|results?|impact|reasons?|rationale|why|how|what|notes?|summary|overview|(?:week|step|phase|day|stage|part)\s?\d.{0,60})",
    re.IGNORECASE,
)
"""Labels that tell the role of a unit and not what it is about."""
LABEL_WORDS = 7
OPTION_WORDS = 4
VERSUS = pattern(r"\s(?:vs\.?|versus|or)\s", re.IGNORECASE)
BLANK = pattern(r"[‹›{}]")


def example(title: str, text: str, mark: str) -> str:
    """The shape of an answer for the unit of that title and text, or "" where it has no noun to build on."""
    asked = mark.rsplit("+", maxsplit=1)[-1]
    shape = SHAPES.get(asked)
    lead = _lead(title, text)
    if asked == "choice":
        lead = _option(lead)
    return shape.format(lead) if shape and lead else ""


def _option(lead: str) -> str:
    """What can be chosen: of "A versus B" one of both; a heading that is half a sentence is nothing to choose."""
    sides = [side.strip() for side in VERSUS.split(lead) if side.strip()]
    if len(sides) > 1:
        return f"‹{' or '.join(sides)}›"
    return lead if len(lead.split()) <= OPTION_WORDS and ":" not in lead else ""


def _lead(title: str, text: str) -> str:
    """What the unit is about: its label, or something named in it by code or by two words or more."""
    label = " ".join(title.split()).rstrip(":.")
    if label and len(label.split()) <= LABEL_WORDS and not GENERAL.fullmatch(label) and not BLANK.search(label):
        return label
    code = CODE.search(text)
    return code[1] if code else _named(text)


def _named(text: str) -> str:
    """The first name of two words or more that does not open a sentence: there a capital says nothing."""
    for found in NAMED.finditer(text):
        if found["within"]:
            return found[0][2:]
    return ""
