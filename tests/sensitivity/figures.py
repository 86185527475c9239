"""Figures that contradict one another, drawings and code that cannot be read: any study can have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tests.sensitivity.document import below_prose
from tests.sensitivity.example import Example
from tests.sensitivity.plant import Plant

TOTAL = """| Part | Dollars a month |
| --- | ---: |
| Machines | 120 |
| Printing | 310 |
| Storage | 45 |
| **Total** | 380 |"""
PERCENTILES = """| Metric | Value |
| --- | --- |
| Search latency p50 | 410 ms |
| Search latency p95 | 380 ms |
| Search latency p99 | 900 ms |"""
TARGET = """| Metric | Value | Target |
| --- | --- | --- |
| p95 of a lookup | 730 ms | under 500 ms |
| p95 of a deletion | 190 ms | under 500 ms |"""
JSON = '```json\n{"state": "done", "items": [1, 2}\n```'
SQL = "```sql\nCREATE TABLE shelf (\n  id BIGINT PRIMARY KEY,\n  label TEXT NOT NULL\nCREATE TABLE box (id INT);\n```"
PARTS = "Readers of the archive saw an error rate of 0.9 %, and 4 % of all requests timed out."
INSERTED: Mapping[str, tuple[str, str]] = {
    "wrong percentage": ("num.percent", "The median of a lookup fell from 2.9 s to 64 ms (55 % less)."),
    "wrong percentage, told in words": ("num.percent", "A lookup went from 2.9 s to 64 ms, a reduction of 55 %."),
    "wrong product": ("num.equation", "The load of the archive is 6,000,000 × 8 / 86,400 = 5,556 lookups a second."),
    "wrong downtime": ("num.availability", "An availability of 99.9 % a month allows 8.8 hours of downtime a month."),
    "total that is off": ("num.table_totals", TOTAL),
    "p95 below p50": ("num.percentiles", PERCENTILES),
    "part larger than the whole": ("num.part_whole", PARTS),
    "missed target": ("num.targets", TARGET),
    "price that cannot be": ("num.implied", "We send 10 million SMS a day, which costs $75,000 a month."),
    "JSON broken": ("code.data_blocks", JSON),
    "SQL broken": ("code.sql", SQL),
}
FEEDS: Mapping[str, Mapping[str, str]] = {
    "wrong percentage": {"deepdive.results": "the sentence is a result in figures"},
    "wrong percentage, told in words": {"deepdive.results": "the sentence is a result in figures"},
    "price that cannot be": {
        "sit.business": "the sentence gives money a month",
        "res.business": "the sentence gives money a month",
    },
    "SQL broken": {"data.erd": "the block shows two tables"},
}
"""Criteria that the inserted text itself serves, wrong as it is."""
EDGE_LABEL = re.compile(r'\|"[^"|]*"\|')
READERS = ("drawings.", "blueprints.operations")
"""Probes that read arrows: what is shown, and the calls written on them."""
SLIP = '    archivist["Archivist"] -->|"asks"| cataloguer["Cataloguer"]\n    cataloguer -->|"answers"| archvist'
QUOTED = re.compile(r'\["([^"()\[\]]{3,})"\]')


def contradictions(study: Example) -> Iterator[Plant]:
    """A sentence or table of its own that is wrong in itself."""
    for fault, (rule, text) in INSERTED.items():
        yield from below_prose(study, rule, fault, text, also=FEEDS.get(fault, {}))


def drawings(study: Example) -> Iterator[Plant]:
    """Edits of the first flowchart: a broken label, a loose node, a slip in a name, arrows without words."""
    page, first, last = next(_flowcharts(study), ("", 0, 0))
    if not page:
        return
    lines = study.pages[page].split("\n")
    drawn = "\n".join(lines[first - 1 : last])
    edits = {
        "parenthesis in a label": ("diagram.parses", QUOTED.sub(r"[\1 (main)]", drawn, count=1)),
        "node without an arrow": ("diagram.orphans", drawn.replace("\n```", '\n    spare["Spare machine"]\n```')),
        "slip in the name of a node": ("diagram.orphans", drawn.replace("\n```", f"\n{SLIP}\n```")),
        "arrow labels cut": ("diagram.labels", EDGE_LABEL.sub("", drawn)),
    }
    for fault, (rule, text) in edits.items():
        spoilt = study.with_page(page, "\n".join([*lines[: first - 1], *text.split("\n"), *lines[last:]]))
        also = {c.id: "reads the same drawing" for c in study.rubric.criteria if c.probe.startswith(READERS)}
        home = drawing_rule(study) if fault == "arrow labels cut" else rule
        yield Plant(
            fault=fault,
            rule=home,
            twins=(rule, "quality.links_diagrams") if rule == "diagram.parses" else (rule,),
            study=study,
            spoilt=spoilt,
            places=((page, first, last + 2),),
            also=also,
        )


def drawing_rule(study: Example) -> str:
    """The criterion of that kind that looks at the words on arrows."""
    asked = ("arch.labels", "hld.diagram", "hld.overview", "arch.diagram")
    return next((name for name in asked if study.rubric.rule(name)), "diagram.labels")


def _flowcharts(study: Example) -> Iterator[tuple[str, int, int]]:
    """Page, first and last line of each flowchart, fences included."""
    start = 0
    for page, number, line in study.lines():
        if line.startswith("```mermaid"):
            start = number
        elif line == "```" and start:
            if study.pages[page].split("\n")[start].startswith("flowchart"):
                yield page, start, number
            start = 0
