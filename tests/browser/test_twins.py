"""The twins in the browser reckon as the server does; repainting equals drawing afresh."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import strategies as st
from playwright.sync_api import Page

from geodata.model import City
from geodata.statistics.classify import FEWEST, MOST, Classes, class_limits, class_of, round_half_up
from layers.chance import all_against_city, around
from layers.numbers import german
from layers.scene import scene
from layers.view import View, from_query, next_view, to_query
from tests.browser.steps import OpenPage
from tests.strategies import (
    COMPUTED,
    FIGURES,
    computed_classes,
    events,
    queries,
    sampled,
    series,
    views,
)

ODD_QUERIES = [
    "", "?", "??jahr=2019", "&&&", "=", "=x", "jahr", "jahr=", "%", "jahr=%", "jahr=%zz",
    "jahr=2019#x", "jahr=2019;x", "jahr=+2019", "jahr=2019+", "klassen=eigene-1%2C2",
    "klassen=eigene-1,+2", "karte=%2C", "auswahl=07&foerdergebiet=duburg", "auswahl=07&ebene=stadt",
    "symbole=einwohner&ebene=stadt", "karte=", "programme=", "zeit=",
    "grenzen=jahr&klassen=eigene-1,2", "stadt=%3Cb%3E", "sprache=", "vortrag=", "vortrag=-1",
    "vortrag=ausschuss-8-frei", "vortrag=ausschuss-3&auswahl=07", "vortrag=ausschuss-9",
    "vortrag=ausschuss-1-FREI",
]  # fmt: skip
BROKEN_UTF8 = ["jahr=%FF", "stadt=%E4%F6%FC", "karte=%C3", "auswahl=%ED%A0%80"]
READ = """async (queries) => {
    const book = await atlas.data.catalogue();
    return queries.map((query) => {
        const {view, notices} = atlas.view.fromQuery(query, book);
        const told = notices.map((one) => [one.key, one.asked, one.shown]);
        return [atlas.view.toQuery(view, book), told];
    });
}"""
STEP = """async (pairs) => {
    const book = await atlas.data.catalogue();
    return pairs.map(([query, event]) => {
        const before = atlas.view.fromQuery(query, book).view;
        const {view, notices} = atlas.view.next(before, event, book);
        const told = notices.map((one) => [one.key, one.asked, one.shown]);
        return [atlas.view.toQuery(view, book), told];
    });
}"""
LIMITS = """(cases) => cases.map(([method, number, figures, decimals, middle]) =>
    atlas.classes.limits({method, number, own: []}, figures, decimals, middle))"""
CLASSES = "(cases) => cases.map(([figure, limits]) => atlas.classes.classOf(figure, limits))"
NUMBERS = """(cases) => cases.map(([value, decimals]) =>
    [atlas.numbers.german(value, decimals), atlas.numbers.round(value, decimals)])"""
SERIES = """async () => {
    const book = await atlas.data.catalogue(), found = [];
    for (const {id} of book.levels) {
        const level = await atlas.data.level(id, book);
        for (const indicator of book.indicators) {
            const one = level.series(indicator);
            if (one) found.push([id, indicator.id, ...['value', 'numerator', 'denominator'].map(
                (part) => one[part] ? Array.from(one[part]) : null), one.status]);
        }
    }
    return found;
}"""
SCENES = """async (queries) => {
    const book = await atlas.data.catalogue(), found = [];
    for (const query of queries) {
        const {view} = atlas.view.fromQuery(query, book);
        const made = atlas.scene.make(book, await atlas.data.level(view.level, book), view);
        found.push({
            figures: made.figures, statuses: made.statuses, classes: made.classes,
            limits: made.limits,
            bounds: [made.lowest, made.highest], middle: made.middle, city: made.cityFigure,
            diverging: made.diverging, colours: made.colours.length, notes: made.notes,
            name: made.indicator.name, unit: made.indicator.unit, basis: made.cityBasis,
            signs: made.change ? made.change.signs : null,
            tested: made.change ? made.change.tested : null,
            around: made.level.areas.map((_, index) => atlas.intervals.around(made, index)),
            against: atlas.intervals.againstRest(made),
        });
    }
    return found;
}"""


DRAW_ALL = """async (queries) => {
    const book = await atlas.data.catalogue(), missing = new Set();
    const listen = (room, texts) => new Proxy(texts, {get: (all, key) => {
        if (typeof key === 'string' && !(key in all)) missing.add(`${room}.${key}`);
        return all[key];
    }});
    for (const room of Object.keys(book.texts)) book.texts[room] = listen(room, book.texts[room]);
    const drawn = () => document.documentElement.dataset.atlas === 'ready';
    const frame = () => new Promise(requestAnimationFrame);
    const leaks = [];
    for (const query of queries) {
        history.replaceState({}, '', `/${query}`);
        await atlas.draw.address(query);
        for (let frames = 0; !drawn() && frames < 600; frames += 1) await frame();
        const said = document.getElementById('atlas').innerText
            + [...document.querySelectorAll('#atlas [aria-label]')].map((one) => one.ariaLabel);
        const found = said.match(/undefined|NaN|\\bnull\\b|Infinity|\\[object|\\{\\w+\\}/);
        if (found || !drawn()) leaks.push([query, found && found[0]]);
    }
    return [[...missing], leaks];
}"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


def told(answer: tuple[View, Any], city: City) -> list[Any]:
    view, notices = answer
    return [to_query(view, city), [[one.key, one.asked, one.shown] for one in notices]]


def test_both_read_every_address_alike_and_write_the_same_one(page: Page, flensburg: City) -> None:
    asked = [*ODD_QUERIES, *sampled_queries(flensburg)]

    for query, found in zip(asked, page.evaluate(READ, asked), strict=True):
        expected = told(from_query(query, flensburg), flensburg)
        assert found == expected, query


def sampled_queries(city: City) -> list[str]:
    return sampled(queries(city), 400)


def test_both_survive_an_address_that_is_no_utf_8(page: Page, flensburg: City) -> None:
    for query, found in zip(BROKEN_UTF8, page.evaluate(READ, BROKEN_UTF8), strict=True):
        address, notices = told(from_query(query, flensburg), flensburg)
        assert found[0] == address
        assert [one[0] for one in found[1]] == [one[0] for one in notices]


def test_both_make_the_same_step_from_every_view_by_every_event(
    page: Page, flensburg: City
) -> None:
    pairs = sampled(st.tuples(views(flensburg), events(flensburg)), 300)
    asked = [[to_query(view, flensburg), event] for view, event in pairs]

    for (view, event), found in zip(pairs, page.evaluate(STEP, asked), strict=True):
        expected = told(next_view(view, event, flensburg), flensburg)
        assert found == expected, (to_query(view, flensburg), event)


def test_both_hold_the_same_figures(page: Page, flensburg: City) -> None:
    found = page.evaluate(SERIES)

    assert {(level, name) for level, name, *_ in found} == set(flensburg.series)
    for level, name, value, numerator, denominator, status in found:
        one = flensburg.series[level, name]
        for there, here in ((value, one.value), (numerator, one.numerator),
                            (denominator, one.denominator)):  # fmt: skip
            assert same(there or [math.nan] * here.size, here.ravel().tolist()), name
        assert status == one.status.ravel().tolist()


def test_both_find_the_same_limits_in_every_series(page: Page, flensburg: City) -> None:
    cases = [
        [
            str(method),
            number,
            one.value.ravel().tolist(),
            flensburg.indicator(name).decimals,
            middle,
        ]
        for (_, name), one in sorted(flensburg.series.items())
        for method in COMPUTED
        for number in range(FEWEST, MOST + 1)
        for middle in [float(mean(one.value.ravel().tolist()))]
    ]

    assert len(cases) > 3000
    compare_limits(page, cases)


def mean(figures: list[float]) -> float:
    finite = [figure for figure in figures if math.isfinite(figure)]
    return sum(finite) / len(finite) if finite else 0.0


def test_both_find_the_same_limits_in_random_figures(page: Page) -> None:
    strategy = st.tuples(computed_classes(), series(), st.integers(0, 3), FIGURES)
    cases = [[str(classes.method), classes.number, figures, decimals, middle]
             for classes, figures, decimals, middle in sampled(strategy, 500)]  # fmt: skip

    compare_limits(page, cases)


def compare_limits(page: Page, cases: list[list[Any]]) -> None:
    for (method, number, figures, decimals, middle), found in zip(
        cases, page.evaluate(LIMITS, cases), strict=True
    ):
        classes = Classes(next(one for one in COMPUTED if one == method), number)
        assert tuple(found) == class_limits(classes, figures, decimals, middle)


def test_both_put_a_figure_into_the_same_class(page: Page) -> None:
    limits = st.lists(FIGURES, max_size=6).map(sorted)
    cases = sampled(st.tuples(st.one_of(FIGURES, st.just(math.nan)), limits), 200)
    cases += [(figure, [1.0, 2.0, 3.0]) for figure in (0.9, 1.0, 2.5, 3.0, 4.0)]

    found = page.evaluate(CLASSES, [list(case) for case in cases])
    assert found == [class_of(*case) for case in cases]


def test_both_write_and_round_numbers_alike(page: Page) -> None:
    wide = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)
    halves = st.integers(-100_000, 100_000).map(lambda number: number / 8)
    cases = sampled(st.tuples(st.one_of(wide, halves), st.integers(0, 3)), 500)
    cases += [(math.nan, 1), (math.inf, 0), (-0.0, 0), (-0.04, 1), (1e15, 2), (999.95, 1)]

    for case, (written, rounded) in zip(
        cases, page.evaluate(NUMBERS, [list(case) for case in cases]), strict=True
    ):
        assert written == german(*case), case
        assert same([rounded], [round_half_up(*case)]), case


