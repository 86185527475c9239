"""`casegrade.toml`: defaults, what may be set, and every mistake with its line."""

from fractions import Fraction

import pytest

from pipeline.config import Config, read_config
from pipeline.errors import InputError

WHOLE = b"""\
studies = "work/case-studies/"
approvals = 2
unwaivable = ["doc.placeholders", "front-matter.schema"]

[pass_marks]
system-design = 72.5
star-story = 60
"""


def test_nothing_said_means_the_defaults() -> None:
    assert read_config(None) == read_config(b"") == Config()
    assert (Config().studies, Config().approvals, Config().unwaivable) == ("studies", 1, ())


def test_everything_that_can_be_set() -> None:
    assert read_config(WHOLE) == Config(
        studies="work/case-studies",
        pass_marks={"star-story": Fraction(60), "system-design": Fraction(145, 2)},
        approvals=2,
        unwaivable=("doc.placeholders", "front-matter.schema"),
    )


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("\nstudie = 'x'\n", "casegrade.toml:2", "Did you mean `studies`?"),
        ("# a\n[passmarks]\nstar-story = 1\n", "casegrade.toml:2", "Did you mean `pass_marks`?"),
        ("colour = 1\n", "casegrade.toml:1", "Known are `studies`"),
        ("approvals = true\n", "casegrade.toml:1", "a whole number from 0 to 20"),
        ("approvals = -1\n", "casegrade.toml:1", "a whole number from 0 to 20"),
        ("approvals = 1.5\n", "casegrade.toml:1", "a whole number from 0 to 20"),
        ("studies = '../elsewhere'\n", "casegrade.toml:1", "inside the repository"),
        ("studies = '.'\n", "casegrade.toml:1", "inside the repository"),
        ("studies = ''\n", "casegrade.toml:1", "inside the repository"),
        ("studies = ['a']\n", "casegrade.toml:1", "inside the repository"),
        ("unwaivable = 'a'\n", "casegrade.toml:1", "a list of identifiers"),
        ("unwaivable = ['A b']\n", "casegrade.toml:1", "a list of identifiers"),
        ("[pass_marks]\nstar-story = 101\n", "casegrade.toml:1", "points from 0 to 100"),
        ("[pass_marks]\nstar-story = 'all'\n", "casegrade.toml:1", "points from 0 to 100"),
        ("[pass_marks]\nstar-story = true\n", "casegrade.toml:1", "points from 0 to 100"),
        ("pass_marks = 70\n", "casegrade.toml:1", "points from 0 to 100"),
        ("[pass_marks]\nstar-story = nan\n", "casegrade.toml", "not TOML"),
        ("approvals = 1\napprovals = 2\n", "casegrade.toml:2", "not TOML"),
        ("studies = studies\n", "casegrade.toml:1", "not TOML"),
        ("a = " + "[" * 5000, "casegrade.toml", "nested too deeply"),
        ("approvals = " + "9" * 5000, "casegrade.toml", "not TOML"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, place: str, says: str) -> None:
    with pytest.raises(InputError) as told:
        read_config(text.encode())
    assert told.value.place == place
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_what_is_not_utf8() -> None:
    with pytest.raises(InputError, match="byte 0 is not UTF-8"):
        read_config(b"\xff")
