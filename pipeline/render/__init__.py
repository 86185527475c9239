"""Everything that people and machines read: one file an output, all from the same report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.render import github, junit, record, sarif, summary, terminal
from pipeline.render.look import Look
from pipeline.report import Report

__all__ = ["RENDERERS", "Look"]

RENDERERS: Mapping[str, Callable[[Report, Look], str]] = MappingProxyType(
    {
        "text": terminal.render,
        "json": record.render,
        "markdown": summary.render,
        "sarif": sarif.render,
        "junit": junit.render,
        "github": github.render,
    }
)
"""By the name that ``--format`` takes."""
