"""The workflows keep the rules of SECURITY.md: what runs with which token, and what it may read."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".github" / "workflows"
FILES = sorted(path.name for path in FOLDER.glob("*.yml"))
PRIVILEGED = {"pull_request_target", "issue_comment", "workflow_run", "schedule", "workflow_dispatch"}
GATE = "Case study rubric"

ASKED = ("number", "base", "head", "draft", "locked", "author", "newcomer")
"""What the job that answers a comment has had from GitHub and hands on; each is checked before it is written down."""

# What an expression may hand to a step: numbers, commits, the token and places of the runner; never anyone's text.
EXPRESSIONS = {
    "github.event.merge_group.base_sha",
    "github.event.merge_group.head_sha",
    "github.event.pull_request.base.sha",
    "github.event.pull_request.head.sha",
    "github.event.pull_request.number",
    "github.event.comment.id",
    "github.ref",
    "github.token",
    "matrix.python",
    "needs.grade.result",
    "runner.temp",
    *(f"{where}.{name}" for where in ("needs.command.outputs", "steps.answer.outputs", "inputs") for name in ASKED),
    "inputs.base || github.event.pull_request.base.sha",
    "inputs.head || github.event.pull_request.head.sha",
    "inputs.number || github.event.pull_request.number",
    "steps.answer.outputs.regrade",
    *(f"matrix.pull.{name}" for name in ASKED),
    "fromJSON(needs.look.outputs.pulls || '[]')",
    "steps.look.outputs.pulls",
}
WRITES = {
    "grade.yml": {"post": {"checks", "issues", "pull-requests"}},
    "commands.yml": {"command": {"issues", "pull-requests"}, "grade": {"checks", "issues", "pull-requests"}},
    "remind.yml": {"remind": {"issues", "pull-requests"}},
    "sweep.yml": {"grade": {"checks", "issues", "pull-requests"}},
}


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def workflow(name: str) -> dict[str, Any]:
    loaded = yaml.load(text(name), Loader=yaml.BaseLoader)  # noqa: S506  `on` stays a string, and BaseLoader builds nothing
    assert isinstance(loaded, dict)
    return loaded


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in workflow(name)["jobs"].values() for step in job.get("steps", ())]


def triggers(name: str) -> set[str]:
    return set(workflow(name)["on"])


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_permitted_that_a_job_does_not_ask_for(name: str) -> None:
    assert workflow(name)["permissions"] == {}
    for title, job in workflow(name)["jobs"].items():
        granted = {scope for scope, access in job["permissions"].items() if access == "write"}
        assert granted == WRITES.get(name, {}).get(title, set()), title
        assert set(job["permissions"].values()) <= {"read", "write"}


@pytest.mark.parametrize("name", FILES)
def test_actions_are_github_s_own_and_pinned_by_commit_with_the_version_beside_it(name: str) -> None:
    used = [line.strip() for line in text(name).splitlines() if "uses:" in line and "uses: ./" not in line]
    assert used or name == "review.yml"
    for line in used:
        assert re.fullmatch(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_an_action_has_the_same_pin_everywhere() -> None:
    pins = {
        line.strip().partition("@")[::2]
        for name in FILES
        for line in text(name).splitlines()
        if "uses: actions" in line
    }
    assert len(pins) == len({action for action, _ in pins})


@pytest.mark.parametrize("name", FILES)
def test_expressions_hand_over_numbers_and_commits_only(name: str) -> None:
    assert set(re.findall(r"\$\{\{\s*(.*?)\s*\}\}", text(name))) <= EXPRESSIONS


@pytest.mark.parametrize("name", FILES)
def test_nothing_depends_on_who_acts(name: str) -> None:
    """The actor is whoever pushed or pressed last, not the author: a fork can choose it."""
    assert not re.search(r"\b(?:triggering_)?actor\b|sender\.", text(name))


@pytest.mark.parametrize("name", FILES)
def test_no_script_is_put_together_from_an_expression(name: str) -> None:
    assert not [step["name"] for step in steps(name) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("name", FILES)
def test_checkouts_keep_no_credentials_and_never_take_a_head(name: str) -> None:
    for step in steps(name):
        options = step.get("with", {})
        if step.get("uses", "").startswith("actions/checkout@"):
            assert options["persist-credentials"] == "false"
            assert options.get("ref", "") in {"", "${{ github.event.merge_group.base_sha }}"}
            assert "repository" not in options
            assert "allow-unsafe-pr-checkout" not in options


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_cached(name: str) -> None:
    assert not [step for step in steps(name) if "cache" in step.get("uses", "") or "cache" in step.get("with", {})]


@pytest.mark.parametrize("name", FILES)
def test_every_job_ends_in_time_and_yields_to_a_newer_one(name: str) -> None:
    for job in workflow(name)["jobs"].values():
        if "uses" in job:  # the limits stand in the workflow that it calls
            assert job["uses"] == "./.github/workflows/grade.yml"
            continue
        assert 0 < int(job["timeout-minutes"]) <= 20
        assert "concurrency" in job or "concurrency" in workflow(name)


@pytest.mark.parametrize("name", FILES)
def test_jobs_that_hold_a_token_to_write_or_decide_install_by_hash(name: str) -> None:
    installing = [step["run"] for step in steps(name) if "pip install" in step.get("run", "")]
    assert all("--require-hashes --only-binary :all:" in run for run in installing)
    if triggers(name) & {*PRIVILEGED, "merge_group"}:
        assert installing


def test_a_review_says_that_it_was_and_nothing_else() -> None:
    """A fork's own version of it runs, so what it hands on must not be looked at."""
    (job,) = workflow("review.yml")["jobs"].values()
    assert (job["permissions"], [step["run"] for step in job["steps"]]) == ({}, ["true"])
    assert workflow("sweep.yml")["on"]["workflow_run"]["workflows"] == [workflow("review.yml")["name"]]
    assert "workflow_run." not in text("sweep.yml")
    assert not [step for step in steps("sweep.yml") if "artifact" in step.get("uses", "")]


