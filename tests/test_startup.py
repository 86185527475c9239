"""What a command loads before it can answer: start-up time is a feature.

No time is measured here; the lists below are what keeps it short. Whoever adds a name says what it costs.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import facts, probes
from pipeline.cli.main import COMMANDS
from pipeline.cli.options import FORMATS
from pipeline.facts import marks
from pipeline.facts.pattern import Lazy
from pipeline.render import RENDERERS, comparison
from tests.command import ROOT
from tests.stories import story
from tests.support import ENVIRONMENT, repo, write

PRINT_MODULES = "import sys, json; print('\\n' + json.dumps(sorted(sys.modules)))"
PROGRAM = f"from pipeline.cli.main import main\ntry: main({{}})\nexcept SystemExit: pass\n{PRINT_MODULES}"
OURS_FOR_HELP = {"cli", "errors", "library", "limits"}
OURS_WHEN_KEPT = {
    *OURS_FOR_HELP, "cache", "config", "engine", "load", "measure", "render", "report", "schema", "sources", "study",
    "waivers",
}  # fmt: skip
TOOLS_WHEN_KEPT = {"wcwidth"}
TOOLS_WHEN_NEW = {*TOOLS_WHEN_KEPT, "_yaml", "frontmatter", "pyromark", "toml", "yaml"}
HEAVY = {
    "asyncio", "concurrent", "difflib", "email", "http", "logging", "multiprocessing", "socket", "ssl", "subprocess",
    "tempfile", "tomllib", "unittest", "xml",
}  # fmt: skip


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return write(repo(tmp_path / "work"), {"studies/stock/README.md": story()})


def loaded(*arguments: str, cwd: Path) -> set[str]:
    """The modules that the command has loaded when it ends, without those that Python starts with."""
    return _modules(PROGRAM.format(list(arguments)), cwd) - _modules(PRINT_MODULES, cwd)


def _modules(program: str, cwd: Path) -> set[str]:
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "CASEGRADE_CACHE": str(cwd / ".git" / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=cwd, env=environment, capture_output=True, check=True, timeout=60
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def ours(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith("pipeline.")}


def tools(modules: set[str]) -> set[str]:
    names = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"pipeline"}
    return {name for name in names if "cython" not in name}  # traces of how a tool was built


def test_help_waits_for_nothing(work: Path) -> None:
    modules = loaded("--help", cwd=work)
    assert ours(modules) <= OURS_FOR_HELP
    assert tools(modules) == set()
    assert not modules & HEAVY


@pytest.mark.parametrize("command", ["check", "grade"])
def test_a_kept_report_needs_no_parser_no_probe_and_no_tool(work: Path, command: str) -> None:
    loaded(command, "studies/stock", cwd=work)
    modules = loaded(command, "studies/stock", cwd=work)
    assert ours(modules) <= OURS_WHEN_KEPT
    assert tools(modules) <= TOOLS_WHEN_KEPT
    assert not modules & HEAVY
    assert {name for name in modules if name.startswith("pipeline.schema.")} <= {"pipeline.schema.store"}


@pytest.mark.parametrize("command", ["check", "grade"])
def test_good_front_matter_needs_no_jsonschema_and_no_git(work: Path, command: str) -> None:
    modules = loaded(command, "--no-cache", "studies/stock", cwd=work)
    assert tools(modules) <= TOOLS_WHEN_NEW
    assert not modules & (HEAVY - {"difflib"})
    assert "bot" not in ours(modules)


def test_a_check_loads_no_probe_that_it_does_not_ask(work: Path) -> None:
    modules = loaded("check", "--no-cache", "studies/stock", cwd=work)
    families = {name.rpartition(".")[2] for name in modules if name.startswith("pipeline.probes.")}
    assert families <= {"layout", "leftovers", "links", "probe"}
    assert not modules & {f"pipeline.facts.{name}" for name in ("amounts", "content", "diagrams", "marks", "padding")}


def test_only_the_format_asked_for_is_loaded(work: Path) -> None:
    modules = loaded("check", "--format", "json", "studies/stock", cwd=work)
    assert "pipeline.render.record" in modules
    assert not modules & {f"pipeline.render.{name}" for name in ("terminal", "summary", "sarif", "junit", "github")}


def test_formats_are_those_that_can_be_rendered() -> None:
    assert tuple(RENDERERS) == FORMATS
    diff = next(command for command in COMMANDS if command.__name__.endswith(".diff"))
    assert tuple(comparison.RENDERERS) == diff.FORMATS


def test_every_pattern_that_is_compiled_late_can_be_compiled() -> None:
    """A mistake in one would else show only when a study first needs it."""
    names = [
        name
        for package in (facts, probes, marks)
        for _, name, _ in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    ]
    found = [
        each
        for name in names
        for value in vars(importlib.import_module(name)).values()
        for each in (value.values() if isinstance(value, Mapping) else [value])
        if isinstance(each, Lazy)
    ]
    assert len(found) > 20
    for each in found:
        each.search("")
