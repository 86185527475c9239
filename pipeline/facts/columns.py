"""What the title of a column says of its cells, and a row told with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest
from types import MappingProxyType

from pipeline.facts.pattern import pattern
from pipeline.study import Row, Table

BEFORE = pattern(r"\b(?:before|baseline|previous(?:ly)?|old|was|from|without|initial)\b", re.IGNORECASE)
AFTER = pattern(r"\b(?:after|now|new|current(?:ly)?|to|with|final|result|today)\b", re.IGNORECASE)
ROLES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "alternative": pattern(
            r"\b(?:alternatives?|considered|rejected|versus|other options?)\b|^(?:over|instead of|not chosen)$",
            re.IGNORECASE,
        ),
        "chosen": pattern(
            r"^(?:we |our )?(?:choice|chosen|chose|selected|picked)\b|^(?:we|(?:this|the) \w{1,15}) uses?$",
            re.IGNORECASE,
        ),
        "reason": pattern(
            r"\b(?:why|rationale|reasons?|reasoning|justification|benefits?|pros|advantages?)\b", re.IGNORECASE
        ),
        "trade-off": pattern(
            r"\b(?:trade-?\s?offs?|downsides?|drawbacks?|disadvantages?|cons|give up|gave up|you lose)\b", re.IGNORECASE
        ),
        "recovery": pattern(
            r"\b(?:mitigations?|recovery|handling|fallback|response|remedy|degraded|countermeasures?)\b", re.IGNORECASE
        ),
        "impact": pattern(r"\b(?:impact|blast radius|effects?)\b", re.IGNORECASE),
        "detection": pattern(r"\b(?:detection|detected|alerts?|signals?)\b", re.IGNORECASE),
        "failure": pattern(r"\b(?:failures?|failure modes?|what breaks|scenarios?)\b", re.IGNORECASE),
        "target": pattern(r"\b(?:targets?|budget|objective|SLO|threshold)\b", re.IGNORECASE),
        "measured": pattern(r"\b(?:measured|measurement|how measured|methods?|tested with)\b", re.IGNORECASE),
        "a month": pattern(r"\b(?:monthly|(?:per|a|each) month)\b|/ ?mo(?:nth)?\b", re.IGNORECASE),
    }
)
PRICE = pattern(r"costs?$|price$", re.IGNORECASE)
EMPTY_CELL = pattern(r"[\s*_.…?/–—-]*(?:(?:none|n/?a|tbd|todo|no|yes)\W*)?$", re.IGNORECASE)
HOLLOW = pattern(
    r"(?:(?:it|its|is|s|are|they|we|the|and|very|most|so|a|i|to|use|learn|know|knew|popular|familiar|easy|modern|standard|well"
    r"|known|best|good|great|fast|simple|nice|powerful|industry|practice|favou?rite|widely|used|was|of|because)\b\W{0,4}){1,12}$",
    re.IGNORECASE,
)
"""A reason that can be given for anything: popular, familiar, easy to use."""


def told(table: Table, row: Row) -> str:
    """The cells of a row with the role that a column's title gives them ("alternative: Kafka").

    Where two columns are before and after, what they say together stands at the end.
    """
    columns = _sides(table.header)
    joined = " | ".join(
        f"{role}: {cell}" if role and not idle(cell, role) else cell
        for role, cell in zip_longest(roles(table.header)[: len(row.cells)], row.cells, fillvalue="")
    )
    if None in columns or columns[0] == columns[1]:
        return joined
    before, after = (row.cells[n] for n in columns if n is not None)
    return f"{joined} | {before} → {after}" if before and after else joined


def idle(cell: str, role: str) -> bool:
    """Whether a cell says nothing of what its column is for: empty, a dash, "none", a reason that fits anything."""
    return EMPTY_CELL.match(cell) is not None or (role == "reason" and HOLLOW.match(cell) is not None)


@lru_cache(maxsize=256)
def _sides(header: tuple[str, ...]) -> tuple[int | None, ...]:
    """The first columns that say what was before, and what after."""
    return tuple(next((n for n, title in enumerate(header) if side.search(title)), None) for side in (BEFORE, AFTER))


@lru_cache(maxsize=256)
def roles(header: tuple[str, ...]) -> tuple[str, ...]:
    """What the title of each column says of its cells; "" where it says nothing.

    A column "Cost" is the price of a choice beside its benefit, and an amount of money elsewhere.
    """
    found = tuple(next((role for role, names in ROLES.items() if names.search(title)), "") for title in header)
    if "reason" not in found:
        return found
    return tuple("trade-off" if PRICE.match(title) else role for title, role in zip(header, found, strict=True))
