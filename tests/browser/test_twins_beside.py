"""Python and the browser read, resolve and show what a view is compared with alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st
from playwright.sync_api import Page

from geodata.model import City
from geodata.package import read_city
from layers.beside import beside, indicators_of, levels_of, second_view
from layers.scene import scene
from layers.view import from_query, next_view, to_query
from tests.browser.steps import OpenPage
from tests.browser.test_twins import READ, STEP, same, told
from tests.cities import KLEINSTADT
from tests.strategies import events, queries, sampled, views

RESOLVED = """async (queries) => {
    const book = await atlas.data.catalogue(), {beside} = atlas;
    return queries.map((query) => {
        const {view} = atlas.view.fromQuery(query, book), found = beside.beside(view, book);
        const city = found.city === book ? book.city.id : found.city.id;
        return [city, found.indicator, found.level, found.year,
            beside.indicatorsOf(view, book), beside.levelsOf(view, book)];
    });
}"""
SECOND = """async (queries) => {
    const book = await atlas.data.catalogue(), found = [];
    for (const query of queries) {
        const {view} = atlas.view.fromQuery(query, book);
        const second = atlas.beside.secondView(view, book);
        const there = second.city === book.city.id ? book
            : await atlas.data.other(second.city, book);
        const level = await atlas.data.level(second.level, there);
        const made = atlas.scene.make(there, level, second);
        found.push([atlas.view.toQuery(second, there), made.figures, made.limits, made.statuses,
            made.cityFigure, made.chosen]);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def pair(flensburg: City) -> City:
    """Flensburg beside Kleinstadt: another city, other indicators, other levels."""
    return replace(flensburg, others=(read_city(KLEINSTADT),))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(beside=(Path(KLEINSTADT),))


def test_addresses_with_another_city_are_read_alike(page: Page, pair: City) -> None:
    asked = sampled(queries(pair), 200)
    asked += [to_query(view, pair) for view in sampled(views(pair), 100)]

    for query, found in zip(asked, page.evaluate(READ, asked), strict=True):
        assert found == told(from_query(query, pair), pair), query


def test_steps_between_cities_are_alike(page: Page, pair: City) -> None:
    pairs = sampled(st.tuples(views(pair), events(pair)), 200)
    asked = [[to_query(view, pair), event] for view, event in pairs]

    for (view, event), found in zip(pairs, page.evaluate(STEP, asked), strict=True):
        assert found == told(next_view(view, event, pair), pair), (to_query(view, pair), event)


def test_what_is_compared_is_resolved_alike(page: Page, pair: City) -> None:
    shown = sampled(views(pair), 200)

    found = page.evaluate(RESOLVED, [to_query(view, pair) for view in shown])
    assert {row[0] for row in found} == {"flensburg", "kleinstadt"}
    for view, row in zip(shown, found, strict=True):
        other = beside(view, pair)
        assert row == [
            other.city.id,
            other.indicator,
            other.level,
            other.year,
            list(indicators_of(view, pair)),
            list(levels_of(view, pair)),
        ], to_query(view, pair)


def test_the_second_map_has_the_same_view_and_scene(page: Page, pair: City) -> None:
    shown = sampled(views(pair), 150)

    found = page.evaluate(SECOND, [to_query(view, pair) for view in shown])
    for view, (query, figures, limits, statuses, total, chosen) in zip(shown, found, strict=True):
        second, city = second_view(view, pair), beside(view, pair).city
        made = scene(city, second)
        asked = to_query(second, city)
        if city is not pair:  # the browser knows no funded areas of another city
            asked = asked.replace("&programme=ohne", "").replace("&felder=ohne", "")
        assert query == asked
        assert same(figures, made.figures), query
        assert limits == list(made.limits), query
        assert statuses == [str(status) for status in made.statuses], query
        assert same([total], [made.city_figure]), query
        ids = [one.id for one in made.level.areas]
        assert (ids[chosen] if chosen >= 0 else "") == second.area, query
