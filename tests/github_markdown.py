"""Markdown as GitHub's own parser shows it, raw HTML let through so that nothing hides."""

from __future__ import annotations

import cmarkgfm  # type: ignore[import-untyped]
from cmarkgfm.cmark import Options  # type: ignore[import-untyped]


def shown(text: str) -> str:
    """The HTML of ``text``."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))
