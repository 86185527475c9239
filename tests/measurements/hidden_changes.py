"""``python -m tests.measurements.hidden_changes``: changed studies seen beside a file with a Latin-1 name."""

from __future__ import annotations

import logging
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from git import Repo

from pipeline.sources import changed
from tests.support import commit_tree, repo

SIZES = (1, 10, 100)
ODD = b"studies/caf\xe9.md".decode("utf-8", "surrogateescape")


def seen(root: Path, studies: int) -> tuple[int, int]:
    """Changed studies that GitPython and we see, of that many in one commit with the odd name."""
    paths = [f"studies/s{number}/README.md" for number in range(studies)]
    base = commit_tree(root, *(("100644", path, b"old") for path in paths))
    head = commit_tree(root, *(("100644", path, b"new") for path in paths), ("100644", ODD, b"new"))
    diff = Repo(root).commit(base).diff(head)
    return len({each.b_path for each in diff} & {*paths}), len(changed(root, base, head) & {*paths})


@contextmanager
def quiet() -> Iterator[None]:
    """GitPython's reading thread dies of the name; what it prints there is not the measurement."""
    hook, threading.excepthook = threading.excepthook, lambda _: None
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        threading.excepthook = hook


def table() -> Iterator[str]:
    """A row for each number of studies."""
    yield "| changed | GitPython's diff | ours |"
    yield "| ---: | ---: | ---: |"
    for studies in SIZES:
        with tempfile.TemporaryDirectory() as folder, quiet():
            root = repo(Path(folder))
            yield f"| {studies} | {' | '.join(map(str, seen(root, studies)))} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
