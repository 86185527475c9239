"""What git knows about commits: which one is meant, what differs between two, what went before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.sources import driver
from pipeline.sources.driver import GitError, explained, output

_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_ODD = re.compile(r"[\x00-\x1f\x7f]")
_NOTHING_IN_COMMON = 1
_NAMES = ("-z", "--no-renames", "--name-only")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its 40 digits, the day of its author (ISO 8601) and the first line of its message."""

    sha: str
    date: str
    subject: str


def resolve(root: Path, rev: str) -> str:
    """The commit that a person's ``rev`` stands for, as hexadecimal digits.

    Raises InputError: unknown revision, no commits yet, no repository, somebody else's repository.
    """
    if not rev or _ODD.search(rev):
        raise InputError("this is no name of a revision", place=ascii(rev), remedy="Name a branch, tag or commit.")
    try:
        found = output(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
        name = found.decode("ascii", "replace").strip()
        if _COMMIT.fullmatch(name):
            return name
    except GitError as error:
        if error.message and "unknown revision" not in error.message:
            raise explained(error, root) from None
    try:
        empty = not output(root, "for-each-ref", "--count=1")
    except GitError as error:
        raise explained(error, root) from None
    if empty:
        remedy = "Commit first, or grade the files without a revision."
        raise InputError("the repository has no commits yet", place=rev, remedy=remedy)
    remedy = "Check the spelling; a shallow clone lacks older commits (`git fetch --unshallow`)."
    raise InputError("there is no such revision", place=rev, remedy=remedy)


def changed(
    root: Path, base: str, head: str | None = None, *, staged: bool = False, under: str = "studies"
) -> frozenset[str]:
    """The files below ``under`` that differ between ``base`` and ``head``.

    Without ``head``: the index if ``staged``, else the work tree with its untracked files (but not
    ignored ones). Both sides of a rename differ. Names that are not UTF-8 hold surrogates.
    Raises InputError as ``resolve`` does.
    """
    start = resolve(root, base)
    path = ("--", under) if under else ("--",)
    if head is not None:
        return _names(root, "diff-tree", "-r", *_NAMES, start, resolve(root, head), *path)
    if staged:
        return _names(root, "diff-index", "--cached", *_NAMES, start, *path)
    # The porcelain, because it looks at contents where only time stamps differ.
    known = _names(root, "diff", "--no-ext-diff", "--no-textconv", "--no-relative", *_NAMES, start, *path)
    return known | _names(root, "ls-files", "--others", "--exclude-standard", "-z", *path)


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit at which the two parted. Raises InputError if it was not fetched, or there is none."""
    pair = (resolve(root, one), resolve(root, other))
    try:
        return output(root, "merge-base", *pair).decode("ascii").strip()
    except GitError as error:
        if error.status == _NOTHING_IN_COMMON:
            remedy = "Fetch the history of both back to where they parted."
            raise InputError("the two have no commit in common here", place=f"{one}...{other}", remedy=remedy) from None
        raise explained(error, root) from None


def commits(root: Path, path: str, rev: str = "HEAD") -> tuple[Commit, ...]:
    """The commits up to ``rev`` that changed something at or below ``path``, the oldest first."""
    form = "--format=%H%x00%as%x00%s"
    try:
        said = output(root, "log", "-z", "--no-show-signature", "--reverse", form, resolve(root, rev), "--", path)
    except GitError as error:
        raise explained(error, root) from None
    fields = said.decode("utf-8", "replace").split("\0")
    return tuple(Commit(*fields[at : at + 3]) for at in range(0, len(fields) - 2, 3))


def _names(root: Path, *arguments: str) -> frozenset[str]:
    try:
        said = driver.output(root, *arguments)
    except GitError as error:
        raise explained(error, root) from None
    return frozenset(name.decode("utf-8", "surrogateescape") for name in said.split(b"\0") if name)


def author(root: Path) -> str:
    """The name that git would write into a commit made in ``root``; "" where it knows none."""
    try:
        return output(root, "config", "user.name").decode("utf-8", "replace").strip()
    except GitError:
        return ""
