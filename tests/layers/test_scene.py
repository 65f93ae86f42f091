"""The scene of a view says what the package says, in classes that hold for every year."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import EMPTY_STATES, City, Status
from geodata.statistics.aggregate import city_figures, middles
from geodata.statistics.classify import Classes, Method, class_of, round_half_up
from layers.beside import beside
from layers.scene import is_empty, ordinary, scene
from layers.view import from_query
from layers.view_fields import CHANGE
from tests.strategies import views


@given(st.data())
@settings(max_examples=200)
def test_the_figures_are_those_of_the_package(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(views(flensburg))
    shown, series = ordinary(flensburg, view), flensburg.series[view.level, view.indicator]
    decimals = flensburg.indicator(view.indicator).decimals
    row = series.value[series.years.index(view.year)]

    np.testing.assert_array_equal(shown.figures, [round_half_up(x, decimals) for x in row])
    assert list(shown.statuses) == list(series.status[shown.row])
    assert shown.level.area_ids == flensburg.level(view.level).area_ids


@given(st.data())
@settings(max_examples=200)
def test_an_area_is_in_a_class_if_and_only_if_it_has_a_figure(
    flensburg: City, data: st.DataObject
) -> None:
    shown = scene(flensburg, data.draw(views(flensburg)))
    cells = zip(shown.figures, shown.statuses, shown.classes, strict=True)

    for figure, status, place in cells:
        assert (place == -1) == math.isnan(figure) == is_empty(status)
        assert place == class_of(figure, shown.limits)
        assert place < shown.number


@given(st.data())
@settings(max_examples=200)
def test_lowest_and_highest_hold_every_figure_shown(flensburg: City, data: st.DataObject) -> None:
    shown = scene(flensburg, data.draw(views(flensburg)))
    finite = [figure for figure in shown.figures if math.isfinite(figure)]

    assert all(shown.lowest <= figure <= shown.highest for figure in finite)
    if shown.view.limits == "jahr" and finite and not shown.indicator.classes:
        assert (shown.lowest, shown.highest) == (min(finite), max(finite))


@given(st.data())
def test_fixed_limits_are_the_same_in_every_year(flensburg: City, data: st.DataObject) -> None:
    view = replace(data.draw(views(flensburg)), limits="fest")
    years = flensburg.series[view.level, view.indicator].years
    if view.compare == CHANGE:  # the year that changes are measured from stays
        view = replace(view, other_year=beside(view, flensburg).year)
    scenes = [scene(flensburg, replace(view, year=year)) for year in years]

    assert len({(one.limits, str((one.lowest, one.highest))) for one in scenes}) == 1


@given(st.data())
def test_limits_of_one_year_rest_on_that_year_alone(flensburg: City, data: st.DataObject) -> None:
    view = replace(data.draw(views(flensburg)), limits="jahr", compare="")
    series = flensburg.series[view.level, view.indicator]
    row = series.years.index(view.year)
    other_years = np.arange(len(series.years))[:, None] != row
    value = np.where(other_years & np.isfinite(series.value), 77.0, series.value)
    changed = flensburg.series | {(view.level, view.indicator): replace(series, value=value)}
    other = replace(flensburg, series=changed)

    assert scene(other, view).limits == scene(flensburg, view).limits


@given(st.data())
def test_what_is_only_for_show_does_not_move_the_limits(
    flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(views(flensburg))
    bare = replace(view, area="", funded_area="", layers=(), symbols="", span=(), mode="karte")
    one, other = scene(flensburg, view), scene(flensburg, bare)

    assert (one.limits, one.classes) == (other.limits, other.classes)


@given(st.data())
def test_the_city_is_said_as_it_was_published_or_computed(
    flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(views(flensburg))
    shown, indicator = scene(flensburg, view), flensburg.indicator(view.indicator)
    totals, basis = city_figures(flensburg, view.level, indicator)
    comparisons, _ = middles(flensburg, view.level, indicator)

    if view.compare == CHANGE:
        shown = ordinary(flensburg, view)
    np.testing.assert_equal(shown.city_figure, totals[shown.row])
    np.testing.assert_equal(shown.middle, comparisons[shown.row])
    assert shown.city_basis == basis[shown.row]


@pytest.mark.parametrize("status", Status)
def test_four_statuses_are_without_a_figure(status: Status) -> None:
    assert is_empty(status) == (status in EMPTY_STATES)
    assert len(EMPTY_STATES) == 4


def test_a_year_without_any_figure_has_one_class_and_no_member(flensburg: City) -> None:
    view, _ = from_query("", flensburg)
    series = flensburg.series[view.level, view.indicator]
    nothing = replace(
        series,
        value=np.full_like(series.value, math.nan),
        numerator=np.full_like(series.value, math.nan),
        status=np.full_like(series.status, str(Status.SUPPRESSED)),
    )
    city = replace(flensburg, series=flensburg.series | {(view.level, view.indicator): nothing})
    for method in (one for one in Method if one is not Method.OWN):
        shown = scene(city, replace(view, classes=Classes(method, 5)))
        assert (shown.limits, shown.number, set(shown.classes)) == ((), 1, {-1})
        assert math.isnan(shown.lowest)
        assert math.isnan(shown.highest)


def test_without_a_figure_of_the_city_deviation_is_measured_from_the_mean_of_the_figures(
    flensburg: City,
) -> None:
    view, _ = from_query("klassen=abweichung-4&grenzen=jahr&jahr=2019", flensburg)
    key = view.level, view.indicator
    series = flensburg.series[key]
    lone = replace(series, denominator=np.full_like(series.denominator, math.nan))
    city = replace(flensburg, series={key: lone})
    shown = scene(city, view)
    mean = sum(sorted(shown.figures)) / len(shown.figures)

    assert math.isnan(shown.middle)
    assert round_half_up(mean, shown.indicator.decimals) in shown.limits


def test_only_deviation_diverges(flensburg: City) -> None:
    shown = {
        method: scene(flensburg, from_query(f"klassen={method}-5", flensburg)[0]).diverging
        for method in Method
        if method is not Method.OWN
    }

    assert [method for method, diverging in shown.items() if diverging] == [Method.DEVIATION]


def test_a_share_on_the_map_is_its_numerator_by_its_denominator(flensburg: City) -> None:
    view, _ = from_query("indikator=sgb-ii-anteil&jahr=2022", flensburg)
    shown = scene(flensburg, view)
    names = [area.name for area in shown.level.areas]
    index = names.index("Neustadt")
    part, whole = (
        shown.series.numerator[shown.row, index],
        shown.series.denominator[shown.row, index],
    )

    assert shown.figures[index] == round_half_up(100 * part / whole, 1)
