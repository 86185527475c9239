"""Comments beside the lines: one a finding, on lines of the diff alone; they come and go with the finding.

A comment is known by its first line, which holds the finding's fingerprint and neither a line number nor a
message: it survives rebases, and a finding that moved is the same finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pipeline.bot.event import PullRequest
from pipeline.bot.judgement import Judgement
from pipeline.bot.mends import Mend
from pipeline.bot.outcome import Outcome
from pipeline.bot.own import PAGE
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.write import Write
from pipeline.render import agenda
from pipeline.render.escape import code_span, prose
from pipeline.render.points import count
from pipeline.report import Finding

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

MOST, OPEN_AT_ONCE = 20, 40
"""The most important findings that get a comment, and the most that stand open, older ones that still hold included.

More at once nobody reads; the rest stands in the summary and as annotations of the check.
"""
ALIKE = 3
"""So many comments a rule: an author who has read three of a kind knows what to look for."""

_MARKER = re.compile(r"<!-- casegrade:finding:1 ([0-9a-f]{1,64}) -->")
_ALWAYS_READ = re.compile(r"`casegrade explain (?:front-matter|layout)\.")
"""Found in what is read of every study, so that a comment on it goes when its finding does."""
_FIXED = "✅ Mended in"
_COMMIT = re.compile(r"\b[0-9a-f]{40}\b|`[0-9a-f]{7}`")

Hunks = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One comment as it should be: on ``line`` of ``path``, or from ``start_line`` to it."""

    fingerprint: str
    path: str
    line: int
    start_line: int | None
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """The comments that should be there, what matters most first; ``alive`` are all findings that still stand.

    Of the studies in ``unread`` nobody knows: their front matter cannot be used, say. What was said there stays.
    """

    head_sha: str
    remarks: tuple[Remark, ...]
    alive: frozenset[str]
    unread: tuple[str, ...] = ()

    def without(self, fingerprints: Collection[str]) -> Inline:
        """The same but for the comments on those findings, which GitHub does not take."""
        return replace(self, remarks=tuple(each for each in self.remarks if each.fingerprint not in fingerprints))

    def stands(self, own: OwnRemark) -> bool:
        """Whether the finding of that comment still holds, or may hold for all that is known."""
        if own.fingerprint in self.alive:
            return True
        return not _ALWAYS_READ.search(own.body) and any(own.path.startswith(f"{study}/") for study in self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRemark:
    """A comment of ours beside a line; ``answered`` if somebody else has replied to it."""

    id: int
    fingerprint: str
    path: str
    body: str
    answered: bool


def inline(event: PullRequest, outcome: Outcome) -> Inline | None:
    """The comments that an open pull request should show; None where they are left alone.

    Drafts and locked pull requests get none, and a fault of the grader tells nothing about any line. Nor does a study
    that is a draft: its author knows that it is not done, and the summary tells the rest.
    """
    report = outcome.report
    if event.draft or event.locked or report is None or outcome.judgement is Judgement.FAULT:
        return None
    heads = [head for head in report.heads if head.status != "archived"]
    mends = {mend.fingerprint: mend for mend in report.mends}
    # Advice is worth a comment only where it can be taken with a click.
    worth = [(head, step) for head in heads for step in agenda.each_finding(head) if _worth(step, mends)]
    worth.sort(key=lambda each: _order(each[1]))
    remarks = [
        (step.finding.rule, remark)
        for head, step in worth
        if head.status != "draft" and (remark := _remark(step, report, mends.get(step.finding.fingerprint)))
    ]
    return Inline(
        head_sha=event.head_sha,
        remarks=tuple(_few_alike(remarks))[:MOST],
        alive=frozenset(step.finding.fingerprint for _, step in worth),
        unread=tuple(head.path for head in heads if head.score is None or head.verdict.state == "incomplete"),
    )


def _worth(step: agenda.Step, mends: Mapping[str, Mend]) -> bool:
    return step.label in {"", "gate"} or _free(step, mends)


def _order(step: agenda.Step) -> tuple[bool, Fraction]:
    """What closes the pass comes first, then what gains most."""
    return step.label != "gate" and step.finding.severity != "error", -step.finding.potential


def _few_alike(remarks: Iterable[tuple[str, Remark]]) -> Iterator[Remark]:
    """Each finding once, and of each rule the first few."""
    seen: set[str] = set()
    told: Counter[str] = Counter()
    for rule, remark in remarks:
        if remark.fingerprint not in seen and told[rule] < ALIKE:
            seen.add(remark.fingerprint)
            told[rule] += 1
            yield remark


def _free(step: agenda.Step, mends: Mapping[str, Mend]) -> bool:
    return step.label == "advice" and step.finding.fingerprint in mends


def _remark(step: agenda.Step, report: ReviewReport, mend: Mend | None) -> Remark | None:
    """The comment on that finding; None where its first line is not in the diff."""
    finding = step.finding
    hunks = report.changed.get(finding.span.path, ())
    first, last = (mend.line, mend.end_line) if mend else (finding.span.line, finding.span.end_line)
    hunk = next((each for each in hunks if each[0] <= first <= each[1]), None)
    if hunk is None:
        return None
    if last > hunk[1]:
        last, mend = first, None
    return Remark(
        fingerprint=finding.fingerprint,
        path=finding.span.path,
        line=last,
        start_line=first if first < last else None,
        body="\n".join([f"<!-- casegrade:finding:1 {finding.fingerprint} -->", *_told(step), *_suggestion(mend)]),
    )


def _told(step: agenda.Step) -> Iterator[str]:
    finding = step.finding
    gain = agenda.gain(finding)
    yield " ".join(filter(None, [gain and f"**{gain}**", f"{prose(agenda.message(step))}."]))
    yield ""
    yield from map(prose, finding.fix.splitlines())
    yield ""
    yield f"<sub>{code_span(_named(finding))}</sub>"


def _named(finding: Finding) -> str:
    return f"casegrade explain {finding.criterion or finding.rule}"


def _suggestion(mend: Mend | None) -> list[str]:
    """GitHub's block that puts those lines in place; its fence is longer than any run of backticks inside."""
    if mend is None:
        return []
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", mend.text)), default=0))
    return ["", f"{fence}suggestion", mend.text, fence]


def shown_remarks(github: GitHub, number: int) -> tuple[OwnRemark, ...]:
    """Our comments beside lines, the oldest first."""
    every: list[Mapping[str, Any]] = []
    for page in github.pages(f"/repos/{github.access.repository}/pulls/{number}/comments?per_page={PAGE}"):
        every += page
    login = github.access.login
    answered = {each.get("in_reply_to_id") for each in every if (each.get("user") or {}).get("login") != login}
    found = []
    for each in every:
        marker = _MARKER.match(each.get("body") or "")
        if marker and (each.get("user") or {}).get("login") == login:
            told = {"id": each["id"], "path": each["path"], "body": each["body"]}
            found.append(OwnRemark(**told, fingerprint=marker[1], answered=each["id"] in answered))
    return tuple(sorted(found, key=lambda own: own.id))


def writes(root: str, number: int, wanted: Inline, shown: tuple[OwnRemark, ...]) -> Iterator[Write]:
    """One review with what is new; then what reads otherwise is edited, and what is mended goes.

    A mended finding that nobody answered is deleted with its comment; one with an answer says that it is mended.
    """
    kept = {own.fingerprint: own for own in reversed(shown)}
    still = sum(map(wanted.stands, kept.values()))
    room = max(0, OPEN_AT_ONCE - still)
    new = [remark for remark in wanted.remarks if remark.fingerprint not in kept][:room]
    if new:
        yield _review(root, number, wanted.head_sha, new)
    bodies = {remark.fingerprint: remark.body for remark in wanted.remarks}
    for own in shown:
        surplus = kept[own.fingerprint] is not own
        body = bodies.get(own.fingerprint)
        if surplus or not wanted.stands(own):
            yield from _gone(root, own, wanted.head_sha)
        elif body is not None and not _same(own.body, body):
            yield Write("PATCH", f"{root}/pulls/comments/{own.id}", {"body": body})


def _review(root: str, number: int, head_sha: str, remarks: Sequence[Remark]) -> Write:
    told = f"{count(len(remarks), 'finding', 'findings')} on lines of this diff; the summary comment has the verdict."
    return Write(
        "POST",
        f"{root}/pulls/{number}/reviews",
        # Bound to its commit, it says nothing wrong should the head move meanwhile; so the head is not looked at again.
        {"commit_id": head_sha, "event": "COMMENT", "body": told, "comments": [_comment(each) for each in remarks]},
    )


def _comment(remark: Remark) -> dict[str, Any]:
    place: dict[str, Any] = {"path": remark.path, "line": remark.line, "side": "RIGHT"}
    if remark.start_line:
        place |= {"start_line": remark.start_line, "start_side": "RIGHT"}
    return {**place, "body": remark.body}


def _gone(root: str, own: OwnRemark, head_sha: str) -> Iterator[Write]:
    path = f"{root}/pulls/comments/{own.id}"
    if not own.answered:
        yield Write("DELETE", path, {})
    elif _FIXED not in own.body:
        marker = own.body.partition("\n")[0]
        yield Write("PATCH", path, {"body": f"{marker}\n{_FIXED} `{head_sha[:7]}`."})


def _same(one: str, other: str) -> bool:
    return _COMMIT.sub("", one.replace("\r\n", "\n")).strip() == _COMMIT.sub("", other).strip()


def is_review(write: Write) -> bool:
    """Whether GitHub may refuse the whole of it for a part."""
    return write.path.endswith("/reviews")


def halves(review: Write) -> tuple[Write, ...]:
    """The review cut in two, after GitHub has refused it for one of its comments; a single comment cannot be cut."""
    comments = review.body["comments"]
    middle = len(comments) // 2
    parts = (comments[:middle], comments[middle:]) if middle else ()
    return tuple(replace(review, body={**review.body, "comments": part}) for part in parts)


def about(review: Write) -> frozenset[str]:
    """The fingerprints of the findings that the review's comments are on."""
    found = (_MARKER.match(comment["body"]) for comment in review.body["comments"])
    return frozenset(marker[1] for marker in found if marker)
