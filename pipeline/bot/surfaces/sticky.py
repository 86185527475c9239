"""The one comment: verdict, what to do next, then everything else, folded. The same story as in the terminal.

Nothing of a study gets here without `escape.markdown` or `escape.code_span`; `render.summary` sees to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import Judgement, change_words, headline
from pipeline.bot.outcome import Outcome
from pipeline.bot.own import OwnComment, marker
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.surfaces import budget
from pipeline.bot.surfaces.budget import Block
from pipeline.bot.surfaces.stand import standing_of
from pipeline.bot.write import Write, minimised
from pipeline.compare import Comparison
from pipeline.render import agenda, comparison, standing, summary
from pipeline.render.escape import code_span, markdown, prose
from pipeline.report import StudyReport

WHAT = "sticky"
FAULT = (
    "The grader failed, not your study: you need do nothing. A maintainer can run the job again. If it fails again, "
    "the log of the job says where, and that belongs into an issue."
)
REMOVAL = "This pull request takes studies away and changes none, so there is nothing to grade."
NOTHING = "This pull request changes no case study, so there is nothing to grade."
_DRAFT = "Drafts are graded but never pass. Set `status: review` in the front matter when it is ready to be read."
_HELD = "A maintainer holds this pull request; the grade stands, and nothing is asked of the author."
WELCOME = """<details>
<summary>New here? How this works</summary>

Your study is graded against its rubric, by the rules of the default branch. Push, and this comment changes with it;
a comment beside a line goes away when its finding is mended. A finding marked *gate* closes the pass whatever the
score is; every other one costs the points beside it, and advice costs none. Once the study passes, people read it.
Say `/casegrade help` in a comment to see what you can ask for.

</details>"""
_REST = "The file `report.json` of the job that graded holds everything, and so does `casegrade grade`."

_HEARD = re.compile(r" heard:([0-9a-f]{12}) -->")
_COMMIT = re.compile(r"\b[0-9a-f]{40}\b|\[`[0-9a-f]{7}`\]")
_FRAME, _PASSING = -1, 10


@dataclass(frozen=True, slots=True)
class Sticky:
    """The comment as it should be. ``worth_a_new_one`` is False where it is only mended if it exists already."""

    body: str
    worth_a_new_one: bool


def sticky(event: PullRequest, outcome: Outcome, web: str) -> Sticky:
    """The comment that an open pull request should show."""
    report = outcome.report
    worth = outcome.judgement is not Judgement.NOTHING or bool(report and (report.impact or report.studies))
    return Sticky(comment(event, outcome, web), worth)


def comment(event: PullRequest, outcome: Outcome, web: str) -> str:
    """The whole comment. ``web`` is the address of the repository, such as ``https://github.com/o/r``."""
    blocks = [
        Block(f"{_first(event, outcome)}\n## {headline(outcome.report, outcome.judgement)}", _FRAME),
        *_body(event, outcome, web),
        *([Block(WELCOME, _PASSING)] if event.newcomer and outcome.report and outcome.report.heads else []),
        Block(_footer(event, outcome.report, web), _FRAME),
    ]
    return budget.joined(blocks, budget.COMMENT, _REST)


def _first(event: PullRequest, outcome: Outcome) -> str:
    return marker(WHAT, event.number, f"heard:{outcome.heard}" if outcome.heard else "")


def told(shown: OwnComment | None) -> tuple[Judgement | None, str]:
    """The judgement in the headline of a summary, and the word for what people had said by then.

    Good to decide whether to look again, and for nothing else: people who can write can edit it.
    """
    lines = shown.body.splitlines() if shown else []
    heading = lines[1] if len(lines) > 1 else ""
    judgement = next((each for each in Judgement if heading.startswith(f"## {each.words}")), None)
    heard = _HEARD.search(lines[0]) if lines else None
    return judgement, heard[1] if heard else ""


def details(event: PullRequest, outcome: Outcome, web: str, note: str = "") -> str:
    """The same for the check run, which has a title of its own; ``note`` is added at the end."""
    blocks = [*_body(event, outcome, web), *([Block(note, _FRAME)] if note else [])]
    return budget.joined(blocks, budget.CHECK, _REST)


