"""The printed map: same classes as the scene, names that never cover each other, readable greys."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City
from geodata.package import read_city
from layers.colours import diverging, lightness, sequential
from layers.export import map_layers, map_names
from layers.export.fonts import text_outline, text_width
from layers.export.ground import bar, fit, ground, path
from layers.export.legend import legend
from layers.export.map_names import Line, Wish, broken, place
from layers.export.map_svg import Picture, picture
from layers.export.on_map import funded_areas, projects, second
from layers.export.palette import cell_fills, class_fills, empty_fills, greys
from layers.export.paper import Options, layout, tries
from layers.export.plot import Plot, Story
from layers.export.sentences import sentence
from layers.need_table import coverage_of
from layers.scene import scene
from layers.scene_words import class_span
from layers.texts import texts
from layers.view import from_query
from tests.cities import many_areas

WORDS = texts("de")


def story(city: City, query: str, *, grey: bool = False) -> Story:
    return Story(city, from_query(query, city)[0], grey)


def plot(city: City, query: str, wide: float = 200, high: float = 140) -> Plot:
    told = story(city, query)
    found = ground(city, told.shown.level.id)
    return Plot(told, found, fit(found.bounds, wide, high))


def overlaps(found: Picture) -> list[tuple[str, str]]:
    return [
        (one.lines[0].text, other.lines[0].text)
        for one, other in combinations(found.placed, 2)
        if one.box[0] < other.box[2] and other.box[0] < one.box[2]
        and one.box[1] < other.box[3] and other.box[1] < one.box[3]
    ]  # fmt: skip


# -- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["", "auswahl=02", "symbole=einwohner", "bedarf=12.5",
     "karte=indikator,gebiete,projekte,namen,zweifel"],
)  # fmt: skip
@pytest.mark.parametrize(("wide", "high"), [(200, 140), (120, 90), (60, 50)])
def test_no_name_covers_another(flensburg: City, query: str, wide: float, high: float) -> None:
    assert overlaps(picture(plot(flensburg, query, wide, high))) == []


def test_among_many_areas_no_name_covers_another(tmp_path: Path) -> None:
    city = read_city(many_areas(tmp_path, 542))
    found = picture(plot(city, "karte=indikator,namen", 190, 130))

    assert len(found.placed) > 100
    assert overlaps(found) == []


@given(
    st.lists(
        st.tuples(st.floats(0, 90), st.floats(0, 90), st.integers(1, 30)), min_size=1, max_size=12
    )
)
def test_labels_never_overlap_wherever_areas_lie(areas: list[tuple[float, float, int]]) -> None:
    wishes = [
        Wish(i, (x + 5, y + 5), shapely.box(x, y, x + 10, y + 10), ((Line("n" * long, 2.0),),))
        for i, (x, y, long) in enumerate(areas)
    ]

    for one, other in combinations(place(wishes, []), 2):
        apart = shapely.box(*one.box).intersection(shapely.box(*other.box)).area
        assert apart == pytest.approx(0, abs=1e-9)


def test_every_area_of_few_is_named_on_the_map_or_in_the_key(flensburg: City) -> None:
    for high in (140, 60, 25):
        found = picture(plot(flensburg, "", 200, high))
        said = {word.text for word in found.words}
        explained = {name.partition(":")[0] for _, name in found.key}
        names = {area.name for area in flensburg.level("stadtteil").areas}
        missing = {
            name for name in names - explained
            if name not in said and not {line.text for line in broken(name, 2)} <= said
        }  # fmt: skip

        assert missing == set(), high
        for mark, _ in found.key:
            assert mark in said or mark == "–"


def test_the_chosen_area_is_named_even_where_there_is_no_room(flensburg: City) -> None:
    found = picture(plot(flensburg, "auswahl=02", 20, 14))

    assert any(word.text.startswith("Neustadt") for word in found.words)


def test_names_keep_clear_of_numbers_of_funded_areas() -> None:
    area, box = shapely.box(0, 0, 40, 20), (15.0, 5.0, 25.0, 15.0)
    placed = place([Wish(0, (20, 10), area, ((Line("Name", 2.0),),))], [box])[0]

    assert shapely.box(*placed.box).intersection(shapely.box(*box)).area == 0
    assert area.contains(shapely.box(*placed.box))


def test_numbers_of_funded_areas_cover_neither_each_other_nor_projects(flensburg: City) -> None:
    for wide, high in ((200, 140), (130, 100)):
        found = plot(flensburg, "karte=indikator,gebiete,projekte", wide, high)
        points = map_layers.projects(found).hard
        boxes = [*points, *map_layers.badges(found, points).hard]
        numbers = [shapely.box(*box) for box in boxes[len(points) :]]

        assert len(numbers) == 9
        for one in numbers:
            others = [shapely.box(*box) for box in boxes]
            assert sum(one.intersects(other) for other in others) == 1


def test_a_circle_is_covered_only_where_nothing_else_is_left() -> None:
    area, circle = shapely.box(0, 0, 40, 20), (15.0, 5.0, 25.0, 15.0)
    roomy = place([Wish(0, (20, 10), area, ((Line("Name", 2.0),),))], [], [circle])[0]
    tight = place([Wish(0, (20, 10), area, ((Line("Name", 2.0),),))], [], [(0, 0, 40, 20)])[0]

    assert shapely.box(*roomy.box).intersection(shapely.box(*circle)).area == 0
    assert (tight.x, tight.y) == (20, 10)


def test_long_names_break_at_blanks_hyphens_and_strokes() -> None:
    assert [line.text for line in broken("Südstadt/Bahnhofsumfeld", 2)] == [
        "Südstadt/",
        "Bahnhofsumfeld",
    ]
    assert [line.text for line in broken("Friesischer Berg", 2)] == ["Friesischer", "Berg"]
    assert [line.text for line in broken("Weiche", 2)] == ["Weiche"]


def test_widths_are_those_of_the_typeface() -> None:
    assert text_width("Ä", 10) == pytest.approx(text_width("A", 10))
    assert text_width("Weiche", 2, bold=True) > text_width("Weiche", 2)
    assert text_outline("ab").count("<path") == 2
    assert text_outline(" ") == ""
    assert text_width("漢", 10) > 0


# -- ground ---------------------------------------------------------------------------------------


def test_the_map_keeps_the_shape_of_the_city(flensburg: City) -> None:
    found = plot(flensburg, "")
    metres = shapely.area(found.ground.shapes)
    paper = shapely.area(np.array(found.shapes, dtype=object))

    assert paper / metres == pytest.approx(np.full(13, found.frame.scale**2))
    west, north, east, south = shapely.total_bounds(np.array(found.shapes, dtype=object))
    assert west >= 0
    assert north >= 0
    assert east <= 200
    assert south <= 140


def test_the_scale_bar_is_a_round_distance(flensburg: City) -> None:
    found = plot(flensburg, "")
    metres, length = bar(found.frame)

    assert metres in {500, 1000, 2000, 5000}
    assert length == pytest.approx(metres * found.frame.scale)
    assert length <= 50


def test_holes_stay_holes() -> None:
    ring = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 2, 2))

    assert path(ring).count("M") == 2
    assert path(shapely.MultiPolygon([shapely.box(0, 0, 1, 1), ring])).count("Z") == 3


# -- fills and legend -----------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "klassen=quantile-7", "klassen=abweichung-6"])
def test_areas_have_the_colours_of_the_screen(flensburg: City, query: str) -> None:
    told = story(flensburg, query)
    ramp = (diverging if told.shown.diverging else sequential)(told.shown.number)

    assert [fill.paint for fill in told.fills] == [ramp[place] for place in told.shown.classes]


def test_need_fills_cells_and_hatches_what_has_no_figure(flensburg: City) -> None:
    told = story(flensburg, "bedarf=12.5")
    found = coverage_of(flensburg, told.view)
    assert found is not None
    cells = cell_fills(grey=False)

    assert [fill.id for fill in told.fills] == [
        cells["need" if one.in_need else "rest", one.state].id for one in found.places
    ]


def test_areas_that_are_not_coloured_stay_white(flensburg: City) -> None:
    assert {fill.paint for fill in story(flensburg, "karte=namen").fills} == {"#ffffff"}


@pytest.mark.parametrize("number", range(1, 8))
def test_greys_fall_evenly_and_hatches_become_denser(number: int) -> None:
    found = greys(number)
    light = [lightness(fill.ground) for fill in found]
    sides = [fill.side for fill in found[1:]]

    assert light == sorted(light, reverse=True)
    assert all(a - b > 0.05 for a, b in pairwise(light))
    assert sides == sorted(sides, reverse=True)


def test_below_and_above_the_middle_differ_without_colour(flensburg: City) -> None:
    fills = class_fills(story(flensburg, "klassen=abweichung-6").shown, grey=True)

    assert fills[0].ground == fills[-1].ground
    assert fills[0].lines != fills[-1].lines
    assert len({fill.pattern for fill in fills}) == 6


def test_no_hatch_of_a_class_is_that_of_an_empty_state() -> None:
    classes = {fill.lines for number in range(2, 8) for fill in greys(number) if fill.lines}
    empty = {fill.lines for fill in empty_fills(grey=True).values()}

    assert classes & empty == set()


def test_the_legend_counts_every_area_once(flensburg: City) -> None:
    for query in ("", "bedarf=12.5", "jahr=2019&indikator=kinder-unter-6"):
        told = story(flensburg, query)
        blocks = legend(told)
        rows = [row for block in blocks for row in block.rows if row.count and not row.badge]
        counts = [0 if row.count == "kein Gebiet" else int(row.count.split()[0]) for row in rows]

        assert sum(counts) == 13, query


def test_spans_cover_the_figures_without_a_gap(flensburg: City) -> None:
    shown = scene(flensburg, from_query("", flensburg)[0])
    said = [class_span(shown, place, WORDS) for place in range(shown.number)]

    assert said == ["1,8 bis unter 8,1", "8,1 bis unter 11,0", "11,0 bis unter 14,6",
                    "14,6 bis unter 20,5", "20,5 bis 25,1"]  # fmt: skip


def test_a_legend_says_only_what_is_on_the_map(flensburg: City) -> None:
    assert legend(story(flensburg, "karte=namen")) == ()
    titles = [block.title for block in legend(story(flensburg, "karte=indikator"))]
    assert titles == ["Werte 2022 in %"]


# -- what lies on the areas -----------------------------------------------------------------------


def test_funded_areas_keep_their_numbers_when_a_programme_is_switched_off(flensburg: City) -> None:
    every = funded_areas(flensburg, from_query("", flensburg)[0])
    some = funded_areas(flensburg, from_query("programme=stadtumbau", flensburg)[0])

    assert [one.number for one in every] == list(range(1, 10))
    assert {one.number for one in some} == {6, 7, 9}
    assert all(one.schematic for one in every)


def test_projects_follow_their_filters(flensburg: City) -> None:
    layers = "karte=indikator,projekte"
    every = projects(flensburg, from_query(layers, flensburg)[0])
    done = projects(flensburg, from_query(f"{layers}&projektstand=done", flensburg)[0])

    assert len(every) == 66
    assert 0 < len(done) < 66
    assert {one.state for one in done} == {"done"}
    assert projects(flensburg, from_query("", flensburg)[0]) == ()


def test_circles_have_areas_in_proportion(flensburg: City) -> None:
    other = second(flensburg, from_query("symbole=einwohner", flensburg)[0])
    assert other is not None

    assert other.part(other.most) == 1
    assert other.part(other.most / 4) == pytest.approx(0.5)
    drawn = picture(plot(flensburg, "symbole=einwohner")).svg
    assert drawn.count("<circle") == sum(map(math.isfinite, other.figures))


def test_schematic_outlines_are_dashed(flensburg: City) -> None:
    assert picture(plot(flensburg, "")).svg.count("stroke-dasharray") == 9
    assert "stroke-dasharray" not in picture(plot(flensburg, "karte=indikator")).svg


# -- words and paper ------------------------------------------------------------------------------


def test_the_sentence_is_that_of_the_page(flensburg: City) -> None:
    assert sentence(story(flensburg, "indikator=einwohner")).startswith(
        "2022 reichen die Werte von"
    )
    assert "im Durchschnitt je Gebiet" in sentence(story(flensburg, "indikator=einwohner"))
    assert (
        sentence(story(flensburg, "bedarf=99"))
        == "2022 liegt kein Gebiet bei 99,0\u00a0% und mehr."
    )


@pytest.mark.parametrize("landscape", [True, False])
def test_a_legend_that_is_too_high_gets_smaller_or_wider(landscape: bool) -> None:
    options = Options(landscape=landscape)
    number = len(tries(options))
    fits = layout(options, 20, 25, [10.0] * number)
    wide = layout(options, 20, 25, [999.0] * (number - 1) + [50.0])
    never = layout(options, 20, 25, [999.0] * number)

    assert fits.small == 1.0
    assert wide.small == never.small == tries(options)[-1][1]
    assert min(fits.map_width, fits.map_height, never.map_width, never.map_height) > 40
    assert map_names.MOSTLY <= 1
