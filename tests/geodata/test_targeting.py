"""Target accuracy: a published example, by hand, laws for random cities, the command."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.__main__ import main
from geodata.model import City, Direction, Kind, Status
from geodata.renewal import FundedArea, Grant
from geodata.statistics.concentration import concentration
from geodata.statistics.coverage import coverage
from geodata.statistics.need import Counted, need_by_index, need_by_limit
from geodata.statistics.social_index import social_index
from geodata.statistics.targeting import (
    at_limits,
    limits_to_try,
    money_received,
    people_reached,
    severity_of,
    targeting,
    usual_limit,
)
from tests.geodata.squares import NAN, YEAR, box, funded, indicator, ratios, squares, with_series

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"
SHARE = indicator(Kind.SHARE)
ENDED = {"start": "1980", "actual_end": "1999", "statute_state": "repealed"}
FIGURES = st.lists(st.floats(0.0, 1000.0), min_size=2, max_size=12)


def city_of(*funded_areas: FundedArea, statuses: tuple[Status, ...] = ()) -> City:
    """Four squares with 40, 30, 20 and 10 cases among 100 each."""
    series = ratios([40, 30, 20, 10], [100] * 4, statuses)
    return replace(with_series(squares(4, *funded_areas), square__x=series), indicators=(SHARE,))


def grant(amount: float, year: int = 2010, **other: object) -> Grant:
    fields: dict[str, object] = {
        "funded_area": "a", "project": "", "end_year": None, "open_end": False, "giver": "state",
        "programme": "", "investive": "", "stage": "granted", "amount_high_eur": None,
        "part_of": "", "sources": (), "note": "",
    }  # fmt: skip
    return Grant(id=f"{year}-{amount}", year=year, amount_eur=amount, **(fields | other))  # type: ignore[arg-type]


# -- curve and index --


def test_the_worked_example_of_the_world_bank_comes_out() -> None:
    """Child deaths in India 1982-92 by wealth: the poorest have most (index -0.1694).

    O'Donnell and others, Analyzing Health Equity Using Household Survey Data, table 8.1.
    """
    births = np.array([29_939.0, 28_776, 26_528, 24_689, 19_739])
    deaths = births * np.array([154.7, 152.9, 119.5, 86.9, 54.3])
    found = concentration(np.array([5.0, 4, 3, 2, 1]), births, deaths)

    assert found.index == pytest.approx(0.1694, abs=5e-5)


@given(FIGURES, st.data())
def test_the_index_is_twice_the_area_between_curve_and_diagonal(people, data) -> None:  # type: ignore[no-untyped-def]
    size = len(people)
    need = data.draw(st.lists(st.integers(0, 5), min_size=size, max_size=size))
    received = data.draw(st.lists(st.floats(0, 100), min_size=size, max_size=size))
    columns = [np.array(one, dtype=float) for one in (need, people, received)]
    found = concentration(*columns)
    if not (sum(people) > 0 and sum(received) > 0):
        assert np.isnan(found.index)
        return
    area = np.trapezoid(found.received, found.people)

    assert found.index == pytest.approx(2 * area - 1, abs=1e-9)
    assert -1 <= found.low <= found.index <= found.high <= 1
    order = data.draw(st.permutations(range(size)))
    turned = concentration(*(column[order] for column in columns))
    assert turned.index == pytest.approx(found.index, abs=1e-9)
    scaled = concentration(columns[0] * 7 - 3, columns[1] * 3, columns[2] * 5)
    assert scaled.index == pytest.approx(found.index, abs=1e-9)


def test_the_range_of_the_index_is_what_trying_every_choice_finds() -> None:
    need, people = np.array([4.0, 3, 2, 1]), np.array([10.0, 20, 5, 40])
    low, high = np.array([1.0, 0, 2, 1]), np.array([4.0, 3, 2, 9])
    found = concentration(need, people, (low + high) / 2, low, high)
    tried = [
        concentration(need, people, np.where(np.array(list(f"{choice:04b}")) == "1", high, low))
        for choice in range(16)
    ]

    assert found.low == pytest.approx(min(one.index for one in tried))
    assert found.high == pytest.approx(max(one.index for one in tried))


def test_all_equal_need_is_one_group_without_an_order() -> None:
    found = concentration(np.ones(3), np.array([1.0, 2, 3]), np.array([9.0, 0, 0]))

    assert (found.index, len(found.groups)) == (0.0, 1)


def test_a_hidden_figure_is_on_neither_axis() -> None:
    known = concentration(np.array([3.0, 1]), np.array([5.0, 5]), np.array([2.0, 1]))
    more = concentration(np.array([3.0, NAN, 1]), np.array([5.0, 7, 5]), np.array([2.0, 100, 1]))

    assert (more.index, len(more.groups)) == (known.index, 2)


# -- a city --


def found_in(city: City, limit: float = 15.0):  # type: ignore[no-untyped-def]
    need = need_by_limit(city, "square", SHARE, limit)
    return targeting(city, need, severity_of(city, "square", SHARE, YEAR), YEAR), need


def test_funding_of_the_first_area_alone() -> None:
    found, _ = found_in(
        city_of(funded("a", box(0, 0, 1, 1)), funded("b", box(1, 0, 2, 1), **ENDED))
    )

    assert found.states == ("inside", "formerly", "outside", "outside")
    assert found.received.middle.tolist() == [40, 0, 0, 0]
    assert found.curve.people == pytest.approx([0, 0.4, 0.7, 0.9, 1])
    assert found.curve.received == pytest.approx([0, 1, 1, 1, 1])
    assert found.curve.index == pytest.approx(1 - 0.4)
    assert found.counted is Counted.CASES


def test_a_half_covered_area_gives_a_range_and_more_is_better_turns_the_order() -> None:
    found, _ = found_in(city_of(funded("a", box(0, 0, 0.5, 1)), funded("c", box(2, 0, 3, 1))))
    better = replace(SHARE, direction=Direction.BETTER)
    city = city_of(funded("a", box(0, 0, 0.5, 1)))

    assert found.curve.low < found.curve.index < found.curve.high
    assert found.received.low[0] < 20 < found.received.high[0]
    assert severity_of(city, "square", better, YEAR).tolist() == [-40, -30, -20, -10]


def test_nothing_of_a_hidden_area_is_counted() -> None:
    states = (Status.OK, Status.SUPPRESSED, Status.OK, Status.OK)
    found, _ = found_in(city_of(funded("a", box(0, 0, 2, 1)), statuses=states))

    assert found.left_out == (1,)
    assert found.curve.people == pytest.approx([0, 40 / 70, 60 / 70, 1])
    assert np.isnan(found.received.middle[1])


def test_no_funded_area_is_no_curve_and_no_error() -> None:
    found, _ = found_in(city_of())

    assert not found.received.enough
    assert np.isnan(found.curve.index)


def test_money_is_shared_out_whole_and_counted_once() -> None:
    whole = grant(100.0, 2005, end_year=2015)
    part = grant(30.0, 2006, part_of=whole.id)
    later = grant(1000.0, YEAR + 1)
    city = city_of(
        funded("a", box(0, 0, 2, 1), grants=(whole, part, later)),
        funded("b", box(3, 0, 4, 1), grants=(grant(50.0, amount_high_eur=70.0),)),
        funded("c", None, grants=(grant(8.0),)),
        funded("d", box(2, 0, 3, 1)),
    )
    found = money_received(city, "square", YEAR, "granted")

    assert found.middle == pytest.approx([50, 50, 0, 60])
    assert (found.low[3], found.high[3]) == pytest.approx((50, 70))
    assert found.low[0] < 50 < found.high[0]
    assert (found.counted, found.without_outline, found.unpublished) == (("a", "b"), ("c",), ("d",))
    assert money_received(city, "square", 1999, "granted").counted == ()


def test_other_limits_agree_with_need_and_money() -> None:
    city = city_of(funded("a", box(0, 0, 0.5, 1)), funded("c", box(2, 0, 3, 1)))
    need = need_by_limit(city, "square", SHARE, 15.0)
    limits = limits_to_try(city.series["square", "x"].value[0], 1, 15.0)
    found = {one.limit: one for one in at_limits(city, SHARE, need, YEAR, limits)}

    assert list(found) == [10, 15, 20, 30, 40]
    for limit, one in found.items():
        asked = need_by_limit(city, "square", SHARE, limit)
        assert one.people == coverage(city, asked)[0].in_need
        assert one.areas == int(asked.mask.sum())
    assert [one.funded for one in found.values()] == [2, 2, 2, 1, 1]


def test_a_city_of_hundreds_of_areas_has_no_more_than_26_limits() -> None:
    limits = limits_to_try(np.linspace(0, 50, 542), 1, 33.33)

    assert len(limits) == 26
    assert (limits[0], limits[-1]) == (0, 50)


# -- need by an index, Flensburg, the command --


def test_need_by_the_classes_of_an_index(flensburg: City) -> None:
    index = flensburg.index("soziale-lage")
    need = need_by_index(flensburg, "stadtteil", index, 3, flensburg.residents)
    for row, year in enumerate(need.years):
        classes = social_index(flensburg, index, "stadtteil", year).status.classes
        assert (need.mask[row] == (classes >= 3)).all()
        assert (need.known[row] == (classes > 0)).all()
    with pytest.raises(ValueError, match="expected 1 to 4"):
        need_by_index(flensburg, "stadtteil", index, 5)


def test_flensburg_reaches_areas_of_more_need_first(flensburg: City) -> None:
    share = flensburg.indicator("sgb-ii-anteil")
    limit = usual_limit(flensburg, "stadtteil", share, 2022)
    need = need_by_limit(flensburg, "stadtteil", share, limit, flensburg.residents)
    given = people_reached(flensburg, need, 2022, flensburg.residents)
    found = targeting(
        flensburg, need, severity_of(flensburg, "stadtteil", share, 2022), 2022, given
    )

    assert 0 < found.curve.low < found.curve.index < found.curve.high < 1
    assert np.nansum(given.middle) == pytest.approx(
        coverage(flensburg, need, flensburg.residents)[-1].everyone.inside.people, abs=1e-3
    )


def run(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[dict[str, str]], str]:
    status = main(["targeting", "--city", str(FLENSBURG), *arguments])
    captured = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(captured.out))), captured.err


def test_the_command_writes_its_four_tables(capsys: pytest.CaptureFixture[str]) -> None:
    _, curve, _ = run(capsys)
    _, (index,), _ = run(capsys, "--show", "index")
    _, areas, _ = run(capsys, "--show", "areas", "--limit", "15")
    _, limits, _ = run(capsys, "--show", "limits", "--limit", "15")
    _, money, said = run(capsys, "--show", "areas", "--index", "soziale-lage", "--measure", "geld")
    xs, ys = ([float(row[name]) for row in curve] for name in ("people_share", "received_share"))

    assert float(index["index"]) == pytest.approx(2 * np.trapezoid(ys, xs) - 1, abs=1e-5)
    at_15 = next(row for row in limits if float(row["limit"]) == 15)
    assert sum(int(row["in_need"]) for row in areas) == int(at_15["areas"])
    assert len(money) == 13
    assert "ohne Geld" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--index", "mss"), "den Index „mss“ gibt es nicht; erwartet: soziale-lage"),
        (("--index", "soziale-lage", "--from-class", "9"), "erwartet: 1, 2, 3, 4"),
        (("--index", "soziale-lage", "--year", "1999"), "das Jahr „1999“ gibt es nicht"),
        (("--measure", "gold"), "erwartet: menschen, geld"),
        (("--measure", "geld", "--stage", "planned"), "erwartet: granted, spent"),
        (("--index", "soziale-lage", "--show", "limits"), "andere Grenzen für einen Index"),
    ],
)
def test_wrong_usage_says_what_is_possible(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    status, rows, error = run(capsys, *arguments)

    assert (status, rows) == (2, [])
    assert said in error
