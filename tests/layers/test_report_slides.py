"""The presentation of a report, read by python-pptx: one slide a view, native charts, shapes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pptx
import pytest
import shapely
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geodata.model import City
from layers.export.ground import ground
from layers.report.asked import Asked, Shown, of_presentation
from layers.report.build import report
from layers.report.drawing import shapes
from layers.report.slides import HIGH, WIDE, slides
from layers.scene import scene
from layers.view import from_query
from tests.layers.report_city import PLACE, kleinstadt, told

EMU = 36_000


def opened(data: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(data))


def views(city: City, *queries: str) -> bytes:
    found = tuple(Shown(from_query(query, city)[0]) for query in queries)
    return slides(report(city, Asked(found[0].view, PLACE, views=found)))


def text(slide: Any) -> str:
    said = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            said.append(shape.text_frame.text)
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def map_of(slide: Any) -> Any:
    groups = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
    return max(groups, key=lambda one: len(one.shapes))


@pytest.fixture(scope="module")
def one_view(flensburg: City) -> Any:
    return opened(views(flensburg, "")).slides[0]


def test_a_view_is_one_slide_with_sentence_map_chart_and_notes(
    flensburg: City, one_view: Any
) -> None:
    assert len(opened(views(flensburg, "")).slides) == 1
    assert one_view.shapes.title.text.endswith("SGB II, 2022")
    assert "2022 reichen die Werte von 3,9\u00a0% (Tarup)" in text(one_view)
    notes = one_view.notes_slide.notes_text_frame.text
    assert "Bundesagentur für Arbeit" in notes
    assert "Lizenz: CC0 1.0" in notes
    assert "https://atlas.example/?stadt=flensburg" in notes


def test_the_native_chart_has_the_figures_of_the_scene(flensburg: City, one_view: Any) -> None:
    shown = scene(flensburg, from_query("", flensburg)[0])
    plot = charts(one_view)[0].plots[0]

    assert list(plot.categories)[::-1] == [area.name for area in shown.level.areas]
    assert tuple(plot.series[0].values)[::-1] == shown.figures


def test_every_area_of_the_map_is_a_shape_with_its_name_and_colour(
    flensburg: City, one_view: Any
) -> None:
    group, level = map_of(one_view), flensburg.level("stadtteil")
    named = {one.name: one for one in group.shapes}

    assert set(named) >= {area.name for area in level.areas}
    assert group.element.xpath(".//p:cNvPr")[0].get("descr").startswith("Karte: Anteil")
    sizes = shapely.bounds(ground(flensburg, "stadtteil").shapes)
    drawn = [named[area.name] for area in level.areas]
    ratio = [
        one.width / (east - west) for one, (west, _, east, _) in zip(drawn, sizes, strict=True)
    ]
    assert max(ratio) / min(ratio) < 1.02  # all in one scale
    colours = {one.fill.fore_color.rgb for one in drawn}
    assert len(colours) == 5


def test_everything_stands_on_the_slide(flensburg: City) -> None:
    found = opened(slides(told(flensburg, "foerdergebiet=neustadt")))
    for slide in found.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= WIDE * EMU + 1
            assert 0 <= shape.top <= HIGH * EMU


def test_hidden_states_are_patterns_and_gaps_of_the_chart(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    city = kleinstadt(tmp_path_factory.mktemp("kleinstadt"))
    slide = opened(views(city, "jahr=2022&karte=indikator,namen")).slides[0]
    named = {one.name: one for one in map_of(slide).shapes}
    kinds = {
        name: named[name].element.xpath(".//a:pattFill/@prst") for name in ("Nordwest", "Altstadt")
    }

    assert kinds == {"Nordwest": ["wdUpDiag"], "Altstadt": []}
    assert tuple(charts(slide)[0].plots[0].series[0].values)[::-1] == (10.0, 6.7, None, None)
    assert "Nordwest (•)" in list(charts(slide)[0].plots[0].categories)
    assert "von der Quelle geheim gehalten" in text(slide)


def test_a_presentation_of_the_city_has_a_slide_for_each_view(flensburg: City) -> None:
    told_of = flensburg.presentations[0]
    found = opened(slides(report(flensburg, of_presentation(flensburg, told_of, PLACE))))
    titles = [slide.shapes.title.text for slide in found.slides]

    assert titles == [told_of.title, *(one.headline for one in told_of.slides)]
    for slide, one in zip(list(found.slides)[1:], told_of.slides, strict=True):
        assert one.sentence in text(slide)


def test_a_trend_is_a_native_line_chart_with_gaps(flensburg: City) -> None:
    found = opened(slides(told(flensburg, "auswahl=02", "verlauf")))
    slide = next(
        one for one in found.slides if one.shapes.title.text == "Anteil der Menschen mit Wohngeld"
    )
    plot = charts(slide)[0].plots[0]
    series = flensburg.series["stadtteil", "wohngeld-anteil"]
    at = dict(zip(plot.categories, plot.series[0].values, strict=True))

    assert [year for year, value in at.items() if value is not None] == list(map(str, series.years))
    assert at["2022"] == pytest.approx(round(float(series.value[-1, 1]), 1))
    assert "2014" in at


def test_the_same_report_gives_the_same_bytes_even_in_the_workbooks_of_charts(
    flensburg: City,
) -> None:
    first, again = (slides(told(flensburg, "auswahl=02", "verlauf")) for _ in range(2))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        inner = [name for name in packed.namelist() if name.endswith(".xlsx")]
        core = zipfile.ZipFile(io.BytesIO(packed.read(inner[0]))).read("docProps/core.xml")
    assert len(inner) == 7
    assert b"2000-01-01T00:00:00Z" in core


def test_all_text_is_marked_german_and_every_chart_and_table_says_what_it_is(
    flensburg: City,
) -> None:
    for slide in opened(slides(told(flensburg, "auswahl=02"))).slides:
        marked = {one.get("lang") for one in slide.element.iter("{*}rPr")}
        assert marked == {"de-DE"}
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape.element.xpath(".//p:cNvPr")[0].get("descr")


def test_ids_on_a_slide_are_unique(one_view: Any) -> None:
    ids = one_view.element.xpath(".//p:cNvPr/@id")

    assert len(ids) == len(set(ids))


def test_long_names_and_signs_of_xml_do_no_harm(tmp_path_factory: pytest.TempPathFactory) -> None:
    city = kleinstadt(tmp_path_factory.mktemp("stadt"))
    level = city.level("viertel")
    name = '<b>"&Überhafen' * 10 + "\x01"
    areas = (replace(level.areas[0], name=name), *level.areas[1:])
    levels = tuple(replace(x, areas=areas) if x.id == "viertel" else x for x in city.levels)
    slide = opened(views(replace(city, levels=levels), "jahr=2022&karte=indikator,namen")).slides[0]

    name = name.replace("\x01", "\ufffd")
    assert name in {one.name for one in map_of(slide).shapes}
    assert name in list(charts(slide)[0].plots[0].categories)


def test_the_reader_of_drawings_knows_every_sign_of_maps() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs/>'
        '<g stroke="#333" fill="none"><path d="M1 1h2v3H1Z m4 4 q1 1 2 0"/>'
        '<g transform="translate(1 2) scale(2)"><circle cx="1" cy="1" r="1" fill="#abc"/></g></g>'
        '<g fill="#fff" stroke="#fff" transform="scale(3)"><path d="M0 0L1 1"/></g></svg>'
    )
    path, circle = shapes(svg)

    assert [letter for letter, _ in path.steps] == ["M", "L", "L", "L", "Z", "M", "Q"]
    assert path.steps[5][1] == ((5.0, 8.0),)
    assert path.steps[3][1] == ((1.0, 4.0),)
    assert circle.steps[0][1] == ((5.0, 4.0),)
    assert circle.look.fill is not None
    assert circle.look.fill.colour == "AABBCC"
    assert circle.look.weight == 2.0


def test_figures_are_written_without_html(one_view: Any) -> None:
    assert not re.search(r"&amp;|&lt;", text(one_view))
