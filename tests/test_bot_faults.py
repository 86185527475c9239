"""Whatever fails on the way, the pull request ends up showing one comment and one check, or the run says why not."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pipeline.bot.github import UnavailableError
from pipeline.errors import InputError
from tests import report_parts, reports
from tests.bot_cases import HEAD, NEXT, NUMBER, Bot, KilledError, beside, event, flood, running, shown
from tests.fake_github import BOT, Fault, shapes
from tests.fake_github.faults import PRIMARY, SECONDARY

SPENT = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999"}
COMMENTS, CHECKS, CHECK = r"/issues/\d+/comments$", r"/check-runs$", r"/check-runs/\d+$"
STUDY = (reports.gated(), flood(report_parts.study(), 131))
PAGE = f"{report_parts.HERE}/README.md"
SEEN: dict[str, Any] = {"changed": {PAGE: [[1, 5]]}}
REQUESTS = 17
"""Of a first run with comments beside lines, in a repository that does not know our labels yet."""
DROPPED = {"status": 0}


@pytest.fixture
def bot() -> Iterator[Bot]:
    with running() as bot:
        bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 5)]}
        yield bot


def everything(bot: Bot) -> Any:
    return shown(bot.fake), beside(bot.fake), bot.fake.state.pulls[NUMBER].labels


@pytest.fixture(scope="module")
def calm() -> Any:
    """What the pull request shows when nothing fails."""
    with running() as bot:
        bot.fake.state.pulls[NUMBER].hunks = {PAGE: [(1, 5)]}
        bot.post(STUDY, report=SEEN)
        return everything(bot)


@pytest.mark.parametrize(("method", "path"), [("POST", COMMENTS), ("POST", CHECKS), ("PATCH", CHECK)])
@pytest.mark.parametrize("took_effect", [False, True])
@pytest.mark.parametrize("fault", [{"status": 502}, {"status": 504}, DROPPED], ids=["502", "504", "drop"])
def test_a_write_whose_answer_is_lost_takes_effect_once(
    bot: Bot, calm: Any, method: str, path: str, *, took_effect: bool, fault: dict[str, Any]
) -> None:
    bot.fake.faults.append(Fault(method=method, path=path, took_effect=took_effect, **fault))
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm
    assert len(bot.fake.state.comments[NUMBER]) == len(bot.fake.state.checks) == 1


@pytest.mark.parametrize("fault", [{"status": 502}, DROPPED], ids=["502", "drop"])
def test_an_edit_whose_answer_is_lost_is_made(bot: Bot, fault: dict[str, Any]) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.move(NUMBER, NEXT)
    bot.fake.faults.append(Fault(method="PATCH", path=r"/comments/\d+$", times=2, **fault))
    bot.post((None, reports.passing()), head=NEXT)
    assert "78.2 of 100" in shown(bot.fake)[0][0]


@pytest.mark.parametrize("path", [r"/pulls/\d+$", COMMENTS, CHECKS])
@pytest.mark.parametrize("fault", [{"status": 502, "times": 3}, {"status": 429, "times": 2}, DROPPED])
def test_a_question_is_asked_again(bot: Bot, calm: Any, path: str, fault: dict[str, Any]) -> None:
    bot.fake.faults.append(Fault(method="GET", path=path, **fault))
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        ({"status": 429}, [60, 120]),
        ({"status": 429, "headers": {"Retry-After": "7"}}, [7, 7]),
        ({"status": 403, "message": SECONDARY}, [60, 120]),
        ({"status": 403, "message": SECONDARY, "headers": {"Retry-After": "3"}}, [3, 3]),
    ],
)
@pytest.mark.parametrize(("method", "path"), [("POST", COMMENTS), ("POST", CHECKS), ("PATCH", CHECK)])
def test_a_refused_write_is_sent_again_after_the_time_that_was_asked_for(
    bot: Bot, calm: Any, method: str, path: str, fault: dict[str, Any], waited: list[int]
) -> None:
    bot.fake.faults.append(Fault(method=method, path=path, times=2, **fault))
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm
    assert bot.waits.seconds == waited


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "headers": {"Retry-After": "3600"}},
        {"status": 429, "times": 99},
        {
            "status": 403,
            "message": PRIMARY,
            "headers": {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "99999999999"},
        },
        {"status": 502, "times": 99},
    ],
)
def test_what_does_not_end_ends_the_run_and_the_next_one_finishes(bot: Bot, calm: Any, fault: dict[str, Any]) -> None:
    bot.fake.faults.append(Fault(method="POST", path=COMMENTS, **fault))
    with pytest.raises(UnavailableError):
        bot.post(STUDY, report=SEEN)
    bot.fake.faults.clear()
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm


@pytest.mark.parametrize("fault", [{"status": 502}, DROPPED], ids=["502", "drop"])
def test_a_total_outage_ends_the_run(bot: Bot, fault: dict[str, Any]) -> None:
    bot.fake.faults.append(Fault(method="GET", path="", times=99, **fault))
    with pytest.raises(UnavailableError):
        bot.post(STUDY, report=SEEN)
    assert bot.fake.writes == []


def test_a_fork_that_is_gone_is_never_asked_for(bot: Bot, calm: Any) -> None:
    assert event()["pull_request"]["head"] == {"sha": HEAD, "repo": None}
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm
    assert all(each.path.startswith("/repos/octo/cases/") for each in bot.fake.seen)


@pytest.mark.parametrize("took_effect", [False, True])
def test_a_review_that_github_rejects_once_is_posted_once(bot: Bot, calm: Any, *, took_effect: bool) -> None:
    bot.fake.faults.append(Fault(method="POST", path="/reviews$", status=422, took_effect=took_effect))
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm


def test_lines_that_github_never_takes_cost_the_comments_and_nothing_else(bot: Bot, calm: Any) -> None:
    bot.fake.faults.append(Fault(method="POST", path="/reviews$", status=422, times=99))
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == (calm[0], [], calm[2])


@pytest.mark.parametrize("after", range(1, REQUESTS))
def test_a_pull_request_that_is_closed_meanwhile_is_left_in_peace(bot: Bot, after: int) -> None:
    def close(count: int) -> None:
        if count == after:
            bot.fake.state.pulls[NUMBER].state = "closed"

    bot.fake.before = close
    bot.post(STUDY, report=SEEN)
    assert all(check["status"] == "completed" for check in bot.fake.state.checks)
    before = len(bot.fake.writes)
    bot.post(STUDY, report=SEEN)
    assert len(bot.fake.writes) == before


@pytest.mark.parametrize("after", range(1, REQUESTS))
def test_where_the_job_that_grades_is_cancelled_the_other_ends_what_was_begun(bot: Bot, after: int) -> None:
    bot.kill_after = after
    with pytest.raises(KilledError):
        bot.post(STUDY, report=SEEN)
    bot.kill_after = 0
    bot.post_nothing()
    assert [each["status"] for each in bot.fake.state.checks] == ["completed"] * len(bot.fake.state.checks)
    assert shown(bot.fake)[1][HEAD][1:3] == ("failure", "Grader error — not your fault")
    bot.fake.state.move(NUMBER, NEXT)
    before = len(bot.fake.writes)
    bot.post_nothing()
    assert len(bot.fake.writes) == before


@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        ({"status": 403, "message": "Resource not accessible by integration"}, "`checks: write`"),
        ({"status": 404, "message": "Not Found"}, "is not there"),
        ({"status": 401, "message": "Bad credentials"}, "GITHUB_TOKEN"),
    ],
)
def test_a_token_that_may_not_write_is_the_callers_to_mend(bot: Bot, fault: dict[str, Any], advice: str) -> None:
    bot.fake.faults.append(Fault(method="POST", path=CHECKS, **fault))
    with pytest.raises(InputError, match=advice):
        bot.post(STUDY, report=SEEN)
    assert len(bot.fake.writes) == 1


@pytest.mark.parametrize("after", range(1, 12))
def test_a_lock_at_any_time_ends_in_the_check_alone_or_with_all_that_was_said(bot: Bot, after: int) -> None:
    """GitHub refuses new words with 403 then, and that is no want of a permission."""

    def lock(count: int) -> None:
        bot.fake.state.pulls[NUMBER].locked = count >= after

    bot.fake.before = lock
    bot.post((None, report_parts.study()))
    assert shown(bot.fake)[1][HEAD][:2] == ("completed", "failure")


def test_a_comment_that_somebody_deletes_meanwhile_is_made_anew(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    bot.fake.state.move(NUMBER, NEXT)
    start = len(bot.fake.seen)
    bot.fake.before = lambda count: bot.fake.state.comments[NUMBER].clear() if count == start + 9 else None
    bot.post((None, reports.passing()), head=NEXT)
    assert [each.method for each in bot.fake.writes if "comments" in each.path] == ["POST", "POST", "PATCH", "POST"]
    assert len(shown(bot.fake)[0]) == 1


def test_of_two_runs_at_the_same_moment_the_older_comment_stays(bot: Bot, calm: Any) -> None:
    marker = f"<!-- casegrade:sticky:1 pull:{NUMBER} -->"
    comments, state = bot.fake.state.comments[NUMBER], bot.fake.state
    bot.fake.before = lambda count: comments.append(shapes.comment(state, NUMBER, BOT, marker)) if count == 4 else None
    bot.post(STUDY, report=SEEN)
    assert len(comments) == 2
    assert everything(bot) == calm


def moving(bot: Bot, after: int) -> Callable[[int], None]:
    """Pushes a commit when that many requests have been answered."""
    return lambda count: bot.fake.state.move(NUMBER, NEXT) if count == after else None


def test_a_head_that_moved_before_the_run_is_left_to_the_next_one(bot: Bot) -> None:
    bot.fake.state.move(NUMBER, NEXT)
    bot.post(STUDY, report=SEEN)
    assert bot.fake.writes == []


@pytest.mark.parametrize("after", range(3, 8))
def test_a_head_that_moves_before_the_comment_leaves_no_comment_and_no_open_check(bot: Bot, after: int) -> None:
    bot.fake.before = moving(bot, after)
    bot.post(STUDY, report=SEEN)
    comments, checks = shown(bot.fake)
    assert comments == []
    assert [check[:3] for check in checks.values()] == [("completed", "cancelled", "Superseded")]


@pytest.mark.parametrize("after", range(1, REQUESTS))
def test_a_head_that_moves_at_any_time_is_shown_right_by_its_own_run(bot: Bot, after: int) -> None:
    bot.fake.before = moving(bot, after)
    bot.post(STUDY, report=SEEN)
    assert all(check["status"] == "completed" for check in bot.fake.state.checks)
    bot.fake.state.move(NUMBER, NEXT)
    bot.post((None, reports.passing()), head=NEXT)
    (comment,), checks = shown(bot.fake)
    assert "78.2 of 100" in comment
    assert checks[NEXT][:2] == ("completed", "success")


@pytest.mark.parametrize("after", range(1, REQUESTS))
def test_a_run_that_is_killed_after_any_request_is_finished_by_the_next(bot: Bot, calm: Any, after: int) -> None:
    bot.kill_after = after
    with pytest.raises(KilledError):
        bot.post(STUDY, report=SEEN)
    bot.kill_after = 0
    bot.post(STUDY, report=SEEN)
    assert everything(bot) == calm
    assert len(bot.fake.state.comments[NUMBER]) == len(bot.fake.state.checks) == 1
    assert bot.fake.state.checks[0]["head_sha"] == HEAD


def test_there_is_no_other_request_to_kill(bot: Bot) -> None:
    bot.post(STUDY, report=SEEN)
    assert len(bot.lines) == REQUESTS


def test_every_request_is_logged_with_method_path_and_status(bot: Bot) -> None:
    bot.post((None, report_parts.study()))
    assert bot.lines[2] == {"method": "GET", "path": f"/repos/octo/cases/pulls/{NUMBER}", "status": 200}
    assert [line["status"] for line in bot.lines if line["method"] != "GET"] == [201, 201, 201, 200, 200]
    assert not any("token" in str(line) for line in bot.lines)
