"""The child: a diagram a line on standard input, as a JSON string; an answer a line on standard output.

It holds nothing but the text that it is given: no file of a study, no environment, no network.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from pipeline.engine.assets import folder
from pipeline.engine.script import scripts

DIAGRAM_SECONDS = 2
HEAP_BYTES = 512 * 2**20
FRESH_AFTER = 500
"""Diagrams that one context reads before it is thrown away with whatever they left behind."""


def context() -> Any:
    """A fresh V8 with mermaid in it. Memory is limited by V8 itself: it does not start under RLIMIT_AS."""
    from py_mini_racer import MiniRacer

    fresh = MiniRacer()
    fresh.set_hard_memory_limit(HEAP_BYTES)
    for script in scripts(folder()):
        fresh.eval(script)
    return fresh


def main() -> None:
    """Answer until the input ends. V8 keeps threads that do not end by themselves, hence the hard exit."""
    engine, read = context(), 0
    for line in sys.stdin:
        try:
            engine.eval(f"__read({json.dumps(json.loads(line))})", timeout_sec=DIAGRAM_SECONDS)
            answer = engine.eval("__answer", timeout_sec=DIAGRAM_SECONDS) or json.dumps({"fault": "no answer"})
        except Exception as error:  # noqa: BLE001 - any fault of the tool is told, and the next diagram starts afresh
            answer, read = json.dumps({"fault": type(error).__name__}), FRESH_AFTER
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
        read += 1
        if read > FRESH_AFTER:
            engine, read = context(), 0
    os._exit(0)


if __name__ == "__main__":
    main()
