"""What the bot sends and what the fake answers, held against GitHub's own descriptions."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.bot.commands.answer import Shelf, respond
from pipeline.bot.event import Remark, pull_request
from pipeline.bot.reminding import remind
from pipeline.bot.sweep import sweep
from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, NUMBER, Bot, flood, running
from tests.contract.description import Description, Exchange
from tests.contract.guard import recorded, violations
from tests.fake_github import BOT, Fault, shapes
from tests.fake_github.faults import SECONDARY

pytestmark = pytest.mark.contract

STUDY = (reports.gated(), flood(report_parts.study(), 131))
PAGE = f"{report_parts.HERE}/README.md"
SEEN: dict[str, Any] = {"changed": {PAGE: [[1, 400]]}}
SHELF = Shelf(explain=lambda _: "", questions=lambda: [("system-design", "Is it true?")], waivable=lambda _: True)


@pytest.fixture
def bot(description: Description) -> Iterator[Bot]:
    """A fake whose pull request starts from GitHub's own example."""
    with running() as bot:
        example = description.example("pull-request") | {
            "requested_teams": []
        }  # theirs lacks what their schema requires
        bot.fake.state.examples = {"pull-request": example}
        yield bot


def opened(bot: Bot) -> None:
    bot.post(STUDY)
    bot.post(STUDY)


def pushed(bot: Bot) -> None:
    bot.post(STUDY)
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, reports.passing()), head=NEXT)


def superseded(bot: Bot) -> None:
    bot.fake.before = lambda count: bot.fake.state.move(NUMBER, NEXT) if count == 4 else None
    bot.post(STUDY)


def crowded(bot: Bot) -> None:
    bot.fake.state.comments[NUMBER] += [shapes.comment(bot.fake.state, NUMBER, "ada", "hm") for _ in range(150)]
    bot.post((None, replace(reports.passing(), status="draft")))


def folded(bot: Bot) -> None:
    marker = f"<!-- casegrade:sticky:1 pull:{NUMBER} -->"
    bot.fake.state.comments[NUMBER] += [shapes.comment(bot.fake.state, NUMBER, BOT, marker) for _ in range(3)]
    bot.post(STUDY)
    bot.post(STUDY)


def failing(bot: Bot) -> None:
    bot.fake.faults += [
        Fault(method="POST", path="comments", took_effect=True),
        Fault(method="POST", path="check-runs", status=403, message=SECONDARY),
        Fault(method="PATCH", path="check-runs", status=429),
    ]
    bot.post(STUDY)


def beside_lines(bot: Bot) -> None:
    bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 400)]}
    study = report_parts.study()
    bot.post((None, study), report=SEEN)
    first = bot.fake.state.remarks[NUMBER][0]
    answer = {"path": PAGE, "line": first["line"], "side": "RIGHT", "body": "Why?", "in_reply_to_id": first["id"]}
    bot.fake.state.remarks[NUMBER].append(shapes.remark(bot.fake.state, NUMBER, "ada", answer, 1, HEAD))
    bot.post((None, reports.passing()), report=SEEN)


def told(bot: Bot) -> None:
    bot.fake.state.roles = {"grace": "write"}
    bot.post((None, reports.gated()))
    for body in ("/casegrade hold", "/casegrade help", "/casegrade checklist", "/casegrade waive x y z"):
        said = shapes.comment(bot.fake.state, NUMBER, "grace", body)
        bot.fake.state.comments[NUMBER].append(said)
        remark = Remark(id=said["id"], number=NUMBER, author="grace", body=body, created=shapes.NIGHT)
        respond(bot.github(), remark, SHELF)
    bot.post((None, reports.gated()))


def approved(bot: Bot) -> None:
    bot.fake.state.roles = {"grace": "write"}
    given = shapes.review(bot.fake.state, NUMBER, "grace", "APPROVE", {"commit_id": HEAD})
    bot.fake.state.reviews[NUMBER].append(given)
    assert bot.post((None, reports.passing())).complete


def swept(bot: Bot) -> None:
    bot.fake.state.roles = {"grace": "write"}
    bot.post((None, reports.passing()))
    given = shapes.review(bot.fake.state, NUMBER, "grace", "APPROVE", {"commit_id": HEAD})
    bot.fake.state.reviews[NUMBER].append(given)
    assert sweep(bot.github(), datetime(2026, 3, 2, tzinfo=UTC))


def reminded(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    for day in (datetime(2026, 4, 2, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)):
        remind(bot.github(), day)
    assert "study/stale" in bot.fake.state.pulls[NUMBER].labels


STORIES = [opened, pushed, superseded, crowded, folded, failing, beside_lines, told, approved, swept, reminded]


@pytest.mark.parametrize("story", STORIES)
def test_every_request_and_answer_is_as_github_describes_it(
    bot: Bot, description: Description, story: Callable[[Bot], None]
) -> None:
    with recorded() as seen:
        story(bot)
    assert len(seen) > 5
    assert violations(description, seen) == []


def exchange(**changes: Any) -> Exchange:
    made = Exchange("POST", "http://x/repos/o/r/check-runs", {"name": "n", "head_sha": HEAD}, 201, None)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"body": {"name": "n"}}, "'head_sha' is a required property"),
        ({"body": {"name": "n", "head_sha": HEAD, "conclusions": "success"}}, "unknown key conclusions"),
        ({"body": {"name": "n", "head_sha": HEAD, "status": "done"}}, "request at"),
        ({"body": None}, "none where one is"),
        ({"answer": {"id": 1}}, "answer at"),
        ({"status": 418}, "answer 418 is not described"),
        ({"method": "DELETE"}, "is not described"),
        ({"method": "GET", "url": f"http://x/repos/o/r/commits/{HEAD}/check-runs?filter=any"}, "query filter=any"),
    ],
)
def test_the_guard_notices(description: Description, changes: dict[str, Any], told: str) -> None:
    assert any(told in each for each in description.violations(exchange(**changes)))


def test_null_is_an_answer_only_where_github_says_so(bot: Bot, description: Description) -> None:
    check = shapes.check(bot.fake.state, "n", HEAD, None)
    assert description.violations(exchange(answer=check)) == []
    assert description.violations(exchange(answer={**check, "status": None})) != []


def test_what_is_sent_to_graphql_fits_githubs_schema(bot: Bot, packages: Path) -> None:
    graphql = pytest.importorskip("graphql")
    folded(bot)
    (first, *_) = [write for write in bot.fake.writes if write.path == "/graphql"]
    text = (packages / "@octokit/graphql-schema/schema.graphql").read_text(encoding="utf-8")
    schema = graphql.build_schema(text, assume_valid=True, assume_valid_sdl=True)
    assert graphql.validate(schema, graphql.parse(first.body["query"])) == []
    assert graphql.validate(schema, graphql.parse(first.body["query"].replace("classifier", "why"))) != []


def test_githubs_own_events_are_read(packages: Path) -> None:
    path = packages / "@octokit/webhooks-examples/api.github.com/index.json"
    kinds = {each["name"]: each["examples"] for each in json.loads(path.read_text(encoding="utf-8"))}
    for payload in kinds["pull_request"]:
        pull = pull_request(payload, payload["action"])
        assert pull.number == payload["number"]
        assert pull.open == (payload["pull_request"]["state"] == "open")
    assert {"opened", "synchronize", "ready_for_review"} <= {payload["action"] for payload in kinds["pull_request"]}
