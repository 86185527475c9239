"""What is wrong with the waivers of a run's studies: it hangs on the day, so it stands beside their reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from pipeline.cli.selection import Selection
from pipeline.errors import InputError
from pipeline.load import waivers
from pipeline.report import Finding, StudyReport
from pipeline.waivers import remarks, unreadable


def waiver_findings(selections: Sequence[Selection], reports: Sequence[StudyReport]) -> tuple[Finding, ...]:
    """A finding for each waiver that has expired, is not allowed or does nothing, and each file that cannot be read."""
    told = {report.path: report for report in reports}
    found = [each for selection in selections for each in _of(selection, told)]
    return tuple(sorted(found, key=lambda finding: (finding.span, finding.message)))


def _of(selection: Selection, told: Mapping[str, StudyReport]) -> Iterator[Finding]:
    today, unwaivable = datetime.now(UTC).date().isoformat(), selection.origin.config().unwaivable
    source = selection.origin.open()
    for place in selection.places:
        report = told[place.path]
        try:
            yield from remarks(report, waivers(source, place), unwaivable, today)
        except InputError as error:
            line = error.place.rpartition(":")[2]
            yield unreadable(report, int(line) if line.isdigit() else 1, error.message, error.remedy)
