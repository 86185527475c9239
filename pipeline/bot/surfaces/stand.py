"""Where the pull request stands beside the grades: what the rubric change does, what is waived, what a merge needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.bot.impact import Impact, Shift, Standing
from pipeline.bot.outcome import Condition, Outcome
from pipeline.bot.voices import Waiver
from pipeline.render import points
from pipeline.render.escape import code_span, markdown, prose

_HEAD = ("| Study | Now | With this change | Points |", "| --- | --- | --- | ---: |")
IDLE = "**Waivers without effect**: expired, not allowed, or the gate is met"
MOVED = 50
"""So many studies are listed that change band; the rest is counted."""


def standing_of(outcome: Outcome) -> Iterator[str]:
    """Blocks of Markdown, each of which may be missing."""
    report = outcome.report
    if report and report.impact and not report.impact.fault:
        yield _impact(report.impact)
    if outcome.waivers:
        yield "\n".join(["**Waived**", "", *map(_waiver, outcome.waivers)])
    if outcome.idle:
        yield "\n".join([IDLE, "", *map(_waiver, outcome.idle)])
    if outcome.conditions:
        yield _conditions(outcome.conditions)


def _conditions(conditions: Sequence[Condition]) -> str:
    """What is there and what is not; nobody is mentioned, so nobody is called."""
    now = "as of this run; `/casegrade regrade` looks again"
    return "\n".join([f"**Before it is merged** ({now})", "", *map(_condition, conditions)])


def _condition(condition: Condition) -> str:
    if condition.met or not condition.who:
        return f"- {'✔' if condition.met else '✘'} {markdown(condition.says)}"
    return f"- ✘ {markdown(condition.says)}. Who can help: {prose(condition.who)}"


def _waiver(waiver: Waiver) -> str:
    until = f" until {markdown(waiver.expires)}" if waiver.expires else ""
    return (
        f"- {code_span(waiver.rule)} in {code_span(waiver.slug)}, by {code_span(waiver.by)}{until}: "
        f"{markdown(waiver.reason)}"
    )


def _impact(impact: Impact) -> str:
    """Who changes band or verdict under the new rubrics; the others are counted."""
    moved = impact.moved
    rubrics = (f"{markdown(each.kind)} {_version(each.old)} → {_version(each.new)}" for each in impact.rubrics)
    graded = points.count(len(impact.studies), "study", "studies")
    told = [
        f"**What this does to the studies** ({', '.join(rubrics) or 'no rubric differs'})",
        f"{graded} graded under both; {len(moved)} would change band or verdict.",
    ]
    if moved:
        told.append("\n".join([*_HEAD, *map(_row, moved[:MOVED])]))
    if len(moved) > MOVED:
        told.append(f"{len(moved) - MOVED} more are in the report of the job.")
    return "\n\n".join(told)


def _row(shift: Shift) -> str:
    return f"| {code_span(shift.path)} | {_stands(shift.old)} | {_stands(shift.new)} | {_change(shift)} |"


def _version(version: str | None) -> str:
    return markdown(version) if version else "none"


def _stands(standing: Standing) -> str:
    figure = "not scored" if standing.points is None else points.score(standing.points)
    return " · ".join(filter(None, [standing.state, figure, markdown(standing.band or "")]))


def _change(shift: Shift) -> str:
    if shift.old.points is None or shift.new.points is None:
        return ""
    return points.change(shift.old.points, shift.new.points)
