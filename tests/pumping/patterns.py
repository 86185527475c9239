"""All patterns of the package: those in its modules, those made while it works, those of its schemas and rubrics."""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import json
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pipeline
from tests.command import ROOT

_MAKERS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub")

_LAZY = frozenset({"pipeline.facts.pattern", "pipeline.facts.marks.pattern"})


@dataclass(frozen=True, slots=True, order=True)
class Pumped:
    """A pattern of ours; ``methods`` are called on it; ``search`` stands for all that look everywhere."""

    module: str
    text: str
    flags: int
    methods: tuple[str, ...] = ("search",)


@dataclass(slots=True)
class Known:
    """Patterns by their text and flags, each with the module that made it first."""

    found: dict[tuple[str, int], str] = field(default_factory=dict)

    def add(self, text: Any, flags: int) -> None:
        """Note a pattern that a module of ours makes just now; those of libraries are theirs."""
        frame: Any = sys._getframe(2)
        while frame.f_globals["__name__"] in _LAZY:
            frame = frame.f_back
        if isinstance(text, str) and frame.f_globals["__name__"].partition(".")[0] == "pipeline":
            self.found.setdefault((text, int(flags)), frame.f_globals["__name__"])

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Note every pattern that is made or used inside."""
        before: Mapping[str, Callable[..., Any]] = {name: getattr(re, name) for name in _MAKERS}
        for name, method in before.items():
            setattr(re, name, self._noting(method))
        try:
            yield
        finally:
            for name, method in before.items():
                setattr(re, name, method)

    def _noting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def noted(text: Any, *rest: Any, **named: Any) -> Any:
            flags = named.get("flags", next((each for each in rest if isinstance(each, re.RegexFlag)), 0))
            self.add(text, flags)
            return method(text, *rest, **named)

        return noted

    def lazy(self, kind: Any) -> None:
        """Note the patterns that are compiled at their first use when they are written down."""
        first = kind.__init__

        def noted(made: Any, text: str, flags: int) -> None:
            self.add(text, flags)
            first(made, text, flags)

        kind.__init__ = noted


def collect() -> list[Pumped]:
    """Import all modules, then grade the examples: some patterns are made of words of rubrics and studies."""
    known = Known()
    if any(name.startswith("pipeline.") for name in sys.modules):
        raise RuntimeError("patterns were made before anybody noted them")
    with known.watching():
        known.lazy(importlib.import_module("pipeline.facts.pattern").Lazy)
        names = [each.name for each in pkgutil.walk_packages(pipeline.__path__, "pipeline.")]
        modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
        _grade()
    _schemas(known)
    used: dict[tuple[str, int], set[str]] = {}
    sources = {module: inspect.getsource(module) for module in modules}
    for module in modules:
        _uses(module, sources, used)
    return sorted(
        Pumped(module, text, flags, tuple(sorted(used.get((text, flags), ())) or ("search",)))
        for (text, flags), module in known.found.items()
    )


def _grade() -> None:
    from pipeline.cli.main import main

    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        main(["grade", "--no-cache", "--jobs=1", "--format=markdown", str(ROOT / "studies")])


def _schemas(known: Known) -> None:
    from pipeline.schema.fit import compiled

    for path in sorted((ROOT / "schema").glob("*.schema.json")):
        for text in re.findall(r'"pattern": ("(?:[^"\\]|\\.)+")', path.read_text(encoding="utf-8")):
            made = compiled(json.loads(text))
            known.found.setdefault((made.pattern, int(made.flags) & ~int(re.UNICODE)), path.name)


def _uses(module: Any, sources: Mapping[Any, str], used: dict[tuple[str, int], set[str]]) -> None:
    """Read in the sources what is called on the patterns of ``module``; what is also handed on may be used anyhow."""
    for name, value in vars(module).items():
        if not hasattr(value, "pattern") or not hasattr(value, "flags"):
            continue
        source = sources[module] if name.startswith("_") else "\n".join(sources.values())
        imported = re.compile(rf"^(?:from .* import .*|    )\b{name}\b,?$", re.MULTILINE)
        named = len(re.findall(rf"\b{name}\b", imported.sub("", source)))
        made = len(re.findall(rf"^{name} = ", source, re.MULTILINE))
        called = re.findall(rf"\b{name}\.(match|fullmatch)\b", source)
        key = value.pattern, int(value.flags) & ~int(re.UNICODE)
        used.setdefault(key, set()).update(set(called) if called and len(called) == named - made else {"search"})
