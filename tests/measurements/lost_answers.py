"""``python -m tests.measurements.lost_answers``: comments on a pull request after GitHub's answer to one got lost.

Three ways to write against the same stand-in of GitHub: PyGithub as it comes, PyGithub told to repeat nothing, and
our poster. An answer can be lost before or after the comment was stored.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from github import Auth, Github, GithubException
from requests import RequestException

from tests import report_parts
from tests.bot_cases import NUMBER, Bot, running
from tests.fake_github import Fault
from tests.fake_github.server import TOKEN

COMMENTS = rf"/issues/{NUMBER}/comments$"
ALWAYS = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What happens to the answer; status 0 drops the connection."""

    name: str
    status: int
    times: int
    stored: bool

    @property
    def fault(self) -> Fault:
        """The same for the stand-in."""
        return Fault(method="POST", path=COMMENTS, status=self.status, times=self.times, took_effect=self.stored)


LOSSES = (
    Loss(name="502 once, stored", status=502, times=1, stored=True),
    Loss(name="504 once, stored", status=504, times=1, stored=True),
    Loss(name="dropped once, stored", status=0, times=1, stored=True),
    Loss(name="502 each time, stored", status=502, times=ALWAYS, stored=True),
    Loss(name="dropped each time, stored", status=0, times=ALWAYS, stored=True),
    Loss(name="502 once, not stored", status=502, times=1, stored=False),
    Loss(name="504 once, not stored", status=504, times=1, stored=False),
    Loss(name="dropped once, not stored", status=0, times=1, stored=False),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many comments stand in the end, how often the write was sent, and whether the run ended by an exception."""

    comments: int
    sent: int
    broke: bool

    def __str__(self) -> str:
        return f"{self.comments} after {self.sent}{', run broke' if self.broke else ''}"


def default(bot: Bot) -> None:
    """PyGithub as it comes."""
    _post(Github(base_url=bot.fake.url, auth=Auth.Token(TOKEN)))


def never(bot: Bot) -> None:
    """PyGithub that repeats nothing."""
    _post(Github(base_url=bot.fake.url, auth=Auth.Token(TOKEN), retry=None))


def ours(bot: Bot) -> None:
    """Our poster, as the workflow runs it, with a report on one study."""
    bot.post((None, report_parts.study()))


WAYS: tuple[Callable[[Bot], None], ...] = (default, never, ours)


def outcome(way: Callable[[Bot], None], loss: Loss) -> Outcome:
    """Write one comment in that way while that answer is lost."""
    with running() as bot:
        bot.fake.faults.append(loss.fault)
        try:
            way(bot)
        except (GithubException, RequestException):
            broke = True
        else:
            broke = False
        sent = sum(each.method == "POST" and each.path.endswith("/comments") for each in bot.fake.seen)
        return Outcome(len(bot.fake.state.comments[NUMBER]), sent, broke)


def table() -> Iterator[str]:
    """The rows as Markdown, then how many cases each way ended with exactly one comment."""
    rows = [[outcome(way, loss) for way in WAYS] for loss in LOSSES]
    yield f"| answer lost | {' | '.join(way.__name__ for way in WAYS)} |"
    yield "| --- | --- | --- | --- |"
    for loss, row in zip(LOSSES, rows, strict=True):
        yield f"| {loss.name} | {' | '.join(map(str, row))} |"
    for name, right in (("one comment", lambda each: each.comments == 1), ("and no break", _calm)):
        counts = [sum(map(right, column)) for column in zip(*rows, strict=True)]
        yield f"| {name} | {' | '.join(f'{count} of {len(LOSSES)}' for count in counts)} |"


def _calm(each: Outcome) -> bool:
    return each.comments == 1 and not each.broke


def _post(client: Github) -> None:
    path = f"/repos/octo/cases/issues/{NUMBER}/comments"
    client.requester.requestJsonAndCheck("POST", path, input={"body": "graded"})


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
