"""Patterns on the map: the same in table, legend, picture, web map; nothing where there is none."""

from __future__ import annotations

import csv
import io
import json

import pytest
import shapely

from geodata.index_layers import index_indicator
from geodata.model import City
from layers import patterns
from layers.documents import families, members, resources
from layers.export.formats import FORMATS
from layers.export.ground import fit, ground
from layers.export.legend import legend
from layers.export.legend_parts import Block
from layers.export.map_patterns import DASHES, clusters, outlines, social_spaces
from layers.export.plot import Plot, Story
from layers.scene import scene
from layers.table import csv_text
from layers.texts import texts
from layers.view import View, from_query

WORDS = texts("de")
BOTH = "karte=indikator,muster,sozialraeume"
MSS = f"ebene=planungsraum&indikator=mss-s1&jahr=2021&{BOTH}"
BAD_PLACES = (
    "vergleich=aenderung",
    f"indikator={index_indicator('soziale-lage', 'status')}",
)


def view_of(city: City, query: str) -> View:
    return from_query(query, city)[0]


def table_of(city: City, view: View) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(csv_text(city, view, WORDS))))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def block_of(city: City, view: View, key: str) -> Block:
    (block,) = (one for one in legend(Story(city, view)) if one.title == WORDS["legend"][key])
    return block


def plot_of(city: City, view: View) -> Plot:
    land = ground(city, view.level)
    return Plot(Story(city, view), land, fit(land.bounds, 200.0, 200.0))


def test_flensburg_has_no_neighbourhood_that_is_more_than_chance_and_says_so(
    flensburg: City,
) -> None:
    view = view_of(flensburg, "karte=indikator,muster")
    (block,) = (
        x for x in legend(Story(flensburg, view)) if x.title == "Auffällige Nachbarschaften"
    )

    assert set(patterns.clusters_shown(flensburg, scene(flensburg, view)) or ()) == {5}
    assert (block.rows, block.notes) == ((), (WORDS["legend"]["clusters_none"],))
    assert clusters(plot_of(flensburg, view)).svg == ""


@pytest.mark.parametrize("query", BAD_PLACES)
def test_neighbourhoods_are_of_figures_not_of_changes_and_classes(
    flensburg: City, query: str
) -> None:
    view = view_of(flensburg, f"{query}&karte=indikator,muster")
    (block,) = (
        x for x in legend(Story(flensburg, view)) if x.title == "Auffällige Nachbarschaften"
    )

    assert patterns.clusters_shown(flensburg, scene(flensburg, view)) is None
    assert block.notes == (WORDS["legend"]["clusters_not"],)


def test_layers_that_are_off_add_nothing(flensburg: City) -> None:
    view = view_of(flensburg, "")

    assert patterns.added(view.layers) == ()
    assert patterns.cells(flensburg, scene(flensburg, view), WORDS) == [{}] * 13
    assert "Sozialraum" not in csv_text(flensburg, view, WORDS)


def test_the_table_names_the_space_of_every_area_that_the_map_outlines(flensburg: City) -> None:
    view = view_of(flensburg, BOTH)
    found = patterns.spaces_shown(flensburg, scene(flensburg, view))
    assert found is not None
    rows = table_of(flensburg, view)[:13]
    shapes = outlines(found["rings"])

    assert [row["Sozialraum"] for row in rows] == [str(space) for space in found["spaces"]]
    for area, space in zip(flensburg.level("stadtteil").areas, found["spaces"], strict=True):
        inside = shapely.Polygon(shapes[space - 1].geoms[0].exterior)
        assert inside.buffer(1e-4).contains(area.point)


def test_the_legend_names_every_space_by_its_number(flensburg: City) -> None:
    story = Story(flensburg, view_of(flensburg, BOTH))
    block = block_of(flensburg, story.view, "spaces")
    drawn = social_spaces(plot_of(flensburg, story.view))

    assert [row.badge for row in block.rows] == [str(n) for n in range(1, len(block.rows) + 1)]
    assert len(drawn.hard) == len(block.rows) >= 2


def test_a_level_with_one_area_has_no_spaces_and_says_so(flensburg: City) -> None:
    story = Story(flensburg, view_of(flensburg, f"ebene=stadt&{BOTH}"))
    notes = [note for block in legend(story) for note in block.notes]

    assert WORDS["legend"]["spaces_none"] in notes


def test_berlin_shows_the_same_neighbourhoods_everywhere(berlin_city: City) -> None:
    view = view_of(berlin_city, MSS)
    shown = scene(berlin_city, view)
    classes = patterns.clusters_shown(berlin_city, shown)
    assert classes is not None
    rows = table_of(berlin_city, view)[: len(classes)]
    block = block_of(berlin_city, view, "clusters")

    for number in DASHES:
        said = WORDS["legend"][f"cluster_{number}"]
        count = classes.count(number)
        assert sum(row["Nachbarschaft"] == said for row in rows) == count
        assert any(row.text == said for row in block.rows) == (count > 0)
    lines = clusters(plot_of(berlin_city, view)).svg.count("<path")
    assert lines == 2 * sum(one in DASHES for one in classes) > 20


def test_the_web_map_can_switch_both_layers(berlin_city: City) -> None:
    text = FORMATS["html"].write(berlin_city, view_of(berlin_city, MSS), "").decode()

    for name in ("clusters", "spaces"):
        said = WORDS["legend"][name]
        assert text.count(said) + text.count(json.dumps(said)) >= 2
    assert '"dashArray": "7 4"' in text


def test_every_member_of_a_family_is_found_below_one_address(flensburg: City) -> None:
    (family,) = families(flensburg)

    assert len(members(flensburg)) == sum(
        not flensburg.indicator(name).classes for _, name in flensburg.series
    )
    for name, one in members(flensburg).items():
        assert one.address == f"{family.address}{name.removeprefix(family.name)}.json"
    assert not set(members(flensburg)) & set(resources(flensburg))
