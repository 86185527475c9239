"""Sentences of ours with commands in them, for Markdown."""

from __future__ import annotations

from pipeline.render.escape import code_span, markdown


def spoken(text: str) -> str:
    """The text with what stands in backticks as code, and nothing else of it acted upon by GitHub."""
    parts = (code_span(part) if number % 2 else _plain(part) for number, part in enumerate(text.split("`")))
    return "".join(parts)


def _plain(text: str) -> str:
    """Escaped, with a space kept at either end, which stands between words and code."""
    inner = markdown(text)
    return f"{' ' * text.startswith(' ')}{inner}{' ' * text.endswith(' ')}" if inner else text[:1]
