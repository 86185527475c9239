"""Placeholders: each one counts, mending one counts, and look-alikes are left alone."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.placeholders import leftovers
from pipeline.probes.leftovers import placeholders, residue
from tests.studies import page, subject

LEFT = {
    "- **Availability**: [Frequency and strategy]": "[Frequency and strategy]",
    "- **Goals:** [e.g., 2 weeks]": "[e.g., 2 weeks]",
    "# Case study: [Project Name]": "[Project Name]",
    "Role: YOUR\\_ROLE": "YOUR\\_ROLE",
    "[Repository](YOUR_GITHUB_URL)": "YOUR_GITHUB_URL",
    "- <Feature 2>": "<Feature 2>",
    "**Fix:** <...>": "<...>",
    "- Time spent: X minutes": "X minutes",
    "- FEATURE -- what you decided": "FEATURE",
    "TODO: name the owner": "TODO: name the owner",
    "- TODO": "TODO",
    "*API endpoints to be defined*": "API endpoints to be defined",
    "- Latency: *To be defined*": "To be defined",
    "SOON...": "SOON...",
    "- Recommendation 2": "Recommendation 2",
    "Started on {{date}} by two people": "{{date}}",
}
FINE = (
    "Retries wait for X seconds, at most Y% of the time-out",
    "The TODO list app keeps its items in SQLite",
    "JTBD interviews came first; TODO comments were removed",
    "It holds `Map<id, items[]>` and List<Order> values",
    "p99 <50 ms and error rate < 0.1 % at > 90 % load",
    "Pairs of <user_id, score> are kept in order",
    "Client -> [Load Balancer] -> [API Server]",
    "[INFO] [2026-01-01] started in [4, 12) ms",
    '"[The team] was paged", says the report [sic]',
    "- [ ] Rate limiting: not implemented, v2 priority",
    "See [What We Changed](changes.md) and [^1]",
    "![Diagram of the flow](flow.png)",
    "<details open><summary>How we measured it</summary>",
    "<Accordion title={{a: 1}}> text </Accordion>",
    "values are ${{ secrets.TOKEN }} and {{ $labels.pod }}",
    "- Mobile app to be added in v2",
    "| P0 | [Critical] | [x] |",
    "HTTP 5XX and 2XX counters, sizes up to XXL",
    "Goal 1 was met in March",
    "# TODO App",
    "- `run --set CPUSET=0-2` ...",
    "The store has yet\nto be written.",
    "the signs U+003C (<), U+003E (>)",
    "*[Now everything can be restored!]*\n\n[Now everything can be restored!]: https://acme.dev",
    "Soon after, the queue was drained",
)


@pytest.mark.parametrize(("line", "text"), LEFT.items())
def test_a_placeholder_is_found_with_its_column(line: str, text: str) -> None:
    (spot,) = leftovers(page(f"# Study\n\n{line}\n"))
    assert (spot.line, spot.column, spot.text, spot.open) == (3, line.index(text) + 1, text, False)


@pytest.mark.parametrize("line", FINE)
def test_what_only_looks_like_one_is_left_alone(line: str) -> None:
    assert leftovers(page(f"# Study\n\n{line}\n")) == ()


@given(st.lists(st.sampled_from(sorted(LEFT)), min_size=1, max_size=8), st.data())
def test_mending_one_placeholder_lowers_the_hits(lines: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.integers(0, len(lines) - 1))
    mended = [line.replace(LEFT[line], "a worker") if n == chosen else line for n, line in enumerate(lines)]
    before, after = (hits("\n\n".join(text)) for text in (lines, mended))
    assert after == before - 1


def hits(text: str) -> Fraction:
    return placeholders(subject({"README.md": f"# Study\n\n{text}\n"})).quantities["hits"]


def test_mending_every_gap_leaves_a_clean_study() -> None:
    measure = placeholders(subject({"README.md": "# Study\n\nTODO: say why\n"}))
    assert measure.after(measure.gaps[0]) == {"hits": 0, "open": 0, "clean": 1}


def test_front_matter_is_looked_at_on_its_own_lines() -> None:
    text = '---\ntitle: Shop\nsummary: "TODO: one sentence"\ntags: [queue, "[jobs]"]\n---\n# Shop\n'
    measure = placeholders(subject({"README.md": text}))
    assert [(gap.span.line, gap.column, gap.quote) for gap in measure.gaps] == [(3, 11, "TODO: one sentence")]


def test_a_placeholder_in_a_comment_or_in_code_is_not_for_readers() -> None:
    text = "# Study\n\n<!-- [Project Name]\nTODO: x -->\n\n```python\nYOUR_KEY = 1  # TODO: x\n```\n\n`YOUR_KEY`\n"
    assert hits(text) == 0


def test_headings_and_table_headers_of_a_template_may_be_kept() -> None:
    rows = "| What went wrong or was about to, for whom, and what it cost |\n| --- |\n| A queue ran full |\n"
    text = f"## What went wrong or was about to, for whom, and what it cost\n\n{rows}"
    assert residue(subject({"README.md": text})).quantities["residue"] == 0
