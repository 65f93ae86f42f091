"""Sums of money: worked out by hand, and laws for all rows that may come."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.renewal import Grant
from geodata.statistics import finance
from geodata.statistics.finance import Amount
from tests.layers.record_city import grant, money_rows

ROWS = money_rows()
PROGRAMMES = ("soziale-stadt", "stadtumbau")


def ids(rows: tuple[Grant, ...]) -> list[str]:
    return [one.id for one in rows]


def test_a_part_is_not_counted_beside_its_whole() -> None:
    assert ids(finance.counted(ROWS, "granted")) == ["alles", "bund", "land", "spanne", "eu"]
    assert finance.total(finance.counted(ROWS, "granted")) == Amount(54_360_000, 54_460_000)


def test_a_part_whose_whole_is_of_another_stage_counts_in_its_own() -> None:
    assert ids(finance.counted(ROWS, "spent")) == ["verbaut", "bewilligt-und-verbaut"]
    assert finance.total(finance.counted(ROWS, "spent")) == Amount(27_880_000, 27_880_000)


def test_a_part_of_a_part_in_another_stage_finds_the_whole_of_its_own() -> None:
    rows = (grant("a", 9.0), grant("b", 5.0, "spent", part_of="a"), grant("c", 2.0, part_of="b"))

    assert ids(finance.counted(rows, "granted")) == ["a"]
    assert ids(finance.counted(rows, "spent")) == ["b"]


def test_a_part_of_a_row_of_somewhere_else_counts() -> None:
    assert ids(finance.counted((grant("a", 5.0, part_of="stadtweit"),), "granted")) == ["a"]


def test_rows_that_are_parts_of_each_other_end_nothing() -> None:
    rows = (grant("a", 5.0, part_of="b"), grant("b", 5.0, part_of="a"))

    assert finance.counted(rows, "granted") == ()
    assert finance.by_giver_of_each(rows, "granted") == ()


def test_givers_get_what_is_theirs_and_the_rest_of_a_whole_stays_with_its_own() -> None:
    assert finance.by_giver(ROWS, "granted") == {
        "federal": Amount(975_000, 975_000),
        "state": Amount(195_000, 195_000),
        "municipality": Amount(1_000_000, 1_000_000),
        "eu": Amount(50_000, 50_000),
        "private": Amount(400_000, 500_000),
        "mixed": Amount(51_740_000, 51_740_000),
    }


def test_each_whole_is_cut_by_giver_as_far_as_its_parts_tell() -> None:
    cut = {one.id: sums for one, sums in finance.by_giver_of_each(ROWS, "granted")}

    assert list(cut) == ["alles", "bund", "land", "spanne", "eu"]
    assert cut["alles"] == {
        "municipality": Amount(1_000_000, 1_000_000),
        "mixed": Amount(51_740_000, 51_740_000),
    }


def test_the_upper_value_of_a_row_is_never_below_the_lower_one() -> None:
    assert finance.amount(grant("a", 5.0, amount_high_eur=3.0)) == Amount(5, 5)
    assert finance.amount(grant("a", 5.0, amount_high_eur=7.0)) == Amount(5, 7)


def test_nothing_is_left_of_a_whole_whose_parts_exceed_it() -> None:
    rows = (grant("a", 5.0), grant("b", 7.0, part_of="a", giver="eu"))

    assert [own for _, own in finance.own_amounts(rows, "granted")] == [Amount(0, 0), Amount(7, 7)]


@pytest.mark.parametrize(
    ("projects", "overlap"),
    [([], False), ([""], False), (["", ""], True), (["a", "b"], False), (["a", "a"], True),
     (["", "a"], True)],
)  # fmt: skip
def test_plans_are_added_only_where_they_are_for_different_projects(
    projects: list[str], overlap: bool
) -> None:
    rows = [grant(str(n), 1.0, "planned", project=one) for n, one in enumerate(projects)]

    assert finance.may_overlap(rows) == overlap


def test_the_ratio_counts_the_parts_of_the_programme_to_the_programme() -> None:
    ratio = finance.bundling(ROWS, "granted", PROGRAMMES)

    assert ratio.obstacle == ""
    assert ratio.low == pytest.approx((195_000 + 400_000 + 50_000) / 53_715_000)
    assert ratio.high == pytest.approx((195_000 + 500_000 + 50_000) / 53_715_000)


def test_money_of_another_programme_is_money_of_others() -> None:
    assert finance.bundling(ROWS, "granted", PROGRAMMES[:1]).low == pytest.approx(
        (975_000 + 645_000) / 52_740_000
    )


@pytest.mark.parametrize(
    ("rows", "obstacle"),
    [
        ((), "programme"),
        ((grant("a", 5.0, giver="eu"),), "programme"),
        ((grant("a", 5.0, programme="stadtumbau"),), "others"),
        ((grant("a", 5.0, programme="stadtumbau"), grant("b", 1.0, giver="eu"), grant("c", 1.0)),
         "unclear"),
        ((grant("a", 0.0, programme="stadtumbau"), grant("b", 1.0, giver="eu")), "programme"),
    ],
)  # fmt: skip
def test_there_is_no_ratio_where_one_side_is_not_known(
    rows: tuple[Grant, ...], obstacle: str
) -> None:
    assert finance.bundling(rows, "granted", PROGRAMMES).obstacle == obstacle


@st.composite
def trees(draw: st.DrawFn) -> tuple[Grant, ...]:
    """Rows of which each may be a part of an earlier one; parts never exceed their whole."""
    rows: list[Grant] = []
    rest: dict[str, int] = {}
    for number in range(draw(st.integers(1, 12))):
        whole = draw(st.sampled_from(["", *rest]))
        most = rest[whole] if whole else 10**9
        amount = draw(st.integers(0, most))
        if whole:
            rest[whole] -= amount
        rest[str(number)] = amount
        rows.append(
            grant(str(number), float(amount), draw(st.sampled_from(finance.STAGES)),
                  giver=draw(st.sampled_from(finance.GIVERS)), part_of=whole,
                  investive=draw(st.sampled_from(["yes", "no", ""])),
                  year=draw(st.integers(2000, 2004)), end_year=draw(st.sampled_from([None, 2005])))
        )  # fmt: skip
    return tuple(draw(st.permutations(rows)))


@given(trees(), st.sampled_from(finance.STAGES))
def test_what_givers_gave_adds_up_to_the_total(rows: tuple[Grant, ...], stage: str) -> None:
    total = finance.sum_of(rows, stage)
    counted = finance.total(finance.counted(rows, stage))
    cut = [one for _, sums in finance.by_giver_of_each(rows, stage) for one in sums.values()]

    for found in (finance.by_giver(rows, stage), finance.by_investive(rows, stage)):
        added = sum(found.values(), finance.NOTHING)
        assert math.isclose(added.low, total.low, abs_tol=1e-6)
        assert math.isclose(added.high, total.high, abs_tol=1e-6)
    assert 0 <= total.low <= total.high == counted.high
    assert math.isclose(sum(one.low for one in cut), counted.low, abs_tol=1e-6)


@given(trees(), st.sampled_from(finance.STAGES))
def test_saying_of_what_a_row_is_made_changes_no_total(rows: tuple[Grant, ...], stage: str) -> None:
    whole = finance.counted(rows, stage)
    more = (*rows, *(replace(one, id=f"part {one.id}", part_of=one.id) for one in whole))

    assert finance.total(finance.counted(more, stage)) == finance.total(whole)


@given(trees())
def test_every_row_counts_in_its_own_stage_only(rows: tuple[Grant, ...]) -> None:
    found = [one for stage in finance.STAGES for one in finance.counted(rows, stage)]

    assert len({one.id for one in found}) == len(found)
    assert {one.id for one in rows if not one.part_of} <= {one.id for one in found}


WHOLE = grant("gesamt", 52.0, year=1999, end_year=2018)


@pytest.mark.parametrize(
    ("change", "possible"),
    [
        ({"year": 2011}, True),
        ({"year": 2011, "giver": "federal"}, True),
        ({"year": 2011, "project": "park"}, True),
        ({"year": 2019}, False),
        ({"year": 1999, "end_year": 2018}, False),
        ({"year": 2011, "open_end": True}, False),
        ({"year": 2011, "amount_eur": 60.0}, False),
        ({"year": 2011, "stage": "spent"}, False),
    ],
)  # fmt: skip
def test_an_amount_may_be_inside_a_larger_one_of_more_years(
    change: dict[str, object], possible: bool
) -> None:
    rows = (WHOLE, replace(grant("teil", 3.0), **change))

    assert (ids(finance.possible_parts(rows, "granted")) == ["teil"]) == possible


@pytest.mark.parametrize(
    "told_apart",
    [("giver", "federal", "state"), ("programme", "a", "b"), ("project", "park", "haus"),
     ("project", "park", "")],
)  # fmt: skip
def test_what_giver_programme_or_project_tell_apart_is_not_inside(
    told_apart: tuple[str, str, str],
) -> None:
    field, of_whole, of_part = told_apart
    part = grant("teil", 3.0, year=2011)
    rows = (replace(WHOLE, **{field: of_whole}), replace(part, **{field: of_part}))

    assert finance.possible_parts(rows, "granted") == ()


def test_the_lower_sum_leaves_out_what_may_be_inside_with_its_parts() -> None:
    rows = (WHOLE, grant("teil", 3.0, year=2011), grant("drin", 1.0, giver="eu", part_of="teil"))

    assert finance.sum_of(rows, "granted") == Amount(52, 55)
    assert finance.by_giver(rows, "granted") == {"eu": Amount(0, 1), "mixed": Amount(52, 54)}
    assert finance.by_investive(rows, "granted") == {"": Amount(52, 55)}


def test_an_amount_without_end_may_contain_all_later_ones() -> None:
    rows = (replace(WHOLE, end_year=None, open_end=True), grant("teil", 3.0, year=2030))

    assert finance.sum_of(rows, "granted") == Amount(52, 55)


def test_the_ratio_is_a_range_where_a_part_may_be_counted_twice() -> None:
    rows = (replace(WHOLE, programme="stadtumbau"), grant("eu", 10.0, giver="eu", year=2020),
            grant("teil", 13.0, year=2011, programme="stadtumbau"))  # fmt: skip
    ratio = finance.bundling(rows, "granted", PROGRAMMES)

    assert (ratio.low, ratio.high) == pytest.approx((10 / 65, 10 / 52))
