"""Keys that people write for ours, and what the schema says about a key."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Met in the front matter of real portfolios, blogs and site generators.
SYNONYMS: Mapping[str, str] = {
    **dict.fromkeys(("author", "by", "writer"), "authors"),
    **dict.fromkeys(("stack", "tech", "tech_stack", "techstack", "tools", "built_with"), "technologies"),
    **dict.fromkeys(("abstract", "description", "excerpt", "subtitle", "tagline", "tldr"), "summary"),
    **dict.fromkeys(("created", "pubdate", "published", "published_at", "publish_date"), "date"),
    **dict.fromkeys(("last_updated", "lastmod", "modified", "updated_at"), "updated"),
    **dict.fromkeys(("category", "type"), "kind"),
    **dict.fromkeys(("team",), "team_size"),
    **dict.fromkeys(("period", "timeframe", "timeline"), "duration"),
    **dict.fromkeys(("demo", "docs", "github", "link", "repo", "repository", "url", "website"), "links"),
    **dict.fromkeys(("keywords", "labels", "topics"), "tags"),
    **dict.fromkeys(("seniority",), "level"),
    **dict.fromkeys(("stage", "state"), "status"),
    **dict.fromkeys(("name", "heading"), "title"),
    **dict.fromkeys(("weight", "position", "sidebar_position"), "order"),
}


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of ``known`` that ``word`` was meant to be, "" if none is near."""
    plain = {_plain(name): name for name in known if isinstance(name, str)}
    wanted = _plain(word[:100])
    meant = SYNONYMS.get(wanted, "")
    if wanted not in plain and meant in plain.values():
        return meant
    near = difflib.get_close_matches(wanted, sorted(plain), 1, 0.75)
    return plain[near[0]] if near else ""


def described(root: Mapping[str, Any], holder: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return what the schema says of ``key`` in ``holder``, a reference into ``root`` followed."""
    found: Mapping[str, Any] = holder.get("properties", {}).get(key, {})
    reference = str(found.get("$ref", "")).removeprefix("#/$defs/")
    return {**root.get("$defs", {}).get(reference, {}), **found}


def _plain(word: str) -> str:
    return word.strip().lower().replace("-", "_").replace(" ", "_")
