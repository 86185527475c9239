"""The workflow that grades pull requests, run by act from the event to the comment: real git, the fake GitHub."""

import json

import pytest

from tests.contract.runner import TOKEN
from tests.contract.stage import STUDY, Stage

pytestmark = pytest.mark.contract


def test_from_the_event_to_the_check_and_the_comment(stage: Stage) -> None:
    done = stage.run("grade.yml", "pull_request_target", stage.opened())
    assert done.returncode == 0, done.stdout
    report = json.loads((stage.runner.artifacts / "casegrade-report" / "report.json").read_text("utf-8"))
    assert (report["base_sha"], report["head_sha"]) == (stage.base, stage.head)
    assert [study["slug"] for study in report["studies"]] == [STUDY.name]

    (check,) = stage.fake.state.checks
    assert (check["head_sha"], check["status"]) == (stage.head, "completed")
    assert (check["name"], check["conclusion"]) == ("Case study rubric", "success")
    (comment,) = stage.comments("sticky")
    assert "## Ready for human review" in comment
    assert f"`studies/{STUDY.name}`" in comment
    assert stage.fake.state.pulls[2].labels == ["study/ready-for-review"]
    assert TOKEN not in done.stdout + done.stderr


def test_a_head_that_moved_is_not_graded_and_nothing_is_published_for_it(stage: Stage) -> None:
    payload = stage.opened()
    payload["pull_request"]["head"]["sha"] = stage.base
    done = stage.run("grade.yml", "pull_request_target", payload)
    assert not stage.runner.artifacts.exists()
    assert "the run for the newer one grades it" in done.stdout
    assert "Main Post" in done.stdout
    assert stage.fake.seen
    assert not stage.fake.writes


def test_the_merge_queue_grades_the_group(stage: Stage) -> None:
    done = stage.run("merge-queue.yml", "merge_group", stage.queued())
    assert done.returncode == 0, done.stdout
