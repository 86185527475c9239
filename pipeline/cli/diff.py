"""``casegrade diff``: what a change does to the grades, criterion by criterion."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import sources
from pipeline.cli import options, output
from pipeline.cli.selection import Origin
from pipeline.cli.work import Task, Worker
from pipeline.compare import Comparison, compare
from pipeline.errors import InputError
from pipeline.library import Library
from pipeline.load import places
from pipeline.render.comparison import RENDERERS


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
    root = sources.top(Path.cwd())
    if root is None:
        raise InputError("not inside a git work tree", remedy="Run it inside a repository.")
    base = Origin(str(root), sources.resolve(root, arguments.base), repository=True)
    mode = sources.resolve(root, arguments.head) if arguments.head else "worktree"
    comparisons = compared(base, Origin(str(root), mode, repository=True), debug=arguments.debug)
    output.write(RENDERERS[arguments.format](comparisons, output.look(arguments)), arguments.output)
    if any(reason.startswith("error:") for c in comparisons if c.head for reason in c.head.verdict.reasons):
        return 3
    return int(any(comparison.falls_short for comparison in comparisons))


def compared(base: Origin, head: Origin, *, debug: bool) -> tuple[Comparison, ...]:
    """Every study that differs, at both sides, with the base's rubric; in order of their slugs."""
    studies = base.config().studies
    changed = sources.changed(Path(base.root), base.mode, head.mode if head.mode != "worktree" else None, under=studies)
    library = base.library()
    sides = [_side(origin, studies, changed, library, debug=debug) for origin in (base, head)]
    paths = sorted(set(sides[0]) | set(sides[1]))
    return tuple(compare(sides[0].get(path), sides[1].get(path)) for path in paths)


def _side(origin: Origin, studies: str, changed: frozenset[str], library: Library, *, debug: bool):  # type: ignore[no-untyped-def]  # noqa: ANN202
    worker = Worker(Task(origin, None, fast=False, debug=debug))
    worker.library = library
    try:
        found = places(worker.source, [studies], None, studies)
    except InputError:
        found = ()
    touched = (
        place for place in found if any(path == place.path or path.startswith(f"{place.path}/") for path in changed)
    )
    return {place.path: worker.report(place) for place in touched}
