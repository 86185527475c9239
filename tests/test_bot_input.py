"""What the poster believes, and what it refuses before it has asked GitHub anything."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.bot.event import read_event
from pipeline.cli import review_post
from pipeline.cli.main import main
from pipeline.errors import InputError
from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, NUMBER, Bot, connect, event, files, review, running, shown
from tests.fake_github import Fault
from tests.fake_github.server import TOKEN

GOOD = review((reports.gated(), report_parts.study()))


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """A fake GitHub that the environment points at, and a pace at which nobody waits."""
    with running() as bot:
        connect(monkeypatch, bot.fake)
        monkeypatch.delenv("CASEGRADE_BOT_LOGIN", raising=False)
        monkeypatch.setattr(review_post, "PACE", bot.waits.pace())
        yield bot


def post(folder: Path, event_data: Any, report_data: Any, *options: str) -> int:
    event_file, report_file = files(folder, event_data, report_data)
    return main(["review", "post", "--event", str(event_file), "--report", str(report_file), *options])


def changed(*path: str | int, to: Any) -> dict[str, Any]:
    """The good report with one value replaced or added."""
    report = copy.deepcopy(GOOD)
    *above, last = path
    place: Any = report
    for key in above:
        place = place[key]
    place[last] = to
    return report


def raw(value: str) -> bytes:
    """The good report with a score that only JSON readers of some kinds accept."""
    return json.dumps(changed("studies", 0, "head", "score", "points", to="SCORE")).replace('"SCORE"', value).encode()


FORGED: dict[str, Any] = {
    "another head": changed("head_sha", to=NEXT),
    "a short head": changed("head_sha", to=HEAD[:7]),
    "a pull request of its choice": changed("pr", to=1),
    "an extra key in a pair": changed("studies", 0, "conclusion", to="success"),
    "another version": changed("schema_version", to=2),
    "no studies": {key: value for key, value in GOOD.items() if key != "studies"},
    "a pair of nothing": changed("studies", 0, to={"slug": "x", "base": None, "head": None}),
    "a study twice": changed("studies", to=GOOD["studies"] * 2),
    "two studies as one": changed("studies", 0, "slug", to="other"),
    "a slug that is a list": changed("studies", 0, "slug", to=["x"]),
    "a score above 100": changed("studies", 0, "head", "score", "points", to=1000),
    "a score in words": changed("studies", 0, "head", "score", "points", to="100"),
    "a verdict of its own": changed("studies", 0, "head", "verdict", "state", to="success"),
    "a line that is no number": changed("studies", 0, "head", "findings", 0, "line", to=True),
    "NaN": raw("NaN"),
    "Infinity": raw("Infinity"),
    "a number of 1e999": raw("1e999"),
    "two megabytes": json.dumps(changed("studies", 0, "head", "title", to="x" * 2_000_000)),
    "two keys of one name": json.dumps(GOOD)[:-1].encode() + f', "head_sha": "{HEAD}"}}'.encode(),
    "deep nesting": b"[" * 100_000,
    "a list": [],
    "no JSON": b"<html>",
    "no text": b"\xff\xfe\x00",
    "nothing": b"",
}


@pytest.mark.parametrize("name", FORGED)
def test_a_report_that_must_not_be_believed_causes_no_request(
    bot: Bot, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert post(tmp_path, event(), FORGED[name]) == 2
    assert bot.fake.seen == []
    assert len(capsys.readouterr().err) < 500


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0}, {"number": True}, {"number": "7"}, {"number": 7.0}, {"head": None}, {"head": {"sha": "main"}},
        {"head": {"sha": HEAD.upper()}}, {"head": {"sha": f"{HEAD}\n"}}, {"base": {}}, {"state": "merged"},
        {"state": None}, {"draft": "false"}, {"locked": None},
    ],
)  # fmt: skip
def test_an_event_is_read_strictly(bot: Bot, tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"event\.json: .*pull_request|event\.json: the event has no"):
        read_event(files(tmp_path, event(**changes), GOOD)[0])
    assert post(tmp_path, event(**changes), GOOD) == 2
    assert bot.fake.seen == []


@pytest.mark.parametrize("payload", [b"", b"[]", b"{", {"action": "created", "issue": {"number": 7}}])
def test_what_is_no_pull_request_event_is_refused(bot: Bot, tmp_path: Path, payload: Any) -> None:
    assert post(tmp_path, payload, GOOD) == 2
    assert bot.fake.seen == []


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "GITHUB_API_URL", "GITHUB_REPOSITORY"])
def test_a_variable_that_is_missing_is_named(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.delenv(name)
    assert post(tmp_path, event(), GOOD) == 2
    assert f"{name}: not set" in capsys.readouterr().err
    assert bot.fake.seen == []


def test_closed_means_that_nothing_is_asked_or_written(bot: Bot, tmp_path: Path) -> None:
    assert post(tmp_path, event(state="closed"), GOOD, "--strict") == 0
    assert bot.fake.seen == []


def test_a_dry_run_prints_what_would_be_written_and_writes_nothing(
    bot: Bot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert post(tmp_path, event(), GOOD, "--dry-run") == 0
    assert bot.fake.writes == []
    planned = json.loads(capsys.readouterr().out)["writes"]
    assert [set(write) for write in planned] == [{"method", "path", "body"}] * 5
    assert post(tmp_path, event(), GOOD) == 0
    check = str(bot.fake.state.checks[0]["id"])
    sent = [(each.method, each.path, each.body) for each in bot.fake.writes]
    assert [(w["method"], w["path"].replace("{check_run_id}", check), w["body"]) for w in planned] == sent
    capsys.readouterr()
    assert post(tmp_path, event(), GOOD, "--dry-run") == 0
    assert json.loads(capsys.readouterr().out) == {"writes": []}


@pytest.mark.parametrize(
    ("study", "code"),
    [(reports.passing(), 0), (report_parts.study(), 1), (reports.language(), 1), (reports.grader_error(), 3)],
)
def test_only_strict_tells_the_verdict_by_the_exit_code(bot: Bot, tmp_path: Path, study: Any, code: int) -> None:
    assert post(tmp_path, event(), review((None, study))) == 0
    assert post(tmp_path, event(), review((None, study)), "--strict") == code
    assert len(bot.fake.state.checks) == 1


def test_a_report_that_was_never_handed_over_is_posted_as_the_graders_fault(bot: Bot, tmp_path: Path) -> None:
    files(tmp_path, event(), GOOD)
    options = ["--event", str(tmp_path / "event.json"), "--report", str(tmp_path / "missing.json")]
    assert main(["review", "post", *options]) == 3
    assert shown(bot.fake)[1][HEAD][1:3] == ("failure", "Grader error — not your fault")


def test_another_account_is_the_bot_where_the_team_says_so(
    bot: Bot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(tmp_path, event(), GOOD) == 0
    monkeypatch.setenv("CASEGRADE_BOT_LOGIN", "rubric-keeper[bot]")
    assert post(tmp_path, event(), GOOD, "--dry-run") == 0
    marker = f"<!-- casegrade:sticky:1 pull:{NUMBER} -->"
    assert [each["body"].startswith(marker) for each in bot.fake.state.comments[NUMBER]] == [True]


def test_an_outage_is_told_in_one_line(bot: Bot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bot.fake.state.pulls[NUMBER].head_sha = HEAD
    bot.fake.before = lambda _: bot.fake.faults.append(Fault(method="GET", path=""))
    assert post(tmp_path, event(), GOOD) == 3
    error = capsys.readouterr().err
    assert "run the job again later" in error
    assert "Traceback" not in error
    assert TOKEN not in error
