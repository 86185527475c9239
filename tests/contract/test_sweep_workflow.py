"""The workflows that a clock starts, run by act: what was missed is graded, and who is waited for is reminded."""

import json

import pytest

from tests.contract.runner import TOKEN
from tests.contract.stage import NUMBER, Stage
from tests.fake_github import shapes

pytestmark = pytest.mark.contract


def test_a_grade_that_never_came_is_made_up_for(stage: Stage) -> None:
    done = stage.run("sweep.yml", "workflow_dispatch", {})
    assert done.returncode == 0, done.stdout
    (check,) = stage.fake.state.checks
    assert (check["head_sha"], check["conclusion"]) == (stage.head, "success")
    assert len(stage.comments("sticky")) == 1
    assert TOKEN not in done.stdout + done.stderr


def test_where_nothing_is_new_nothing_is_graded(stage: Stage) -> None:
    stage.fake.state.pulls[NUMBER].state = "closed"
    done = stage.run("sweep.yml", "schedule", {})
    assert done.returncode == 0, done.stdout
    assert not stage.fake.writes
    assert "Main Post" not in done.stdout


def test_a_ticked_box_starts_a_look_and_a_person_s_own_comment_does_not(stage: Stage) -> None:
    """Where the first job is skipped, act stumbles over the second, whose list it cannot know; GitHub skips both."""
    stage.fake.state.pulls[NUMBER].state = "closed"
    body = f"<!-- casegrade:checklist:1 pull:{NUMBER} for:grace -->"
    stage.run("sweep.yml", "issue_comment", stage.said("stranger", body) | {"action": "edited"})
    assert not stage.fake.seen
    done = stage.run("sweep.yml", "issue_comment", stage.said("github-actions[bot]", body) | {"action": "edited"})
    assert done.returncode == 0, done.stdout
    assert [each.path for each in stage.fake.seen] == ["/repos/octo/cases/pulls"]


def test_whoever_is_waited_for_is_reminded(stage: Stage) -> None:
    body = f"<!-- casegrade:sticky:1 pull:{NUMBER} -->\n## Changes needed · 49.0 of 100"
    summary = shapes.comment(stage.fake.state, NUMBER, "github-actions[bot]", body)
    stage.fake.state.comments[NUMBER].append(summary)
    done = stage.run("remind.yml", "schedule", {})
    assert done.returncode == 0, done.stdout
    (word,) = stage.comments("reminder")
    assert "@ada: nothing has happened here for a month" in word
    assert json.dumps(TOKEN) not in done.stdout
