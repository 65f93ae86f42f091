"""Bundled money: every euro once, each stage for itself, and per resident where they are known."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from geodata.renewal import Grant
from geodata.statistics.bundled import bundled_money
from geodata.statistics.finance import Amount
from tests.geodata.squares import funded


def grant(id_: str, eur: float, **other: Any) -> Grant:
    given_ = {
        "id": id_, "funded_area": "a", "year": 2010, "end_year": None, "open_end": False,
        "stage": "granted", "amount_eur": eur, "amount_high_eur": None, "sources": (),
    }  # fmt: skip
    texts = dict.fromkeys((field.name for field in fields(Grant)), "")
    return Grant(**(texts | given_ | other))


def test_bundled_money_counts_no_part_twice() -> None:
    grants = (
        grant("total", 900_000.0, year=2008, end_year=2012),
        grant("part", 500_000.0, part_of="total"),
        grant("more", 100_000.0, amount_high_eur=200_000.0, year=2015, open_end=True),
        grant("plan", 5e6, stage="planned"),
        grant("spent", 700_000.0, stage="spent"),
    )
    planned, granted, spent = bundled_money(funded("a", None, residents=1000.0, grants=grants))

    assert (planned.stage, planned.amount) == ("planned", Amount(5e6, 5e6))
    assert (granted.stage, granted.amount) == ("granted", Amount(1e6, 1.1e6))
    assert (granted.first_year, granted.last_year, granted.open_end) == (2008, 2015, True)
    assert granted.per_resident == Amount(1000, 1100)
    assert (spent.stage, spent.amount, spent.open_end) == ("spent", Amount(7e5, 7e5), False)


LONG = {"year": 2000, "end_year": 2010}


@pytest.mark.parametrize(
    ("one", "other", "repeat"),
    [
        (LONG, {"year": 2010}, True),
        (LONG, {"year": 2011}, False),
        (LONG, {"year": 1999}, False),
        (LONG, {"year": 1999, "open_end": True}, True),
        ({"year": 2000, "open_end": True}, {"year": 2020}, True),
        ({"year": 2010}, {"year": 2010}, False),
        (LONG | {"project": "school"}, {"year": 2005}, False),
        (LONG | {"project": "school"}, {"year": 2005, "project": "school"}, True),
        (LONG, {"year": 2005, "part_of": "one"}, False),
    ],
)
def test_a_sum_of_years_beside_one_of_the_same_time_may_count_money_twice(
    one: dict[str, Any], other: dict[str, Any], repeat: bool
) -> None:
    grants = (grant("one", 9.0, **one), grant("other", 1.0, **other))

    assert bundled_money(funded("a", None, grants=grants))[0].may_repeat is repeat


@pytest.mark.parametrize("residents", [None, 0.0])
def test_without_residents_there_is_no_money_per_resident(residents: float | None) -> None:
    money = bundled_money(funded("a", None, residents=residents, grants=(grant("g", 5.0),)))

    assert [one.per_resident for one in money] == [None]
    assert bundled_money(funded("a", None)) == ()


def test_plans_that_may_replace_each_other_have_no_sum() -> None:
    plans = (grant("a", 5.0, stage="planned"), grant("b", 6.0, stage="planned", year=2012))

    assert bundled_money(funded("a", None, grants=plans)) == ()


def test_a_smaller_sum_among_the_years_of_a_larger_one_makes_a_range() -> None:
    grants = (grant("all", 9.0, **LONG), grant("one", 1.0, year=2005))
    (found,) = bundled_money(funded("a", None, residents=2.0, grants=grants))

    assert (found.amount, found.per_resident) == (Amount(9, 10), Amount(4.5, 5))
    assert found.may_repeat
