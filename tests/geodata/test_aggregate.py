"""The figure of the whole city: published before computed, counts before rates, or nothing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Series, Status
from geodata.statistics.aggregate import (
    COMPUTED,
    NONE,
    PUBLISHED,
    city_figures,
    city_statuses,
    middles,
)

NAN = math.nan
Cell = tuple[float, float, float, Status]  # value, numerator, denominator, status
PEOPLE = st.integers(min_value=1, max_value=10_000)


def row(level: str, cells: list[Cell], year: int = 2022) -> Series:
    """Return the series of one year from its *cells*, for an indicator called x."""
    value, numerator, denominator, status = (
        np.array([list(part)]) for part in zip(*cells, strict=True)
    )
    return Series("x", level, (year,), value, numerator, denominator, status.astype(str), {})


@pytest.fixture(scope="module")
def city_of(flensburg: City) -> object:
    """A function: kind, cells of the areas, and of the city, to a city with this one indicator."""

    def make(kind: Kind, areas: list[Cell], whole: Series | None = None) -> City:
        found = {("stadtteil", "x"): row("stadtteil", areas)}
        if whole is not None:
            found["stadt", "x"] = whole
        return replace(flensburg, series=found, indicators=(indicator(flensburg, kind),))

    return make


def indicator(city: City, kind: Kind) -> Indicator:
    factor = {Kind.SHARE: 100.0, Kind.RATE: 1000.0}.get(kind, 1.0)
    return replace(city.indicators[0], id="x", kind=kind, factor=factor)


def figure_of(city: City) -> tuple[float, str]:
    figures, basis = city_figures(city, "stadtteil", city.indicators[0])
    return float(figures[0]), basis[0]


def share(part: int, whole: int) -> Cell:
    return 100 * part / whole, part, whole, Status.OK


def empty(status: Status, whole: float = NAN) -> Cell:
    return NAN, NAN, whole, status


def published(value: float, year: int = 2022) -> Series:
    return row("stadt", [(value, NAN, NAN, Status.OK)], year)


def test_a_published_figure_comes_first(city_of) -> None:
    city = city_of(Kind.SHARE, [share(1, 10), share(9, 10)], published(42))

    assert figure_of(city) == (42, PUBLISHED)


def test_the_share_of_the_city_is_computed_from_people_and_not_from_shares(city_of) -> None:
    city = city_of(Kind.SHARE, [share(90, 100), share(0, 900)])

    assert figure_of(city) == (9, COMPUTED)  # the mean of the shares would be 45


def test_a_rate_takes_its_own_factor(city_of) -> None:
    city = city_of(Kind.RATE, [(50, 5, 100, Status.OK), (150, 15, 100, Status.OK)])

    assert figure_of(city) == (100, COMPUTED)


def test_a_count_is_summed(city_of) -> None:
    city = city_of(Kind.COUNT, [(7, NAN, NAN, Status.OK), (5, NAN, NAN, Status.DOUBTFUL)])

    assert figure_of(city) == (12, COMPUTED)


def test_a_published_number_cannot_be_computed(city_of) -> None:
    city = city_of(Kind.NUMBER, [(7, NAN, NAN, Status.OK), (5, NAN, NAN, Status.OK)])

    figure, basis = figure_of(city)
    assert (math.isnan(figure), basis) == (True, NONE)


@pytest.mark.parametrize("status", EMPTY_STATES)
@pytest.mark.parametrize("kind", [Kind.COUNT, Kind.SHARE, Kind.RATE])
def test_one_empty_area_leaves_the_city_without_a_computed_figure(
    city_of, kind: Kind, status: Status
) -> None:
    city = city_of(kind, [share(1, 10), empty(status, 20)])

    figure, basis = figure_of(city)
    assert (math.isnan(figure), basis) == (True, NONE)


def test_one_area_without_numerator_leaves_the_city_without_a_figure(city_of) -> None:
    city = city_of(Kind.SHARE, [share(1, 10), (5, NAN, 10, Status.OK)])

    assert math.isnan(figure_of(city)[0])


def test_where_nobody_lives_there_is_no_share(city_of) -> None:
    city = city_of(Kind.SHARE, [(NAN, 0, 0, Status.OK)])

    assert math.isnan(figure_of(city)[0])


def test_a_figure_of_another_year_is_not_the_published_one(city_of) -> None:
    city = city_of(Kind.COUNT, [(7, NAN, NAN, Status.OK)], published(99, year=2021))

    assert figure_of(city) == (7, COMPUTED)


def test_a_suppressed_figure_of_the_city_is_computed_where_all_areas_are_known(city_of) -> None:
    city = city_of(Kind.COUNT, [(7, NAN, NAN, Status.OK)], row("stadt", [empty(Status.MISSING)]))

    assert figure_of(city) == (7, COMPUTED)


def told(city: City) -> tuple[Status, str]:
    statuses, notes = city_statuses(city, "stadtteil", city.indicators[0])
    return statuses[0], notes[0]


@pytest.mark.parametrize("status", Status)
def test_a_published_figure_keeps_its_status_and_note(city_of, status: Status) -> None:
    value = NAN if status in EMPTY_STATES else 42.0
    whole = replace(row("stadt", [(value, NAN, NAN, status)]), notes={(2022, "fl"): "Zensus"})
    city = city_of(Kind.NUMBER, [(7, NAN, NAN, Status.OK)], whole)

    assert told(city) == (status, "Zensus")


@pytest.mark.parametrize("status", [Status.OK, Status.DOUBTFUL, Status.INTERPOLATED])
def test_a_computed_figure_is_as_sure_as_its_least_sure_area(city_of, status: Status) -> None:
    city = city_of(Kind.COUNT, [(7, NAN, NAN, Status.OK), (5, NAN, NAN, status)])

    assert told(city) == (status, "")


def test_where_nothing_is_published_and_nothing_can_be_computed_it_is_missing(city_of) -> None:
    city = city_of(Kind.COUNT, [empty(Status.SUPPRESSED)])

    assert told(city) == (Status.MISSING, "")


@given(st.data())
def test_the_share_of_the_city_lies_between_those_of_its_areas(flensburg: City, data) -> None:
    wholes = data.draw(st.lists(PEOPLE, min_size=1, max_size=13))
    cells = [share(data.draw(st.integers(0, whole)), whole) for whole in wholes]
    city = replace(
        flensburg,
        series={("stadtteil", "x"): row("stadtteil", cells)},
        indicators=(indicator(flensburg, Kind.SHARE),),
    )
    shares = [cell[0] for cell in cells]

    assert min(shares) - 1e-9 <= figure_of(city)[0] <= max(shares) + 1e-9


def test_a_count_is_compared_with_the_mean_of_the_areas_that_have_one(city_of) -> None:
    cells = [(6, NAN, NAN, Status.OK), (2, NAN, NAN, Status.OK), empty(Status.SUPPRESSED)]
    city = city_of(Kind.COUNT, cells, published(100))

    found, basis = middles(city, "stadtteil", city.indicators[0])
    assert (found.tolist(), basis) == ([4], (COMPUTED,))


def test_where_no_area_has_a_count_there_is_nothing_to_compare_with(city_of) -> None:
    city = city_of(Kind.COUNT, [empty(Status.MISSING)])

    found, basis = middles(city, "stadtteil", city.indicators[0])
    assert (math.isnan(found[0]), basis) == (True, (NONE,))


@pytest.mark.parametrize("kind", [Kind.SHARE, Kind.RATE, Kind.NUMBER])
def test_everything_but_a_count_is_compared_with_the_figure_of_the_city(
    city_of, kind: Kind
) -> None:
    city = city_of(kind, [share(1, 10)], published(42))

    found, basis = middles(city, "stadtteil", city.indicators[0])
    assert (found.tolist(), basis) == ([42], (PUBLISHED,))


def test_the_city_figures_of_flensburg_are_the_published_ones_where_there_are_any(
    flensburg: City,
) -> None:
    compared = 0
    for (level, name), series in flensburg.series.items():
        whole = flensburg.series.get(("stadt", name))
        figures, basis = city_figures(flensburg, level, flensburg.indicator(name))
        for year, figure, rests_on in zip(series.years, figures, basis, strict=True):
            if rests_on == PUBLISHED:
                assert whole is not None
                assert figure == whole.value[whole.years.index(year), 0]
                compared += 1
    assert compared > 500
