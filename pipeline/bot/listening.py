"""Read what people have said about a pull request: reviews, commands that were accepted, ticked boxes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.bot.commands.grammar import Command, command
from pipeline.bot.commands.roles import STATE
from pipeline.bot.event import PullRequest, person
from pipeline.bot.fresh import Fresh
from pipeline.bot.judgement import Judgement
from pipeline.bot.outcome import CLASHES, Outcome, decide
from pipeline.bot.own import PAGE, Json, conversation, is_ours
from pipeline.bot.people import People
from pipeline.bot.review_report import ReviewReport
from pipeline.bot.surfaces.check import others, shown_checks
from pipeline.bot.voices import Progress, Voices, Waiver, digest

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

CHECKLIST = "checklist"
PEOPLE = frozenset({Judgement.READY, Judgement.HELD})
"""Where nothing but people is missing, reviews are looked at."""
REASON = 20
"""A reason of fewer characters says nothing."""

HELD = "confused"
"""The face below a hold beside the thumb: it stays when the comment is edited, and so does the hold."""

_FOR = re.compile(r" for:([A-Za-z0-9_-]{1,100}) -->")
_BOX = re.compile(r"^- \[([ xX])\] `([a-z-]{1,60})` ", re.MULTILINE)
_DECIDING = frozenset({"APPROVED", "CHANGES_REQUESTED", "DISMISSED"})


def heard(github: GitHub, event: PullRequest, report: ReviewReport | None, today: str) -> tuple[Outcome, Fresh | None]:
    """What the report comes to, given what people have said; and what was read for that, None where nothing was.

    Reviews are looked at only where nothing but people is missing.
    """
    if report is None:
        return decide(report, today=today), None
    fresh = Fresh(tuple(conversation(github, event.number)), shown_checks(github, event.head_sha))
    people = People(github)
    voices = _listen(github, event, fresh, people)
    outcome = decide(report, _asked(voices, report.questions), today)
    if outcome.judgement in PEOPLE:
        voices = _with_reviews(github, event, people, voices)
        # GitHub finds out about a clash in its own time, so it is no part of what was heard.
        asked = replace(_asked(voices, report.questions), clash=_clash(github, event.number))
        outcome = replace(decide(report, asked, today), heard=digest(voices))
    return outcome, fresh


def heard_now(github: GitHub, event: PullRequest, fresh: Fresh) -> str:
    """The word for what people have said by now, to be compared with what the summary was written on."""
    people = People(github)
    return digest(_with_reviews(github, event, people, _listen(github, event, fresh, people)))


def _asked(voices: Voices, kinds: Collection[str]) -> Voices:
    """With the checklists cut to the questions of those kinds."""
    return replace(voices, checklists=tuple(each.of(kinds) for each in voices.checklists))


def _listen(github: GitHub, event: PullRequest, fresh: Fresh, people: People) -> Voices:
    """What counts of the conversation."""
    said, checks = fresh.said, fresh.checks
    began = [check.started for check in checks if check.number == event.number]
    states = tuple(_accepted(github, event, said, people))
    return Voices(
        holds=_held(states),
        # Allowed is what the speaker could see: not what is pushed after it.
        mixing=tuple(dict.fromkeys(each.login for each in states if _is(each, "allow-mixed") and _saw(each, began))),
        waivers=_waivers(states),
        checklists=tuple(_progress(said, event, github.access.login)),
        twins=tuple(number for number in others(checks, event.number) if _is_open(github, number, event.head_sha)),
    )


def _with_reviews(github: GitHub, event: PullRequest, people: People, voices: Voices) -> Voices:
    reviews = _reviews(github, event.number)
    against = (login for login, state, _ in reviews if state == "CHANGES_REQUESTED" and people.may_write(login))
    return replace(voices, approvals=tuple(_approvals(github, event, reviews, people)), objections=tuple(against))


def _clash(github: GitHub, number: int) -> str:
    state = github.get(f"/repos/{github.access.repository}/pulls/{number}").get("mergeable_state")
    return state if state in CLASHES else ""


def _is_open(github: GitHub, number: int, head_sha: str) -> bool:
    pull = github.find(f"/repos/{github.access.repository}/pulls/{number}")
    return pull is not None and pull["state"] == "open" and pull["head"]["sha"] == head_sha


def waiver(words: Sequence[str], by: str) -> Waiver | None:
    """The waiver in the words behind the verb: rule, study, reason; None where one of them is missing."""
    if len(words) < 3 or len(" ".join(words[2:])) < REASON:
        return None
    rule, slug, *reason = words
    return Waiver(rule=rule, slug=slug, reason=" ".join(reason)[:300], by=by)


@dataclass(frozen=True, slots=True)
class _Said:
    """A command that was accepted: whose, which, and when it was said."""

    login: str
    command: Command
    created: str


def _is(said: _Said, verb: str) -> bool:
    return said.command.verb == verb


def _saw(said: _Said, began: Sequence[str]) -> bool:
    """Whether the head was there to be seen when it was said: we had begun to grade it."""
    return bool(began) and min(began) <= said.created


def _accepted(github: GitHub, event: PullRequest, said: Iterable[Json], people: People) -> Iterator[_Said]:
    """The commands that change something and were accepted: our thumb is the record, the writer's role the right.

    A comment that was edited says something else than what was accepted. Only a hold counts all the same, by the face
    that it got: where in doubt, nothing is merged.
    """
    for comment in said:
        login, found = person(comment.get("user")), _told(comment)
        if not found or not login or login == event.author:
            continue
        if people.may_write(login) and _bears(github, comment, found[1]):
            yield _Said(login, found[0], comment["created_at"])


def _told(comment: Json) -> tuple[Command, str] | None:
    """The command that changes something, and the face that shows that it was accepted; None for small talk."""
    found = command(comment.get("body") or "")
    edited = comment["updated_at"] != comment["created_at"]
    if found and found.verb in STATE and (found.verb == "hold" or not edited):
        return (found, "+1") if _counted(comment, "+1") else None
    return (Command("hold", ()), HELD) if edited and _counted(comment, HELD) else None


def _counted(comment: Json, face: str) -> bool:
    """Whether anybody has set that face; asked first, since it costs no request."""
    return bool((comment.get("reactions") or {"+1": 1}).get(face))


def _bears(github: GitHub, comment: Json, face: str) -> bool:
    """Whether that face below it is ours."""
    reactions = f"/repos/{github.access.repository}/issues/comments/{comment['id']}/reactions"
    return any(
        (each.get("user") or {}).get("login") == github.access.login and each["content"] == face
        for page in github.pages(f"{reactions}?content={quote(face, safe='')}&per_page={PAGE}")
        for each in page
    )


def _held(states: Sequence[_Said]) -> tuple[str, ...]:
    holding: list[str] = []
    for each in states:
        if _is(each, "hold"):
            holding.append(each.login)
        elif _is(each, "unhold"):
            holding.clear()
    return tuple(dict.fromkeys(holding))


def _waivers(states: Sequence[_Said]) -> tuple[Waiver, ...]:
    """They end with the pull request, not with a push."""
    given: dict[tuple[str, str], Waiver] = {}
    for each in states:
        words = each.command.words
        if _is(each, "waive") and (told := waiver(words, each.login)):
            given[told.rule, told.slug] = told
        elif _is(each, "unwaive") and len(words) > 1:
            given.pop((words[0], words[1]), None)
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


def _progress(said: Iterable[Json], event: PullRequest, login: str) -> Iterator[Progress]:
    """The checklists of reviewers; the author's own would be no review."""
    for comment in said:
        if comment.get("minimized") or not is_ours(comment, CHECKLIST, event.number, login):
            continue
        whose = _FOR.search(comment["body"].partition("\n")[0])
        if whose and whose[1] != event.author:
            boxes = tuple((kind, tick != " ") for tick, kind in _BOX.findall(comment["body"]))
            yield Progress(whose[1], boxes)
