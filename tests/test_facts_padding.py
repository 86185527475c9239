"""What is not counted: text that stands twice, lists of terms, filled-in patterns, blind text, what is not shown."""

from __future__ import annotations

import pytest

from pipeline.facts.padding import BY_CHANCE, padding
from pipeline.facts.residue import SHORT, is_example, telling
from pipeline.library import Library
from tests.studies import page, subject

TERMS = "Kafka, Redis, sharding, CQRS, bulkhead, canary release, failover, tracing, quorum, saga, backpressure, leases"
STORY = "The till of the bakery waited for the stock service, and at noon one order in nine was given up."

BAKERS = ("first", "stout", "quiet", "young", "tall", "loud", "slow", "early", "late", "merry", "stern", "shy")
OWN = [f"The {baker} baker emptied bin {number} of the stock service at noon." for number, baker in enumerate(BAKERS)]


def told(text: str) -> list[tuple[int, str]]:
    return [(one.span.line, one.why) for one in padding(subject({"README.md": text}).study)]


def test_a_long_line_that_stands_again_counts_once() -> None:
    assert told(f"# A\n\n{STORY}\n\n## B\n\n{STORY}\n") == [(7, "twin")]


def test_a_copied_table_counts_once_though_its_rows_are_short() -> None:
    table = "| Part | Size |\n| --- | --- |\n| till | 4 |\n| oven | 2 |\n| shelf | 9 |\n| door | 1 |\n"
    assert [line for line, _ in told(f"# A\n\n{table}\n## B\n\n{table}")] == [14, 15, 16, 17]


def test_short_facts_may_stand_under_several_stories() -> None:
    facts = "- **Role**: baker\n- **Team**: 4 people\n"
    assert told(f"## One\n\n{facts}\nA\n\n## Two\n\n{facts}\nB\n") == []


@pytest.mark.parametrize("text", [TERMS, TERMS.replace(",", ";"), TERMS.replace(",", " ·")])
def test_terms_in_a_row_are_a_list_of_keywords(text: str) -> None:
    assert told(f"# A\n\n{text}\n") == [(3, "terms")]


@pytest.mark.parametrize(
    "text",
    [
        f"We run {TERMS}.",
        "orders(id PK, user FK, symbol, side, qty, price, status, fee, venue, made_at, filled_at, note)",
        "**Stack**: Go, Redis, Kafka, Postgres, Terraform, Helm, Grafana, Loki, Tempo, Vault, NATS, Envoy",
        "Kafka, Redis, Postgres",
    ],
)
def test_a_sentence_a_table_of_columns_and_a_stack_are_none(text: str) -> None:
    assert told(f"# A\n\n{text}\n") == []


def test_a_row_of_a_table_is_never_a_list_of_keywords() -> None:
    assert told(f"| Stack | Why |\n| --- | --- |\n| {TERMS} | one team knows them |\n") == []


def test_figures_in_a_row_with_nothing_to_belong_to_are_none() -> None:
    lone = "- 200 ms\n- 99.9 %\n- 3x faster\n- 40 %\n- 2 TB\n- 5 minutes\n"
    assert told(f"# A\n\n{lone}") == [(number, "terms") for number in range(3, 9)]
    assert told(f"# A\n\n{lone[: lone.index('- 5')]}") == []
    assert told("# A\n\n" + lone.replace("- ", "- The till answers in ")) == []


def test_a_sentence_whose_nouns_alone_change_is_a_pattern() -> None:
    names = ["ovens", "tills", "doors", "shelves", "carts", "bags"]
    lines = "\n".join(
        f"- We chose {name} over trays because {name} are simpler and we accept the cost." for name in names
    )
    assert told(f"# A\n\n{lines}\n") == [(number, "pattern") for number in range(3, 9)]
    assert told("# A\n\n" + "\n".join(lines.split("\n")[:5])) == []


def test_decisions_told_each_in_its_own_words_are_none() -> None:
    told_apart = (
        "- We chose Redis over Memcached because carts have to outlive a restart.\n"
        "- We chose one queue over two because nobody could say which was behind.\n"
        "- We chose to poll because the till drops its connection at night, and pay with 30 s of delay.\n"
        "- We chose Postgres over a file, as two bakers write at the same time.\n"
        "- We chose bread over cake, for cake needs an oven that we do not have.\n"
        "- We chose a bell over a mail because it is heard.\n"
    )
    assert told(told_apart) == []


def test_where_much_is_ours_nobody_can_say_whose_the_figures_are() -> None:
    ours = [rule.strong for rule in Library(None).rubric("star-story").criteria if "\n" not in rule.strong]
    ours = [line for line in ours if is_example(line) and len(telling(line)) >= SHORT][:BY_CHANCE]
    figure = "p95 311 ms, 2.1 % lost, at 61 a second."
    assert (1, "example") in told("\n\n".join([figure, *ours, STORY]))
    assert (1, "example") not in told("\n\n".join([figure, *ours, *OWN]))
    assert (1, "example") not in told("\n\n".join([figure, *ours[1:], STORY]))


def test_blind_text_is_none_of_the_study() -> None:
    latin = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore."
    assert told(f"# A\n\n{latin}\n") == [(3, "terms")]


def test_prose_that_fits_any_story_is_filler_where_there_is_much_of_it() -> None:
    lines = [
        "Together the team overcame every challenge with great care and a shared vision of what success could mean.",
        "This journey taught everyone that good communication is essential for any important decision to succeed.",
        "With dedication and trust, a solid foundation for future growth was established over time by all involved.",
        "It is important to understand that quality and passion always go together in every successful effort.",
        "The approach was thoughtful, and the outcome had a significant and lasting impact on the organization.",
        "Every perspective was considered with respect so that a balanced and sustainable path could emerge for us.",
        "We believe that a strong culture of feedback enables everybody to grow and to achieve their full potential.",
        "Looking forward, there are many opportunities to improve further and to learn from what we experienced.",
        "Clear leadership and a positive mindset were vital elements in making this vision become a reality for all.",
        "In the end, what matters most is the value that was delivered and the confidence that was gained by everyone.",
    ]
    assert told("\n\n".join(lines)) == [(2 * number + 1, "hollow") for number in range(10)]
    assert told("\n\n".join(lines[:9])) == []
    assert told("\n\n".join(f"{STORY} {number}" for number in ("one", "two"))) == [(3, "twin")]


@pytest.mark.parametrize(
    "tag", ['<div style="display:none">', "<div hidden>", '<div style="color: #fff">', "<div style='font-size:0'>"]
)
def test_what_a_browser_does_not_show_is_not_counted(tag: str) -> None:
    content = subject({"README.md": f"# A\n\n{tag}\n\n{STORY}\n\n</div>\n\nAfter.\n"}).content
    assert [block.line for block in content.cover.root.all_blocks()] == [9]


def test_what_is_shown_in_elements_and_code_counts() -> None:
    assert told(f'<div align="center">\n\n{STORY}\n\n</div>\n') == []
    assert told(f"<details>\n\n{STORY}\n\n</details>\n") == []
    assert told(f"```html\n<div hidden>\n```\n\n{STORY}\n") == []


def test_the_content_is_without_it_and_the_first_of_two_stays() -> None:
    content = subject({"README.md": f"# A\n\n{STORY}\n\n{TERMS}\n\n{STORY}\n"}).content
    assert [block.line for block in content.cover.root.all_blocks()] == [3]
    assert len(list(page(f"{STORY}\n").root.all_blocks())) == 1
