"""Where links lead: pages and files of the study, anchors as GitHub makes them, hosts that are no one's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from pipeline.facts.pattern import pattern
from pipeline.study import Page, Section, Study

SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")
ESCAPED = pattern(r"(?:%[0-9A-Fa-f]{2})+")
OWN_ANCHOR = pattern(r"<\w{1,20}\s[^>\n]{0,200}?\b(?:id|name)\s*=\s*[\"']([^\"'\n]{1,200})[\"']|\{:?\s?#([\w-]{1,200})")
LINKED = pattern(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
TAG = pattern(r"</?[A-Za-z][^<>\n]{0,200}>")
MARKS = pattern(r"[*`~]+|(?<!\w)_+|_+(?!\w)")
ENDINGS = ("", ".md", ".mdx")
DROPPED = pattern(r"[^\w\- ]")
NOBODY = pattern(
    r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|(?:[\w-]{1,60}\.){0,3}example\.(?:com|org|net)|(?:[\w-]{1,60}\.){0,3}(?:your|my)-?(?:site|domain|app|company|project)\.\w{2,10})(?=[/:?#]|$)",
    re.IGNORECASE,
)
NOBODYS_REPOSITORY = pattern(
    r"https?://(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)/(?:username|user-name|your[-_]?(?:user)?(?:name|org|handle)|yourusername|<[^>]{1,40}>)(?=/|$)",
    re.IGNORECASE,
)
OF_THE_VIEWER = pattern(r"L\d{1,6}(?:C\d{1,5})?(?:-L\d{1,6}(?:C\d{1,5})?)?$|:~:text=")
"""Lines of a file as GitHub numbers them, and words that a browser looks for: no heading is meant."""


def unescaped(target: str) -> str:
    """A target with its percent escapes resolved; those that are not UTF-8 stay."""
    return ESCAPED.sub(_decoded, target)


def _decoded(found: re.Match[str]) -> str:
    try:
        return bytes.fromhex(found[0].replace("%", "")).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def is_nobodys(target: str, *, bare: bool = False) -> bool:
    """Whether an address stands for one that was to be filled in.

    Bare ones in running text may be examples on purpose: of those only repositories count.
    """
    return bool(NOBODYS_REPOSITORY.match(target) or (not bare and NOBODY.match(target)))


def resolved(page: Page, path: str) -> str | None:
    """A relative ``path`` on ``page`` as a name relative to the study; None where it leaves the study."""
    parts = page.name.split("/")[:-1]
    for step in path.split("/"):
        if step == "..":
            if not parts:
                return None
            parts.pop()
        elif step not in {"", "."}:
            parts.append(step)
    return "/".join(parts)


class Places:
    """Everything inside a study that a link may lead to."""

    def __init__(self, study: Study) -> None:
        self._pages = {page.name: page for page in study.pages}
        names = {*self._pages, *(file.name for file in study.files)}
        self._names = {folder for name in names for folder in accumulate(name.split("/"), "{}/{}".format)}
        self._anchors: dict[str, frozenset[str]] = {}

    def has(self, name: str) -> bool:
        """Whether ``name`` is a page, file or folder of the study, or a page written without its ending."""
        return not name or name in self._names or self.page(name) is not None

    def page(self, name: str) -> Page | None:
        """The page of that name, its ending written or not."""
        return next((self._pages[name + ending] for ending in ENDINGS if name + ending in self._pages), None)

    def leads(self, page: Page, anchor: str) -> bool:
        """Whether ``page`` has ``anchor``, forgiving what site generators do differently: case, hyphens, pictures."""
        if page.name not in self._anchors:
            self._anchors[page.name] = frozenset(map(_plain, anchors(page)))
        if OF_THE_VIEWER.match(anchor):
            return True
        wanted = _plain(unescaped(anchor))
        return not wanted or wanted == "top" or wanted in self._anchors[page.name]


def anchors(page: Page) -> Iterator[str]:
    """Every anchor of ``page``: those of its headings, numbered where they repeat, and its own."""
    counts: Counter[str] = Counter()
    for section in page.root.walk():
        if section.level and section.marker != "bold":
            for slug in sorted(_slugs(page, section)):
                yield f"{slug}-{counts[slug]}" if counts[slug] else slug
                counts[slug] += 1
    yield from _own(page)


def _plain(anchor: str) -> str:
    return re.sub(r"-{1,200}", "-", DROPPED.sub("", anchor.casefold()).replace("_", "-")).strip("-")


def _slugs(page: Page, section: Section) -> set[str]:
    """The heading as typed and as read: a page generator may use either."""
    typed = page.lines[section.line - 1].strip().lstrip("#").rstrip("#")
    return {_slug(typed), _slug(section.title)}


def _slug(heading: str) -> str:
    text = TAG.sub("", LINKED.sub(r"\1", heading))
    return DROPPED.sub("", MARKS.sub("", text).strip().casefold()).replace(" ", "-")


def _own(page: Page) -> Iterator[str]:
    for line in page.lines[page.body_line - 1 :]:
        if "=" in line or "{" in line:
            yield from (found[1] or found[2] for found in OWN_ANCHOR.finditer(line))
