"""Report × voices → what it comes to: the judgement, what else blocks, and what a merge still needs."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.bot.judgement import Judgement, judge
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.voices import SILENCE, Voices


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a merge needs. ``who`` can bring it about, in words."""

    says: str
    met: bool
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What every surface shows. ``report`` is None where the grader handed none over.

    ``blocks`` are whole sentences: what blocks beside the grades.
    """

    report: ReviewReport | None
    judgement: Judgement
    voices: Voices = SILENCE
    blocks: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()


def decide(report: ReviewReport | None, voices: Voices = SILENCE) -> Outcome:
    """What the report comes to, given what people have said."""
    return Outcome(report=report, judgement=judge(report), voices=voices)
