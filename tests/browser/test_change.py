"""The map of changes in the browser: it says what the server says, and marks what is clear."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from geodata.model import City
from layers import change_words, scene_words
from layers.scene import Scene, scene
from layers.texts import texts
from layers.view import from_query, to_query
from layers.view_fields import CHANGE
from tests.browser.steps import OpenPage, settle
from tests.strategies import sampled, views

WORDS_OF_CHANGE = """async (queries) => {
    const book = await atlas.data.catalogue(), found = [];
    for (const query of queries) {
        const {view} = atlas.view.fromQuery(query, book);
        const made = atlas.scene.make(book, await atlas.data.level(view.level, book), view);
        const each = (say) => made.figures.map((_, index) => say(made, index));
        found.push([atlas.words.headline(made), atlas.words.subline(made), atlas.words.shows(made),
            each(atlas.words.plain), each(atlas.words.value), each(atlas.words.figure),
            each(atlas.change_words.clear),
            made.colours.map((_, place) => atlas.legend.span(made, place)),
            made.colours.map((_, place) => atlas.change_words.classMark(made, place)),
            atlas.change_words.method(made), atlas.change_words.marks(made)]);
    }
    return found;
}"""


def test_both_say_the_same_of_every_change(open_page: OpenPage, flensburg: City) -> None:
    chosen = sampled(views(flensburg).filter(lambda view: view.compare == CHANGE), 60)
    asked = [to_query(view, flensburg) for view in chosen]
    words = texts("de")

    for view, query, found in zip(
        chosen, asked, open_page().evaluate(WORDS_OF_CHANGE, asked), strict=True
    ):
        made = scene(flensburg, view)
        areas, places = range(len(made.figures)), range(made.number)
        assert found[:3] == [scene_words.headline(made, words), scene_words.subline(made, words),
                             scene_words.sentence(flensburg, made, words)], query  # fmt: skip
        of_areas = (scene_words.area_sentence, scene_words.value_words, scene_words.figure_words,
                    change_words.clear)  # fmt: skip
        for said, say in zip(found[3:7], of_areas, strict=True):
            assert said == [say(made, index, words) for index in areas], query
        assert found[7] == [change_words.class_span(made, place, words) for place in places]
        assert found[8] == [change_words.class_sign(made, place) for place in places]
        assert found[9:] == [change_words.method(made, words), change_words.marks(made, words)]


QUERY = "?stadt=flensburg&vergleich=aenderung"


def shown_in(city: City, query: str = QUERY) -> Scene:
    return scene(city, from_query(query, city)[0])


@pytest.mark.parametrize("layers", ["", "&karte=indikator"])
def test_areas_that_have_clearly_changed_carry_their_sign(
    open_page: OpenPage, flensburg: City, layers: str
) -> None:
    """With names the change stands on the area, without them the bare sign."""
    page = open_page(f"/{QUERY}{layers}")
    found = shown_in(flensburg)
    assert found.change is not None
    labels = page.locator(".leaflet-names-pane .name:not(.hidden) b").all_inner_texts()
    signed = [label.strip() for label in labels if label.strip()[:1] in ("+", "−")]

    if layers:
        assert sorted(signed) == sorted(
            change_words.MARKS[one] for one in found.change.signs if one
        )
    else:
        assert 0 < len(signed) <= sum(map(abs, found.change.signs))


def test_the_table_has_both_years_and_whether_the_change_is_clear(
    open_page: OpenPage, flensburg: City
) -> None:
    page = open_page(f"/{QUERY}&ansicht=tabelle")
    found = shown_in(flensburg)
    assert found.change is not None
    area = found.level.areas[0].name
    row = page.locator("table.twin").first.locator("tbody tr", has_text=area).first
    words = texts("de")

    for key, end in (("before", found.change.first), ("after", found.change.last)):
        said = scene_words.german(end.figures[0], found.indicator.decimals)
        expect(row.locator(f"td.{key}")).to_contain_text(said)
    expect(row.locator("td.value")).to_contain_text(scene_words.figure_words(found, 0, words))
    expect(row.locator("td.clear")).to_have_text(change_words.clear(found, 0, words))


def test_the_panel_says_from_what_to_what(open_page: OpenPage, flensburg: City) -> None:
    area = flensburg.level(flensburg.start.level).areas[2]
    page = open_page(f"/{QUERY}&auswahl={area.id}")
    found = shown_in(flensburg)

    expect(page.locator("#area-panel .plain")).to_have_text(
        change_words.plain(found, 2, texts("de"))
    )


def test_a_limit_of_need_is_dropped_and_that_is_said(open_page: OpenPage) -> None:
    page = open_page(f"/{QUERY}&bedarf=15")

    expect(page.locator("#notices")).to_contain_text("Grenzwert")
    assert "bedarf" not in page.url


def test_the_switch_of_need_leaves_the_change_and_proposes_a_figure(open_page: OpenPage) -> None:
    """The proposal comes from the figures of the year, not from the change of the city."""
    page = open_page(f"/{QUERY}")
    page.locator("#need-switch").click()
    settle(page)

    assert "vergleich" not in page.url
    found = re.search(r"bedarf=(-?[\d.]+)", page.url)
    assert found is not None
    assert float(found[1]) > 0


def test_own_limits_begin_with_those_of_the_figures(open_page: OpenPage, flensburg: City) -> None:
    page = open_page(f"/{QUERY}")
    page.locator("#method").select_option("eigene")
    settle(page)
    own = from_query(page.url.partition("?")[2], flensburg)[0].classes.own

    assert own == scene(flensburg, from_query("", flensburg)[0]).limits
