"""Where kept reports lie: a directory of the person who runs the command."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

OWN = "CASEGRADE_CACHE"


def folder(environment: Mapping[str, str], home: str) -> Path | None:
    """The directory of the cache, which need not exist; None where no place for one is known.

    ``CASEGRADE_CACHE`` names it. Else it is ``casegrade`` in ``XDG_CACHE_HOME`` (XDG Base Directory
    Specification), in ``LOCALAPPDATA`` (Windows), or in ``.cache`` of ``home``. A variable that
    holds no absolute path is not heeded: the cache must not land in the study's repository.
    """
    if own := _absolute(environment.get(OWN, "")):
        return own
    above = [environment.get("XDG_CACHE_HOME", ""), environment.get("LOCALAPPDATA", "") if os.name == "nt" else ""]
    places = [*above, f"{home}/.cache" if home else ""]
    found = next((place for name in places if (place := _absolute(name))), None)
    return found / "casegrade" if found else None


def _absolute(name: str) -> Path | None:
    return Path(name) if name and "\0" not in name and Path(name).is_absolute() else None
