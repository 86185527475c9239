"""A child process in which what is not trusted is read: with limits, without an environment or a network.

It may crash, hang or be killed; whoever asked is told so and goes on.
"""

from pipeline.cage.child import Cage, DeadError
from pipeline.cage.walls import allow, confine

__all__ = ["Cage", "DeadError", "allow", "confine"]
