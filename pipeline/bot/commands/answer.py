"""Answer one comment: look at it, decide, say so by a face, in words only where words are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.bot.commands.grammar import Command, command
from pipeline.bot.commands.roles import NAMES, REVIEWER, STATE, VERBS, WRITER
from pipeline.bot.event import PullRequest, Remark, person, pull_request
from pipeline.bot.github import LockedError
from pipeline.bot.listening import CHECKLIST, HELD, REASON, waiver
from pipeline.bot.own import Json, OwnComment, conversation, is_ours, marker, own_comment
from pipeline.bot.people import People
from pipeline.bot.surfaces.check import shown_checks
from pipeline.bot.surfaces.sticky import WHAT as STICKY
from pipeline.bot.write import minimised
from pipeline.render.escape import code_span, markdown

if TYPE_CHECKING:
    from pipeline.bot.github import GitHub

PAUSE = timedelta(minutes=5)
"""Whoever cannot write waits so long before the same commit is graded again."""

REPLY = "reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a command: whether it was done, whether to grade again, and what to say in words ("": nothing)."""

    done: bool = True
    regrade: bool = False
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the default branch knows: a criterion explained, and the questions for reviewers as (kind, question)."""

    explain: Callable[[str], str]
    questions: Callable[[], Sequence[tuple[str, str]]]
    waivable: Callable[[str], bool]


def respond(github: GitHub, remark: Remark, shelf: Shelf) -> tuple[Answer, PullRequest] | None:
    """Answer the comment; None where it holds no command, is a bot's, or the pull request is closed.

    Said again (a delivery repeated, a run killed midway) it ends the same: faces are there once, and so are replies.
    """
    found = command(remark.body)
    if found is None or not remark.author:
        return None
    payload = {"pull_request": github.get(f"/repos/{github.access.repository}/pulls/{remark.number}")}
    pull = pull_request(payload, "the pull request")
    if not pull.open:
        return None
    asked = tuple(person(each) for each in payload["pull_request"].get("requested_reviewers") or ())
    desk = _Desk(github, remark, pull, found, asked, shelf)
    try:
        return desk.serve(), pull
    except LockedError:
        # No face, no words, and so no record of what was accepted; but a new grade needs none of them.
        return desk.answer() if found.verb == "regrade" else Answer(done=False), pull


@dataclass(frozen=True)
class _Desk:
    """One command on its way: who said what about which pull request."""

    github: GitHub
    remark: Remark
    pull: PullRequest
    said: Command
    asked: tuple[str, ...]
    shelf: Shelf

    def serve(self) -> Answer:
        """Look, decide, and say so below the comment."""
        self.react("eyes")
        answer = self.answer() if self.unchanged() else _EDITED
        if answer.says:
            self.reply(answer.says)
        if answer.done and self.said.verb == "hold":
            self.react(HELD)
        self.react("+1" if answer.done else "-1")
        return answer

    @cached_property
    def writer(self) -> bool:
        """Whether the speaker may write to the repository."""
        return People(self.github).may_write(self.remark.author)

    def unchanged(self) -> bool:
        """Whether the comment still says what the event says: our thumb is to stand below what was judged."""
        now = self.github.find(f"{self._root}/issues/comments/{self.remark.id}")
        return now is not None and now["body"] == self.remark.body and now["updated_at"] == now["created_at"]

    def answer(self) -> Answer:
        """What comes of it."""
        verb = self.said.verb
        if verb not in VERBS:
            return Answer(done=False, says=f"There is no command {code_span(verb[:80] or '(none)')}.\n\n{_HELP}")
        if not self._may(VERBS[verb][0]):
            return Answer(done=False, says=f"{code_span(verb)} is for {NAMES[VERBS[verb][0]]}.")
        if verb in STATE:
            return self._change()
        actions: Mapping[str, Callable[[], Answer]] = {
            "explain": self._explain,
            "regrade": self._regrade,
            "checklist": self._checklist,
        }
        return actions[verb]() if verb in actions else Answer(says=_HELP)

    def react(self, face: str) -> None:
        """Show a face below the comment; GitHub keeps one of each."""
        path = f"{self._root}/issues/comments/{self.remark.id}/reactions"
        self.github.send("POST", path, {"content": face})

    def reply(self, words: str) -> None:
        """Answer in words, once."""
        first = marker(REPLY, self.remark.number, f"to:{self.remark.id}")
        self._post_once(REPLY, first, lambda: f"{first}\n@{self.remark.author} {words}")

    def _may(self, role: str) -> bool:
        if role == WRITER:
            return self.remark.author != self.pull.author and self.writer
        if role != REVIEWER:
            return True
        return self.remark.author != self.pull.author and (self.remark.author in self.asked or self.writer)

    def _change(self) -> Answer:
        """A command that changes what the pull request needs: it holds for the commit that the speaker could see."""
        began = self._began()
        if not began or min(began) > self.remark.created:
            return Answer(done=False, says=_MOVED.format(code_span(self.pull.head_sha[:7])))
        if self.said.verb == "waive" and (fault := self._unwaivable()):
            return Answer(done=False, says=fault)
        if self.said.verb == "unwaive" and len(self.said.words) < 2:
            return Answer(done=False, says="Say which: `/casegrade unwaive RULE STUDY`.")
        return Answer(regrade=True)

    def _unwaivable(self) -> str:
        told = waiver(self.said.words, self.remark.author)
        if told is None:
            return f"Say `/casegrade waive RULE STUDY REASON`, with a reason of {REASON} letters or more."
        return "" if self.shelf.waivable(told.rule) else f"{code_span(told.rule[:80])} cannot be waived."

    def _explain(self) -> Answer:
        if not self.said.words:
            return Answer(done=False, says="Say which: `/casegrade explain RULE`.")
        told = self.shelf.explain(self.said.words[0])
        return (
            Answer(says=told)
            if told
            else Answer(done=False, says=f"There is no rule {code_span(self.said.words[0][:80])}.")
        )

    def _regrade(self) -> Answer:
        if self._lately() and not self.writer:
            return Answer(done=False, says="A grade was asked for less than 5 minutes ago. Try again a little later.")
        return Answer(regrade=True)

    def _lately(self) -> bool:
        """Whether a grade began, or somebody asked for one, a short while before."""
        before = (each for each in conversation(self.github, self.remark.number) if each["id"] < self.remark.id)
        asked = [each["created_at"] for each in before if _verb(each.get("body") or "") == "regrade" and _liked(each)]
        now = _time(self.remark.created)
        return any(now - _time(earlier) < PAUSE for earlier in (*asked, *self._began()))

    def _checklist(self) -> Answer:
        """One list a reviewer, in a comment of ours, so that only writers can tick its boxes."""
        questions = self.shelf.questions()
        if not questions:
            return Answer(done=False, says="No rubric here asks anything of reviewers.")
        first = marker(CHECKLIST, self.pull.number, f"for:{self.remark.author}")
        self._post_once(CHECKLIST, first, lambda: "\n".join([first, *self._list(questions)]))
        return Answer(regrade=True)

    def _list(self, questions: Sequence[tuple[str, str]]) -> Iterator[str]:
        yield _LIST.format(self.remark.author)
        yield ""
        yield from (f"- [ ] {code_span(kind)} {markdown(ask)}" for kind, ask in self._of_touched(questions))

    def _of_touched(self, questions: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
        """The questions of the kinds that our summary names; all of them where there is none to tell."""
        said = conversation(self.github, self.pull.number)
        ours = [each["body"] for each in said if is_ours(each, STICKY, self.pull.number, self.github.access.login)]
        touched = [each for each in questions if any(f"rubric {each[0]} " in body for body in ours)]
        return touched or questions

    def _began(self) -> list[str]:
        """When we began to grade the head as it is now, once for each check run of ours."""
        checks = shown_checks(self.github, self.pull.head_sha)
        return [check.started for check in checks if check.number == self.pull.number]

    def _post_once(self, what: str, first: str, body: Callable[[], str]) -> None:
        """Say it unless it is said. Asked twice at a moment two runs may both say it: then the older one stays."""
        if self._wrote(what, first):
            return
        self.github.send("POST", f"{self._root}/issues/{self.remark.number}/comments", {"body": body()})
        for surplus in self._wrote(what, first)[1:]:
            fold = minimised(surplus.node_id, "DUPLICATE")
            self.github.send(fold.method, self.github.access.graphql, fold.body)

    def _wrote(self, what: str, first: str) -> list[OwnComment]:
        """What of that sort we have said and shown, the oldest first."""
        login, number = self.github.access.login, self.remark.number
        said = (each for each in conversation(self.github, number) if is_ours(each, what, number, login))
        ours = (own_comment(each) for each in said if each["body"].startswith(first))
        return sorted((each for each in ours if not each.minimised), key=lambda each: each.id)

    @property
    def _root(self) -> str:
        return f"/repos/{self.github.access.repository}"


def _verb(body: str) -> str:
    found = command(body)
    return found.verb if found else ""


def _liked(comment: Json) -> bool:
    """Whether a thumb stands below it: a request that was refused keeps nobody from asking."""
    return bool((comment.get("reactions") or {}).get("+1"))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


_HELP = "\n".join(
    [
        "| Say | It | Who |",
        "| --- | --- | --- |",
        *(f"| `/casegrade {verb}` | {about} | {NAMES[role]} |" for verb, (role, about) in VERBS.items()),
    ]
)
_EDITED = Answer(done=False, says="This comment was edited. Say it again in a new one.")
_LIST = (
    "**Checklist of @{}**, for what no machine can see. Tick what you can say yes to; only who may write here can tick."
)
_MOVED = (
    "The pull request has moved on since: its head is {} by now, and you may not have seen it. Look at it once it is "
    "graded, then say it again."
)
