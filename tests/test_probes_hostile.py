"""Hostile pages cost no more than long ones: every pattern is linear, the bound is far above need."""

from __future__ import annotations

import time
from typing import Any

import pytest

from pipeline.probes import (
    alarms,
    arithmetic,
    blueprints,
    code,
    hidden,
    ledgers,
    leftovers,
    links,
    nines,
    prose,
    tidiness,
)
from tests.studies import subject

SIZE = 100_000
SECONDS = 10
PUMPS = (
    "[", "\\[", "[[a", "[a ", "[a]", "<", "<a ", "<a b ", "{{", "{{a ", "`", "``` ", "*", "**a:", "|", "| a ",
    "> ", "- ", "TODO", "TODO:", "TODO(a", "YOUR_", "YOUR\\_", "X ", "goal ", "to be ", "A a ", "a.", "a, ",
    "very ", "much faster ", "more and ", "1,", "1 ", "%41", "%", "](", "[a](b#", "#a", "<!--", "-->",
    '<a id="', "\u200b", "\u202e", "a\u200b", "ignore all ", "give this ", "\n", "\n\n", "a\n", "a: \n",
    "```\n", "| a |\n", "# a\n", "## A\n\n", "[a](#a) ", "[a]: b\n", "name/", "../", "é", "â€", "A ", "TBD ",
    "99.9% × ", "99.9 % downtime ", "9", "1 + ", "Total ", "a month ",
    "soon", "It was much faster so. ", "It was much faster so.\n", "e.g. ", "a/", "A/",
)  # fmt: skip
PROBES: dict[str, dict[str, Any]] = {
    "leftovers.placeholders": {},
    "leftovers.residue": {},
    "links.intact": {},
    "links.kinds": {"kinds": {"demo": ["youtu.be/"]}},
    "prose.vague": {},
    "prose.readability": {},
    "hidden.text": {},
    "tidiness.fences": {},
    "tidiness.encoding": {},
    "tidiness.repetition": {},
    "tidiness.length": {},
    "arithmetic.percent": {},
    "arithmetic.equation": {},
    "arithmetic.implied": {"prices": [{"thing": "an SMS", "nouns": ["sms"], "low": "0.1", "high": "1"}]},
    "blueprints.operations": {"sections": ["api"]},
    "blueprints.tables": {"sections": ["data"]},
    "code.data": {},
    "code.sql": {},
    "alarms.watched": {"sections": ["monitoring"]},
    "ledgers.totals": {},
    "ledgers.targets": {},
    "nines.availability": {},
}
TABLE = {
    **alarms.PROBES, **arithmetic.PROBES, **blueprints.PROBES, **code.PROBES, **ledgers.PROBES, **nines.PROBES,
    **hidden.PROBES, **leftovers.PROBES, **links.PROBES, **prose.PROBES, **tidiness.PROBES,
}  # fmt: skip


@pytest.mark.parametrize("pump", PUMPS, ids=repr)
def test_a_pumped_page_is_measured_in_bounded_time(pump: str) -> None:
    study = subject({"README.md": f"# Study\n\n{(pump * SIZE)[:SIZE]}"})
    start = time.process_time()
    for name, arguments in PROBES.items():
        TABLE[name].measure(study, **arguments)
    assert time.process_time() - start < SECONDS
