"""What can be counted: nouns in the singular, the words that may stand before them, words that are none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_NOUNS = """
request req query call read write message event order post tweet job transaction operation user customer
client seller buyer engineer person developer team member tenant subscriber session connection node server
instance replica shard partition pod core cpu region zone broker worker row record file line page table item
key entry document study test commit deploy deployment release service endpoint ticket incident bug alert
retry attempt token email notification url link image video photo upload download view click payment account
product object chunk block slot thread process batch topic consumer producer device driver rider trip sensor
machine host cluster lookup insert update delete push sms dau mau failure error hit miss step function lambda
"""
_SHORT = """
req request reqs request msg message msgs message conn connection conns connection txn transaction txns transaction
tx transaction op operation ops operation people person queries query entries entry retries retry
"""
_ADJECTIVES = """
daily monthly weekly active concurrent registered total unique peak new paid paying average read write http
api internal external open parallel online simultaneous additional extra distinct live mobile small large
short long incoming outgoing persistent websocket automated unit failed successful stored cached
"""
_NOT_NOUNS = """
was has its this does less across times plus versus always sometimes perhaps towards besides unless whereas
thus yes gets goes uses takes means holds needs becomes makes runs keeps says shows gives allows handles
supports serves gains costs adds lets wins
"""
NOUNS: Mapping[str, str] = MappingProxyType(
    {name: name for name in _NOUNS.split()} | dict(zip(_SHORT.split()[::2], _SHORT.split()[1::2], strict=True))
)
"""What a known noun is called in the singular."""
ADJECTIVES = frozenset(_ADJECTIVES.split())
NOT_NOUNS = frozenset(_NOT_NOUNS.split())


def noun(word: str) -> str:
    """The singular of a word that can be counted; "" where it is no noun that is known or plural."""
    lower = word.lower()
    if lower in NOUNS:
        return NOUNS[lower]
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is")) or lower in NOT_NOUNS:
        return ""
    singular = _singular(lower)
    return NOUNS.get(singular, singular) if word.islower() or singular in NOUNS else ""


def _singular(plural: str) -> str:
    if plural.endswith("ies"):
        return f"{plural[:-3]}y"
    return plural[:-2] if plural.endswith(("sses", "xes", "ches", "shes")) else plural[:-1]
