"""Read what people have said about a pull request: reviews, commands that were accepted, ticked boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.bot.commands.grammar import Command, command
from pipeline.bot.commands.roles import STATE
from pipeline.bot.event import PullRequest, person
from pipeline.bot.judgement import Judgement
from pipeline.bot.outcome import Outcome, decide
from pipeline.bot.own import PAGE, Json, conversation, is_ours
from pipeline.bot.people import People
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.voices import Progress, Voices, Waiver

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

CHECKLIST = "checklist"
REASON = 20
"""A reason of fewer characters says nothing."""

_FOR = re.compile(r" for:([A-Za-z0-9_-]{1,100}) -->")
_BOX = re.compile(r"^- \[([ xX])\] ", re.MULTILINE)
_DECIDING = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})


def heard(
    github: GitHub, event: PullRequest, report: ReviewReport | None, today: str
) -> tuple[Outcome, tuple[Json, ...] | None]:
    """What the report comes to, given what people have said; and the conversation, None where it was not asked for.

    A locked pull request is not asked about. Reviews are looked at only where nothing but people is missing.
    """
    if report is None or event.locked:
        return decide(report, today=today), None
    said = tuple(conversation(github, event.number))
    outcome = decide(report, listen(github, event, said, reviewed=False), today)
    if outcome.judgement in {Judgement.READY, Judgement.HELD}:
        outcome = decide(report, listen(github, event, said, reviewed=True), today)
    return outcome, said


def listen(github: GitHub, event: PullRequest, said: Sequence[Json], *, reviewed: bool) -> Voices:
    """What counts of the conversation ``said``; with ``reviewed`` also of the reviews."""
    people = People(github)
    states = tuple(_accepted(github, event, said, people))
    reviews = _reviews(github, event.number) if reviewed else ()
    return Voices(
        approvals=tuple(_approvals(github, event, reviews, people)),
        objections=tuple(
            login for login, state, _ in reviews if state == "CHANGES_REQUESTED" and people.may_write(login)
        ),
        holds=_held(states),
        mixing=tuple(dict.fromkeys(login for login, each in states if each.verb == "allow-mixed")),
        waivers=_waivers(states),
        checklists=tuple(_progress(said, event.number, github.access.login)),
    )


def waiver(words: Sequence[str], by: str) -> Waiver | None:
    """The waiver in the words behind the verb: rule, study, reason; None where one of them is missing."""
    if len(words) < 3 or len(" ".join(words[2:])) < REASON:
        return None
    rule, slug, *reason = words
    return Waiver(rule=rule, slug=slug, reason=" ".join(reason)[:300], by=by)


def _accepted(
    github: GitHub, event: PullRequest, said: Iterable[Json], people: People
) -> Iterator[tuple[str, Command]]:
    """The commands that change something and were accepted: our thumb is the record, the writer's role the right.

    A comment that was edited after the thumb says something else than what was accepted.
    """
    for comment in said:
        login, found = person(comment.get("user")), command(comment.get("body") or "")
        if not found or found.verb not in STATE or not login or login == event.author:
            continue
        if _thumb(github, comment) and people.may_write(login):
            yield login, found


def _thumb(github: GitHub, comment: Json) -> bool:
    if not (comment.get("reactions") or {"+1": 1}).get("+1"):
        return False
    where = f"/repos/{github.access.repository}/issues/comments/{comment['id']}/reactions?content=%2B1&per_page={PAGE}"
    return any(
        (each.get("user") or {}).get("login") == github.access.login and each["created_at"] >= comment["updated_at"]
        for page in github.pages(where)
        for each in page
        if each["content"] == "+1"
    )


def _held(states: Sequence[tuple[str, Command]]) -> tuple[str, ...]:
    holding: list[str] = []
    for login, each in states:
        if each.verb == "hold":
            holding.append(login)
        elif each.verb == "unhold":
            holding.clear()
    return tuple(dict.fromkeys(holding))


def _waivers(states: Sequence[tuple[str, Command]]) -> tuple[Waiver, ...]:
    given: dict[tuple[str, str], Waiver] = {}
    for login, each in states:
        if each.verb == "waive" and (told := waiver(each.words, login)):
            given[told.rule, told.slug] = told
        elif each.verb == "unwaive":
            given.pop((each.words[0], each.words[1]) if len(each.words) > 1 else ("", ""), None)
    return tuple(given.values())


def _reviews(github: GitHub, number: int) -> tuple[tuple[str, str, str], ...]:
    """Of each person the last review that decides something: login, state, commit."""
    latest: dict[str, tuple[str, str, str]] = {}
    for page in github.pages(f"/repos/{github.access.repository}/pulls/{number}/reviews?per_page={PAGE}"):
        for review in page:
            login = person(review.get("user"))
            if login and review["state"] in _DECIDING:
                latest[login] = (login, review["state"], review.get("commit_id") or "")
    return tuple(sorted(latest.values()))


def _approvals(
    github: GitHub, event: PullRequest, reviews: Sequence[tuple[str, str, str]], people: People
) -> Iterator[str]:
    """Who approved this very head and neither wrote nor committed it."""
    given = [login for login, state, commit in reviews if state == "APPROVED" and commit == event.head_sha]
    if not given:
        return
    makers = {event.author, *_makers(github, event.head_sha)}
    yield from (login for login in given if login not in makers and people.may_write(login))


def _makers(github: GitHub, sha: str) -> Iterator[Any]:
    commit = github.get(f"/repos/{github.access.repository}/commits/{sha}")
    yield from ((commit.get(role) or {}).get("login") for role in ("author", "committer"))


def _progress(said: Iterable[Json], number: int, login: str) -> Iterator[Progress]:
    for comment in said:
        if not is_ours(comment, CHECKLIST, number, login):
            continue
        whose, boxes = _FOR.search(comment["body"].partition("\n")[0]), _BOX.findall(comment["body"])
        if whose and not comment.get("minimized"):
            yield Progress(whose[1], sum(box != " " for box in boxes), len(boxes))
