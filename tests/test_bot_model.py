"""Whatever runs at the same time and whatever fails meanwhile, after one run in peace everything stands there once."""

import os
from collections import defaultdict
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from pipeline.bot.desired import Desired, desire
from pipeline.bot.outcome import decide
from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, WEB, flood, pulled, reviewed
from tests.bot_model import Run, Schedule, faults, naive, ours

SCHEDULES = int(os.environ.get("CASEGRADE_SCHEDULES", "4000"))
"""`nox -s model` plays 20,000."""
SEEDS = 4
CHANGED: dict[str, Any] = {"changed": {f"{report_parts.HERE}/README.md": [[1, 999]]}}


def shows(head: str, study: Any) -> Desired:
    return desire(pulled(head), decide(reviewed((None, study), head=head, **CHANGED)), WEB)


WANTED = (
    (
        shows(HEAD, report_parts.study()),
        shows(NEXT, reports.passing()),
        shows("d" * 40, report_parts.study()),
    ),
    (
        shows(HEAD, flood(report_parts.study(), 60)),
        shows(NEXT, flood(report_parts.study(), 3)),
        shows("d" * 40, reports.passing()),
    ),
)
"""Three pushes each: verdicts that change, comments that come and go, annotations that need two requests."""


def play(run: Run, seed: int, number: int) -> dict[str, list[str]]:
    """What went wrong in so many schedules, and in which: their names start the same dice again."""
    wrong = defaultdict(list)
    for each in range(number):
        dice = Random(f"{seed}:{each}")  # noqa: S311 - the same again for everybody
        schedule = Schedule(dice, WANTED[each % 8 == 0], run)
        state = schedule.play()
        for fault in set(faults(state, schedule.wanted[schedule.head])):
            wrong[fault].append(f"{seed}:{each}")
    return wrong


@pytest.mark.parametrize("seed", range(SEEDS))
def test_everything_stands_there_once_in_the_end(seed: int, record_property: Callable[[str, int], None]) -> None:
    record_property("inputs", SCHEDULES // SEEDS)
    wrong = play(ours, seed, SCHEDULES // SEEDS)
    assert not wrong, {fault: (len(where), where[:3]) for fault, where in wrong.items()}


def test_the_same_schedules_catch_a_bot_that_looks_and_then_writes() -> None:
    """Of 20,000 schedules such a bot ends 4,535 with another number of summaries than one."""
    assert play(naive, 0, 200)["2 summaries"]
