"""The map of changes says what both years say, and nothing that one of them hides."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import City, Kind, Series, Status
from geodata.statistics.change import middle_class
from geodata.statistics.classify import round_half_up
from layers.beside import beside
from layers.change_words import class_sign, class_span, clear, plain
from layers.export.data_rows import data_table
from layers.numbers import with_unit
from layers.scene import is_empty, ordinary, scene
from layers.scene_words import sentence
from layers.table import columns, headings
from layers.texts import texts
from layers.view import View, from_query, next_view, to_query
from layers.view_fields import CHANGE
from tests.strategies import views


def change_views(city: City) -> st.SearchStrategy[View]:
    return views(city).filter(lambda view: view.compare == CHANGE)


@given(st.data())
@settings(max_examples=60)
def test_first_and_change_make_the_last_figure(flensburg: City, data: st.DataObject) -> None:
    shown = scene(flensburg, data.draw(change_views(flensburg)))
    assert shown.change is not None
    first, last = shown.change.first, shown.change.last
    decimals = shown.indicator.decimals

    assert first.year <= last.year
    assert {shown.view.year, shown.change.base} == {first.year, last.year}
    for index, figure in enumerate(shown.figures):
        ends = (first.figures[index], last.figures[index])
        assert is_empty(shown.statuses[index]) == math.isnan(figure)
        assert math.isnan(figure) == any(map(math.isnan, ends))
        if math.isfinite(figure):
            assert round_half_up(ends[0] + figure, decimals) == ends[1]


@given(st.data())
@settings(max_examples=60)
def test_marks_stand_only_where_the_figure_goes_their_way(
    flensburg: City, data: st.DataObject
) -> None:
    shown = scene(flensburg, data.draw(change_views(flensburg)))
    assert shown.change is not None
    centre = middle_class(shown.limits)
    for index, sign in enumerate(shown.change.signs):
        if sign:
            assert sign * shown.figures[index] > 0
        elif not shown.change.tested[index] and math.isfinite(shown.figures[index]):
            assert shown.classes[index] == centre or shown.figures[index] == 0


@given(st.data())
@settings(max_examples=40)
def test_the_change_of_the_city_is_that_of_its_printed_figures(
    flensburg: City, data: st.DataObject
) -> None:
    view = data.draw(change_views(flensburg))
    base = replace(view, year=beside(view, flensburg).year)
    shown = scene(flensburg, view)
    ends = sorted((ordinary(flensburg, one) for one in (view, base)), key=lambda x: x.view.year)
    decimals = shown.indicator.decimals
    one, other = (round_half_up(end.city_figure, decimals) for end in ends)

    np.testing.assert_allclose(shown.city_figure, other - one, atol=1e-6)
    if shown.indicator.kind is not Kind.COUNT:
        np.testing.assert_equal(shown.middle, shown.city_figure)


def test_a_hidden_figure_leaves_no_trace_in_the_change(flensburg: City) -> None:
    view, _ = from_query("vergleich=aenderung", flensburg)
    key = view.level, view.indicator
    hidden = [hide(flensburg.series[key], row, 3) for row in (0, -1)]
    for one in hidden:
        shown = scene(replace(flensburg, series=flensburg.series | {key: one}), view)
        assert shown.statuses[3] is Status.SUPPRESSED
        assert math.isnan(shown.figures[3])
        assert shown.classes[3] == -1
        assert shown.change is not None
        assert shown.change.signs[3] == 0


def hide(series: Series, row: int, area: int) -> Series:
    """Return *series* with one figure hidden by its source."""
    found = {name: getattr(series, name).copy() for name in ("value", "numerator", "status")}
    found["value"][row, area] = found["numerator"][row, area] = math.nan
    found["status"] = found["status"].astype("U20")
    found["status"][row, area] = str(Status.SUPPRESSED)
    return replace(series, **found)


def test_shares_change_in_percentage_points_and_counts_in_their_own_unit(flensburg: City) -> None:
    share = scene(flensburg, from_query("vergleich=aenderung", flensburg)[0])
    count = scene(flensburg, from_query("vergleich=aenderung&indikator=einwohner", flensburg)[0])

    assert share.indicator.unit == "Prozentpunkte"
    assert count.indicator.unit == flensburg.indicator("einwohner").unit
    for shown in (share, count):
        assert shown.change is not None
        assert str(shown.change.first.year) in shown.indicator.name
        assert str(shown.change.last.year) in shown.indicator.name


def test_one_year_alone_is_no_change_and_that_is_said(flensburg: City) -> None:
    start, _ = from_query("", flensburg)
    key = start.level, start.indicator
    one = flensburg.series[key]
    lone = replace(
        one,
        years=one.years[-1:],
        **{
            name: getattr(one, name)[-1:]
            for name in ("value", "numerator", "denominator", "status")
        },
    )
    city = replace(flensburg, series=flensburg.series | {key: lone})
    view, notices = from_query("vergleich=aenderung", city)

    assert [notice.key for notice in notices] == ["change_one_year"]
    assert scene(city, view).change is None
    assert "vergleich" not in to_query(view, city)


def test_a_limit_of_need_and_a_change_exclude_each_other(flensburg: City) -> None:
    view, notices = from_query("vergleich=aenderung&bedarf=15", flensburg)
    need, _ = next_view(view, {"need": "15"}, flensburg)
    back, told = next_view(need, {"compare": CHANGE}, flensburg)

    assert (view.need, [one.key for one in notices]) == (None, ["change_without_need"])
    assert (need.need, need.compare) == (15.0, "")
    assert (back.need, back.compare) == (None, CHANGE)
    assert [one.key for one in told] == ["change_without_need"]


def test_the_year_that_changes_are_measured_from_has_not_changed(flensburg: City) -> None:
    view, _ = from_query("vergleich=aenderung&jahr=2018&mit-jahr=2018", flensburg)
    shown = scene(flensburg, view)

    assert shown.view.year == beside(view, flensburg).year
    assert set(shown.figures) == {0.0}
    assert len(set(shown.classes)) == 1


@given(st.data())
@settings(max_examples=60)
def test_columns_of_a_change_have_names_of_their_own(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(change_views(flensburg))
    named = headings(scene(flensburg, view), texts("de"))
    said = [named[column] for column in columns(view)]

    assert len(set(said)) == len(said)


def test_the_sentence_counts_every_area_once(flensburg: City) -> None:
    view, _ = from_query("vergleich=aenderung", flensburg)
    shown = scene(flensburg, view)
    assert shown.change is not None
    said = sentence(flensburg, shown, texts("de"))
    words = ["in keinem", "in einem", *(f"in {number} " for number in range(2, 14))]
    found = {shown.change.signs.count(sign) for sign in (-1, 0, 1)}

    assert all(words[number] in said.lower() for number in found)
    assert sum(map(shown.change.signs.count, (-1, 0, 1))) == len(shown.figures)
    assert str(shown.change.first.year) in said
    assert "Prozentpunkte" in said


@given(st.data())
@settings(max_examples=60)
def test_the_words_of_an_area_fit_its_figures(flensburg: City, data: st.DataObject) -> None:
    shown = scene(flensburg, data.draw(change_views(flensburg)))
    assert shown.change is not None
    words = texts("de")
    for index, value in enumerate(shown.figures):
        said, told = plain(shown, index, words), clear(shown, index, words)
        if math.isnan(value):
            assert told == ""
            assert words["change"]["said_empty"].split("{")[1].split("}")[1][:20] in said
        else:
            assert with_unit(value, shown.indicator) in said
            assert ("gestiegen" in told) <= (value > 0)
            assert ("gesunken" in told) <= (value < 0)
            assert (told == words["change"]["chance"]) <= shown.change.tested[index]


def test_spans_of_classes_hold_exactly_what_is_in_them(flensburg: City) -> None:
    for query in ("", "&klassen=gleich-4", "&klassen=quantile-7", "&klassen=abweichung-6"):
        shown = scene(flensburg, from_query(f"vergleich=aenderung{query}", flensburg)[0])
        ends = [
            [float(part.replace("−", "-").replace("+", "").replace(",", "."))
             for part in class_span(shown, place, texts("de")).split(" (")[0].split(" bis ")
             if part[-1].isdigit()]
            for place in range(shown.number)
        ]  # fmt: skip
        for figure, place in zip(shown.figures, shown.classes, strict=True):
            low, high = ends[place]
            assert low <= figure <= high


def test_in_the_year_hidden_alone_no_file_tells_the_total_of_a_count(flensburg: City) -> None:
    view, _ = from_query("indikator=einwohner&vergleich=aenderung", flensburg)
    key = view.level, view.indicator
    for row in (0, -1):
        one = hide(flensburg.series[key], row, 3)
        table = data_table(replace(flensburg, series=flensburg.series | {key: one}), view)
        assert (table.city["before"], table.city["after"], table.city["value"]) == (None,) * 3
        assert table.city["code"] == "withheld"


def test_both_helpers_of_words_name_the_middle_class(flensburg: City) -> None:
    shown = scene(flensburg, from_query("vergleich=aenderung", flensburg)[0])
    middle = middle_class(shown.limits)
    marks = [class_sign(shown, place) for place in range(shown.number)]

    assert marks == ["−"] * middle + [""] + ["+"] * middle
    assert "kaum verändert" in class_span(shown, middle, texts("de"))
