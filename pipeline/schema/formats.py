"""The forms of text that our schemas name: what fits, how to say what is expected, what was meant."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_LOOSE_DAY = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_HOST = re.compile(r"(?:http://)?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?:/[^\s<>\"`]*)?)", re.IGNORECASE)
_LOGIN = re.compile(r"(?:https?://)?(?:www\.)?(?:github\.com/|@)([A-Za-z0-9-]{1,39})/?")
_SLUG = re.compile(limits.SLUG)


@dataclass(frozen=True, slots=True)
class Format:
    """``expects`` completes "which is not …"; ``mend`` returns what the author meant, "" if unclear."""

    expects: str
    accepts: Callable[[object], bool]
    mend: Callable[[str], str]


def _is_day(value: object) -> bool:
    match = _DAY.match(value) if isinstance(value, str) else None
    if match is None:
        return not isinstance(value, str)
    year, month, day = (int(part) for part in match.groups())
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _day(text: str) -> str:
    match = _LOOSE_DAY.fullmatch(text.strip())
    found = "-".join(part.zfill(2) for part in match.groups()) if match else ""
    return found if found and _is_day(found) else ""


def _address(text: str) -> str:
    match = _HOST.fullmatch(text.strip())
    return f"https://{match[1]}" if match else ""


def _login(text: str) -> str:
    match = _LOGIN.fullmatch(text.strip())
    return match[1].strip("-") if match else ""


def _slug(text: str) -> str:
    name = text.strip().strip("/").rpartition("/")[2].lower()
    found = "-".join(re.findall(r"[a-z0-9]+", name[:200]))
    return found if _SLUG.fullmatch(found) and len(found) <= limits.SLUG_LENGTH else ""


def _anything(_value: object) -> bool:
    return True  # the pattern beside the format decides


FORMATS: Mapping[str, Format] = {
    "iso-day": Format("a real day written like `2026-03-01`", _is_day, _day),
    "https-address": Format("an address that starts with `https://`", _anything, _address),
    "github-login": Format("a GitHub login (letters, digits, single hyphens)", _anything, _login),
    "slug": Format("a slug (lower-case letters, digits and single hyphens)", _anything, _slug),
}
