"""The web map to take away, opened from a folder with the network cut: drawn, told, silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geodata.model import City
from layers.export.web_map import web_map
from layers.numbers import with_unit
from layers.scene import scene
from layers.view import from_query
from tests.browser.harness import axe

FULL = "symbole=einwohner&karte=indikator,gebiete,projekte,namen,zweifel&auswahl=07"
AREAS = ".leaflet-overlay-pane path[role=img][aria-label]"


@pytest.mark.parametrize("query", ["", FULL, "bedarf=15", "indikator=raeumungsklagen&jahr=2022"])
def test_the_file_shows_its_map_without_asking_for_anything(
    chromium: Browser, flensburg: City, tmp_path: Path, query: str
) -> None:
    view, _ = from_query(query, flensburg)
    shown, path = scene(flensburg, view), tmp_path / "karte.html"
    path.write_bytes(web_map(flensburg, view, ""))
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    requests: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(path.as_uri())
    names = [area.name for area in shown.level.areas]
    for index, name in enumerate(names):
        expect(page.locator(f'{AREAS}[aria-label^="{name}, "]').first).to_be_visible()
        assert with_unit(shown.figures[index], shown.indicator) or shown.statuses[index]
    page.locator(f'{AREAS}[aria-label^="Weiche, "]').first.hover()
    told = page.locator(".leaflet-tooltip")
    expect(told).to_contain_text("Weiche")
    expect(told).to_contain_text(with_unit(shown.figures[names.index("Weiche")], shown.indicator))
    page.locator(".leaflet-control-zoom-in").click()
    page.get_by_text("Werte als Tabelle").click()
    expect(page.get_by_role("row")).to_have_count(1 + len(names))

    assert requests == [path.as_uri()]
    assert wrong == []
    context.close()


def test_no_rule_of_accessibility_is_broken(
    chromium: Browser, flensburg: City, tmp_path: Path
) -> None:
    path = tmp_path / "karte.html"
    path.write_bytes(web_map(flensburg, from_query(f"{FULL}&bedarf=15", flensburg)[0], ""))
    context = chromium.new_context(bypass_csp=True)  # the checker itself is a script
    page = context.new_page()
    page.goto(path.as_uri())

    assert axe(page) == []
    context.close()


def test_areas_without_a_figure_are_hatched(
    chromium: Browser, flensburg: City, tmp_path: Path
) -> None:
    view, _ = from_query("indikator=raeumungsklagen&jahr=2022", flensburg)
    path = tmp_path / "karte.html"
    path.write_bytes(web_map(flensburg, view, ""))
    page = chromium.new_page()
    page.goto(path.as_uri())
    tarup = page.locator(f'{AREAS}[aria-label^="Tarup, "]').first

    expect(tarup).to_have_attribute("fill", "url(#hatch-suppressed)")
    assert page.locator("pattern#hatch-suppressed").count() == 1
    page.close()
