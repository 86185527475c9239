"""What runs inside the cage: ``python -m pipeline.cli.caged`` reads studies of a pull request and answers with data.

Its first line is the task, every further one a question; each is a value of its own parent's, pickled and in base64.
What goes back is JSON, because whoever may have taken this process over must not be able to run code in the parent.
"""

from __future__ import annotations

import json
import pickle
import sys
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from pipeline import limits
from pipeline.bot.impact import impact_record
from pipeline.bot.mends import Hunks, mends
from pipeline.cache.codec import encode
from pipeline.cage import allow, confine
from pipeline.cage.child import FRAME
from pipeline.cli.rubric_impact import impact
from pipeline.cli.selection import Origin
from pipeline.cli.work import Worker
from pipeline.errors import InputError
from pipeline.load import Place, Source
from pipeline.report import StudyReport


def main() -> None:
    """Answer until there are no more questions."""
    answers = confine()
    worker = Worker(_read(sys.stdin.buffer.readline()))
    for number, line in enumerate(sys.stdin.buffer, 1):
        job, arguments = _read(line)
        allow(limits.IMPACT_SECONDS if job == "impact" else limits.STUDY_SECONDS)
        answers.write(FRAME % number + json.dumps(_answer(worker, job, arguments)).encode("ascii") + b"\n")
        answers.flush()


def _answer(worker: Worker, job: str, arguments: tuple[Any, ...]) -> Mapping[str, Any]:
    """What was asked for, or why not; the one place in this process where a fault of ours is caught."""
    try:
        return {"told": JOBS[job](worker, *arguments)}
    except InputError as error:
        return {"refused": [error.message, error.place, error.remedy]}
    except Exception as error:  # noqa: BLE001 - any fault in here is the grader's, and costs one study
        return {"fault": type(error).__name__}


def _grade(worker: Worker, source: Source, place: Place) -> str:
    return encode(worker.grade(source, place))


def _mends(worker: Worker, source: Source, place: Place, report: StudyReport, hunks: Hunks) -> list[dict[str, Any]]:
    return [asdict(each) for each in mends(source, place, report, hunks, worker.grade)]


def _impact(worker: Worker, head: Origin) -> Mapping[str, Any]:
    return impact_record(impact(worker, head))


JOBS: Mapping[str, Callable[..., Any]] = MappingProxyType({"grade": _grade, "mends": _mends, "impact": _impact})


def _read(line: bytes) -> Any:
    return pickle.loads(b64decode(line))  # noqa: S301 - the parent wrote it, and nobody else holds that end


if __name__ == "__main__":
    main()
