"""Rules that no rubric lists, since they hold for a rubric's own sections or for several studies at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Such a rule as it is explained: what it wants, why, how to mend it, and what it cannot see."""

    title: str
    why: str
    fix: str
    limits: str


BEYOND: Mapping[str, Beyond] = MappingProxyType(
    {
        "doc.substance": Beyond(
            title="A section says enough to be graded",
            why="The criteria of a section that is there but has fewer words than this reach level 1 at most. "
            "Words in tables and lists count, code does not.",
            fix="Say under the heading what the rubric asks there, or take the heading away where the study "
            "tells it elsewhere.",
            limits="Whether the words that stand there are needed. A section that is full and says little is "
            "judged by its criteria.",
        ),
        "game.copy": Beyond(
            title="A study is its author's own",
            why="When several studies are graded in one run, runs of five words are compared between them. A study "
            "of which more than half also stands in one before it (by path) gets a warning, more than a quarter a "
            "note, in the report's `repository` part. No verdict and no score depends on it.",
            fix="Say what is this study's own. Where two people tell of one project, name the other study under "
            "`related` in the front matter: then nothing is said.",
            limits="A text that was told in other words. Studies that are not part of the same run. Text that stands "
            "in more than six studies is taken for a template's.",
        ),
    }
)
"""By the name that their findings bear."""
