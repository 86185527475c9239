"""Where files come from in truth: a work tree, git's index or a revision (owner of GitPython)."""

from pipeline.sources.anchor import Anchor, anchor, top
from pipeline.sources.history import Commit, author, changed, commits, merge_base, resolve
from pipeline.sources.hunks import Hunks, hunks
from pipeline.sources.snapshot import Index, Revision
from pipeline.sources.trees import differing
from pipeline.sources.worktree import Worktree

__all__ = [
    "Anchor",
    "Commit",
    "Hunks",
    "Index",
    "Revision",
    "Worktree",
    "anchor",
    "author",
    "changed",
    "commits",
    "differing",
    "hunks",
    "merge_base",
    "resolve",
    "top",
]
