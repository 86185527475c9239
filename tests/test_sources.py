"""Work tree, index and revision: equal files give equal studies, and nothing odd is followed."""

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.load import Entry, Source, places, read_optional, standing, study, touched
from pipeline.load.source import EXECUTABLE, REGULAR, SUBMODULE, SYMLINK
from pipeline.sources import Index, Revision, Worktree, anchor, top
from tests.support import commit, commit_tree, cover, git, png, repo, write, write_study

PARTS = st.sampled_from(["a", "b", "a.b", "a-b", "a0", "README.md", "img"])
NAMES = st.lists(PARTS, min_size=1, max_size=3).map("/".join)
CONTENTS = st.one_of(
    st.sampled_from([cover().encode(), b"\xef\xbb\xbf" + cover().replace("\n", "\r\n").encode(), png(), b"", b"\0"]),
    st.text(alphabet="#- \n\r\taé", max_size=40).map(str.encode),
    st.binary(max_size=20),
)
TREES = st.dictionaries(
    st.tuples(NAMES, st.sampled_from(["", ".md", ".mdx", ".png"])).map("".join), CONTENTS, max_size=6
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return repo(tmp_path / "work")


def all_three(root: Path) -> list[Source]:
    return [Worktree(root), Index(root), Revision(root, "HEAD")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, number=st.integers(0, 10**12))
def test_a_study_is_the_same_from_all_three(tmp_path: Path, tree: dict[str, bytes], number: int) -> None:
    root = tmp_path / str(number)
    if not root.exists():
        repo(root)
    git(root, "rm", "-rq", "--ignore-unmatch", "-f", ".")
    write_study(root, "kept")
    for name, content in tree.items():
        path = root / "studies" / "odd" / name
        if not path.exists() and not any(up.is_file() for up in path.parents):
            write(root, {f"studies/odd/{name}": content})
    commit(root)
    read = [[study(source, place, None) for place in places(source, [], None)] for source in all_three(root)]
    assert read[0] == read[1] == read[2]
    listed = [list(source.files("")) for source in all_three(root)]
    assert listed[0] == listed[1] == listed[2] == sorted(listed[0])


def test_each_shows_its_own_state(root: Path) -> None:
    page = root / "studies/rate-limiter/a.md"
    write_study(root, files={"a.md": "committed\n"})
    commit(root)
    page.write_text("staged\n")
    git(root, "add", ".")
    page.write_text("on disk\n")
    read = [source.read("studies/rate-limiter/a.md") for source in all_three(root)]
    assert read == [b"on disk\n", b"staged\n", b"committed\n"]


def test_modes_are_those_of_git(root: Path) -> None:
    write(root, {"s/a.md": "a", "s/run.sh": "b", "s/sub/x": "c"})
    (root / "s/link.md").symlink_to("/etc/passwd")
    (root / "s/run.sh").chmod(0o755)
    repo(root / "s/inner")
    commit(write(root / "s/inner", {"x": "x"}))
    commit(root)
    expected = [
        Entry("s/a.md", 1, REGULAR),
        Entry("s/inner", 0, SUBMODULE),
        Entry("s/link.md", 11, SYMLINK),
        Entry("s/run.sh", 1, EXECUTABLE),
        Entry("s/sub/x", 1, REGULAR),
    ]
    for source in all_three(root):
        assert list(source.files("s")) == expected
        assert list(source.files("s/inner")) == list(source.files("s/link.md")) == list(source.files("s/a.md")) == []
        for path in ("s/link.md", "s/inner"):
            with pytest.raises((InputError, FileNotFoundError)):
                source.read(path)
        assert [read_optional(source, path) for path in ("s", "nope", "s/sub/no", "s/a.md/b")] == [None] * 4


def test_nothing_is_read_through_a_linked_directory(tmp_path: Path, root: Path) -> None:
    write(tmp_path, {"outside/README.md": cover()})
    write_study(root)
    (root / "studies/linked").symlink_to(tmp_path / "outside", target_is_directory=True)
    commit(root)
    for source in all_three(root):
        assert [place.slug for place in places(source, [], None)] == ["rate-limiter"]
        assert read_optional(source, "studies/linked/README.md") is None
        assert not list(source.files("studies/linked"))


def test_names_no_file_system_would_hold(root: Path) -> None:
    names = ["studies/q/bad\udcff.md", "studies/q/new\nline.md", "studies/q/z/" + "d/" * 2000 + "deep.md"]
    odd = commit_tree(root, *(("100644", name, b"# T\n") for name in names), ("160000", "studies/q/module", b""))
    source = Revision(root, odd)
    assert {entry.path for entry in source.files("studies")} == {*names, "studies/q/module"}
    assert source.read(names[1]) == b"# T\n"
    (place,) = places(source, [], None)
    assert len(study(source, place, None).pages) == 3


def test_a_tree_of_ten_billion_files_is_cut_short(root: Path) -> None:
    kind, name = "blob", git(root, "hash-object", "-w", "--stdin", stdin=b"# T\n")
    for _ in range(10):
        mode = "100644" if kind == "blob" else "040000"
        rows = "".join(f"{mode} {kind} {name}\tf{number}{'.md' * (kind == 'blob')}\n" for number in range(10))
        kind, name = "tree", git(root, "mktree", stdin=rows.encode())
    for directory in ("q", "studies"):
        name = git(root, "mktree", stdin=f"040000 tree {name}\t{directory}\n".encode())
    source = Revision(root, git(root, "commit-tree", name, "-m", "bomb"))
    (place,) = standing(source, touched(["studies/q/f1/x.md", "studies/gone/README.md"]))
    assert places(source, ["studies/q"], None) == (place,)
    read = study(source, place, None)
    assert any("more than 500 files" in fault.message for fault in read.faults)
    with pytest.raises(InputError, match="more than 16 MiB of file names"):
        places(source, [], None)


def test_a_bare_repository_needs_no_checkout(tmp_path: Path, root: Path) -> None:
    write_study(root, files={"a.md": "# A\n"})
    sha = commit(root)
    git(tmp_path, "clone", "--quiet", "--bare", str(root), "bare.git")
    bare = Revision(tmp_path / "bare.git", "main")
    assert bare.commit == sha
    assert list(bare.files("")) == list(Revision(root, sha).files(""))
    assert bare.read("studies/rate-limiter/a.md") == b"# A\n"


def test_what_a_filtered_fetch_left_out_is_unknown_and_never_fetched(tmp_path: Path, root: Path) -> None:
    write_study(root, files={"big.png": b"\1" * 5000})
    commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--bare", "--filter=blob:limit=4k", f"file://{root}", "bare.git")
    source = Revision(tmp_path / "bare.git", "main")
    sizes = {entry.path.rpartition("/")[2]: entry.size for entry in source.files("studies")}
    assert sizes["big.png"] == -1
    with pytest.raises(InputError, match="does not hold"):
        source.read("studies/rate-limiter/big.png")
    assert source.read("studies/rate-limiter/README.md") == cover().encode()


def test_a_source_can_be_sent_to_another_process(root: Path) -> None:
    write_study(root)
    commit(root)
    for source in all_three(root):
        before = list(source.files("studies"))
        assert list(pickle.loads(pickle.dumps(source)).files("studies")) == before  # noqa: S301 - our own bytes


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_and_a_directory_named_as_a_page_are_told(root: Path) -> None:
    study_path = write_study(root)
    os.mkfifo(study_path / "pipe.md")
    write(study_path, {"x.md/y.md": "# Y\n"})
    (place,) = places(Worktree(root), [], None)
    read = study(Worktree(root), place, None)
    assert [fault.message for fault in read.faults] == ['"pipe.md" is no regular file']
    assert [page.name for page in read.pages] == ["README.md", "x.md/y.md"]
    with pytest.raises(InputError, match="no regular file"):
        Worktree(root).read("studies/rate-limiter/pipe.md")


def test_a_file_too_large_for_anything_of_ours_is_not_read_whole(root: Path) -> None:
    write(root, {"large.md": b"x" * (8 * 2**20 + 1)})
    commit(root)
    for source in all_three(root):
        with pytest.raises(InputError, match="larger than 8 MiB"):
            source.read("large.md")


def test_an_unresolved_merge_is_said(root: Path) -> None:
    write_study(root)
    commit(root)
    git(root, "checkout", "-qb", "other")
    write_study(root, files={"README.md": cover("# One\n")})
    commit(root)
    git(root, "checkout", "-q", "main")
    write_study(root, files={"README.md": cover("# Two\n")})
    commit(root)
    with pytest.raises(Exception, match="returned non-zero"):
        git(root, "merge", "other")
    with pytest.raises(InputError, match="unresolved merge conflict"):
        list(Index(root).files("studies"))


def test_the_top_is_the_nearest_work_tree(tmp_path: Path, root: Path) -> None:
    study_path = write_study(root)
    assert top(study_path / "README.md") == top(study_path) == top(root) == root.resolve()
    assert anchor(study_path).spelling(study_path / "README.md") == "studies/rate-limiter/README.md"
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / ".git").write_text("gitdir: elsewhere\n")
    assert top(tmp_path / "linked" / "deep" / "er") == (tmp_path / "linked").resolve()
    with pytest.raises(InputError, match="not in the repository"):
        anchor(root).spelling(tmp_path / "elsewhere.md")