def writes(root: str, number: int, wanted: Sticky, shown: tuple[OwnComment, ...]) -> Iterator[Write]:
    """The oldest of ours that can be seen is kept; duplicates of ours are folded away, never deleted."""
    seen = [each for each in shown if not each.minimised]
    kept = next(iter(seen or shown), None)
    if kept is None and wanted.worth_a_new_one:
        yield Write("POST", f"{root}/issues/{number}/comments", {"body": wanted.body}, publishes=True)
    elif kept and not same(kept.body, wanted.body):
        yield Write("PATCH", f"{root}/issues/comments/{kept.id}", {"body": wanted.body}, publishes=True)
    for surplus in seen[1:]:
        yield minimised(surplus.node_id, "DUPLICATE")


def same(one: str, other: str) -> bool:
    """Whether two comments say the same: another commit after a rebase is no news, nor is the welcome."""
    return one == other or _COMMIT.sub("", _lines(one)) == _COMMIT.sub("", _lines(other))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace(f"{WELCOME}\n\n", "").strip()


def _body(event: PullRequest, outcome: Outcome, web: str) -> Iterator[Block]:
    report, judgement = outcome.report, outcome.judgement
    if judgement is Judgement.FAULT:
        yield Block(FAULT)
    elif judgement is Judgement.NOTHING and report and not report.impact:
        yield Block(REMOVAL if report.studies else NOTHING)
    elif judgement is Judgement.DRAFT:
        yield Block(_DRAFT)
    elif judgement is Judgement.HELD:
        yield Block(_HELD)
    if outcome.blocks:
        yield Block("\n".join(f"- {prose(block)}" for block in outcome.blocks), _FRAME)
    place = summary.linked(f"{web}/blob/{event.head_sha}")
    # What is to be mended stands on top, what is gone at the end.
    for study in sorted(report.studies, key=lambda each: (each.head is None, not each.falls_short)) if report else ():
        yield from _study(study, place, alone=report is not None and len(report.studies) == 1)
    yield from (Block(text, _PASSING) for text in standing_of(outcome))


def _study(study: Comparison, place: summary.Place, *, alone: bool) -> Iterator[Block]:
    if study.head is None:
        yield Block(f"### Removed · {code_span(study.path)}\n\nIt stood at {_before(study.base)}.")
        return
    first, *rest = summary.blocks(study.head, place, change_words(study.base, study.head))
    yield Block(_single(study.head) if alone else first)
    # Where room is short, what passes gives way first.
    for rank, text in enumerate(filter(None, [*rest, _changes(study)]), 1 if study.falls_short else _PASSING):
        yield Block(text, rank)


def _single(study: StudyReport) -> str:
    """What stands below the headline where that has told the score already."""
    told = [standing.word(study), *map(markdown, standing.clauses(study)), markdown(standing.rubric_name(study))]
    return " · ".join([code_span(study.path), *filter(None, told)])


def _before(base: StudyReport | None) -> str:
    return f"{standing.word(base)}, {standing.mark(base)}" if base else "nothing"


def _changes(study: Comparison) -> str:
    """What the pull request did to each criterion."""
    table = comparison.table(study)
    if not table or any(side and side.verdict.state == "incomplete" for side in (study.base, study.head)):
        return ""
    return f"<details>\n<summary>Changed since the base ({len(study.moved)})</summary>\n\n{table}\n\n</details>"


def _footer(event: PullRequest, report: ReviewReport | None, web: str) -> str:
    rubrics = sorted({standing.rubric_name(head) for head in report.heads if head.rubric} if report else ())
    graded = "Graded commit" if report and report.heads else "Commit"
    told = [
        f"{graded} [`{event.head_sha[:7]}`]({web}/commit/{event.head_sha}) and later ones that change no study",
        *(f"rubric {markdown(name)}" for name in rubrics),
        *_help(report),
    ]
    return f"---\n<sub>{' · '.join(told)}</sub>"


def _help(report: ReviewReport | None) -> Iterator[str]:
    unclear = next(filter(None, map(agenda.worth_explaining, report.heads if report else ())), "")
    if unclear:
        yield f"{code_span(f'/casegrade explain {unclear}')} in a comment says what it wants and why"
    if report and any(head.findings for head in report.heads):
        yield "does a finding look wrong? Say so below, and a maintainer will look"
