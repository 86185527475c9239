"""A section that lost a label of its neighbours, a label that lost its reason, an item that stops at its name."""

from __future__ import annotations

from pipeline.facts.counterparts import odd_counterparts, odd_fragments
from pipeline.facts.marks import shows
from pipeline.facts.outline import Part
from pipeline.facts.siblings import Odd
from pipeline.facts.subject import Subject
from pipeline.load import Place, study
from pipeline.study import Span
from tests.studies import Files

REJECTED = "a courier, because it would cost 14 euros a parcel and nobody is at home before 6 in the evening"
LOCKERS = "lockers, because the 3 of them stand in the rain and their batteries last for 5 days only"


def page(text: str) -> tuple[Subject, tuple[Part, ...]]:
    content = study(Files({"README.md": f"# Choices\n\n{text}\n".encode()}), Place("studies/s", "s", ""), None)
    root = content.cover.root
    whole = Part("", Span(content.cover.path, root.line, root.end_line), tuple(root.all_blocks()), root.sections)
    return Subject(content, {}), (whole,)


def decisions(*sections: dict[str, str]) -> list[Odd]:
    text = "".join(
        f"## Choice {n}\n\n" + "".join(f"- **{label}:** {words}.\n" for label, words in labels.items()) + "\n"
        for n, labels in enumerate(sections)
    )
    return list(odd_counterparts(page(text)[1], shows))


def decision(rejected: str = REJECTED, cost: str = "one more walk a week") -> dict[str, str]:
    said = {"Chosen": "the shelf at the door", "Rejected": rejected, "Accepted cost": cost}
    return {label: words for label, words in said.items() if words}


def test_a_decision_without_the_price_that_the_others_name_stands_out() -> None:
    (one,) = decisions(decision(), decision(cost=""), decision(), decision())
    assert (one.unit.title, one.lack, one.others) == ("Choice 1", "cost", 3)


def test_a_decision_without_what_was_rejected_stands_out() -> None:
    (one,) = decisions(decision(), decision(), decision(), decision(rejected=""))
    assert (one.unit.title, one.lack) == ("Choice 3", "alternative")


def test_two_without_it_are_a_habit() -> None:
    assert not decisions(decision(), decision(cost=""), decision(cost=""), decision(), decision())


def test_three_decisions_are_too_few() -> None:
    assert not decisions(decision(), decision(cost=""), decision())


def test_a_label_of_its_own_may_say_it() -> None:
    assert not decisions(decision(), decision(cost="") | {"What hurts": "one more walk"}, decision(), decision())


def test_a_label_that_lost_its_reason_stands_out() -> None:
    (one,) = decisions(decision(), decision(rejected="a van for each street"), decision(LOCKERS), decision())
    assert (one.unit.title, one.lack, one.unit.span.line) == ("Rejected", "reason", 12)


def fragments(*items: str) -> list[Odd]:
    return list(odd_fragments(page("".join(f"- {item}\n" for item in items))[1]))


ARGUED = (
    "**Returns.** A parcel that comes back goes to the sender. The register has no field for a second way.",
    "**Payment at the door.** It needs a till. The couriers carry none, and no insurer would cover one.",
    "**Parcels above 30 kg.** Two people have to lift them. The van company takes those on Mondays.",
)


def test_an_item_that_stops_at_its_name_stands_out() -> None:
    (one,) = fragments(*ARGUED, "**Letters**, such as registered ones.")
    assert (one.lack, one.others) == ("grounded", 3)


def test_an_item_that_argues_in_one_long_sentence_does_not() -> None:
    assert not fragments(
        *ARGUED,
        "**Letters** stay with the post office, whose counter is open until 8 and which has to keep a signature"
        " of whoever takes them for 2 years, by law.",
    )


def test_short_items_among_short_items_do_not() -> None:
    assert not fragments(*ARGUED, "Letters.", "Newspapers.")
