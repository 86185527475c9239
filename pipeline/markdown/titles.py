"""Headings as their authors meant them, without what only decorates or counts."""

from __future__ import annotations

import re

_PICTURES = (
    "\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\ufe0e\ufe0f\ufffd\U0001f000-\U0001faff\U000e0020-\U000e007f"
)
_EMOJI = re.compile(rf"(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURES}])[{_PICTURES}]*")
_BEFORE = re.compile(rf"(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURES}\s*_#>•·|:–—-])+")
_AFTER = "\u200d\ufe0f\ufffd\u20e3 \t*_#:：.,;!。，；！–—-|"
_NUMBER = re.compile(
    r"\(?(?:"
    r"(?:step|chapter|part|section)\s+(?:\d{1,3}|[ivx]{1,5}|[a-z])(?:\.\d{1,3})*\s*[:.)–—-]+"
    r"|\d{1,3}(?:\.\d{1,3})*\s*[.):–—-]+(?=\D)"
    r"|\d{1,2}(?:\.\d{1,2})+(?=\s+(?-i:[^\W\d_a-z]))"
    r"|0\d(?=\s)"
    r"|[IVX]{1,5}[.)](?=\s)"
    r"|[A-Za-z][.)](?=\s)"
    r")\s*",
    re.IGNORECASE,
)
_KEYCAP = re.compile(r"\s*[0-9]\ufe0f?\u20e3")
_VALUE = re.compile(r"^[~≈]?[$€£]|[:：]\s[^:：]*\d")
"""``**Monthly cost: $500**`` says something; a heading only announces."""
_ROUNDS = 4
_WORDS = 12
_LENGTH = 100


def cleaned(title: str) -> str:
    """``title`` without numbering, emoji and trailing punctuation; as it was if nothing else is in it.

    "Step 1: Outline use cases" is "Outline use cases"; "10 million users" stays whole.
    """
    text = " ".join(title.split())
    for _ in range(_ROUNDS):
        before = text
        text = _stripped(text)
        number = _NUMBER.match(text)
        text = text[number.end() :] if number else text
        if text == before:
            break
    return text or " ".join(title.split())


def _stripped(text: str) -> str:
    """Without decoration at both ends. Closing brackets and question marks belong to the words."""
    lead = _BEFORE.match(text)
    text = text[lead.end() :] if lead else text
    while text:
        shorter = text.rstrip(_AFTER)
        if shorter and _EMOJI.fullmatch(shorter[-1]):
            shorter = shorter[:-1]
        if shorter == text:
            break
        text = shorter
    return text


def is_decoration(text: str) -> bool:
    """Whether ``text`` holds no words: only numbering, emoji, punctuation."""
    rest = _EMOJI.sub("", text).strip()
    number = _NUMBER.match(rest + " x")
    return not (rest[number.end() :] if number else rest).strip(" \t*_#:：.,;()|·•–—-")


def reads_as_title(text: str) -> bool:
    """Whether a line in bold is short enough, no sentence and no figure, to be a heading."""
    words = text.strip()
    if _VALUE.search(words):
        return False
    return bool(words) and len(words) <= _LENGTH and len(words.split()) <= _WORDS and words[-1] not in ".!,;。！，；"


def is_keycap_title(text: str) -> bool:
    """Whether a plain line is a heading by its emoji numeral: ``1️⃣ Requirements``."""
    return bool(_KEYCAP.match(text)) and not is_decoration(text) and reads_as_title(text)
