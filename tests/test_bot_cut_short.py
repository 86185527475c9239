"""Runs that are cancelled or die: nobody is called for nothing, nothing stays in progress, nothing passes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli import review_post
from pipeline.cli.main import main
from tests import report_parts, reports
from tests.bot_cases import BASE, HEAD, NEXT, NUMBER, Bot, KilledError, connect, event, files, running
from tests.fake_github import Pull


@pytest.fixture
def bot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bot]:
    """As the job sees it whose other half was cancelled."""
    with running() as bot:
        connect(monkeypatch, bot.fake)
        monkeypatch.setenv("GRADE_RESULT", "cancelled")
        monkeypatch.setattr(review_post, "PACE", bot.waits.pace())
        yield bot


def post(folder: Path, *options: str, head: str = HEAD) -> int:
    """The poster without a report."""
    paths = files(folder, event(head), b"")
    paths[1].unlink()
    return main(["review", "post", "--event", str(paths[0]), "--report", str(paths[1]), *options])


def checks(bot: Bot) -> list[tuple[str, str, str]]:
    return [(each["status"], each["conclusion"], each["output"]["title"]) for each in bot.fake.state.checks]


def test_a_grade_that_was_cancelled_calls_nobody_and_passes_nothing(bot: Bot, tmp_path: Path) -> None:
    """A title that is edited while the first grade runs is enough for this."""
    assert post(tmp_path, "--strict") == 3
    assert checks(bot) == [("completed", "failure", "Not graded: the run was stopped")]
    assert {write.path.split("/")[4] for write in bot.fake.writes} == {"check-runs"}
    bot.post((None, reports.passing()))
    assert checks(bot)[-1][:2] == ("completed", "success")
    assert len(bot.fake.state.comments[NUMBER]) == 1


@pytest.mark.parametrize(("study", "code"), [(reports.passing(), 0), (report_parts.study(), 1)])
def test_a_grade_that_stands_is_left_alone_and_told_by_the_exit_code(
    bot: Bot, tmp_path: Path, study: object, code: int
) -> None:
    bot.post((None, study))  # type: ignore[arg-type]
    before = len(bot.fake.writes)
    assert post(tmp_path, "--strict") == code
    assert post(tmp_path) == 0
    assert len(bot.fake.writes) == before


def test_a_grade_cancelled_by_a_push_leaves_the_word_to_the_next(bot: Bot, tmp_path: Path) -> None:
    bot.fake.state.move(NUMBER, NEXT)
    assert post(tmp_path) == 3
    assert bot.fake.writes == []


@pytest.mark.parametrize("after", range(1, 14))
def test_what_a_dead_run_left_in_progress_is_ended_and_the_next_run_finishes(
    bot: Bot, tmp_path: Path, after: int
) -> None:
    bot.kill_after = after
    try:
        bot.post((None, reports.passing()))
    except KilledError:
        bot.kill_after = 0
    before = len(bot.fake.writes)
    assert post(tmp_path, "--finish") == 0
    assert all(status == "completed" for status, _, _ in checks(bot))
    assert {write.path.split("/")[4] for write in bot.fake.writes[before:]} <= {"check-runs"}
    assert post(tmp_path, "--finish") == 0
    bot.post((None, reports.passing()))
    assert checks(bot)[-1][:2] == ("completed", "success")


def test_what_belongs_to_another_pull_request_is_not_ended(bot: Bot, tmp_path: Path) -> None:
    bot.fake.state.add(Pull(8, HEAD, BASE))
    bot.kill_after = 8
    with pytest.raises(KilledError):
        bot.post((None, reports.passing()), number=8)
    assert checks(bot)[0][0] == "in_progress"
    assert post(tmp_path, "--finish") == 0
    assert checks(bot)[0][0] == "in_progress"


@pytest.mark.parametrize("after", range(1, 15))
def test_two_pull_requests_of_one_commit_graded_at_one_moment_both_know(bot: Bot, after: int) -> None:
    """The other run comes and goes between two requests of the first."""
    bot.fake.state.add(Pull(8, HEAD, BASE))

    def meanwhile(count: int) -> None:
        if count == after:
            bot.fake.before = lambda _: None
            Bot(bot.fake, bot.waits).post((None, reports.passing()), number=8)

    bot.fake.before = meanwhile
    bot.post((None, reports.passing()))
    assert len(bot.fake.seen) > after
    assert checks(bot)[-1][:2] == ("completed", "failure")
    assert "The same commit is the head of" in bot.fake.state.checks[-1]["output"]["summary"]
