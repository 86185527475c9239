"""Mends that a machine can make: one edit of whole lines, tried before it is offered.

What to write stands in the finding's own advice. The edited study is graded again, and the mend is offered only where
the finding is gone and nothing worse has come.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import InputError
from pipeline.load import Entry, Place, Source
from pipeline.report import Finding, StudyReport

TRIED = 10
"""So many mends of a study are tried: each costs a grade."""
LONGEST = 2_000

_WRITE = re.compile(r"(?:Write|Put quotes around it:|Write it without quotes:) `([^`\n]+)`")
_RENAME = re.compile(r"(?:Rename it to|Write it as) `([^`\n]+)`")
_LABEL = re.compile(r"in quotes: (?P<id>[\w-]+)(?P<rest>[\[({].{1,300}[\])}])$")
_KEY = re.compile(r"(?P<before>\s*(?:- )?)(?P<key>[A-Za-z_-]+)(?P<after>\s*:.*)")

Hunks = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """``text`` in the place of whole lines mends the finding of that fingerprint."""

    fingerprint: str
    path: str
    line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Edited:
    """A source in which one file reads otherwise."""

    source: Source
    path: str
    data: bytes

    def files(self, under: str) -> Iterator[Entry]:
        for entry in self.source.files(under):
            yield Entry(entry.path, len(self.data), entry.mode) if entry.path == self.path else entry

    def read(self, path: str) -> bytes:
        return self.data if path == self.path else self.source.read(path)


def mends(
    source: Source, place: Place, report: StudyReport, hunks: Hunks, grade: Callable[[Source, Place], StudyReport]
) -> Iterator[Mend]:
    """The mends of findings on changed lines of one study that were tried and hold."""
    tried = 0
    for finding in (each for each in report.findings if _changed(each, hunks)):
        at = f"{place.at}{finding.span.path.removeprefix(place.path)}"
        edited = _edited(source, at, finding)
        if edited is None or tried == TRIED:
            continue
        tried += 1
        new, otherwise = edited
        if _better(finding, report, grade(otherwise, place)):
            line = finding.span.line
            yield Mend(fingerprint=finding.fingerprint, path=finding.span.path, line=line, end_line=line, text=new)


def _edited(source: Source, at: str, finding: Finding) -> tuple[str, _Edited] | None:
    """The finding's line as it should read, and the source in which it does; None where no edit follows."""
    try:
        lines = source.read(at).decode("utf-8", "replace").split("\n")
    except InputError:  # a link, say: the finding tells of it, and no edit of a line mends it
        return None
    if finding.span.line > len(lines):
        return None
    old = lines[finding.span.line - 1]
    new = edit(finding, old.rstrip("\r"))
    if new is None or new == old or len(new) > LONGEST or "\ufffd" in new:
        return None
    lines[finding.span.line - 1] = new + "\r" * old.endswith("\r")
    return new, _Edited(source, at, "\n".join(lines).encode())


def edit(finding: Finding, line: str) -> str | None:
    """How the finding's line would read if its own advice were followed; None where that is not one clear edit."""
    if label := _LABEL.search(finding.fix):
        return _labelled(label, line)
    if renamed := _RENAME.search(finding.fix):
        key = _KEY.fullmatch(line)
        return f"{key['before']}{renamed[1]}{key['after']}" if key else None
    if written := _WRITE.match(finding.fix):
        key = _KEY.fullmatch(line)
        fits = key and written[1].startswith(f"{key['key']}:")
        return f"{key['before']}{written[1]}" if key and fits else None
    return None


def _labelled(label: re.Match[str], line: str) -> str | None:
    """The line with the part of that name written as the advice writes it."""
    opens, closes = label["rest"][0], label["rest"][-1]
    part = re.compile(rf"(?<![\w-]){re.escape(label['id'])}{re.escape(opens)}.+?{re.escape(closes)}(?=\s|$|-|=|:::|;)")
    found = part.findall(line)
    return part.sub(lambda _: f"{label['id']}{label['rest']}", line) if len(found) == 1 else None


def _changed(finding: Finding, hunks: Hunks) -> bool:
    line = finding.span.line
    return any(first <= line <= last for first, last in hunks.get(finding.span.path, ()))


def _better(finding: Finding, before: StudyReport, after: StudyReport) -> bool:
    """Whether the finding is gone and nothing worse has come in its place."""
    known = {each.fingerprint for each in before.findings}
    if any(each.fingerprint == finding.fingerprint for each in after.findings):
        return False
    worse = [each for each in after.findings if each.severity == "error" and each.fingerprint not in known]
    lost = before.score and after.score and after.score.points < before.score.points
    # Front matter that could not be used hides everything below it: what comes to light then was there before.
    return not lost and (not worse or before.score is None)
