"""Studies that nobody vouches for, graded in a cage: what breaks it costs one study, and never makes a pass."""

from __future__ import annotations

import json
import pickle
import sys
import time
from collections import Counter
from types import TracebackType
from typing import Any, Self

from pipeline import limits
from pipeline.bot.impact import Impact, read_impact
from pipeline.bot.mends import Hunks, Mend
from pipeline.cache.codec import decode
from pipeline.cage import Cage, DeadError
from pipeline.cli.selection import Origin
from pipeline.cli.work import Task
from pipeline.errors import InputError
from pipeline.load import Place, Source
from pipeline.render.escape import log_line, terminal
from pipeline.report import StudyReport, Verdict

CHILD = "pipeline.cli.caged"
REASON = "error:isolation"
TRIES = 2
"""So many deaths of the cage are one study's; it is not tried again. One that is too slow has no second try."""
UNREAD = f"sha256:{'0' * 64}"
"""In place of the digest of what could not be read."""


class Untrusted:
    """Asks a child about studies, within the time that a pull request may take. Close it, or use it as a context."""

    def __init__(self, task: Task, child: str = "") -> None:
        self._cage = Cage(child or CHILD, pickle.dumps(task), _say)
        self._deaths: Counter[str] = Counter()
        self._ends = time.monotonic() + limits.PULL_SECONDS

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._cage.close()

    def grade(self, source: Source, place: Place) -> StudyReport:
        """The report of the study; an incomplete one where the child has none to give."""
        while self._deaths[place.path] < TRIES:
            try:
                report = _report(self._asked(place, "grade", source, place), place)
            except DeadError as death:
                self._mourn(place.path, death)
            else:
                return report
        return _ungraded(place)

    def mends(self, source: Source, place: Place, report: StudyReport, hunks: Hunks) -> tuple[Mend, ...]:
        """The mends that were tried and hold; none where the child fails, for the grade stands without them."""
        own = {path: lines for path, lines in hunks.items() if path.startswith(f"{place.path}/")}
        if not own or self._deaths[place.path] >= TRIES:
            return ()
        try:
            return tuple(Mend(**each) for each in self._asked(place, "mends", source, place, report, own))
        except (DeadError, TypeError) as death:
            _say(f"casegrade: {place.path}: no mends are offered, because trying them failed ({death})")
            return ()

    def impact(self, head: Origin) -> Impact:
        """What the rubrics of ``head`` do to every study; a fault where they break the child."""
        try:
            return read_impact(self._told(limits.IMPACT_SECONDS, "impact", head))
        except (DeadError, KeyError, TypeError, ValueError) as death:
            return Impact(rubrics=(), studies=(), fault=f"The process that graded every study by them {_why(death)}.")

    def _asked(self, place: Place, job: str, *arguments: object) -> Any:
        """The child's answer about a study. What is wrong with a file of that study is a death of its own."""
        try:
            return self._told(limits.STUDY_SECONDS, job, *arguments)
        except InputError as error:
            if error.place == place.at or error.place.startswith(f"{place.at}/"):
                raise DeadError(f"could not read it: {error.message}") from None
            raise

    def _told(self, seconds: float, job: str, *arguments: object) -> Any:
        left = min(seconds, self._ends - time.monotonic())
        if left <= 0:
            raise DeadError("was not asked: the time for one pull request is used up", slow=True)
        try:
            answer = dict(json.loads(self._cage.ask(pickle.dumps((job, arguments)), left)))
            if "refused" in answer:
                message, where, remedy = map(str, answer["refused"])
                raise InputError(message, place=where, remedy=remedy)
            if "told" in answer:
                return answer["told"]
        except (ValueError, TypeError, RecursionError):
            answer = {"fault": "no JSON"}
        self._cage.close()  # whatever failed in there may have left something behind
        raise DeadError(f"failed ({str(answer.get('fault'))[:80]})")

    def _mourn(self, path: str, death: DeadError) -> None:
        self._deaths[path] += TRIES if death.slow else 1
        again = "; it is started anew and tries once more" if self._deaths[path] < TRIES else ""
        _say(f"casegrade: {path}: the process that grades it {death.why}{again}; the author need do nothing")


def _report(told: Any, place: Place) -> StudyReport:
    """The report in an answer, if it is one and of that study."""
    try:
        report = decode(told)
    except (ValueError, TypeError, RecursionError):
        raise DeadError("said what is no report") from None
    if (report.path, report.slug) != (place.path, place.slug):
        raise DeadError("said what is no report of this study")
    return report


def _ungraded(place: Place) -> StudyReport:
    """The report of a study of which nothing is known but where it stands."""
    return StudyReport(
        path=place.path,
        slug=place.slug,
        kind=None,
        title=place.slug,
        status=None,
        rubric=None,
        content_digest=UNREAD,
        verdict=Verdict("incomplete", (REASON,)),
        score=None,
        gates=(),
        criteria=(),
        findings=(),
    )


def _why(death: Exception) -> str:
    return death.why if isinstance(death, DeadError) else "said what cannot be read"


def _say(line: str) -> None:
    print(log_line(terminal(line)), file=sys.stderr, flush=True)
