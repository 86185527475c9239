"""What the workflows with a token install: by version and hash, from no named place, and no more than is needed."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.command import ROOT
from tests.fake_github import FakeGitHub, Pull
from tests.fake_github.server import TOKEN
from tests.support import ENVIRONMENT, commit, repo, write, write_study

FOLDER = ROOT / ".github"
SETS = ("grader", "poster")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NETWORK = {
    *("pygithub", "requests", "urllib3", "certifi", "idna", "charset-normalizer", "pyjwt", "pynacl", "cryptography"),
    *("httpx", "httpcore", "aiohttp", "h11", "anyio", "websockets"),
}
"""Libraries that talk to other machines, and what only they bring."""

# Run before the command: of what is installed, only the packages of a lock can be imported.
ONLY = """
import sys
from importlib.metadata import packages_distributions

allowed = set(sys.argv.pop(1).split(','))

class Only:
    hidden = {top for top, owners in packages_distributions().items()
              if not {owner.lower().replace('_', '-') for owner in owners} & allowed}
    def find_spec(self, name, path=None, target=None):
        if name.partition('.')[0] in self.hidden:
            raise ModuleNotFoundError(f'{name} is not in the lock', name=name)

sys.meta_path.insert(0, Only())
from pipeline.__main__ import main
sys.exit(main())
"""


def pins(name: str) -> list[str]:
    """One line a pin, its hashes with it."""
    joined = text(name).replace("\\\n", " ")
    return [line for line in joined.splitlines() if line and not line.lstrip().startswith("#")]


def text(name: str) -> str:
    return (FOLDER / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def names(name: str) -> set[str]:
    return {pin.partition("==")[0] for pin in pins(name)}


def wanted(*extras: str) -> set[str]:
    """The names of the project's dependencies, those of the extras among them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {found.group() for line in lines if (found := NAME.match(line))}


def run(name: str, *words: str | Path, cwd: Path, **more: str) -> "subprocess.CompletedProcess[str]":
    """The command in a process that can import the packages of that lock and no others."""
    return subprocess.run(
        [sys.executable, "-c", ONLY, ",".join(names(name)), *map(str, words)],
        cwd=cwd,
        env={**ENVIRONMENT, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def pull(place: Path) -> tuple[Path, tuple[str, str]]:
    """A repository with a pull request of one study and the event that tells of it; base and head."""
    root = repo(place)
    base = commit(root)
    write_study(root)
    head = commit(root)
    sides = f'"base": {{"sha": "{base}"}}, "head": {{"sha": "{head}"}}'
    said = '"number": 1, "state": "open", "draft": false, "locked": false, "user": {"login": "ada", "type": "User"}'
    write(root, {"event.json": f'{{"action": "opened", "number": 1, "pull_request": {{{said}, {sides}}}}}'})
    return root, (base, head)


def test_each_dependency_is_pinned_where_it_is_needed() -> None:
    assert wanted("diagrams") - names("grader") == {"pygithub"}
    assert wanted() <= names("poster")


def test_what_grades_is_installed_without_a_library_that_could_call_out() -> None:
    assert not names("grader") & NETWORK
    assert names("poster") & NETWORK  # so the list is of names that locks do use


def test_what_may_write_is_installed_without_the_diagram_engine() -> None:
    assert not names("poster") & {"mermaidx", "mini-racer", "novasvg", "quickjs-ng", "termaid"}


def test_both_sets_agree_on_what_they_share() -> None:
    versions = [dict(pin.split()[0].split("==") for pin in pins(name)) for name in SETS]
    assert not {each for each in versions[0].keys() & versions[1].keys() if versions[0][each] != versions[1][each]}


@pytest.mark.parametrize("name", SETS)
def test_every_pin_has_a_version_and_a_hash(name: str) -> None:
    assert not [pin for pin in pins(name) if not re.match(r"[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", pin)]


@pytest.mark.parametrize("name", SETS)
def test_no_place_is_named(name: str) -> None:
    assert not re.findall(r"https?://|file:|--(?:extra-)?index|--find-links|--trusted-host", text(name))


def test_what_reads_a_study_and_what_asks_or_tells_github_are_installed_apart() -> None:
    installed, writing = {}, set()
    for path in sorted((FOLDER / "workflows").glob("*.yml")):
        jobs = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["jobs"]  # noqa: S506
        for title, job in jobs.items():
            runs = " ".join(step.get("run", "") for step in job.get("steps", ()))
            if sets := re.findall(r"--requirement \.github/requirements/(\w+)\.txt", runs):
                talks = re.search(r"review (?:post|command|remind|sweep)", runs) is not None
                installed[path.stem, title] = (talks, *sets)
                writing |= {(path.stem, title)} if "write" in job["permissions"].values() else set()
    assert installed["grade", "grade"] == (False, "grader")
    assert set(installed.values()) == {(False, "grader"), (True, "poster")}
    assert {installed[place] for place in writing} == {(True, "poster")}


def test_the_grading_set_is_enough_to_grade_a_pull_request_and_the_posting_set_to_post_it(tmp_path: Path) -> None:
    root, commits = pull(tmp_path)
    words = ("review", "grade", "--event", "event.json", "--git-dir", ".git", "--output", "report.json")
    graded = run("grader", *words, cwd=root)
    assert (graded.returncode, graded.stderr) == (0, "")
    assert '"slug": "rate-limiter"' in (root / "report.json").read_text(encoding="utf-8")
    with FakeGitHub().running() as github:
        github.state.add(Pull(1, *commits[::-1]))
        where = {"GITHUB_API_URL": github.url, "GITHUB_GRAPHQL_URL": f"{github.url}/graphql", "GITHUB_TOKEN": TOKEN}
        said = ("review", "post", "--event", "event.json", "--report", "report.json", "--dry-run")
        posted = run("poster", *said, cwd=root, GITHUB_REPOSITORY=github.state.name, **where)
        assert posted.returncode == 0, posted.stderr
        assert "/issues/1/comments" in posted.stdout


def test_the_grading_set_cannot_post(tmp_path: Path) -> None:
    script = ONLY.replace("from pipeline.__main__ import main\nsys.exit(main())", "import github")
    command = [sys.executable, "-c", script, ",".join(names("grader"))]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=60)
    assert b"github is not in the lock" in done.stderr
