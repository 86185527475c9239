"""A small GitHub on this machine: it remembers, keeps GitHub's own rules, and fails on demand."""

from tests.fake_github.faults import Fault
from tests.fake_github.server import FakeGitHub
from tests.fake_github.state import BOT, Pull, State

__all__ = ["BOT", "FakeGitHub", "Fault", "Pull", "State"]
