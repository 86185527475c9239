"""A price of one thing follows from one volume and one sum of money, each with its time, and from nothing else."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.facts.prices import Price, bill, implied

SMS = Price(thing="an SMS", nouns=("sms",), low=Fraction("0.001"), high=Fraction("0.3"))
KEPT = Price(thing="a GB kept", data="stored", words=("storage",), low=Fraction("0.0005"), high=Fraction(3))
MOVED = Price(thing="a GB moved", data="moved", words=("egress",), low=Fraction("0.0005"), high=Fraction("0.5"))
PRICES = (SMS, KEPT, MOVED)


@pytest.mark.parametrize(
    ("text", "title", "each"),
    [
        ("3M SMS/day cost $30K per day", "", "0.01"),
        ("3M SMS/day cost $10.95M/year", "", "0.01"),
        ("1,000 SMS/day | $304.17", "Monthly cost", "0.01"),
        ("Storage of 100 TB for $2,000/month", "", "0.02"),
        ("Egress of 10 TB/month | $900", "Cost a month", "0.09"),
    ],
)
def test_the_price_of_one_is_worked_out(text: str, title: str, each: str) -> None:
    found = implied(text, PRICES, title=title)
    assert found
    assert abs(found.each / Fraction(each) - 1) < Fraction(1, 100)
    assert found.fits


@pytest.mark.parametrize(
    "text",
    [
        "3M SMS/day cost $30K", "3M SMS for $30K/month", "3M SMS/day at $0.01 and $5/month",
        "3M SMS/day, 2M SMS/day, $5/month",
        "12 nodes for $9/month", "100 TB for $1/month", "0 SMS/day for $5/month", "3M SMS/day for $0/month",
        "3M SMS/day for < $5/month",
    ],
)  # fmt: skip
def test_without_one_of_each_nothing_follows(text: str) -> None:
    assert implied(text, PRICES) is None


def test_a_price_out_of_range_is_told_with_both_figures() -> None:
    found = implied("3M SMS/day | $9,000", PRICES, title="Monthly cost")
    assert found
    assert not found.fits
    assert found.says == "3M SMS/day for $9,000 a month makes $0.000099 for an SMS; $0.001 to $0.3 is usual"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("At $4 per 1,000 calls, 900 map calls/s cost $311K a day", ""),
        ("At $4–8 per 1,000 calls, 900 map calls/s cost $600K/day", ""),
        (
            "At $4 per 1,000 calls, 900 map calls/s cost ~$310K/month",
            "900 map calls/s at $4 per 1,000 calls is $9,460,800 a month, not $310K/month",
        ),
    ],
)
def test_a_bill_with_its_price_is_done_again(text: str, says: str) -> None:
    assert bill(text, tolerance=Fraction(1, 2)) == says


@pytest.mark.parametrize(
    "text",
    [
        "900 calls/s cost $310K/month",
        "At $4 per 1,000 calls, 900 calls/s of which 5 % miss cost $310K/month",
        "At $4 per 1,000 calls, 900 reads/s cost $310K/month",
        "At $4 per 1,000 calls, 900 calls/s and 50 calls/s cost $310K/month",
        "At $4 per 1,000 calls, 900 calls/s cost $310K/month, only the first are free",
        "At $4 per 1,000 calls, 900 calls/s",
    ],
)
def test_a_bill_with_anything_else_is_left_alone(text: str) -> None:
    assert bill(text, tolerance=Fraction(1, 2)) is None
