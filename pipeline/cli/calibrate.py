"""``casegrade calibrate``: how well scores agree with raters, criterion by criterion."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli import options
from pipeline.errors import InputError

if TYPE_CHECKING:
    from pipeline.agreement import Case, Label
    from pipeline.cli.selection import Selection
    from pipeline.report import StudyReport

FORMATS = ("text", "json", "markdown")
SOURCES = "sources.tsv"
Key = tuple[str, str]


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

    labels = read_labels(_text(Path(arguments.labels)), arguments.labels)
    wanted = _by_study(label for label in labels if arguments.kind in {None, label.kind})
    found = {key: place for key in wanted if (place := _place(key, arguments.paths))}
    if not found:
        raise InputError(
            "none of the labelled studies stands at those paths",
            place=" ".join(arguments.paths),
            remedy="A study is looked for as PATH, PATH/SLUG and PATH/KIND/SLUG.",
        )
    selections = list(_selections(found))
    cache = options.cache(arguments)
    graded = work.run(selections, fast=False, jobs=arguments.jobs, debug=arguments.debug, cache=cache)
    reports = {(report.kind or "", report.slug): report for report in graded.studies}
    words = _words(selections)
    homes = _repositories(arguments, found)
    scored = {key: report for key, report in reports.items() if key in found and report.score}
    cases = [_case(key, scored[key], wanted[key], homes, words) for key in sorted(scored)]
    left = Left(
        raters=arguments.raters,
        ungraded=tuple(sorted(f"{kind}/{slug}" for kind, slug in found if (kind, slug) not in scored)),
        absent=len(wanted) - len(found),
        alone=sum(key not in homes for key in scored),
    )
    if not cases:
        raise InputError("none of the labelled studies could be graded", place=arguments.labels)
    bands = _bands(cases)
    look = output.look(arguments)
    text = RENDERERS[arguments.format](agreement(cases, bands), left, look, suggest=arguments.suggest)
    output.write(text, arguments.output)
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"byte {error.start} is not UTF-8", place=str(path), remedy="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError(f"cannot read: {error.strerror}", place=str(path)) from None


def _by_study(labels: Iterable[Label]) -> Mapping[Key, Sequence[Label]]:
    found: dict[Key, list[Label]] = {}
    for label in labels:
        found.setdefault((label.kind, label.slug), []).append(label)
    return found


def _place(key: Key, paths: Iterable[str]) -> Path | None:
    """Where the study of that kind and slug stands, if it does."""
    kind, slug = key
    for path in map(Path, paths):
        named = [path] if path.name == slug and path.resolve().parent.name in {kind, "studies"} else []
        for place in (*named, path / kind / slug, path / slug):
            if place.is_dir() and (place.parent.name == kind or not _is_of_another_kind(place, kind)):
                return place
    return None


def _is_of_another_kind(place: Path, kind: str) -> bool:
    """Whether the directory above names another kind than the label does: slugs may repeat across kinds."""
    from pipeline.library import KINDS

    above = place.resolve().parent.name
    return above in KINDS and above != kind


def _selections(found: Mapping[Key, Path]) -> Iterator[Selection]:
    """Studies with front matter of ours by themselves, the others under the kind of their labels."""
    from pipeline.cli.selection import select

    groups: dict[str | None, list[str]] = {}
    for (kind, _), place in sorted(found.items()):
        groups.setdefault(None if _is_ours(place) else kind, []).append(str(place))
    for shared, paths in groups.items():
        wanted = argparse.Namespace(paths=paths, kind=shared, rev=None, staged=False, changed_since=None)
        yield from select(wanted)


def _is_ours(place: Path) -> bool:
    """Whether the cover says its kind itself."""
    from pipeline.library import KINDS
    from pipeline.preamble import read

    cover = place / "README.md"
    if not cover.is_file():
        return False
    meta = read(cover.read_text(encoding="utf-8", errors="replace"), "README.md").data
    return (meta or {}).get("kind") in KINDS


def _words(selections: Iterable[Selection]) -> Mapping[str, int]:
    """The words of each study, by report path. A report does not hold them, and may come from the cache."""
    from pipeline.facts.units import count_words, text
    from pipeline.load import study

    found: dict[str, int] = {}
    for selection in selections:
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
    return {key: home for key, home in read_repositories(_text(path), str(path)).items() if key in found}


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
