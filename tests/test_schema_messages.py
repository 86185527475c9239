"""What an author reads about a value that does not fit, as if seen for the first time."""

from collections.abc import Mapping

import pytest

from tests.front_matter import STORY, check

# changes → what is wrong and how to mend it, one pair a fault.
MESSAGES: list[tuple[Mapping[str, str | None], list[tuple[str, str]]]] = [
    (
        {"date": None},
        [("`date` is missing: the day the study was written", "Add a line such as `date: 2026-03-01`.")],
    ),
    (
        {**STORY, "role": None},
        [
            (
                "`role` is missing, which this kind of study needs: what you were in this work",
                "Add a line such as `role: Tech lead`.",
            )
        ],
    ),
    (
        {"title": None, "titel": "x"},
        [("`titel` is not a known key; `title` may be meant", "Rename it to `title`.")],
    ),
    (
        {"tech_stack": "[Go]"},
        [
            (
                "`tech_stack` is not a known key; `technologies` may be meant",
                "Write it as `technologies`, for example `technologies: [PostgreSQL, Kafka]`.",
            )
        ],
    ),
    (
        {"technologies": "[Go]", "stack": "Go"},
        [
            (
                "`stack` is not a known key; `technologies` may be meant",
                "`technologies` is there already: move the value to it and remove this line.",
            )
        ],
    ),
    (
        {"links": "{zz: https://example.org}"},
        [
            (
                "`zz` is not a known key",
                "Remove it; the keys known here are `repository`, `demo`, `docs` and `article`.",
            )
        ],
    ),
    (
        {"technologies": "Go, Redis"},
        [('`technologies` is the text "Go, Redis", where a list belongs', "Write `technologies: [Go, Redis]`.")],
    ),
    (
        {"authors": "Ada"},
        [('`authors` is the text "Ada", where a list belongs', "Write `authors: [{name: Ada}]`.")],
    ),
    (
        {"authors": "{name: Ada}"},
        [("`authors` is a map of keys and values, where a list belongs", "Write `authors: [{name: Ada}]`.")],
    ),
    (
        {"authors": "[{name: A, github: '@ada'}]"},
        [
            (
                ('`github` of item 1 of `authors` is "@ada", '
                "which is not a GitHub login (letters, digits, single hyphens)"),
                "Write `github: ada`.",
            )
        ],
    ),
    (
        {"tags": "[cache, 2024]"},
        [("item 2 of `tags` is the number `2024`, where text belongs", 'Put quotes around it: `"2024"`.')],
    ),
    (
        {"title": "[Project name]"},
        [
            (
                "`title` is a list, where text belongs",
                "Write it without the brackets, or put quotes around the whole text.",
            )
        ],
    ),
    (
        {"title": ""},
        [("`title` is empty", "Give it a value, for example `title: Rate limiter for a public API`.")],
    ),
    (
        {"summary": "too short"},
        [
            (
                "`summary` has 9 characters; at least 40 are needed",
                "Say in one sentence which problem was solved and for whom; the rest belongs in the page.",
            )
        ],
    ),
    (
        {"summary": "x" * 201},
        [("`summary` has 201 characters; at most 200 are allowed", "Shorten it by 1 character.")],
    ),
    (
        {"status": "Review"},
        [
            (
                '`status` is "Review", which is not one of the words allowed here',
                "Write `status: review`; allowed are `draft`, `review`, `approved` and `archived`.",
            )
        ],
    ),
    (
        {"status": "done"},
        [
            (
                '`status` is "done", which is not one of the words allowed here',
                "Write `draft`, `review`, `approved` or `archived`.",
            )
        ],
    ),
    (
        {"date": "2026/3/1"},
        [('`date` is "2026/3/1", which is not a real day written like `2026-03-01`', "Write `date: 2026-03-01`.")],
    ),
    (
        {"date": "2026-02-30"},
        [
            (
                '`date` is "2026-02-30", which is not a real day written like `2026-03-01`',
                "Write year, month and day, such as `2026-03-01`.",
            )
        ],
    ),
    (
        {"related": "[Rate Limiter]"},
        [
            (
                ('item 1 of `related` is "Rate Limiter", '
                "which is not a slug (lower-case letters, digits and single hyphens)"),
                "Write `rate-limiter`.",
            )
        ],
    ),
    (
        {"links": "{demo: http://example.org/x}"},
        [
            (
                '`demo` of `links` is "http://example.org/x", which is not an address that starts with `https://`',
                "Write `demo: https://example.org/x`.",
            )
        ],
    ),
    (
        {"duration": "3"},
        [
            (
                "`duration` is the number `3`, where text belongs",
                "Write it with its unit, for example `duration: 4 months`.",
            )
        ],
    ),
    (
        {"team_size": "0"},
        [("`team_size` is 0, where 1 or more is expected", "Correct the number.")],
    ),
    (
        {"example": "yes"},
        [
            (
                '`example` is the text "yes", where `true` or `false` belongs',
                "Write it in that form, for example `example: true`.",
            )
        ],
    ),
    (
        {**STORY, "scale": "{users: 3}"},
        [
            (
                "`scale` is only for the design kinds (`system-design`, `architecture-deep-dive`, `design-doc`)",
                "Remove it, and say in the page what matters of it.",
            )
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), MESSAGES, ids=lambda value: str(value)[:50])
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(
    changes: Mapping[str, str | None], expected: list[tuple[str, str]]
) -> None:
    assert [(fault.message, fault.fix) for fault in check(changes)] == expected
