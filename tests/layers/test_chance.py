"""What chance may have made of figures: marks, legends, tables, files; nothing hidden in them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geodata.model import City, Kind
from geodata.package import read_city
from layers import chance
from layers.chance import alike, all_against_city, around, marked
from layers.export.data_rows import data_table, lone_hidden
from layers.export.ground import fit, ground
from layers.export.legend import legend
from layers.export.map_svg import picture
from layers.export.plot import Plot, Story
from layers.export.web_map import web_map
from layers.info_visit import Visit
from layers.scene import is_empty, scene
from layers.table import csv_text, rows
from layers.table_page import table_page
from layers.texts import texts
from layers.view import View, from_query
from tests.cities import KLEINSTADT, many_areas

WORDS = texts("de")
ON = "karte=indikator,namen,zufall&indikator="


@pytest.fixture(scope="module")
def kleinstadt() -> City:
    return read_city(KLEINSTADT)


def view_of(city: City, query: str) -> View:
    return from_query(query, city)[0]


def test_every_indicator_is_marked_by_the_rule_or_not_at_all(flensburg: City) -> None:
    kinds = set()
    for level, name in flensburg.series:
        if level == flensburg.city_level:
            continue
        shown = scene(flensburg, view_of(flensburg, ON + name))
        kinds.add(shown.indicator.kind)
        assert marked(shown) == alike(shown)
        if shown.indicator.kind not in (Kind.SHARE, Kind.RATE):
            assert not any(marked(shown))
            assert around(shown) == (None,) * 13
        for figure, ends in zip(shown.figures, around(shown), strict=True):
            assert ends is None or ends[0] <= figure <= ends[1], name
    assert len(kinds) >= 4


@pytest.mark.parametrize(
    "query", ["&vergleich=aenderung", "&karte=namen,zufall", "&karte=indikator,namen"]
)
def test_changes_uncoloured_maps_and_the_layer_off_have_no_marks(
    flensburg: City, query: str
) -> None:
    on = query.replace("&", "", 1) if "karte" in query else f"{ON}sgb-ii-anteil{query}"
    shown = scene(flensburg, view_of(flensburg, on))
    assert not any(marked(shown))
    assert chance.tested(shown) == (shown.change is None)


def test_a_hidden_figure_has_no_mark_no_interval_and_no_verdict(kleinstadt: City) -> None:
    hidden = 0
    for level, name in kleinstadt.series:
        for year in kleinstadt.series[level, name].years:
            query = f"ebene={level}&indikator={name}&jahr={year}"
            shown = scene(kleinstadt, view_of(kleinstadt, query))
            table = rows(kleinstadt, shown.view, WORDS)
            for at, status in enumerate(shown.statuses):
                if is_empty(status):
                    hidden += 1
                    assert around(shown)[at] is None
                    assert all_against_city(shown)[at] is None
                    assert not any(table[at][key] for key in ("low", "high", "distinct"))
    assert hidden > 3


def test_legends_count_the_marks_and_say_where_none_are_possible(flensburg: City) -> None:
    view = view_of(flensburg, f"{ON}sgb-ii-anteil")
    number = sum(marked(scene(flensburg, view)))
    found = [row for block in legend(Story(flensburg, view)) for row in block.rows]
    mine = [row for row in found if row.text == WORDS["legend"]["alike"]]

    assert [(row.badge, row.count) for row in mine] == [("≈", f"{number} Gebiete")]
    count = Story(flensburg, view_of(flensburg, f"{ON}einwohner"))
    notes = [note for block in legend(count) for note in block.notes]
    assert WORDS["legend"]["alike_unknown"] in notes
    plain = Story(flensburg, view_of(flensburg, "indikator=sgb-ii-anteil"))
    assert "≈" not in {row.badge for block in legend(plain) for row in block.rows}


@pytest.mark.parametrize("layers", ["indikator,namen,zufall", "indikator,zufall"])
def test_the_web_map_marks_the_same_areas(flensburg: City, layers: str) -> None:
    view = view_of(flensburg, f"karte={layers}&indikator=sgb-ii-anteil")
    number = sum(marked(scene(flensburg, view)))

    written = web_map(flensburg, view, "").decode("utf-8")
    off = web_map(flensburg, replace(view, layers=("indikator", "namen")), "").decode("utf-8")

    assert number > 0
    assert written.count(r"\u2248") == number  # Leaflet reads them from a script
    assert WORDS["legend"]["alike"] in written
    assert "≈" not in off
    assert r"\u2248" not in off


def test_table_and_files_hold_the_ends_and_the_verdict(flensburg: City) -> None:
    view = view_of(flensburg, "indikator=sgb-ii-anteil")
    shown = scene(flensburg, view)
    head, *lines = csv_text(flensburg, view, WORDS).splitlines()

    assert WORDS["csv"]["low"] in head
    assert len(lines) == 14
    for row, ends, order in zip(
        data_table(flensburg, view).areas, around(shown), all_against_city(shown), strict=True
    ):
        assert (row["low"], row["high"]) == ends
        assert row["distinct"] == ("nein" if order == 0 else "ja")
    page = table_page(flensburg, view, (), Visit())
    assert WORDS["csv"]["high"] in page
    count = table_page(flensburg, view_of(flensburg, "indikator=einwohner"), (), Visit())
    assert WORDS["csv"]["high"] not in count


def test_where_counts_are_left_out_their_intervals_are_too(flensburg: City) -> None:
    checked = 0
    for level, name in flensburg.series:
        for year in flensburg.series[level, name].years:
            view = view_of(flensburg, f"ebene={level}&indikator={name}&jahr={year}")
            shown = scene(flensburg, view)
            if lone_hidden(shown) and chance.tested(shown):
                checked += 1
                for row in data_table(flensburg, view).areas:
                    assert (row["numerator"], row["low"], row["high"]) == (None, None, None)
    assert checked


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> City:
    """A city of 144 areas, more than a map has room to name, with one share."""
    city = read_city(many_areas(tmp_path_factory.mktemp("many"), 144))
    share = replace(city.indicators[0], kind=Kind.SHARE, factor=100.0, unit="%", decimals=1)
    series = {}
    for key, one in city.series.items():
        whole = np.full(one.value.shape, 100.0 * (144 if key[0] == city.city_level else 1))
        part = whole * 0.2 if key[0] == city.city_level else 5.0 + np.arange(144.0)[None] % 31
        series[key] = replace(one, value=100 * part / whole, numerator=part, denominator=whole)
    return replace(city, indicators=(share,), series=series)


@pytest.mark.parametrize("names", ["", "namen,"])
def test_no_mark_is_left_out_for_want_of_room(many: City, names: str) -> None:
    view = view_of(many, f"karte=indikator,{names}zufall")
    story = Story(many, view)
    number = sum(story.alike)

    land = ground(many, view.level)
    drawn = picture(Plot(story, land, fit(land.bounds, 60, 40)))
    written = web_map(many, view, "").decode("utf-8")

    assert 20 < number < 140
    assert sum("≈" in word.text for word in drawn.words) == number
    assert written.count(r"\u2248") == number
