"""Sentences of ours with commands in them, for Markdown."""

from __future__ import annotations

from pipeline.render.escape import code_span, markdown


def spoken(text: str) -> str:
    """The text with what stands in backticks as code, and nothing else of it acted upon by GitHub."""
    return "".join(code_span(part) if number % 2 else markdown(part) for number, part in enumerate(text.split("`")))
