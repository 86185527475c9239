"""Everything that people and machines read: one file an output, all from the same report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from pipeline.render.look import Look
from pipeline.report import Report

__all__ = ["RENDERERS", "Look"]

Renderer = Callable[[Report, Look], str]


def _renderer(module: str) -> Renderer:
    """The ``render`` of that module, which is imported when it is first asked."""

    def render(report: Report, look: Look) -> str:
        own: Renderer = import_module(f"pipeline.render.{module}").render
        return own(report, look)

    return render


RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {
        "text": _renderer("terminal"),
        "json": _renderer("record"),
        "markdown": _renderer("summary"),
        "sarif": _renderer("sarif"),
        "junit": _renderer("junit"),
        "github": _renderer("github"),
    }
)
"""By the name that ``--format`` takes."""
