"""The view and its address: one state, one address; wrong values become right ones and are told."""

from __future__ import annotations

from dataclasses import fields, replace
from urllib.parse import quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.model import City
from geodata.statistics.classify import Classes, Method
from layers.registry import SWITCHES
from layers.texts import texts
from layers.view import (
    PARAMETERS,
    View,
    classes_text,
    default_year,
    from_query,
    nearest_year,
    next_view,
    to_query,
)
from layers.view_fields import PROJECT_STATES
from tests.strategies import events, queries, views

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)  # lone surrogates too


def start(city: City) -> View:
    return from_query("", city)[0]


def is_valid(view: View, city: City) -> bool:
    """Tell whether *view* is one that its own address gives, without any notice."""
    return from_query(to_query(view, city), city) == (view, ())


@given(st.data())
@settings(max_examples=300)
def test_every_view_comes_back_from_its_address(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(views(flensburg))

    assert from_query(to_query(view, flensburg), flensburg) == (view, ())


@given(st.data())
def test_different_views_have_different_addresses(flensburg: City, data: st.DataObject) -> None:
    one, other = data.draw(views(flensburg)), data.draw(views(flensburg))

    same = to_query(one, flensburg) == to_query(other, flensburg)
    assert same == (one == other)


@given(st.data())
@settings(max_examples=300)
def test_every_address_leads_to_a_valid_view_and_its_one_address(
    flensburg: City, data: st.DataObject
) -> None:
    view, notices = from_query(data.draw(queries(flensburg)), flensburg)

    assert is_valid(view, flensburg)
    assert all(notice.key in texts("de")["view"] for notice in notices)


@given(ANY_TEXT)
def test_no_text_at_all_makes_it_fail(flensburg: City, text: str) -> None:
    view, _ = from_query(text, flensburg)

    assert is_valid(view, flensburg)


@given(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=20))
def test_no_value_of_a_parameter_makes_it_fail(flensburg: City, field: str, value: str) -> None:
    view, notices = from_query(f"{PARAMETERS[field]}={quote_plus(value)}", flensburg)

    assert is_valid(view, flensburg)
    keys = {notice.key for notice in notices}
    assert keys <= {field} or keys == {"level_without_figures"}


def test_the_start_view_has_the_empty_address(flensburg: City) -> None:
    assert to_query(start(flensburg), flensburg) == ""
    assert from_query("", flensburg)[1] == ()


def test_an_address_says_only_what_differs_from_the_start_and_always_the_city(
    flensburg: City,
) -> None:
    view = replace(start(flensburg), year=2019, area="07")

    assert to_query(view, flensburg) == "?stadt=flensburg&jahr=2019&auswahl=07"


def test_the_order_of_parameters_and_repeats_do_not_matter(flensburg: City) -> None:
    one = from_query("?auswahl=07&jahr=2019", flensburg)
    other = from_query("jahr=2019&auswahl=07&jahr=2012&unbekannt=1", flensburg)

    assert one == other
    assert one[1] == ()


@pytest.mark.parametrize(
    ("query", "key", "asked", "shown"),
    [
        ("stadt=kiel", "city", "kiel", "flensburg"),
        ("indikator=gibtsnicht", "indicator", "gibtsnicht", "sgb-ii-anteil"),
        ("jahr=2014", "year", "2014", "2018"),
        ("jahr=zweitausend", "year", "zweitausend", "2022"),
        ("jahr=%C2%B2", "year", "²", "2022"),
        ("ebene=bezirk", "level", "bezirk", "stadtteil"),
        ("klassen=natuerlich-9", "classes", "natuerlich-9", "natuerlich-5"),
        ("klassen=eigene-3,2", "classes", "eigene-3,2", "natuerlich-5"),
        ("grenzen=immer", "limits", "immer", "fest"),
        ("karte=indikator,wolken", "layers", "wolken", ""),
        ("programme=marshallplan", "programmes", "marshallplan", ""),
        ("symbole=gibtsnicht", "symbols", "gibtsnicht", ""),
        ("auswahl=99", "area", "99", ""),
        ("foerdergebiet=atlantis", "funded_area", "atlantis", ""),
        ("zeit=2000-1990", "span", "2000-1990", ""),
        ("ansicht=kugel", "mode", "kugel", "karte"),
        ("sprache=tlh", "language", "tlh", "de"),
        ("bedarf=viel", "need", "viel", ""),
        ("gebietsfarbe=bunt", "funded_by", "bunt", "programm"),
        ("felder=marsfeld", "fields", "marsfeld", ""),
        ("projektstand=planned,eilig", "project_states", "eilig", ""),
        ("unterlage=nein", "underlay", "nein", ""),
    ],
)
def test_a_wrong_value_is_replaced_and_told(
    flensburg: City, query: str, key: str, asked: str, shown: str
) -> None:
    view, notices = from_query(query, flensburg)

    assert [(one.key, one.asked, one.shown) for one in notices] == [(key, asked, shown)]
    assert is_valid(view, flensburg)


def test_every_parameter_has_a_notice_of_its_own() -> None:
    assert set(PARAMETERS) == {field.name for field in fields(View)}
    more = {"level_without_figures", "change_one_year", "change_without_need", "change_classes"}
    assert set(PARAMETERS) | more == set(texts("de")["view"])


def test_an_indicator_without_figures_on_the_level_leads_to_the_level_that_has_them(
    flensburg: City,
) -> None:
    levels = {
        one.id: [level for level, of in flensburg.series if of == one.id]
        for one in flensburg.indicators
    }
    only = [name for name, having in levels.items() if having == ["stadt"]]
    assert only
    for name in only:
        view, notices = from_query(f"indikator={name}&ebene=stadtteil", flensburg)
        assert view.level == "stadt"
        assert [notice.key for notice in notices] == ["level_without_figures"]


