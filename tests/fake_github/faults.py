"""What can go wrong on the way: refusals, gateways that fail before or after the write, connections that drop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
PRIMARY = "API rate limit exceeded for installation."


@dataclass(slots=True, kw_only=True)
class Fault:
    """Goes wrong the next ``times`` times that ``method`` and ``path`` (a pattern) are asked for.

    ``took_effect`` says whether the request is carried out all the same; ``status`` 0 drops the connection.
    """

    method: str
    path: str
    status: int = 502
    took_effect: bool = False
    message: str = "Server Error"
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1

    def strikes(self, method: str, path: str) -> bool:
        """Whether this request is hit; counts down."""
        if self.times == 0 or method != self.method or not re.search(self.path, path):
            return False
        self.times -= 1
        return True
