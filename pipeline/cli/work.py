"""Grade the selected studies: in this process or several, from the cache where nothing changed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cache import Store
from pipeline.cli.selection import Origin, Selection
from pipeline.cli.waiving import waiver_findings
from pipeline.engine.assets import version as engine_version
from pipeline.errors import InputError
from pipeline.library import KINDS, Library
from pipeline.load import Gathered, Place, Source, assembled, gather, waivers
from pipeline.report import Finding, Report, StudyReport
from pipeline.study import Study
from pipeline.waivers import waivable, waive

if TYPE_CHECKING:
    from pipeline.engine.reader import Engine

MANY = 48
SLOW = 1.0
_KIND = re.compile(r"^kind:[ \t]*[\"']?([a-z-]{1,60})[\"']?[ \t\r]*$", re.MULTILINE)
_FRONT = 8192
"""Characters in which a cover's kind is looked for before its front matter is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What to do with every study of an origin. ``cache`` is where reports are kept, None for nowhere."""

    origin: Origin
    kind: str | None
    fast: bool
    debug: bool
    cache: Path | None = None


class Worker:
    """Grades places of one origin; the source and the rubrics are opened once."""

    def __init__(self, task: Task, library: Library | None = None) -> None:
        self.task = task
        self.source: Source = task.origin.open()
        self.library = library or task.origin.library()
        self.unwaivable = task.origin.config().unwaivable
        self.store = Store(task.cache) if task.cache else None
        self._engine: Engine | None = None

    def known(self, place: Place) -> StudyReport | None:
        """The report that was kept of the study at ``place`` of the task's own tree, if any."""
        return self.store.get(self._key(self.store, self._gathered(place))) if self.store else None

    def report(self, place: Place) -> StudyReport:
        """The report of the study at ``place`` of the task's own tree, which is then kept."""
        gathered = self._gathered(place)
        report = self._waived(place, self._graded(gathered))
        # The key was made with the kind that the cover seems to have; where that was wrong, nothing is kept.
        sure = self._engine is None or not self._engine.faults
        if self.store and sure and (report.rubric is None or report.kind == self._seeming_kind(gathered)):
            self.store.put(self._key(self.store, gathered), report)
        return report

    def grade(self, source: Source, place: Place) -> StudyReport:
        """The report of the study at ``place`` of any tree, by the task's rubrics; nothing is kept or waived."""
        return self._graded(gather(source, place, self.task.kind))

    def _waived(self, place: Place, report: StudyReport) -> StudyReport:
        try:
            given = waivers(self.source, place)
        except InputError:  # told beside the studies, see waiver_findings
            return report
        return waive(report, {each.rule for each in given if waivable(each.rule, self.unwaivable)})

    def _gathered(self, place: Place) -> Gathered:
        return gather(self.source, place, self.task.kind)

    def _graded(self, gathered: Gathered) -> StudyReport:
        # Here, because a report that was kept needs no probe.
        from pipeline.grade import check, grade, ungraded

        read = assembled(gathered)
        unreadable = [
            fault for fault in read.faults if fault.rule == "front-matter.syntax" and fault.severity == "error"
        ]
        if read.own_terms and (unreadable or not read.kind):
            return ungraded(read, "front-matter")
        if read.kind not in KINDS:
            return ungraded(read, "kind")
        if self.task.fast:
            return check(read, self.library.rubric(read.kind), complain=self._complain)
        return grade(self._drawn(read), self.library.rubric(read.kind), complain=self._complain)

    def _drawn(self, study: Study) -> Study:
        """The study with what Mermaid's own grammar says of its diagrams, where that can be asked."""
        from pipeline.facts.diagrams import sources

        if not sources(study) or engine_version() is None:
            return study
        if self._engine is None:
            from pipeline.engine.reader import Engine

            self._engine = Engine()
        return self._engine.drawn(study)

    def _key(self, store: Store, gathered: Gathered) -> str:
        kind = self._seeming_kind(gathered)
        rubric = self.library.identity(kind) if kind in KINDS else ()
        command = ("check",) if self.task.fast else ("grade", engine_version() or "")
        return store.key((gathered.identity, rubric, command, self.unwaivable))

    @staticmethod
    def _seeming_kind(gathered: Gathered) -> str:
        """The kind asked for, else what stands behind ``kind:`` in the cover; "" where nothing does."""
        found = _KIND.search(gathered.cover, 0, _FRONT)
        return gathered.kind or (found.group(1) if found else "")

    def _complain(self, rule: str, error: Exception) -> None:
        print(
            f"casegrade: {rule}: a fault of the grader ({type(error).__name__}); the author need do nothing",
            file=sys.stderr,
        )
        if self.task.debug:
            import traceback

            traceback.print_exception(error)


