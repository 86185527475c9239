"""What people have said about a pull request, as far as it counts: reviews, commands that were accepted, ticked boxes.

All of it comes from GitHub's API and is never taken from the text of a comment of ours alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """``rule`` is set aside in the study ``slug`` (a gate that is then waived), by whom and why.

    ``expires`` is a day (ISO 8601), or empty: it ends with the pull request. It never raises a score.
    """

    rule: str
    slug: str
    reason: str
    by: str
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """The boxes of the checklist of one reviewer: of which kind of study, and whether ticked."""

    login: str
    boxes: tuple[tuple[str, bool], ...]

    @property
    def done(self) -> int:
        """How many are ticked."""
        return sum(ticked for _, ticked in self.boxes)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.boxes)

    def of(self, kinds: Collection[str]) -> Progress:
        """The same with the boxes of those kinds alone."""
        return Progress(self.login, tuple(box for box in self.boxes if box[0] in kinds))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What writers have said, as logins, and their waivers and checklists.

    ``approvals`` are of this very head. ``objections`` ask for changes, ``holds`` keep it from being merged,
    ``mixing`` allows tooling and studies in one pull request.
    """

    approvals: tuple[str, ...] = ()
    objections: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    mixing: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    checklists: tuple[Progress, ...] = ()
    twins: tuple[int, ...] = ()
    """Other open pull requests with the same head: a check belongs to a commit, so one would speak for both."""
    clash: str = ""
    """GitHub's word where it does not merge with the base as it is: dirty (it conflicts), behind."""


SILENCE = Voices()


def digest(voices: Voices) -> str:
    """A short word for all of it: where it differs, somebody has said something since."""
    return sha256(repr(voices).encode()).hexdigest()[:12]
