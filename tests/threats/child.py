"""``python -m tests.threats.child NODE``: run one test of the table, and say on the last line what it tried."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from typing import Any

import pytest

INPUTS = "inputs"
"""The property that a test records which tries many inputs of its own in one case."""


class Counts:
    """How many cases were run, how many did not hold, and how many inputs they tried."""

    def __init__(self) -> None:
        self.held = self.failed = self.tried = self._drawn = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Generator[None, object, object]:
        """Listen to what Hypothesis draws for one case."""
        from hypothesis.statistics import collector  # not before pytest rewrites the assertions of plugins

        self._drawn = 0
        with collector.with_value(self._note):  # type: ignore[arg-type]  # its type is that of its default
            return (yield)

    def _note(self, told: dict[str, Any]) -> None:
        phases = [phase for name, phase in told.items() if name.endswith("-phase")]
        self._drawn += sum(case["status"] == "valid" for phase in phases for case in phase["test-cases"])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a case: the inputs that it recorded, those that Hypothesis drew, or one."""
        self.failed += report.failed
        if report.when == "call" and report.passed:
            self.held += 1
            self.tried += sum(int(str(value)) for name, value in report.user_properties if name == INPUTS) or (
                self._drawn or 1
            )


def main(node: str) -> int:
    """Run it; the numbers are printed as JSON."""
    counts = Counts()
    code = int(pytest.main(["-q", "-p", "no:cacheprovider", node], [counts]))
    told = {"cases": counts.held, "failed": counts.failed, "inputs": counts.tried}
    sys.stdout.write(f"\n{json.dumps(told)}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
