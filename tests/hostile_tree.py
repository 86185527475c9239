"""One repository that holds every trick a git tree can play, a study a trick, written as raw objects.

No porcelain would make these trees: names are bytes, and modes and entries are whatever was asked for.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tests.support import cover, git, repo

FILE, PROGRAM, LINK, TREE, MODULE = "100644", "100755", "120000", "40000", "160000"
GIBIBYTE = 2**30

Node = tuple[str, bytes, str]
"""Mode, name, object."""


def stored(root: Path, kind: str, content: bytes) -> str:
    """Write a loose object as it is, checked by nobody; its name."""
    whole = f"{kind} {len(content)}\0".encode() + content
    return _put(root, hashlib.sha1(whole).hexdigest(), zlib.compress(whole, 1))  # noqa: S324 - git's own digest


def _put(root: Path, name: str, compressed: bytes) -> str:
    path = root / ".git" / "objects" / name[:2] / name[2:]
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(compressed)
    return name


def blob(root: Path, content: bytes) -> str:
    return stored(root, "blob", content)


def tree(root: Path, nodes: Iterable[Node]) -> str:
    """A tree of exactly those entries, in git's order as far as names go."""
    ordered = sorted(nodes, key=lambda node: node[1] + b"/" * (node[0] == TREE))
    return stored(root, "tree", b"".join(f"{mode} ".encode() + name + b"\0" + bytes.fromhex(digits)
                                         for mode, name, digits in ordered))  # fmt: skip


def zlib_bomb(root: Path) -> str:
    """A blob of 1 GiB that takes a megabyte on disk."""
    return _put(root, *_zeros())


