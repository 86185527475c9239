"""What was read of a pull request to decide, so that the first look at what it shows need not read it again."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.bot.own import Json
from pipeline.bot.surfaces.check import OwnCheck


@dataclass(frozen=True, slots=True)
class Fresh:
    """The whole conversation, and our check runs on the head."""

    said: tuple[Json, ...]
    checks: tuple[OwnCheck, ...]
