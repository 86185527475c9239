"""Links: whether they lead somewhere, and what they lead to. Nothing is ever fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.facts.subject import Subject
from pipeline.facts.targets import SCHEME, Places, is_nobodys, resolved, unescaped
from pipeline.measure import Gap, Measure
from pipeline.probes.probe import ONE, Probe, check_words, evidence, share
from pipeline.study import Link, Page, Span

ADDRESSES = {"http", "https", "mailto"}
ENDINGS = (".md", ".mdx")


def intact(subject: Subject) -> Measure:
    """Links and images whose target can be judged from the study alone.

    Looked at: paths and anchors inside the study, the form of addresses. Left alone: paths that
    leave the study (all of them where the study is a single file) or start at the root of a site.
    Quantities: ``checked``, ``broken``, ``good share``.
    """
    places = Places(subject.study)
    alone = subject.study.path.endswith(ENDINGS)
    links = [(page, link) for page, link in _links(subject) if not (alone and _is_path(link.target))]
    judged = [(page, link, flaw) for page, link in links if (flaw := _flaw(places, page, link)) is not None]
    broken = [(page, link, flaw) for page, link, flaw in judged if flaw]
    adds = {"broken": -ONE, "good share": share(1, len(judged))}
    gaps = tuple(_gap(page, link, flaw, adds) for page, link, flaw in broken)
    quantities = {
        "checked": Fraction(len(judged)),
        "broken": Fraction(len(broken)),
        "good share": share(len(judged) - len(broken), len(judged)),
    }
    good = (
        (Span(page.path, link.line, link.line), page.quote(link.line, link.target))
        for page, link, flaw in judged
        if not flaw
    )
    return Measure(quantities, evidence(good), gaps)


def _links(subject: Subject) -> Iterator[tuple[Page, Link]]:
    """Links of the body, and the addresses that the cover's front matter lists under ``links``."""
    cover = subject.study.cover
    listed = subject.study.meta.get("links")
    if isinstance(listed, Mapping):
        for name, target in listed.items():
            if isinstance(target, str) and SCHEME.match(target):
                head = cover.lines[: cover.body_line - 1]
                line = next((number for number, row in enumerate(head, 1) if target in row), 1)
                yield cover, Link(str(name), target, line)
    for page in subject.study.pages:
        yield from ((page, link) for link in page.links)


def _is_path(target: str) -> bool:
    return not (target.startswith("#") or SCHEME.match(target))


def _flaw(places: Places, page: Page, link: Link) -> str | None:
    """What is wrong with a link; "" if it is sound, None if it cannot be judged from here."""
    target = link.target.strip()
    scheme = SCHEME.match(target)
    if not scheme:
        return None if target.startswith(("/", "\\")) or "{" in target else _inside(places, page, target)
    if scheme[1].lower() not in ADDRESSES:
        return f"cannot be followed: {scheme[1]} is no address of the web"
    return "is an address to be filled in" if is_nobodys(target, bare=link.text == link.target) else ""


def _inside(places: Places, page: Page, target: str) -> str | None:
    path, _, anchor = target.partition("#")
    path = unescaped(path.partition("?")[0])
    name = resolved(page, path) if path else page.name
    if name is None:
        return None
    if not places.has(name):
        return "does not exist"
    there = places.page(name)
    if anchor and there and not places.leads(there, anchor):
        return "leads to no heading of this page" if there is page else f"leads to no heading of {there.name}"
    return ""


def _gap(page: Page, link: Link, flaw: str, adds: Mapping[str, Fraction]) -> Gap:
    target = link.target[:120]
    found = page.lines[link.line - 1].find(target)
    return Gap(
        span=Span(page.path, link.line, link.line),
        says=f"“{target}” {flaw}",
        adds=adds,
        quote=page.quote(link.line, target),
        column=found + 1 if found >= 0 else None,
    )


def kinds(subject: Subject, *, kinds: Mapping[str, Sequence[str]]) -> Measure:
    """How many links of each kind there are, placeholders aside.

    ``kinds`` maps a name (repository, demo …) to parts of addresses that show it ("github.com/",
    "youtu.be/"); a key of the front matter's ``links`` of that name shows it too. Quantities: each
    name, and ``kinds``, how many of them are there.
    """
    sound = [(page, link) for page, link in _links(subject) if not is_nobodys(link.target)]
    found = {
        name: [(page, link) for page, link in sound if _is_kind(link, name, parts)] for name, parts in kinds.items()
    }
    there = [name for name, links in found.items() if links]
    absent = [name for name in kinds if name not in there]
    cover = subject.study.cover
    line = next((link.line for name in there for page, link in found[name] if page is cover), 1)
    gap = Gap(
        span=Span(cover.path, line, line),
        says=f"the study links no {', no '.join(absent)}",
        adds={**dict.fromkeys(absent, ONE), "kinds": Fraction(len(absent))},
    )
    spans = (
        (Span(page.path, link.line, link.line), page.quote(link.line, link.target))
        for name in there
        for page, link in found[name][:1]
    )
    quantities = {"kinds": Fraction(len(there)), **{name: Fraction(len(links)) for name, links in found.items()}}
    return Measure(quantities, evidence(spans), (gap,) if absent else ())


def index(subject: Subject) -> Measure:
    """Whether a reader finds every page from the cover.

    Quantities: ``pages`` beside the cover, ``listed share`` of them that the cover links,
    ``reached share`` that any other page links.
    """
    cover = subject.study.cover
    others = [page for page in subject.study.pages if page is not cover]
    targets = {page.name: _names(page) for page in subject.study.pages}
    listed = [page for page in others if page.name in targets[cover.name]]
    reached = [page for page in others if any(page.name in own for name, own in targets.items() if name != page.name)]
    adds = {"listed share": share(1, len(others)), "reached share": share(1, len(others))}
    gaps = tuple(
        Gap(span=Span(cover.path, 1, 1), says=f"{cover.name} does not link {page.name}", adds=adds)
        for page in others
        if page not in listed
    )
    measured = {
        "pages": Fraction(len(others)),
        "listed share": share(len(listed), len(others)),
        "reached share": share(len(reached), len(others)),
    }
    return Measure(measured, evidence((Span(page.path, 1, 1), page.quote(1)) for page in listed), gaps)


def _names(page: Page) -> set[str]:
    """The pages of the study that ``page`` links."""
    paths = (unescaped(link.target.strip().partition("#")[0]) for link in page.links if _is_path(link.target))
    return {name for path in paths if path and (name := resolved(page, path))}


def _is_kind(link: Link, name: str, parts: Sequence[str]) -> bool:
    address = link.target.casefold()
    return any(part.casefold() in address for part in parts) or (
        link.text.casefold() == name.casefold() and "://" in address
    )


def _kind_quantities(*, kinds: Mapping[str, Sequence[str]]) -> frozenset[str]:
    if not kinds:
        message = "kinds must map names to parts of addresses"
        raise ValueError(message)
    for name, parts in kinds.items():
        check_words(f"kind {name}", parts)
    return frozenset({"kinds", *kinds})


PROBES = {
    "links.intact": Probe(intact, lambda: frozenset({"checked", "broken", "good share"})),
    "links.index": Probe(index, lambda: frozenset({"pages", "listed share", "reached share"})),
    "links.kinds": Probe(kinds, _kind_quantities),
}