@cache
def _zeros() -> tuple[str, bytes]:
    """Name and content of the object, made without ever holding a gibibyte."""
    digest, packer = hashlib.sha1(), zlib.compressobj(9)  # noqa: S324 - git's own digest
    header, zeros = f"blob {GIBIBYTE}\0".encode(), bytes(2**20)
    digest.update(header)
    parts = [packer.compress(header)]
    for _ in range(GIBIBYTE // len(zeros)):
        digest.update(zeros)
        parts.append(packer.compress(zeros))
    return digest.hexdigest(), b"".join([*parts, packer.flush()])


def git_bomb(root: Path) -> str:
    """A tree of ten levels with ten billion pages."""
    name = tree(root, [(FILE, f"f{number}.md".encode(), blob(root, b"# T\n")) for number in range(10)])
    for _ in range(9):
        name = tree(root, [(TREE, f"f{number}".encode(), name) for number in range(10)])
    return name


def nested(root: Path, depth: int) -> str:
    """A page so many directories deep."""
    name = tree(root, [(FILE, b"deep.md", blob(root, b"# T\n"))])
    for _ in range(depth):
        name = tree(root, [(TREE, b"d", name)])
    return name


def bare_repository(root: Path) -> str:
    """What git takes for a bare repository, with a command in its configuration."""
    config = b"[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = touch SENTINEL; true\n"
    inside = [
        (FILE, b"HEAD", blob(root, b"ref: refs/heads/main\n")),
        (FILE, b"config", blob(root, config)),
        (TREE, b"objects", tree(root, [(FILE, b"x", blob(root, b""))])),
        (TREE, b"refs", tree(root, [(FILE, b"x", blob(root, b""))])),
    ]
    return tree(root, inside)


def _names(root: Path) -> Mapping[str, tuple[list[Node], str]]:
    page = blob(root, b"# T\n")

    def named(*names: bytes) -> list[Node]:
        return [(FILE, name, page) for name in names]

    unusable = "is a name that cannot be used"
    return {
        "not-utf8": (named(b"bad\xff.md"), r'"bad\\xff.md" is a name that cannot be used'),
        "newline": (named(b"a\n:100644 A\tz.md", b"second.md"), unusable),
        "escape": (named(b"a\x1b[31m\x1b]0;owned\x07.md"), unusable),
        "override": (named("a\u202egpj.md".encode()), unusable),
        "long": (named(b"n" * 5000 + b".md"), unusable),
        "deep": ([(TREE, b"d", nested(root, 3000))], "names deep; 6 are allowed"),
        "dot": (named(b"."), unusable),
        "dots": (named(b".."), unusable),
        "dot-git": ([(TREE, b".git", tree(root, named(b"config.md")))], unusable),
        "dot-git-case": (named(b".GIT"), unusable),
        "short-name": (named(b"git~1"), unusable),
        "slash": (named(b"../../../etc/passwd.md"), unusable),
        "option": (named(b"-rf.md", b"--output=x.md"), unusable),
        "command": (named(b"::error::x.md", b"##[error]x.md"), unusable),
        "device": (named(b"CON.md"), "is a name that Windows cannot hold"),
        "trailing-dot": (named(b"page.md."), "is a name that Windows cannot hold"),
        "case": (named(b"Page.md", b"page.md"), "are one file where case is not told apart"),
        "composed": (named("\u00e9.md".encode(), "e\u0301.md".encode()), "are one file where case is not told apart"),
        "twice": (named(b"a.md", b"a.md"), "are one file where case is not told apart"),
    }


def _modes(root: Path) -> Mapping[str, tuple[list[Node], str]]:
    attributes = b"*.md filter=evil diff=evil merge=evil working-tree-encoding=UTF-16 eol=crlf ident\n"
    return {
        "link": ([(LINK, b"a.md", blob(root, b"/etc/passwd"))], "is a symbolic link, which is not followed"),
        "link-out": ([(LINK, b"up", blob(root, b"../.."))], "is a symbolic link, which is not followed"),
        "module": ([(MODULE, b"m", "1" * 40)], "is a submodule"),
        "modules": (
            [(MODULE, b"m", "1" * 40), (FILE, b".gitmodules", blob(root, b'[submodule "m"]\n\tupdate = !touch x\n'))],
            "is a submodule",
        ),
        "program": (
            [(PROGRAM, b"run.md", blob(root, b"# T\n"))],
            "",
        ),  # advice, which a grade leaves out where there is so much else
        "attributes": ([(FILE, b".gitattributes", blob(root, attributes))], "is a name that cannot be used"),
        "bare": ([(TREE, b"inner.git", bare_repository(root))], ""),
        "gone": ([(FILE, b"a.md", "2" * 40)], "was not fetched"),
        "large": ([(FILE, b"large.md", zlib_bomb(root))], "128 KiB are allowed"),
        "large-image": ([(FILE, b"large.png", zlib_bomb(root))], "2 MiB are allowed"),
        "large-cover": ([(FILE, b"README.md", zlib_bomb(root))], "128 KiB are allowed"),
        "cover-link": ([(LINK, b"README.md", blob(root, b"/etc/passwd"))], "is a symbolic link, which is not followed"),
        "bomb": ([(TREE, b"q", git_bomb(root))], "names deep; 6 are allowed"),
    }


class Hostile:
    """The repository at ``root``; ``head`` holds a study a trick on top of ``base``, which holds a good one.

    ``expected`` gives by slug what one of the study's findings must say.
    """

    def __init__(self, root: Path, *, without: Iterable[str] = ()) -> None:
        self.root = repo(root)
        good = (FILE, b"README.md", blob(root, cover().encode()))
        tricks = {slug: trick for slug, trick in {**_names(root), **_modes(root)}.items() if slug not in set(without)}
        self.expected: Mapping[str, str] = MappingProxyType({slug: says for slug, (_, says) in tricks.items()})
        kept: Node = (TREE, b"kept", tree(root, [good]))
        slugs: list[Node] = [kept]
        for slug, (nodes, _) in tricks.items():
            cover_of = [] if any(name == b"README.md" for _, name, _ in nodes) else [good]
            slugs.append((TREE, slug.encode(), tree(root, [*cover_of, *nodes])))
        self.base = self._commit([kept])
        self.head = self._commit(slugs, "-p", self.base)
        git(self.root, "update-ref", "refs/heads/main", self.base)
        git(self.root, "update-ref", "refs/heads/hostile", self.head)

    def _commit(self, slugs: list[Node], *options: str) -> str:
        whole = tree(self.root, [(TREE, b"studies", tree(self.root, slugs))])
        return git(self.root, "commit-tree", whole, *options, "-m", "hostile")
