"""What can be chosen in the sidebar is what the city has."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from dash.development.base_component import Component

from geodata.model import City
from geodata.statistics.classify import FEWEST, MOST, Method
from layers.choice import area_options, sidebar
from layers.markup import markup
from layers.registry import LAYERS, SWITCHES
from layers.texts import texts
from tests.layers.test_page import said, walk

WORDS = {**texts("de")["page"], **texts("de")["shell"]}


@pytest.fixture(scope="module")
def tree(flensburg: City) -> list[Component]:
    return list(walk(sidebar(flensburg, WORDS)))


def valued(tree: list[Component], name: str) -> list[Any]:
    return [said(one, name) for one in tree if said(one, name)]


def options(tree: list[Component], name: str) -> list[str]:
    select = next(one for one in tree if said(one, "id") == name)
    return [said(one, "value") for one in walk(select) if said(one, "value")]


def test_every_indicator_stands_once_under_its_theme_in_the_order_of_the_catalogue(
    flensburg: City, tree: list[Component]
) -> None:
    for theme in flensburg.themes:
        group = next(one for one in tree if said(one, "data-theme") == theme.id)
        expected = [one.id for one in flensburg.indicators if one.theme == theme.id]
        assert valued(list(walk(group)), "data-indicator") == expected
    assert len(valued(tree, "data-indicator")) == len(flensburg.indicators)


def test_every_indicator_is_shown_with_its_unit(flensburg: City, tree: list[Component]) -> None:
    links = {said(one, "data-indicator"): markup(one) for one in tree}
    for indicator in flensburg.indicators:
        plain = links[indicator.id].replace("&#x27;", "'")
        assert indicator.name in plain
        assert f" {indicator.unit}<" in plain


def test_a_click_on_an_indicator_chooses_it(tree: list[Component]) -> None:
    for one in tree:
        if said(one, "data-indicator"):
            assert json.loads(said(one, "data-event")) == {"indicator": said(one, "data-indicator")}


def test_an_indicator_of_the_city_alone_says_so(flensburg: City, tree: list[Component]) -> None:
    links = {said(one, "data-indicator"): markup(one) for one in tree}
    only = {one.id for one in flensburg.indicators if ("stadtteil", one.id) not in flensburg.series}

    assert only
    for indicator in flensburg.indicators:
        assert (WORDS["only_city"] in links[indicator.id]) == (indicator.id in only)


def test_every_method_and_every_number_of_classes_is_offered(tree: list[Component]) -> None:
    assert options(tree, "method") == [str(method) for method in Method]
    assert options(tree, "class-number") == [str(n) for n in range(FEWEST, MOST + 1)]


def test_there_is_a_switch_for_every_layer_and_every_programme(
    flensburg: City, tree: list[Component]
) -> None:
    assert valued(tree, "data-layer") == list(SWITCHES)
    assert valued(tree, "data-programme") == [one.id for one in flensburg.programmes]
    assert set(SWITCHES) == {layer.id for layer in LAYERS if layer.switch}


def test_every_area_and_every_funded_area_can_be_found_by_name(flensburg: City) -> None:
    offered = [said(one, "value") for one in area_options(flensburg)]
    names = [area.name for level in flensburg.levels for area in level.areas]

    assert offered == [*names, *(area.name for area in flensburg.funded_areas)]


def test_a_theme_without_indicators_does_not_break_the_sidebar(flensburg: City) -> None:
    theme = flensburg.themes[0]
    kept = tuple(one for one in flensburg.indicators if one.theme != theme.id)
    tree = list(walk(sidebar(replace(flensburg, indicators=kept), WORDS)))

    assert len(valued(tree, "data-indicator")) == len(kept)