def test_only_grades_answers_and_the_look_through_all_are_privileged() -> None:
    assert {name for name in FILES if triggers(name) & PRIVILEGED} == {
        "grade.yml",
        "commands.yml",
        "sweep.yml",
        "remind.yml",
    }
    assert triggers("grade.yml") == {"pull_request_target", "workflow_call"}
    assert triggers("commands.yml") == {"issue_comment"}
    assert workflow("grade.yml")["on"]["pull_request_target"]["types"] == [
        "opened", "synchronize", "reopened", "ready_for_review", "converted_to_draft", "edited",
    ]  # fmt: skip


def test_the_gate_is_never_filtered_away() -> None:
    for name in ("grade.yml", "merge-queue.yml"):
        assert not [event for event, options in workflow(name)["on"].items() if {"paths", "branches"} & set(options)]


def test_the_post_job_always_runs_never_reads_content_and_is_never_cut_short() -> None:
    post = workflow("grade.yml")["jobs"]["post"]
    assert (post["needs"], post["if"]) == ("grade", "always()")
    assert post["concurrency"]["cancel-in-progress"] == "false"
    assert not [step for step in post["steps"] if re.search(r"fetch|git |head", step.get("run", ""))]


def test_the_grade_job_hands_its_token_to_the_fetch_alone() -> None:
    grade = workflow("grade.yml")["jobs"]["grade"]["steps"]
    holders = [step["name"] for step in grade if "GITHUB_TOKEN" in step.get("env", {})]
    assert holders == ["Fetch the pull request as git objects"]


def test_the_queue_reports_under_the_name_of_the_gate_and_nothing_else_does() -> None:
    names = [(name, job["name"]) for name in FILES for job in workflow(name)["jobs"].values()]
    assert [name for name, title in names if title == GATE] == ["merge-queue.yml"]


def test_the_queue_takes_its_grader_from_the_base() -> None:
    checkout = steps("merge-queue.yml")[0]
    assert checkout["with"]["ref"] == "${{ github.event.merge_group.base_sha }}"


def test_a_command_is_told_apart_before_anything_is_installed() -> None:
    job = workflow("commands.yml")["jobs"]["command"]
    assert "github.event.issue.pull_request" in job["if"]
    assert workflow("commands.yml")["jobs"]["grade"]["if"] == "needs.command.outputs.regrade == 'true'"


def test_the_action_for_other_repositories_keeps_the_same_rules() -> None:
    path = ROOT / ".github" / "actions" / "casegrade" / "action.yml"
    action = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    runs = [step for step in action["runs"]["steps"] if "run" in step]
    assert not [step for step in runs if "${{" in step["run"]]
    assert any("--require-hashes --only-binary :all:" in step["run"] for step in runs)
    pins = set(re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8")))
    assert pins <= {pin for name in FILES for pin in re.findall(r"uses: (\S+)", text(name))}