def run(selections: Sequence[Selection], *, fast: bool, jobs: int, debug: bool, cache: Path | None = None) -> Report:
    """Every selected study's report, in path order."""
    reports: list[StudyReport] = []
    with _progress(sum(len(selection.places) for selection in selections)) as step:
        for selection in selections:
            task = Task(origin=selection.origin, kind=selection.kind, fast=fast, debug=debug, cache=cache)
            for report in _reports(task, selection.places, jobs):
                reports.append(report)
                step()
    copied = () if fast or len(reports) < 2 else _copies(selections)
    return Report(
        tuple(sorted(reports, key=lambda report: report.path)),
        diagrams=None if fast else engine_version(),
        findings=(*copied, *waiver_findings(selections, reports)),
    )


def _copies(selections: Sequence[Selection]) -> tuple[Finding, ...]:
    """Which of the studies hold the text of another one of this run."""
    from pipeline.copies import Text, copies

    texts = []
    for selection in selections:
        source = selection.origin.open()
        for place in selection.places:
            gathered = gather(source, place, selection.kind)
            pages = tuple(text.text for _, text in gathered.contents.pages)
            cover = place.path if place.single else f"{place.path}/{gathered.first.rpartition('/')[2]}"
            texts.append(Text(place.path, place.slug, cover, pages))
    return copies(texts)


def _reports(task: Task, places: Sequence[Place], jobs: int) -> Iterator[StudyReport]:
    """What is known first: other processes are only started for what is left."""
    worker = Worker(task)
    left: list[Place] = []
    for place in places:
        known = worker.known(place)
        if known:
            yield known
        else:
            left.append(place)
    jobs = jobs or _by_amount(len(left))
    if jobs == 1 or len(left) < 2:
        yield from map(worker.report, left)
    else:
        yield from _spread(task, left, jobs)


def _by_amount(total: int) -> int:
    return min(os.cpu_count() or 1, 8) if total >= MANY else 1


def _spread(task: Task, places: Sequence[Place], jobs: int) -> Iterator[StudyReport]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunk = max(1, min(32, len(places) // (jobs * 4)))
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (task,)) as pool:
        yield from pool.map(_report, places, chunksize=chunk)


_WORKERS: list[Worker] = []
"""The worker of a child process; filled once by its initialiser, never in the parent."""


def _start(task: Task) -> None:
    _WORKERS[:] = [Worker(task)]


def _report(place: Place) -> StudyReport:
    return _WORKERS[0].report(place)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], object]]:
    """A bar on a terminal once the work takes longer than a second; otherwise nothing."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from tqdm import tqdm

    with tqdm(total=total, unit="study", delay=SLOW, leave=False, file=sys.stderr) as bar:
        yield bar.update


def exit_code(report: Report, fail_under: Fraction | None = None) -> int:
    """0 all pass, 1 a study that counts falls short or hangs on an expired waiver, 3 a fault of ours."""
    states = [study.verdict for study in report.studies]
    if any(reason.startswith("error:") for verdict in states for reason in verdict.reasons):
        return 3
    counted = [study for study in report.studies if study.counts]
    expired = any(finding.severity == "error" for finding in report.findings)
    if expired or any(study.verdict.state != "pass" for study in counted):
        return 1
    low = fail_under is not None and any(study.score and study.score.points < fail_under for study in counted)
    return int(low)
