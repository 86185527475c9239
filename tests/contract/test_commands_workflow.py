"""The workflow that answers comments, run by act from the event to the reply, and on to a grade where one is asked."""

import pytest

from tests.contract.runner import TOKEN
from tests.contract.stage import STUDY, Stage

pytestmark = pytest.mark.contract


def test_help_gets_a_reply_and_two_faces(stage: Stage) -> None:
    payload = stage.said("stranger", "Hello.\n\n/casegrade help\n")
    done = stage.run("commands.yml", "issue_comment", payload)
    assert done.returncode == 0, done.stdout
    (reply,) = stage.comments("reply")
    assert "@stranger" in reply
    assert "`/casegrade regrade`" in reply
    assert stage.faces(payload) == ["eyes", "+1"]
    assert not stage.fake.state.checks, "help grades nothing"
    assert "Answer a comment" in done.stdout
    assert TOKEN not in done.stdout + done.stderr


def test_regrade_runs_the_workflow_that_grades_and_posts(stage: Stage) -> None:
    stage.fake.state.roles = {"grace": "write"}
    payload = stage.said("grace", "/casegrade regrade")
    done = stage.run("commands.yml", "issue_comment", payload)
    assert done.returncode == 0, done.stdout
    assert stage.faces(payload) == ["eyes", "+1"]
    (check,) = stage.fake.state.checks
    assert (check["head_sha"], check["conclusion"]) == (stage.head, "success")
    (comment,) = stage.comments("sticky")
    assert f"`studies/{STUDY.name}`" in comment


def test_a_comment_without_a_command_starts_no_job(stage: Stage) -> None:
    done = stage.run("commands.yml", "issue_comment", stage.said("stranger", "Looks good to me."))
    assert done.returncode == 0, done.stdout
    assert "Answer a comment" not in done.stdout
    assert not stage.fake.seen


def test_a_command_on_an_issue_starts_no_job(stage: Stage) -> None:
    payload = stage.said("stranger", "/casegrade help")
    del payload["issue"]["pull_request"]
    done = stage.run("commands.yml", "issue_comment", payload)
    assert "Answer a comment" not in done.stdout
    assert not stage.fake.seen
