"""Word forms: what the forms of a word share, and words that say the same of a system.

Cutting endings errs on the side of taking two forms for one word, never of inventing a word: a stem
is compared with stems only.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_ENDINGS = (
    "izations", "isations", "ization", "isation", "ifications", "ification", "ations", "ation", "ators", "ator",
    "ating", "ements", "ement", "ments", "ment", "ities", "ity", "ings", "ing", "ions", "ion", "ors", "or", "ers",
    "er", "ates", "ated", "ate", "ives", "ive", "ables", "able", "ied", "ies", "ify", "ifies", "ally", "als",
    "al", "ics", "ic", "if", "i", "a", "ance", "ence", "ants", "ant", "ery", "ys", "y", "ed", "es", "ly", "e",
    "s",
)  # fmt: skip
_LEAST = 4
_ROUNDS = (4, 5, 5)
"""How many letters are left at least: the first ending may leave fewer than those before it."""
_SAME = (
    "delete remove erase discard",
    "login signin authenticate authentication auth credentials",
    "authorize authorization permission permissions",
    "store storage save persist persistence keep",
    "search query find lookup",
    "view display show read retrieve fetch",
    "create add insert post submit",
    "update edit modify change",
    "send deliver dispatch emit publish",
    "notify notification notifications alert",
    "pay pays payment payments charge billing",
    "picture image photo",
    "upload ingest ingestion",
    "client customer",
    "track trace monitor monitoring",
    "limit throttle quota",
    "buy purchase order checkout",
    "reservation booking book reserve",
    "concurrent parallel simultaneous",
    "expire expiry expiration ttl",
    "replicate replication replica",
)


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """What the forms of ``word`` share: "notification", "notified" and "notifies" all give "notif"."""
    cut = word.casefold()
    for least in _ROUNDS:
        ending = next((e for e in _BY_LENGTH if cut.endswith(e) and len(cut) - len(e) >= least), "")
        ending = "" if ending == "s" and cut.endswith("ss") else ending
        cut = cut.removesuffix(ending) if ending else cut
        if len(cut) > _LEAST and cut[-1] != "s" and cut[-1] == cut[-2]:
            cut = cut[:-1]
    return cut


def meaning(word: str) -> str:
    """The stem of ``word``, or of the word that stands for it and its like: "erases" gives that of "delete"."""
    cut = stem(word)
    return MEANINGS.get(cut, cut)


_BY_LENGTH = tuple(sorted(_ENDINGS, key=len, reverse=True))
MEANINGS: Mapping[str, str] = MappingProxyType(
    {stem(word): stem(group.split()[0]) for group in _SAME for word in group.split()}
)
"""The stem of a word to that of the first word of its group."""
