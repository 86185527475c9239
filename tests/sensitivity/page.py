"""The matrix of rule × fault as a page of the docs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.sensitivity.plant import Plant, Trial

HEAD = """# Sensitivity: one planted fault at a time

Written by `nox -s sensitivity -- --write`; do not edit.

Each line below is a fault planted in a sound example study (`studies/`), one at a time: a link broken, a reason cut, a
figure replaced by an adjective, a total that is off. Some are planted by a search in every study, the others were
written for one study (`tests/sensitivity/faults/`). None was dropped for its result;
a few were reworded after they had failed, where the planted text was at fault itself (a rubric's own example, or
filler, which do not count), and a section is emptied once, whichever of its criteria answers.

- **On the line**: there is a finding that was not there before, from the rule that should speak (or one that asks the
  same of the same words), on the planted line. For what was deleted or emptied, the line is that of its heading.
- **By level**: the criterion fell, and its finding stands elsewhere.
- **Unanswered**: the study has so much of it that the level holds, and nothing stands out at that place.
- **Others moved**: a criterion changed its level though the fault does not touch what it reads.

A **thinned** study lost some words and still does what the rule asks, because it says the same elsewhere; that is no
fault, and silence is the right answer as well as a note. Those are tried as well and have a table of their own.
"""


ANSWERED, MOVED = 95, 5
"""At least so many faults in a hundred are answered on their line; at most so many move another criterion."""


def short(trials: Sequence[Trial]) -> tuple[str, ...]:
    """What falls short of ``ANSWERED`` and ``MOVED``, a line each; nothing where both hold."""
    faults = [trial for trial in trials if not trial.plant.thin]
    on_line = sum(trial.on_line for trial in faults)
    moved = sum(bool(trial.moved) for trial in faults)
    said = []
    if on_line * 100 < ANSWERED * len(faults):
        said.append(f"{on_line} of {len(faults)} faults are answered on the line; at least {ANSWERED} % are wanted")
    if moved * 100 > MOVED * len(faults):
        said.append(f"{moved} of {len(faults)} faults move another criterion; at most {MOVED} % may")
    return tuple(said)


def page(trials: Sequence[Trial]) -> str:
    """The page: rates, the matrix, and each plant that was not answered on its line or moved something else."""
    faults = [trial for trial in trials if not trial.plant.thin]
    thinned = [trial for trial in trials if trial.plant.thin]
    lines = [
        HEAD,
        count_line(t.plant for t in trials),
        "",
        *_rates(faults),
        "",
        *_matrix(faults),
        "",
        *_silent(faults),
        "",
        *_moved(faults),
        "",
    ]
    return "\n".join([*lines, *_thinned(thinned), ""])


def count_line(plants: Iterable[Plant]) -> str:
    """What the page says about how much was planted."""
    every = list(plants)
    faults = [plant for plant in every if not plant.thin]
    studies, rules = {plant.study.slug for plant in faults}, {plant.rule for plant in faults}
    thinned = len(every) - len(faults)
    return f"{len(faults)} faults in {len(studies)} studies, {len(rules)} rules; beside them {thinned} thinned studies."


def _rates(trials: Sequence[Trial]) -> list[str]:
    lines = ["| | Faults | Share |", "| --- | ---: | ---: |"]
    for name, found in (
        ("answered on the line", [t for t in trials if t.on_line]),
        ("answered by the right rule, on the line or by level", [t for t in trials if t.answered]),
        ("no other criterion moved", [t for t in trials if not t.moved]),
        ("answered on the line and nothing else moved", [t for t in trials if t.passed]),
    ):
        lines.append(f"| {name} | {len(found)} of {len(trials)} | {_percent(len(found), len(trials))} |")
    for title, whole in (("in every study", False), ("written for one study", True)):
        part = [t for t in trials if t.plant.written is whole]
        good = [t for t in part if t.on_line]
        lines.append(
            f"| of those planted {title}: on the line | {len(good)} of {len(part)} | {_percent(len(good), len(part))} |"
        )
    return lines


def _percent(part: int, whole: int) -> str:
    """Rounded down to a tenth."""
    tenths = part * 1000 // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10} %"


def _matrix(trials: Sequence[Trial]) -> list[str]:
    lines = [
        "## Rule × fault",
        "",
        "| Rule | Fault | Planted | On the line | By level | Unanswered | Others moved |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for rule, fault in sorted({(t.plant.rule, t.plant.fault) for t in trials}):
        here = [t for t in trials if (t.plant.rule, t.plant.fault) == (rule, fault)]
        on_line = sum(t.on_line for t in here)
        level = sum(t.lowered and not t.on_line for t in here)
        moved = sum(bool(t.moved) for t in here)
        lines.append(
            f"| `{rule}` | {fault} | {len(here)} | {on_line} | {level} | {len(here) - on_line - level} | {moved} |"
        )
    return lines


def _silent(trials: Sequence[Trial]) -> list[str]:
    found = [t for t in trials if not t.on_line]
    told = [
        f"- {'by level: ' if t.lowered else ''}`{_place(t.plant)}` {t.plant.fault} → `{t.plant.rule}`" for t in found
    ]
    return ["## Not answered on the line", "", *(told or ["None."])]


def _moved(trials: Sequence[Trial]) -> list[str]:
    found = [t for t in trials if t.moved]
    told = [f"- `{_place(t.plant)}` {t.plant.fault}: {', '.join(f'`{name}`' for name in t.moved)}" for t in found]
    return ["## Others that moved", "", *(told or ["None."])]


def _thinned(trials: Sequence[Trial]) -> list[str]:
    told = [
        f"| `{_place(t.plant)}` {t.plant.fault} | `{t.plant.rule}` | {'yes' if t.on_line else 'no'} | "
        f"{'yes' if t.lowered else 'no'} |"
        for t in trials
    ]
    table = ["| Thinned | Rule | Told on the line | Level fell |", "| --- | --- | --- | --- |", *told]
    return ["## Thinned, and no fault", "", *(table if told else ["None."])]


def _place(plant: Plant) -> str:
    name, line, _ = plant.places[0]
    return f"{plant.study.slug}/{name}:{line}"