def test_own_limits_hold_for_all_years(flensburg: City) -> None:
    view, notices = from_query("klassen=eigene-10,20&grenzen=jahr", flensburg)

    assert (view.limits, notices) == ("fest", ())
    assert view.classes == Classes(Method.OWN, 3, (10.0, 20.0))


@pytest.mark.parametrize("text", ["eigene-0,12.5", "eigene--3.25,0,7", "natuerlich-3", "gleich-7"])
def test_classes_are_written_as_they_are_read(flensburg: City, text: str) -> None:
    assert classes_text(from_query(f"klassen={text}", flensburg)[0].classes) == text


def test_where_the_address_names_no_year_it_is_the_one_nearest_to_the_start(
    flensburg: City,
) -> None:
    for level, indicator in flensburg.series:
        view, _ = from_query(f"indikator={indicator}&ebene={level}", flensburg)
        assert view.year == default_year(flensburg, level, indicator)


@pytest.mark.parametrize(
    ("wished", "found"), [(2014, 2013), (2015, 2017), (1900, 2011), (2099, 2017)]
)
def test_of_two_years_equally_near_the_later_one_is_shown(wished: int, found: int) -> None:
    assert nearest_year((2011, 2013, 2017), wished) == found


@given(st.data())
@settings(max_examples=300)
def test_every_event_leads_to_a_valid_view(flensburg: City, data: st.DataObject) -> None:
    view, event = data.draw(views(flensburg)), data.draw(events(flensburg))
    after, _ = next_view(view, event, flensburg)

    assert is_valid(after, flensburg)


@given(st.data())
def test_an_empty_event_changes_nothing(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(views(flensburg))

    assert next_view(view, {}, flensburg) == (view, ())
    assert next_view(view, {"unbekannt": "x"}, flensburg) == (view, ())


@given(st.data(), st.sampled_from(["toggle_layer", "toggle_programme", "toggle_project_state"]))
def test_a_switch_pressed_twice_changes_nothing(
    flensburg: City, data: st.DataObject, switch: str
) -> None:
    view = data.draw(views(flensburg))
    programmes = tuple(programme.id for programme in flensburg.programmes)
    entries = {"toggle_layer": SWITCHES, "toggle_programme": programmes,
               "toggle_project_state": PROJECT_STATES}  # fmt: skip
    event = {switch: data.draw(st.sampled_from(entries[switch]))}
    once, _ = next_view(view, event, flensburg)

    assert once != view
    assert next_view(once, event, flensburg) == (view, ())


@given(st.data())
def test_an_area_and_a_funded_area_let_each_other_go(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(views(flensburg))
    area = data.draw(st.sampled_from(flensburg.level(view.level).area_ids))
    funded = data.draw(st.sampled_from([one.id for one in flensburg.funded_areas]))
    with_area, _ = next_view(view, {"area": area}, flensburg)
    with_funded, _ = next_view(with_area, {"funded_area": funded}, flensburg)

    assert (with_area.area, with_area.funded_area) == (area, "")
    assert (with_funded.area, with_funded.funded_area) == ("", funded)


def test_letting_an_area_go_keeps_the_funded_area(flensburg: City) -> None:
    view = replace(start(flensburg), funded_area="duburg")

    assert next_view(view, {"area": ""}, flensburg) == (view, ())


def test_another_level_lets_the_area_go_without_a_word(flensburg: City) -> None:
    view = replace(start(flensburg), area="07")
    after, notices = next_view(view, {"level": "stadt"}, flensburg)

    assert (after.level, after.area, notices) == ("stadt", "", ())


def test_an_area_of_another_level_comes_with_its_level(flensburg: City) -> None:
    after, notices = next_view(start(flensburg), {"area": "fl", "level": "stadt"}, flensburg)

    assert (after.level, after.area, notices) == ("stadt", "fl", ())


def test_own_limits_do_not_outlive_their_indicator(flensburg: City) -> None:
    view, _ = from_query("klassen=eigene-10,20", flensburg)
    after, _ = next_view(view, {"indicator": "einwohner"}, flensburg)
    kept, _ = next_view(view, {"indicator": view.indicator, "year": "2019"}, flensburg)
    given_anew, _ = next_view(view, {"indicator": "einwohner", "classes": "eigene-1,2"}, flensburg)

    assert after.classes == Classes()
    assert kept.classes == view.classes
    assert given_anew.classes.own == (1.0, 2.0)


def test_a_limit_of_need_does_not_outlive_its_indicator(flensburg: City) -> None:
    view, _ = from_query("bedarf=12.5", flensburg)
    after, _ = next_view(view, {"indicator": "einwohner"}, flensburg)
    given_anew, _ = next_view(view, {"indicator": "einwohner", "need": "-3"}, flensburg)

    assert (view.need, after.need, given_anew.need) == (12.5, None, -3.0)


def test_other_classes_outlive_their_indicator(flensburg: City) -> None:
    view, _ = from_query("klassen=quantile-4", flensburg)

    assert next_view(view, {"indicator": "einwohner"}, flensburg)[0].classes == view.classes


@given(st.data())
def test_the_way_back_leads_to_the_start_from_everywhere(
    flensburg: City, data: st.DataObject
) -> None:
    event = data.draw(events(flensburg)) | {"reset": ""}

    assert next_view(data.draw(views(flensburg)), event, flensburg) == (start(flensburg), ())
