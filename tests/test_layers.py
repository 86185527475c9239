"""Imports point down, each third-party tool has one owner, and the core reads nothing but its arguments."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"

# A module may import only from its left.
ORDER = [
    "study", "measure", "report", "errors", "limits", "preamble", "markdown", "schema", "facts", "probes", "rubric",
    "scaffold", "scoring", "tellers", "thin", "findings", "waivers", "grade", "compare", "copies", "agreement", "load",
    "config", "library", "engine", "render", "sources", "cache", "cage", "bot", "cli", "__main__",
]  # fmt: skip
OWNERS = {
    "frontmatter": "preamble",
    "git": "sources",
    "github": "bot",
    "jsonschema": "schema",
    "mermaidx": "engine",
    "py_mini_racer": "engine",
    "pyromark": "markdown",
    "referencing": "schema",
    "requests": "bot",
    "sqlglot": "facts",
    "tqdm": "cli",
    "wcwidth": "render",
    "yaml": "preamble",
}
EDGES = {"engine", "sources", "cache", "cage", "bot", "cli", "__main__"}
IMPURE_MODULES = {
    "datetime", "http", "os", "random", "secrets", "shutil", "socket", "subprocess", "sys", "tempfile", "time",
    "urllib.request",
}  # fmt: skip
IMPURE_CALLS = {"breakpoint", "eval", "exec", "input", "open", "print"}
LINES = 300

MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def layer(module: str) -> str:
    """`facts/quantities.py` and `pipeline.facts.quantities` are both of layer `facts`."""
    parts = module.removesuffix(".py").removeprefix("pipeline.").replace("/", ".").split(".")
    return parts[0]


def parse(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"), module)


def imports(module: str) -> Iterator[str]:
    """Every module that is imported anywhere in the file, by its full name."""
    package = ["pipeline", *Path(module).parent.parts]
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, node.module] if node.module else above)
            yield from (member(base, alias.name) for alias in node.names)


def member(package: str, name: str) -> str:
    """`from pipeline import facts` imports a module, `from pipeline.study import Study` a name of one."""
    path = ROOT.joinpath(*package.split("."), name)
    return f"{package}.{name}" if path.is_dir() or path.with_suffix(".py").exists() else package


@pytest.mark.parametrize("module", MODULES)
def test_the_module_has_a_place_in_the_order(module: str) -> None:
    assert layer(module) in {*ORDER, "__init__"}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    own = layer(module)
    ours = {layer(name) for name in imports(module) if name.startswith("pipeline.")} - {own}
    rank = ORDER.index(own) if own in ORDER else 0
    assert not {name for name in ours if ORDER.index(name) >= rank}


@pytest.mark.parametrize("module", MODULES)
def test_a_package_imports_its_members_and_never_the_reverse(module: str) -> None:
    own = layer(module)
    if module.count("/") and not module.endswith("__init__.py"):
        assert f"pipeline.{own}" not in set(imports(module))


@pytest.mark.parametrize("module", MODULES)
def test_each_third_party_tool_has_one_owner(module: str) -> None:
    tools = {name.partition(".")[0] for name in imports(module)} & OWNERS.keys()
    assert {tool: OWNERS[tool] for tool in tools} == dict.fromkeys(tools, layer(module))


@pytest.mark.parametrize("module", [module for module in MODULES if layer(module) not in EDGES])
def test_the_core_reads_nothing_but_its_arguments(module: str) -> None:
    calls = (node.func for node in ast.walk(parse(module)) if isinstance(node, ast.Call))
    assert not {called.id for called in calls if isinstance(called, ast.Name)} & IMPURE_CALLS
    assert not {part for name in imports(module) for part in (name, name.partition(".")[0])} & IMPURE_MODULES


@pytest.mark.parametrize("module", [module for module in MODULES if layer(module) not in {"cli", "__main__"}])
def test_only_the_command_line_prints_and_exits(module: str) -> None:
    names = {node.id for node in ast.walk(parse(module)) if isinstance(node, ast.Name)}
    assert not names & {"print", "SystemExit"}


@pytest.mark.parametrize("folder", ["pipeline", "tests"])
def test_files_stay_small(folder: str) -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert not {path: length for path, length in lengths.items() if length > LINES}


def test_the_order_names_only_modules_that_exist() -> None:
    assert {layer(module) for module in MODULES} - {"__init__"} == set(ORDER)
