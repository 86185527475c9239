"""Every pattern of the package, its schemas and rubrics is linear: none can be made to look again and again."""

import re
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.command import ROOT

SECONDS = 600
"""For half of the patterns; they need about twenty."""


def pump(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.pumping", *words]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=SECONDS
    )


@pytest.mark.parametrize("share", ["1/2", "2/2"])
def test_every_pattern_is_answered_on_long_strings_of_its_own_parts(
    share: str, record_property: Callable[[str, int], None]
) -> None:
    done = pump("--most=15", f"--share={share}")
    assert done.returncode == 0, done.stdout + done.stderr
    count = re.match(r"(\d+) patterns, (\d+) strings, 0 too slow", done.stdout)
    assert count
    assert int(count[1]) > 300
    assert int(count[2]) > 4_000
    record_property("inputs", int(count[2]))


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^([a-z0-9]+-?)+$", r"\s+$", r"[a-z]+\d", r"(a|b|ab)*c"])
def test_a_pattern_that_looks_again_is_told(pattern: str) -> None:
    done = pump(f"--pattern={pattern}")
    assert done.returncode == 1, done.stdout
    assert repr(pattern) in done.stdout
