"""Several runs of the bot at once on a GitHub in memory, in any order that a seeded dice comes up with.

Every request is a place where another run may go on. The dice also lets answers get lost, refuses, kills runs, repeats
deliveries and pushes a commit in between. Routes and rules are those of the fake GitHub; only the wire is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from greenlet import GreenletExit, getcurrent, greenlet

from pipeline.bot.apply import apply
from pipeline.bot.desired import Desired
from pipeline.bot.fresh import Fresh
from pipeline.bot.github import Access, DoubtfulError, GitHub, Pace, UnavailableError, _error, _unclear
from pipeline.bot.own import conversation, is_ours
from pipeline.bot.surfaces import sticky
from pipeline.bot.surfaces.check import shown_checks
from tests.bot_cases import BASE, NUMBER
from tests.fake_github import BOT, Pull, State, shapes
from tests.fake_github.faults import SECONDARY
from tests.fake_github.routes import answer
from tests.fake_github.state import Refusal

LOST, REFUSED, KILLED, REPEATED, PUSHED = 0.06, 0.02, 0.01, 0.03, 0.03
"""How likely each is, at a request of any run."""
RUNS = 3
"""Of one schedule; a push brings its own in addition."""

Run = Callable[[Desired, GitHub], None]


class InMemory(GitHub):
    """The API without a wire: the same errors, the same waiting for nothing."""

    def __init__(self, state: State, dice: Random | None = None) -> None:
        self.access = Access(api="", graphql="/graphql", repository=state.name, token="", login=BOT)
        self._pace = Pace(sleep=lambda _: None)
        self._state = state
        self._dice = dice

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> tuple[Mapping[str, str], Any]:
        """Let others go first, then carry the request out, if nothing goes wrong."""
        if self._dice is None:
            return self._carried_out(method, path, body)
        scheduler = getcurrent().parent
        assert scheduler
        scheduler.switch()
        if self._dice.random() < REFUSED:
            raise _error(method, path, 403, {}, SECONDARY)
        lost = self._dice.random() < LOST
        if lost and self._dice.random() < 0.5:
            raise _unclear(method, path)
        carried_out = self._carried_out(method, path, body)
        if lost and method != "GET":
            raise _unclear(method, path)
        return carried_out

    def _carried_out(self, method: str, path: str, body: Mapping[str, Any] | None) -> tuple[Mapping[str, str], Any]:
        where, _, query = path.partition("?")
        try:
            given = answer(self._state, method, where, _asked(query), dict(body or {}))
        except Refusal as refusal:
            raise _error(method, path, refusal.status, {}, str(refusal)) from None
        if given.items is None:
            return {}, given.body
        # What was read stays as it was read, whatever others write meanwhile.
        items = [dict(item) for item in given.items]
        return {}, shapes.page_of(given.name, items)


@cache
def _asked(query: str) -> Mapping[str, str]:
    return dict(parse_qsl(query))


def ours(desired: Desired, github: GitHub) -> None:
    """A run as ``review post`` makes it: the conversation is read first, for what people have said."""
    fresh = None
    if desired.sticky:
        fresh = Fresh(tuple(conversation(github, desired.number)), shown_checks(github, desired.head_sha))
    apply(desired, github, fresh)


def naive(desired: Desired, github: GitHub) -> None:
    """What most bots do: look for the summary, then write; where no answer comes, write again."""
    said = conversation(github, desired.number)
    own = next((each for each in said if is_ours(each, sticky.WHAT, desired.number, BOT)), None)
    root = f"/repos/{github.access.repository}/issues"
    method, path = ("PATCH", f"comments/{own['id']}") if own else ("POST", f"{desired.number}/comments")
    for _ in range(3):
        try:
            github.send(method, f"{root}/{path}", {"body": desired.sticky.body if desired.sticky else ""})
        except DoubtfulError:
            continue
        return


@dataclass(slots=True)
class Schedule:
    """One random course of things. ``wanted`` is what each head should show, in the order of the pushes."""

    dice: Random
    wanted: tuple[Desired, ...]
    run: Run
    state: State = field(default_factory=State)
    head: int = 0
    unfinished: set[int] = field(default_factory=set)
    running: list[tuple[greenlet, int]] = field(default_factory=list)

    def play(self) -> State:
        """Let it happen, then run once more in peace: again what was killed or gave up, and the newest head."""
        first = self.wanted[0].head_sha
        hunks = {path: [(1, 999)] for path in _paths(self.wanted)}
        self.state.add(Pull(NUMBER, first, BASE, labels=["docs"], hunks=hunks))
        if self.dice.random() < 0.5:
            self.run(self.wanted[0], InMemory(self.state))
            self._push()
        for _ in range(self.dice.randint(2, RUNS)):
            self._start(self.head)
        while self.running:
            self._step()
        for head in sorted(self.unfinished | {self.head}):
            self.run(self.wanted[head], InMemory(self.state))
        return self.state

    def _step(self) -> None:
        which = self.dice.randrange(len(self.running))
        run, head = self.running[which]
        chance = self.dice.random()
        if chance < KILLED:
            run.throw(GreenletExit)
            self.unfinished.add(head)
        elif chance < KILLED + PUSHED and self.head + 1 < len(self.wanted):
            self._push()
            self._start(self.head)
        elif chance < KILLED + PUSHED + REPEATED and len(self.running) < RUNS:
            self._start(head)
        else:
            run.switch()
        if run.dead:
            del self.running[which]

    def _push(self) -> None:
        self.head += 1
        self.state.move(NUMBER, self.wanted[self.head].head_sha)

    def _start(self, head: int) -> None:
        def whole() -> None:
            try:
                self.run(self.wanted[head], InMemory(self.state, self.dice))
            except (UnavailableError, DoubtfulError):
                self.unfinished.add(head)

        self.running.append((greenlet(whole), head))


def _paths(wanted: tuple[Desired, ...]) -> Iterator[str]:
    return (remark.path for desired in wanted if desired.inline for remark in desired.inline.remarks)


def faults(state: State, wanted: Desired) -> Iterator[str]:
    """What people would see that they must not see."""
    said = [each["body"] for each in state.comments[NUMBER] if not each["minimized"]]
    summaries = [body for body in said if "casegrade:sticky" in body]
    notices = [body.splitlines()[0] for body in said if "casegrade:notice" in body]
    beside = sorted(each["body"] for each in state.remarks[NUMBER])
    if len(summaries) != 1:
        yield f"{len(summaries)} summaries"
    if wanted.sticky and not all(sticky.same(each, wanted.sticky.body) for each in summaries):
        yield "a summary that is out of date"
    if len(notices) > 1:
        yield "notices that repeat or contradict each other"
    if wanted.inline and beside != sorted(each.body for each in wanted.inline.remarks):
        yield "comments beside lines that are missing, left over or there twice"
    if wanted.labels is not None and set(state.pulls[NUMBER].labels) != {"docs", *wanted.labels}:
        yield "labels that are wrong"
    yield from _wrong_checks(state, wanted)


def _wrong_checks(state: State, wanted: Desired) -> Iterator[str]:
    known: set[tuple[str, str]] = set()
    for check in reversed(state.checks):
        if check["status"] != "completed":
            yield "a check in progress for ever"
        key = (check["head_sha"], check["external_id"])
        if check["conclusion"] != "cancelled" and key in known:
            yield "two checks of one commit that both count"
        known.add(key)
    newest = next((each for each in reversed(state.checks) if each["head_sha"] == wanted.head_sha), None)
    marks = state.annotations[newest["id"]] if newest else []
    if newest is None or newest["conclusion"] != wanted.check.conclusion or len(marks) != len(wanted.check.annotations):
        yield "a check that says something else than the grade"
