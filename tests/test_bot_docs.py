"""What the pages about the bot list is what the code does."""

import re
from pathlib import Path

import pytest
import yaml

from pipeline.bot.commands.roles import NAMES, VERBS
from pipeline.config import read_config
from pipeline.schema import validate
from pipeline.waivers import UNWAIVABLE

ROOT = Path(__file__).parents[1]
BOT = (ROOT / "docs" / "bot.md").read_text(encoding="utf-8")
WAIVERS = (ROOT / "docs" / "waivers.md").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def rows(text: str, title: str) -> list[list[str]]:
    """The rows of the table under that heading."""
    section = text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def block(text: str, language: str) -> str:
    return text.partition(f"```{language}\n")[2].partition("```")[0]


def test_the_commands_are_those_of_the_bot() -> None:
    told = [[f"`/casegrade {verb}`", about, NAMES[role]] for verb, (role, about) in VERBS.items()]
    assert rows(BOT, "Commands") == told


def test_the_permissions_are_those_of_the_workflows() -> None:
    granted = {
        (path.stem, f"`{job}`", f"`{scope}: {access}`")
        for path in WORKFLOWS
        if path.stem != "ci"
        for job, body in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items()
        for scope, access in body["permissions"].items()
    }
    told = [tuple(row[:3]) for row in rows(BOT, "Permissions")]
    assert sorted(told) == sorted(granted)
    assert all(row[3] for row in rows(BOT, "Permissions"))


def test_what_is_to_be_copied_is_there_and_complete() -> None:
    files = [name for row in rows(BOT, "Set it up") for name in re.findall(r"`([^`]+)`", row[0])]
    assert files
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert {path.name for path in WORKFLOWS} - {Path(name).name for name in files} == {"ci.yml"}


def test_every_pin_can_be_checked_as_the_page_says() -> None:
    used = {
        pin for path in WORKFLOWS for pin in re.findall(r"uses: (actions/\S+)@\S+ # (\S+)", path.read_text("utf-8"))
    }
    assert set(re.findall(r"ls-remote https://github\.com/(\S+) refs/tags/(\S+)", BOT)) == used


@pytest.mark.parametrize("page", ["bot.md", "waivers.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-")
        for each in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if not target.startswith("https://"):
            assert target.removeprefix("#") in headings or (ROOT / "docs" / target).is_file(), target


def test_the_example_of_a_waiver_is_one() -> None:
    example = yaml.safe_load(block(WAIVERS, "yaml"))
    validate(example, "waivers.schema.json", "waivers.yml", {})
    assert [row[0] for row in rows(f"\n## Keys\n{WAIVERS}", "Keys")] == [f"`{key}`" for key in example["waivers"][0]]


def test_what_cannot_be_waived_is_what_the_page_says() -> None:
    section = WAIVERS.partition("## What cannot be waived")[2].partition("A repository")[0]
    assert tuple(re.findall(r"`([^`]+)`", section)) == UNWAIVABLE
    assert read_config(block(WAIVERS, "toml").encode()).unwaivable == ("doc.placeholders",)


def test_the_steps_left_out_are_those_that_the_scenario_leaves_out() -> None:
    scenario = (ROOT / "tests" / "contract" / "test_bot_scenario.py").read_text(encoding="utf-8")
    reasons = re.findall(r'not_on\(world, "(.+)"\)', scenario)
    assert [row[1] for row in rows(BOT, "Tested against two GitHubs")] == reasons
