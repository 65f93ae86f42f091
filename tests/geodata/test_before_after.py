"""Districts of a funded area against the city: figures by hand, gaps, periods."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City, Kind, Series, Status
from geodata.renewal import FundedArea
from geodata.statistics.before_after import BeforeAfter, before_after, districts_of
from tests.geodata.squares import (
    HIDDEN,
    box,
    counts,
    funded,
    indicator,
    ratios,
    squares,
    with_series,
)

SHARE = indicator(Kind.SHARE)
PEOPLE = st.integers(1, 1000)
FIRST = funded("a", None, "2020", areas=("square0",), actual_end="2021", statute_state="repealed")


def years(*rows: Series, first: int = 2019) -> Series:
    """Return the rows, one year each, as one series from *first* on."""
    names = ("value", "numerator", "denominator", "status")
    stacked = {name: np.vstack([getattr(row, name) for row in rows]) for name in names}
    return replace(rows[0], years=tuple(range(first, first + len(rows))), **stacked)


def curve(area: FundedArea, *rows: Series, asked=SHARE) -> BeforeAfter:
    city = with_series(squares(3, area), square__x=years(*rows))
    return before_after(city, area, asked, "square")


def test_the_districts_are_weighted_by_people_and_set_against_the_rest_and_the_city() -> None:
    area = funded("a", None, areas=("square0", "square1"))
    point = curve(area, ratios([30, 10, 10], [100, 300, 100])).points[0]

    # 40 of 400 against 10 of 100, and 50 of 500; the mean of the shares would be 16.7.
    assert (point.districts, point.rest, point.city) == (10, 10, 10)
    other = curve(area, ratios([30, 30, 5], [100, 300, 100])).points[0]
    assert (other.districts, other.rest, other.city) == (15, 5, 13)
    assert (other.gap_to_rest, other.gap_to_city) == (10, 2)
    assert (other.year, other.state, other.status) == (2019, "running", Status.OK)


def test_the_published_figure_of_the_city_comes_first() -> None:
    city = with_series(
        squares(3, FIRST),
        square__x=years(ratios([30, 30, 5], [100, 300, 100])),
        city__x=years(ratios([70], [500])),
    )

    point = before_after(city, FIRST, SHARE, "square").points[0]
    assert (point.city, point.gap_to_city) == (14, 16)


def test_gaps_are_averaged_before_during_and_after() -> None:
    found = curve(
        FIRST,
        ratios([20, 10, 10], [100] * 3),  # 2019: planned
        ratios([30, 10, 10], [100] * 3),  # 2020 and 2021: running
        ratios([40, 10, 10], [100] * 3),
        ratios([15, 10, 10], [100] * 3),  # 2022: ended
    )

    assert [point.period for point in found.points] == ["before", "during", "during", "after"]
    assert (found.before.years, found.before.gap_to_rest) == ((2019,), 10)
    assert (found.during.years, found.during.gap_to_rest) == ((2020, 2021), 25)
    assert (found.after.years, found.after.gap_to_rest) == ((2022,), 5)
    assert found.during.gap_to_city == pytest.approx((30 - 50 / 3 + 40 - 20) / 2)
    assert (found.during.years_rest, found.during.years_city) == (2, 2)


def test_a_period_without_a_year_has_no_gap() -> None:
    found = curve(FIRST, ratios([30, 10, 10], [100] * 3))

    assert found.before.years == (2019,)
    for period in (found.during, found.after):
        assert (period.years, period.gap_to_rest, period.gap_to_city) == ((), None, None)
        assert (period.years_rest, period.years_city) == (0, 0)


@pytest.mark.parametrize(
    ("other", "state"),
    [({"statute_state": "void_from_start"}, "void"), ({"start": ""}, "unknown")],
)
def test_a_void_statute_and_an_unknown_state_belong_to_no_period(other, state: str) -> None:
    area = funded("a", None, **({"start": "2000", "areas": ("square0",)} | other))
    found = curve(area, ratios([30, 10, 10], [100] * 3))

    assert [(point.state, point.period) for point in found.points] == [(state, "")]
    assert found.before.years == found.during.years == found.after.years == ()


@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_figure_never_enters_and_leaves_a_gap_in_the_curve(status: Status) -> None:
    area = funded("a", None, areas=("square0", "square1"))
    hidden = ratios([30, 10, 10], [100] * 3, (Status.OK, status, Status.OK))
    found = curve(area, hidden, ratios([30, 30, 10], [100] * 3))

    assert math.isnan(found.points[0].districts)
    assert math.isnan(found.points[0].gap_to_rest)
    assert found.points[0].status is status
    assert (found.during.years, found.during.years_rest) == ((2019, 2020), 1)
    assert found.during.gap_to_rest == 20


def test_a_hidden_figure_elsewhere_leaves_the_districts_without_rest() -> None:
    hidden = ratios([30, 10, 10], [100] * 3, (Status.OK, Status.SUPPRESSED, Status.OK))
    point = curve(FIRST, hidden).points[0]

    assert (point.districts, point.status) == (30, Status.OK)
    assert math.isnan(point.rest)
    assert math.isnan(point.city)


def test_where_the_question_does_not_arise_nobody_is_counted() -> None:
    rows = ratios([30, 0, 10], [100, 7, 100], (Status.OK, Status.NOT_APPLICABLE, Status.OK))
    both, alone = (
        funded("a", None, areas=names) for names in (("square0", "square1"), ("square1",))
    )

    assert curve(both, rows).points[0].districts == 30
    assert curve(FIRST, rows).points[0].rest == 10
    assert math.isnan(curve(alone, rows).points[0].districts)
    assert curve(alone, rows).points[0].status is Status.NOT_APPLICABLE


def test_a_share_without_numerator_is_missing() -> None:
    rows = ratios([30, 10, 10], [100] * 3)
    found = curve(FIRST, replace(rows, numerator=rows.numerator * math.nan)).points[0]

    assert math.isnan(found.districts)
    assert found.status is Status.MISSING


@pytest.mark.parametrize("status", [Status.DOUBTFUL, Status.INTERPOLATED])
def test_a_doubtful_district_makes_its_point_doubtful(status: Status) -> None:
    rows = ratios([30, 10, 10], [100] * 3, (status, Status.OK, Status.OK))

    assert curve(FIRST, rows).points[0].status is status
    elsewhere = ratios([30, 10, 10], [100] * 3, (Status.OK, status, Status.OK))
    assert curve(FIRST, elsewhere).points[0].status is Status.OK


@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.NUMBER])
def test_counts_and_published_numbers_have_no_curve(kind: Kind) -> None:
    found = curve(FIRST, counts([30, 10, 10]), asked=indicator(kind))

    assert found.points == ()
    assert found.during.gap_to_city is None


def test_districts_are_the_ones_that_the_sources_name_else_those_under_the_outline() -> None:
    outline = box(0.9, 0, 2, 1)  # a tenth of a square of eleven
    named = funded("a", outline, areas=("square2",))
    drawn, edge = funded("b", outline), funded("d", box(0.95, 0, 2, 1), areas=("elsewhere",))
    neither = funded("c", None)
    city = squares(3, named, drawn, neither)

    assert districts_of(city, named, "square") == ("square2",)
    assert districts_of(city, named, "half") == ("half2", "half3")
    assert districts_of(city, drawn, "square") == ("square1",)
    assert districts_of(city, edge, "square") == ("square1",)
    assert districts_of(city, funded("e", box(0.8, 0, 2, 1)), "square") == ("square0", "square1")
    assert districts_of(city, neither, "square") == ()
    assert curve(neither, ratios([30, 10, 10], [100] * 3)).points == ()


@given(st.lists(st.tuples(PEOPLE, PEOPLE), min_size=3, max_size=3), st.sets(st.integers(0, 2)))
def test_the_city_lies_between_the_districts_and_the_rest(numbers, chosen: set[int]) -> None:
    cases = [min(pair) for pair in numbers]
    people = [max(pair) for pair in numbers]
    area = funded("a", None, areas=tuple(f"square{place}" for place in chosen))

    for point in curve(area, ratios(cases, people)).points:
        if len(chosen) == 3:
            assert math.isnan(point.rest)
            assert point.districts == pytest.approx(point.city)
        else:
            low, high = sorted([point.districts, point.rest])
            assert low - 1e-9 <= point.city <= high + 1e-9
            assert point.gap_to_rest * point.gap_to_city >= -1e-9  # never of opposite sign


def test_the_stadtteile_of_neustadt_against_flensburg(flensburg: City) -> None:
    area, share = flensburg.funded_area("neustadt"), flensburg.indicator("sgb-ii-anteil")
    found = before_after(flensburg, area, share, "stadtteil")
    last = found.points[-1]

    # 2022: 1,014 + 1,921 of 4,682 + 10,580 people under 65.
    assert (last.year, found.districts) == (2022, ("02", "03"))
    assert last.districts == pytest.approx(100 * 2935 / 15262)
    assert last.gap_to_city == pytest.approx(6.7, abs=0.05)
    assert found.during.years == tuple(point.year for point in found.points)
    assert found.before.gap_to_city is found.after.gap_to_city is None
