"""``casegrade calibrate``: how well scores agree with raters, criterion by criterion."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import options
from pipeline.cli.labelled import Key, selections, standing, text_of
from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.agreement import Case, Label
    from pipeline.cli.selection import Selection
    from pipeline.report import StudyReport

FORMATS = ("text", "json", "markdown")
SOURCES = "sources.tsv"


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(
        commands, "calibrate", "Show how well scores agree with raters, criterion by criterion, with intervals."
    )
    command.add_argument(
        "paths", nargs="+", metavar="PATH", help="studies, or directories of them, also one level down by kind"
    )
    command.add_argument(
        "--labels",
        required=True,
        metavar="FILE",
        help="readings by raters, between tabs or commas: kind slug rater … publish",
    )
    command.add_argument(
        "--sources", metavar="FILE", help=f"the repository of each study, tab-separated (default: {SOURCES} beside it)"
    )
    command.add_argument("--raters", metavar="TEXT", default="", help='who the raters are, such as "language models"')
    options.add_kind(command, "only studies of this kind")
    options.add_output(command, FORMATS)
    options.add_work(command)
    command.add_argument("--suggest", action="store_true", help="show criterion weights fitted to the raters")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Grade what is labelled, compare, print."""
    from pipeline.agreement import agreement, read_labels
    from pipeline.cli import output, work
    from pipeline.render.agreement import RENDERERS, Left

    labels = read_labels(text_of(Path(arguments.labels)), arguments.labels)
    wanted = _by_study(label for label in labels if arguments.kind in {None, label.kind})
    found = standing(wanted, arguments.paths)
    chosen = tuple(selections(found))
    cache = options.cache(arguments)
    graded = work.run(chosen, fast=False, jobs=arguments.jobs, debug=arguments.debug, cache=cache)
    reports = {(report.kind or "", report.slug): report for report in graded.studies}
    scored = {key: report for key, report in reports.items() if key in found and report.score}
    words, homes = _words(chosen), _repositories(arguments, found)
    cases = [_case(key, scored[key], wanted[key], homes, words) for key in sorted(scored)]
    left = Left(
        raters=arguments.raters,
        ungraded=tuple(sorted(f"{kind}/{slug}" for kind, slug in found if (kind, slug) not in scored)),
        absent=len(wanted) - len(found),
        alone=sum(key not in homes for key in scored),
    )
    if not cases:
        raise InputError("none of the labelled studies could be graded", place=arguments.labels)
    compared = agreement(cases, _bands(cases))
    text = RENDERERS[arguments.format](compared, left, output.look(arguments), suggest=arguments.suggest)
    output.write(text, arguments.output)
    return 0


def _by_study(labels: Iterable[Label]) -> Mapping[Key, Sequence[Label]]:
    found: dict[Key, list[Label]] = {}
    for label in labels:
        found.setdefault((label.kind, label.slug), []).append(label)
    return found


def _words(chosen: Iterable[Selection]) -> Mapping[str, int]:
    """The words of each study, by report path. A report does not hold them, and may come from the cache."""
    from pipeline.facts.units import count_words, text
    from pipeline.load import study

    found: dict[str, int] = {}
    for selection in chosen:
        source = selection.origin.open()
        for place in selection.places:
            pages = study(source, place, selection.kind).pages
            found[place.path] = sum(count_words(text(block)) for page in pages for block in page.root.all_blocks())
    return found


def _repositories(arguments: argparse.Namespace, found: Mapping[Key, Path]) -> Mapping[Key, str]:
    from pipeline.agreement import read_repositories

    path = Path(arguments.sources) if arguments.sources else Path(arguments.labels).parent / SOURCES
    if not arguments.sources and not path.is_file():
        return {}
    return {key: home for key, home in read_repositories(text_of(path), str(path)).items() if key in found}


def _case(
    key: Key, report: StudyReport, labels: Sequence[Label], homes: Mapping[Key, str], words: Mapping[str, int]
) -> Case:
    from pipeline.agreement import Case

    scored = [result for result in report.criteria if result.status == "scored"]
    score = report.score
    assert score  # only graded studies come here
    return Case(
        kind=key[0],
        slug=key[1],
        repository=homes.get(key, "/".join(key)),
        words=words[report.path],
        points=float(score.points),
        passed=report.verdict.state == "pass",
        ceiling=float(min((cap.points for cap in score.caps), default=100)),
        shares={result.id: result.level / result.max_level for result in scored},
        weights={result.id: float(result.max) for result in scored},
        labels=labels,
    )


def _bands(cases: Sequence[Case]) -> list[float]:
    """The least points of the bands, ascending; all kinds share them."""
    from pipeline.library import Library

    return sorted(float(least) for least in Library(None).rubric(cases[0].kind).bands.values())
