"""``casegrade diff``: what a change does to the grades, criterion by criterion."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pipeline import sources
from pipeline.cli import options, output
from pipeline.cli.selection import WORKTREE, Origin
from pipeline.cli.work import Task, Worker
from pipeline.compare import Comparison, compare
from pipeline.errors import InputError
from pipeline.library import Library
from pipeline.load import standing, touched
from pipeline.render.comparison import RENDERERS
from pipeline.report import StudyReport


def register(commands: options.Commands) -> None:
    """Add the command to the parser."""
    command = options.add_command(
        commands, "diff", "Grade the studies that differ between two revisions, and show what changed."
    )
    command.add_argument("base", metavar="BASE", help="the revision to compare with; its rubric is used for both sides")
    command.add_argument("head", metavar="HEAD", nargs="?", help="the other revision (default: the work tree)")
    options.add_output(command, tuple(RENDERERS))
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compare; exit 1 if a study that counts is below pass at the head."""
    here = sources.anchor()
    if here.loose:
        raise InputError("not inside a git work tree", remedy="Run it inside a repository.")
    base = Origin(here.root, sources.resolve(here.root, arguments.base))
    head = Origin(here.root, sources.resolve(here.root, arguments.head)) if arguments.head else Origin(here.root)
    comparisons = compared(base, head, debug=arguments.debug)
    output.write(RENDERERS[arguments.format](comparisons, output.look(arguments)), arguments.output)
    if any(reason.startswith("error:") for c in comparisons if c.head for reason in c.head.verdict.reasons):
        return 3
    return int(any(comparison.falls_short for comparison in comparisons))


def compared(base: Origin, head: Origin, *, debug: bool) -> tuple[Comparison, ...]:
    """Every study that differs, at both sides, with the base's rubric; in order of their paths."""
    studies = base.config().studies
    changed = sources.changed(base.root, base.mode, None if head.mode == WORKTREE else head.mode, under=studies)
    library = base.library()
    wanted = touched(changed, studies)
    before, after = (_side(origin, wanted, library, debug=debug) for origin in (base, head))
    return tuple(compare(before.get(path), after.get(path)) for path in sorted({*before, *after}))


def _side(origin: Origin, wanted: tuple[str, ...], library: Library, *, debug: bool) -> Mapping[str, StudyReport]:
    """Path → report of the studies that differ, as they stand at that side."""
    worker = Worker(Task(origin, None, fast=False, debug=debug), library)
    return {place.path: worker.report(place) for place in standing(worker.source, wanted)}
