"""What differs between two commits, directory by directory: a tree of ten billion files costs no more than its top.

``git diff-tree -r`` collects every name before it prints the first. On a tree of a few kilobytes that names its own
parts again and again it took all memory there was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.sources.driver import GitError, explained, output
from pipeline.sources.history import resolve

_TREE = "040000"

Node = tuple[str, str]
"""Mode and object, as git writes them."""


def differing(root: Path, base: str, head: str, under: str, *, trees: int = 1) -> Iterator[str]:
    """What differs at or below ``under``, in order: files, and directories that are looked into no further.

    Of the directories that differ the first ``trees`` are looked into; with 1, only what lies directly in ``under``
    is told apart. Raises InputError as ``resolve`` does.
    """
    commits = (resolve(root, base), resolve(root, head))
    try:
        before, after = (_entries(root, commit, "--", under) if under else {"": (_TREE, commit)} for commit in commits)
        yield from _differing(root, before.get(under), after.get(under), under, trees)
    except GitError as error:
        raise explained(error, root) from None


def _differing(root: Path, before: Node | None, after: Node | None, path: str, trees: int) -> Iterator[str]:
    # A stack, not recursion: a hostile tree is thousands of directories deep.
    pending = [(path, before, after)]
    while pending:
        path, before, after = pending.pop()
        if before == after:
            continue
        both = [before, after]
        if not trees or not any(map(_is_tree, both)):
            yield path
            continue
        if not all(each is None or _is_tree(each) for each in both):
            yield path  # a file has become a directory, or the other way round
        trees -= 1
        old, new = (_entries(root, each[1]) if each and _is_tree(each) else {} for each in both)
        names = sorted({*old, *new}, reverse=True)
        pending += [(f"{path}/{name}" if path else name, old.get(name), new.get(name)) for name in names]


def _is_tree(node: Node | None) -> bool:
    return node is not None and node[0] == _TREE


def _entries(root: Path, tree: str, *path: str) -> Mapping[str, Node]:
    """What stands directly in a tree, by name."""
    found = {}
    for record in output(root, "ls-tree", "-z", "--full-tree", tree, *path).split(b"\0")[:-1]:
        facts, _, name = record.partition(b"\t")
        mode, _, digits = facts.decode("ascii").split()
        found[name.decode("utf-8", "surrogateescape")] = (mode, digits)
    return found
