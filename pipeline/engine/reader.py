"""The parent's side: diagrams in, drawings out, whatever happens to the child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any

from pipeline.engine.assets import version
from pipeline.facts.diagrams import sources
from pipeline.study import Drawing, Study

START_SECONDS = 20
ANSWER_SECONDS = 6
MOST_BYTES = 50_000
"""What mermaid itself takes for too much text (its ``maxTextSize``)."""
RESTARTS = 3
REFUSALS = (
    "Parse error",
    "Lexical error",
    "No diagram type detected",
    "YAMLException",
    "Trying to inactivate an inactive",
)
"""How mermaid words its refusals; any other error may be the tool's own fault."""
PLUGIN = "for text: zenuml"
"""A diagram that mermaid reads with a plug-in of its own, which is not here: nothing is known of it."""
STUDY_DIAGRAMS = 500
"""More of one study are not asked about; they are read by their structure alone."""
PACKAGE_HOME = Path(__file__).parents[2]
NEEDED = ("SYSTEMROOT",)
"""Without it Python does not start on Windows."""


class Engine:
    """Reads diagrams in a child that is started when the first one comes. Close it, or let it end with the process."""

    def __init__(self) -> None:
        self._known: dict[str, Drawing | None] = {}
        self._child: subprocess.Popen[bytes] | None = None
        self._lines: Queue[bytes | None] = Queue()
        self._restarts = 0
        self.faults = 0
        """How often the tool itself failed: what was graded meanwhile may be graded better the next time."""

    def drawn(self, study: Study) -> Study:
        """The study with what mermaid says of its diagrams."""
        return replace(study, drawings=self.read(sources(study)[:STUDY_DIAGRAMS]))

    def read(self, texts: Iterable[str]) -> Mapping[str, Drawing]:
        """What mermaid says of each text; what the tool could not read is absent."""
        if version() is None:
            return {}
        wanted = list(dict.fromkeys(texts))
        for text in wanted:
            if text not in self._known:
                self._known[text] = self._ask(text)
        return {text: found for text in wanted if (found := self._known[text])}

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.kill()
            self._child.communicate()
            self._child = None

    def _ask(self, text: str) -> Drawing | None:
        if len(text.encode("utf-8", "replace")) > MOST_BYTES or self._restarts > RESTARTS:
            return None
        started = self._child is None
        try:
            child = self._child or self._start()
            assert child.stdin
            child.stdin.write(f"{json.dumps(text)}\n".encode("ascii"))
            child.stdin.flush()
            line = self._lines.get(timeout=START_SECONDS + ANSWER_SECONDS if started else ANSWER_SECONDS)
        except (OSError, Empty):
            line = None
        if line is None:
            self.faults += 1
            self._restarts += 1
            self.close()
            return None
        return _drawing(line)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in NEEDED if name in os.environ}
        self._lines = Queue()
        self._child = subprocess.Popen(
            [sys.executable, "-m", "pipeline.engine"],
            cwd=PACKAGE_HOME,
            env={**environment, "PYTHONPATH": str(PACKAGE_HOME), "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._child.stdout
        Thread(target=_forward, args=(self._child.stdout, self._lines), daemon=True).start()
        return self._child


def _forward(stream: IO[bytes], lines: Queue[bytes | None]) -> None:
    """Lines of the child into the queue; None when it has ended."""
    for line in stream:
        lines.put(line)
    lines.put(None)


def _drawing(line: bytes) -> Drawing | None:
    """The answer as a drawing; None for a fault of the tool, or for an answer that makes no sense."""
    try:
        answer: Any = json.loads(line)
        if "error" in answer:
            return _refusal(answer)
        if "fault" in answer:
            return None
        return Drawing(
            nodes=tuple((str(name), str(label)) for name, label in answer.get("nodes", ())),
            edges=tuple((str(a), str(b), str(label)) for a, b, label in answer.get("edges", ())),
            groups=tuple(map(str, answer.get("groups", ()))),
            holds=tuple((str(name), tuple(map(str, inside))) for name, inside in answer.get("holds", ())),
            branches=tuple(map(str, answer.get("branches", ()))),
            read="nodes" in answer,
        )
    except (ValueError, TypeError):
        return None


def _refusal(answer: Mapping[str, Any]) -> Drawing | None:
    said = str(answer["error"])
    if PLUGIN in said or not any(words in said for words in REFUSALS):
        return None
    first = " ".join(said.split("\n", 1)[0].split())
    return Drawing(error=first[:200], error_line=int(answer.get("line") or 0))
