"""Going from one view to another shows exactly what loading the other one shows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import strategies as st
from playwright.sync_api import Page

from geodata.model import City
from layers.view import View, _as_text, from_query, to_query
from tests.browser.harness import READY, wait_until
from tests.browser.steps import OpenPage, load
from tests.strategies import sampled, views

PAIRS = 15
FRAMES = [
    "headline", "subline", "sentence", "source-line", "sheet-legend", "area-panel", "funded-list",
    "funded-area-panel", "table-frame", "map-frame", "year-bar", "notices", "sheet-choose",
    "timeline", "header",
]  # fmt: skip
# Unfolded lists and the tab stop of a lane stay as the reader left them; what is hidden may be old;
# Leaflet keeps the frames of layers that were removed.
SNAPSHOT = """(frames) => {
    const free = new Set(['open', 'tabindex', 'style', 'data-wanted', 'data-watched',
        'data-area', 'data-dash-is-loading']);
    const said = (one) => [...new Set(one.classList), ...[...one.attributes]
        .filter(({name}) => name !== 'class' && !free.has(name))
        .map(({name, value}) => `${name}=${value}`)].sort();
    const shape = 'path, circle, rect, .swatch, .mark';
    const seen = (one) => {
        const {fill, stroke, strokeDasharray, opacity} = getComputedStyle(one);
        return one.matches(shape) ? [fill, stroke, strokeDasharray, opacity] : [];
    };
    const value = (one) => ('value' in one && !one.closest('[hidden]') ? one.value : '');
    const row = (one) => [one.tagName, ...said(one), value(one), ...seen(one),
        one.children.length ? '' : one.textContent].join(' | ');
    const unseen = !document.getElementById('map').clientWidth;  // all years are shown in its place
    const old = (one) => one.parentElement.closest('[hidden], .name.hidden')
        || (unseen && one.closest('#map'))
        || one.matches('.leaflet-pane > svg, .leaflet-pane > svg > g');
    const all = (id) => [...document.querySelectorAll(`#${id}, #${id} *`)]
        .filter((one) => !old(one)).map(row);
    return {title: document.title, ...Object.fromEntries(frames.map((id) => [id, all(id)]))};
}"""
LINKED = """[...document.querySelectorAll('a[data-event]')].every((link) => {
    const {scene} = atlas.draw, event = JSON.parse(link.dataset.event);
    const {view} = atlas.view.next(scene.view, event, scene.book);
    return link.getAttribute('href') === '/' + atlas.view.toQuery(view, scene.book);
})"""
# The records of the funded areas come into the list of the timeline when they are needed.
UNFOLD = "document.getElementById('timeline-list').open = true"
COMPLETE = "document.querySelector('#timeline-list [data-lane$=\"/resolutions\"]')"
TWO_FRAMES = """() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
})"""  # a notice above the map changes its size, and the map follows a frame later
HEADING = "(document.querySelector('#funded-area-panel h2') || {}).textContent"


def drawn(page: Page, city: City, view: View) -> dict[str, Any]:
    """Return all that *page* shows of *view*, once everything about it is there."""
    wait_until(page, f"{READY} && location.search === {json.dumps(to_query(view, city))}")
    if view.funded_area:
        wait_until(page, f"{HEADING} === {json.dumps(city.funded_area(view.funded_area).name)}")
    wait_until(page, LINKED)
    page.evaluate(UNFOLD)
    wait_until(page, COMPLETE)
    page.evaluate(TWO_FRAMES)
    return dict(page.evaluate(SNAPSHOT, FRAMES))


def pairs(city: City) -> list[tuple[View, View]]:
    """Return pairs of views: every tenth of many, for neighbours in a sample are alike."""
    return sampled(st.tuples(views(city), views(city)), 10 * PAIRS + 1)[10::10]


def check(open_page: OpenPage, city: City, before: View, after: View) -> None:
    """Going from *before* to *after* must show what loading *after* shows."""
    page = open_page(to_query(before, city))
    page.evaluate("(event) => atlas.wiring.send(event)", _as_text(after))
    moved = drawn(page, city, after)
    load(page, to_query(after, city).removeprefix("?"))
    fresh = drawn(page, city, after)

    for frame, elements in fresh.items():
        assert moved[frame] == elements, frame


@pytest.mark.parametrize("number", range(PAIRS))
def test_repainting_is_drawing_afresh(open_page: OpenPage, flensburg: City, number: int) -> None:
    check(open_page, flensburg, *pairs(flensburg)[number])


@pytest.mark.parametrize("chosen", ["", "neustadt", "noerdliche-altstadt"])
def test_a_slide_frames_the_map_by_its_view(
    open_page: OpenPage, flensburg: City, chosen: str
) -> None:
    """The same slide, then about another funded area or none: Back and addresses can ask it."""
    shown, _ = from_query("?vortrag=ausschuss-1&karte=indikator,gebiete", flensburg)
    before = replace(shown, funded_area="fruerlund-sued")
    check(open_page, flensburg, before, replace(shown, funded_area=chosen))
