"""Studies on disk and real git repositories, for tests of everything that reads them."""

from __future__ import annotations

import os
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

Files = Mapping[str, str | bytes]

SUMMARY = "Customers of a public API must not be able to slow one another down."
FRONT_MATTER: Mapping[str, str] = {
    "title": "Rate limiter",
    "kind": "system-design",
    "summary": SUMMARY,
    "authors": "[{name: Ada Lovelace}]",
    "status": "review",
    "date": "2026-03-01",
}
BODY = "# Rate limiter\n\nEvery request asks a counter in Redis.\n"

# Nothing of the machine's git configuration, nothing of the hook that may run these tests.
_CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
ENVIRONMENT = _CLEAN | {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-03-01T12:00:00Z",
    "GIT_COMMITTER_DATE": "2026-03-01T12:00:00Z",
}


def front_matter(**changes: str | None) -> str:
    """Good front matter of a study with those keys changed (None: left out)."""
    keys = {**FRONT_MATTER, **changes}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items() if value is not None) + "---\n"


def cover(body: str = BODY, **changes: str | None) -> str:
    """A whole cover page."""
    return front_matter(**changes) + body


def write(root: Path, files: Files) -> Path:
    """Write those files below `root`, and return it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def write_study(root: Path, slug: str = "rate-limiter", files: Files = MappingProxyType({})) -> Path:
    """A good study below `root`/studies, with those files in addition; its directory."""
    return write(root / "studies" / slug, {"README.md": cover(), **files})


def git(root: Path, *arguments: str, stdin: bytes = b"", **environment: str) -> str:
    """What git prints, without the last line end."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, input=stdin, capture_output=True, check=True, env=ENVIRONMENT | environment
    )
    return done.stdout.decode("utf-8", "surrogateescape").rstrip("\n")


def repo(root: Path) -> Path:
    """A new repository without commits."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "config", "core.autocrlf", "false")
    return root


def commit(root: Path, message: str = "change") -> str:
    """Commit everything that lies in the work tree; the 40 digits of the commit."""
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--allow-empty", "--no-verify", f"--message={message}")
    return git(root, "rev-parse", "HEAD")


def commit_tree(root: Path, *entries: tuple[str, str, bytes]) -> str:
    """Commit exactly those (mode, path, content), also ones that no file system would hold."""
    lines = []
    for mode, path, content in entries:
        blob = "0" * 39 + "1" if mode == "160000" else git(root, "hash-object", "-w", "--stdin", stdin=content)
        lines.append(f"{mode} {blob}\t{path}\0".encode("utf-8", "surrogateescape"))
    index = str(root / ".git" / "odd-index")
    git(root, "read-tree", "--empty", GIT_INDEX_FILE=index)
    git(root, "update-index", "-z", "--index-info", stdin=b"".join(lines), GIT_INDEX_FILE=index)
    return git(root, "commit-tree", git(root, "write-tree", GIT_INDEX_FILE=index), "-m", "odd")


def png(width: int = 2, height: int = 2) -> bytes:
    """The first bytes of a PNG image of that size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII5B", 13, b"IHDR", width, height, 8, 6, 0, 0, 0) + b"\0" * 16
