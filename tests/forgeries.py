"""More ways to raise a score without saying anything: what others wrote, with small changes, and what fits nothing.

Those in ``BORROWED`` may earn no point. Those in ``STRANGE`` look like a study's own; what they earn is printed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from pipeline.scaffold import Details
from pipeline.scaffold import scaffold as scaffolded
from tests.tricks import TERMS, Setting, Trick, added, head_of


def keyword_density(setting: Setting) -> str:
    """Three terms behind every sentence of the text, so that more than one word in thirty is a term."""
    names = itertools.cycle(TERMS.split(", "))
    head = head_of(setting.text)
    lines = [
        f"{line.rstrip('.')}, with {next(names)}, {next(names)} and {next(names)}." if _is_sentence(line) else line
        for line in setting.text[head:].split("\n")
    ]
    return setting.text[:head] + "\n".join(lines)


def _is_sentence(line: str) -> bool:
    return line[:1].isalpha() and line.endswith(".")


def edited_examples(setting: Setting) -> str:
    """The strong examples of the rubric with other numbers, and two words of each swapped."""
    return added(setting, "\n\n".join(_edited(rule.strong) for rule in setting.rubric.rules() if rule.strong))


def edited_examples_in_place(setting: Setting) -> str:
    """The same, each under the heading of its criterion's section."""
    found = []
    for rule in setting.rubric.criteria:
        heading = next((section.title for section in setting.rubric.sections if section.id == rule.section), rule.title)
        found.append(f"## {heading}\n\n{_edited(rule.strong)}")
    return added(setting, "\n\n".join(found))


def _edited(text: str) -> str:
    """Every digit one up, and the second word changed with the last but one."""
    text = re.sub(r"[0-8]", lambda found: str(int(found[0]) + 1), text)
    lines = []
    for line in text.split("\n"):
        words = line.split(" ")
        if len(words) > 5:
            words[1], words[-2] = words[-2], words[1]
        lines.append(" ".join(words))
    return "\n".join(lines)


def template(setting: Setting) -> str:
    """The template of the kind behind the text, as it comes from `casegrade new`."""
    pages = scaffolded(setting.rubric, Details("a-title", "Somebody", "2026-01-02")).values()
    return added(setting, "\n\n".join(page[head_of(page) :] for page in pages))


def list_of_technologies(setting: Setting) -> str:
    """Twenty names as a list with a sentence before it, under the headings of design."""
    names = "\n".join(f"- {name}" for name in TERMS.split(", ")[:20])
    return added(
        setting, "\n\n".join(f"## {one.title}\n\nWe used these:\n\n{names}" for one in setting.rubric.sections)
    )


def figures_of_nothing(setting: Setting) -> str:
    """A table of before and after whose metrics the text does not know."""
    rows = (
        "p95 latency | 420 ms | 45 ms",
        "Error rate | 4.1 % | 0.2 %",
        "Cost a month | $900 | $310",
        "Queue | 90 | 7",
    )
    table = "| Metric | Before | After |\n|---|---|---|\n" + "\n".join(f"| {row} |" for row in rows)
    return added(setting, f"## Results\n\n{table}")


def strange_diagram(setting: Setting) -> str:
    """A drawing of twenty nodes from somewhere else."""
    lines = "\n".join(
        f"  {one}[Orchid {one}] --> {other}[Tulip {other}]" for one, other in pairwise("abcdefghijklmnopqrst")
    )
    title = next(
        (one.title for one in setting.rubric.sections if "rchitect" in one.title or "esign" in one.title), "Design"
    )
    return added(setting, f"## {title}\n\n```mermaid\nflowchart LR\n{lines}\n```")


def strange_tables(setting: Setting) -> str:
    """Definitions of tables of another domain."""
    made = (
        "CREATE TABLE vets (\n  id bigint PRIMARY KEY,\n  name text NOT NULL,\n  born date\n);\n\n"
        "CREATE TABLE visits (\n  id bigint PRIMARY KEY,\n  vet_id bigint NOT NULL REFERENCES vets (id),\n"
        "  seen_at timestamptz NOT NULL\n);\n\nCREATE INDEX visits_vet ON visits (vet_id, seen_at);"
    )
    return added(setting, f"## Data model\n\n```sql\n{made}\n```")


BORROWED: Mapping[str, Trick] = MappingProxyType(
    {trick.__name__: trick for trick in (edited_examples, edited_examples_in_place, template)}
)
STRANGE: Mapping[str, Trick] = MappingProxyType(
    {
        trick.__name__: trick
        for trick in (keyword_density, list_of_technologies, figures_of_nothing, strange_diagram, strange_tables)
    }
)
