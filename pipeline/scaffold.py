"""Rubric → the files of a new study. The template is generated, so the two cannot drift."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.rubric import Rubric, SectionRule

MARK = "TODO:"
COVER = "README.md"
COMPOUNDS = ("trade-off", "high-level")
SHORTEST = 3
"""Least characters of a title, as the schema of studies has it."""
SUMMARY = f"{MARK} one sentence of 40 to 200 characters that names the problem and who has it"
EXTRA: Mapping[str, str] = {
    "star-story": (
        'role: "TODO: your role"\nteam_size: "TODO: how many people"\n'
        'duration: "TODO: how long"\ntechnologies: ["TODO: main technologies"]\n'
    ),
}


@dataclass(frozen=True, slots=True)
class Details:
    """What the scaffold cannot know from the rubric. ``date`` is ISO 8601."""

    slug: str
    author: str
    date: str


def scaffold(rubric: Rubric, details: Details) -> Mapping[str, str]:
    """File name → text of a new study of that kind: a draft whose placeholders wait to be filled."""
    names = list(dict.fromkeys([COVER, *(section.page for section in rubric.sections)]))
    return {name: _page(rubric, details, name, names) for name in names}


def _page(rubric: Rubric, details: Details, name: str, names: list[str]) -> str:
    sections = [section for section in rubric.sections if section.page == name]
    title = _named(details.slug)
    if name == COVER:
        head = f"{_front_matter(rubric, details)}\n# {title}\n"
        index = "\n".join(f"- [{_title(other)}]({other})" for other in names[1:])
        head += f"\nPages of this study:\n\n{index}\n" if index else ""
    else:
        head = f"# {_title(name)}\n"
    # A page named like its first section is that section: its title is not said twice, and what is below moves up.
    own = sections[0] if sections and sections[0].title.lower() == _title(name).lower() else None
    return head + "".join(f"\n{_asks(each) if each is own else _section(each, own)}" for each in sections)


def _named(slug: str) -> str:
    """``rate-limiter`` → Rate limiter; a slug too short for a title leaves it to the author."""
    return slug.replace("-", " ").capitalize() if len(slug) >= SHORTEST else f"{MARK} a title"


def _title(name: str) -> str:
    """``01-capacity-estimation.md`` → Capacity estimation; ``trade-offs.md`` → Trade-offs."""
    words = name.removesuffix(".md").lstrip("0123456789-").replace("-", " ")
    for compound in COMPOUNDS:
        words = words.replace(compound.replace("-", " "), compound)
    return words.capitalize()


def _front_matter(rubric: Rubric, details: Details) -> str:
    title = _named(details.slug)
    return (
        "---\n"
        f"title: {json.dumps(title, ensure_ascii=False)}\n"
        f"kind: {rubric.id}\n"
        f"summary: {json.dumps(SUMMARY)}\n"
        f"authors:\n  - name: {json.dumps(details.author, ensure_ascii=False)}\n"
        "status: draft\n"
        f'date: "{details.date}"\n'
        f"{EXTRA.get(rubric.id, '')}"
        "---\n"
    )


def _section(section: SectionRule, page: SectionRule | None) -> str:
    deeper = section.parent and not (page and section.parent == page.id)
    return f"{'###' if deeper else '##'} {section.title}\n\n{_asks(section)}"


def _asks(section: SectionRule) -> str:
    prompts = "\n".join(f"- {MARK} {prompt}" for prompt in section.prompts)
    return f"<!-- {section.guidance} -->\n\n{prompts}\n"
