"""What stands out among its neighbours, and what does not although it is short."""

from __future__ import annotations

import pytest

from pipeline.facts.marks import shows
from pipeline.facts.siblings import Odd, odd_ones
from pipeline.facts.subject import Subject
from pipeline.load import Place, study
from tests.studies import Files

COLUMN = "| Part | {} |\n| --- | --- |\n"
ARGUED = """
- Sessions stay in memory because a restart may log 40 people out.
- The importer runs at night, since the register is locked for 3 hours then.
- Labels are printed in batches of 12, because the printer warms up for 90 seconds.
"""


def found(text: str, *marks: str, of: str = "lines") -> list[Odd]:
    page = study(Files({"README.md": f"# Notes\n\n{text}\n".encode()}), Place("studies/s", "s", ""), None)
    return list(odd_ones(Subject(page, {}).whole, of, shows, marks))


def table(*cells: str, title: str = "Load") -> str:
    return COLUMN.format(title) + "".join(f"| part {n} | {cell} |\n" for n, cell in enumerate(cells))


@pytest.mark.parametrize("cell", ["high", "very low", "most parcels", "acceptable", "**fast**"])
def test_an_adjective_among_figures_stands_out(cell: str) -> None:
    (one,) = found(table("12 a day", "up to 40", cell, "3 %"))
    assert (one.lack, one.others, one.column) == ("number", 3, "Load")
    assert one.unit.title == "part 2"


@pytest.mark.parametrize(
    "cell", ["until the owner leaves", "free", "negligible", "next day", "managed", "—", "✅", "n/a"]
)
def test_another_answer_than_a_figure_is_left_alone(cell: str) -> None:
    assert not found(table("12 a day", "up to 40", cell, "3 %"))


@pytest.mark.parametrize(("title", "lack"), [("Price", "money"), ("Before", "pair"), ("Parcels", "number")])
def test_a_cell_without_its_figure_lacks_what_its_column_tells(title: str, lack: str) -> None:
    (one,) = found(table("12", "40", "", "3", title=title))
    assert one.lack == lack


def test_an_empty_reason_stands_out_also_behind_a_dash() -> None:
    (one,) = found(table("it is near the shelf", "–", "one key fits", "the clerk knows it", title="Reason"))
    assert one.lack == "reason"


@pytest.mark.parametrize("cells", [("1", "2", ""), ("1", "", "", "4", "5"), ("few", "many", "3", "4", "5")])
def test_too_few_beside_it_or_several_of_a_kind_do_not_stand_out(cells: tuple[str, ...]) -> None:
    assert not found(table(*cells))


def test_the_row_of_a_total_is_no_neighbour() -> None:
    rows = table("12", "40", "3", "5")
    assert not found(f"{rows}| Total | |\n")


@pytest.mark.parametrize("item", ["Time.", "Nothing was lost.", "It works well now."])
def test_a_bullet_that_fits_any_story_says_next_to_nothing(item: str) -> None:
    (one,) = found(f"{ARGUED}- {item}")
    assert (one.lack, one.others) == ("", 3)


def test_a_thin_bullet_lacks_what_the_others_have() -> None:
    lacking = {one.lack for one in found(f"{ARGUED}- The shelf is green.", "reason")}
    assert lacking == {"reason", "grounded"}


@pytest.mark.parametrize(
    "item",
    [
        "The shelf is green because of the 3 lamps.",
        "The shelf is green and stands behind the second door of the cellar, next to the lift.",
        "What follows:",
    ],
)
def test_a_short_bullet_with_a_reason_a_long_one_and_a_lead_are_left_alone(item: str) -> None:
    assert not found(f"{ARGUED}- {item}", "reason")


def test_a_bullet_among_short_ones_is_left_alone() -> None:
    assert not found("- red shelves, because of the lamp\n- green shelves, since 2 fit\n- blue shelves\n- no shelves")


def test_a_decision_that_lost_its_price_stands_out() -> None:
    told = "We chose {} over {}, because {}. The price is {}."
    whole = [
        told.format(*one) for one in (("ink", "toner", "it dries", "time"), ("cards", "paper", "they last", "size"))
    ]
    more = [*whole, told.format("a lift", "stairs", "boxes are heavy", "one slow minute a trip")]
    (one,) = found("\n".join(f"- {line}" for line in (*more, "We chose a bell over a lamp, because it is heard.")))
    assert (one.lack, one.others) == ("cost", 3)


def test_a_decision_that_speaks_of_its_reason_in_other_words_is_left_alone() -> None:
    told = "We chose {} over {}, because {}. The price is {}."
    whole = [
        told.format(*one) for one in (("ink", "toner", "it dries", "time"), ("cards", "paper", "they last", "size"))
    ]
    more = [*whole, told.format("a lift", "stairs", "boxes are heavy", "one slow minute a trip")]
    last = "We chose a bell over a lamp. Rationale: it is heard in the cellar. The price is noise."
    assert not found("\n".join(f"- {line}" for line in (*more, last)))


def test_a_figure_that_the_patterns_cannot_read_is_a_figure() -> None:
    items = [f"- Parcels that leave shelf {n} in the first hour of the day: about {n * 7} parcels" for n in (1, 2, 3)]
    assert not [one for one in found("\n".join([*items, r"- Lamps: $\approx 1.1$"]), "number") if one.lack == "number"]


def test_a_short_benefit_is_a_benefit() -> None:
    assert not found(table("near the shelf", "simple", "one key fits", "the clerk knows it", title="Benefit"))


@pytest.mark.parametrize("item", ["dns.lookup()", "label = 12", "每秒打印十二个标签", "readLabel is new"])
def test_code_and_words_that_cannot_be_counted_are_left_alone(item: str) -> None:
    assert not found(f"{ARGUED}- {item}")


def test_a_blank_among_short_names_or_in_a_row_of_another_kind_is_left_alone() -> None:
    assert not found(table("Ann", "Ben", "", "Cleo", title="Owner"))
    assert found(table("Ann and the clerk", "Ben and his team", "", "Cleo with two others", title="Owner"))
    wide = "| Part | A | B | C |\n| --- | --- | --- | --- |\n" + "| one | 1 | 2 | 3 |\n" * 3
    assert not found(f"{wide}| and so on | | | |\n")


def test_a_section_among_decisions_that_is_none_is_left_alone() -> None:
    told = "## About {0}\n\nWe chose {0} over {1}, because {2}. The price is {3}.\n\n"
    three = (
        ("ink", "toner", "it dries", "time"),
        ("cards", "paper", "they last", "size"),
        ("a lift", "stairs", "boxes are heavy", "one slow minute a trip"),
    )
    sections = "".join(told.format(*one) for one in three)
    assert not found(
        f"{sections}## How it went\n\nThe cellar was dry in May and wet in June, rain or shine.", of="cases"
    )
    last = "## About bells\n\nWe chose a bell over a lamp. The price is noise."
    (one,) = found(f"{sections}{last}", of="cases")
    assert one.lack == "reason"