def same(one: Sequence[float], other: Sequence[float]) -> bool:
    """Tell whether two rows of numbers are equal, NaN to NaN."""
    return [repr(float(x) + 0.0) for x in one] == [repr(float(x) + 0.0) for x in other]


def test_both_make_the_same_scene_of_every_view(page: Page, flensburg: City) -> None:
    chosen = sampled(views(flensburg), 200)
    chosen += [from_query(f"ebene={level}&indikator={name}{compared}", flensburg)[0]
               for level, name in sorted(flensburg.series)
               for compared in ("", "&vergleich=aenderung")]  # fmt: skip
    asked = [to_query(view, flensburg) for view in chosen]

    for view, query, found in zip(chosen, asked, page.evaluate(SCENES, asked), strict=True):
        made = scene(flensburg, view)
        notes = made.series.notes
        assert found["limits"] == list(made.limits), query
        assert found["classes"] == list(made.classes), query
        assert found["statuses"] == [str(status) for status in made.statuses], query
        assert same(found["figures"], made.figures), query
        assert same(found["bounds"], [made.lowest, made.highest]), query
        assert same([found["middle"], found["city"]], [made.middle, made.city_figure]), query
        assert (found["diverging"], found["colours"]) == (made.diverging, made.number), query
        assert [found["name"], found["unit"], found["basis"]] == [
            made.indicator.name, made.indicator.unit, made.city_basis[0]], query  # fmt: skip
        assert found["signs"] == (list(made.change.signs) if made.change else None), query
        assert found["tested"] == (list(made.change.tested) if made.change else None), query
        assert found["around"] == [ends and list(ends) for ends in around(made)], query
        assert found["against"] == list(all_against_city(made)), query
        assert found["notes"] == [notes.get((view.year, one.id), "") for one in made.level.areas]


def test_no_view_asks_for_a_text_that_is_not_there_or_leaves_a_place_empty(
    page: Page, flensburg: City
) -> None:
    asked = [to_query(view, flensburg) for view in sampled(views(flensburg), 60)]
    missing, leaks = page.evaluate(DRAW_ALL, asked)

    assert set(missing) <= {"legend.sign_ok"}  # a plain figure has no sign
    assert leaks == []
