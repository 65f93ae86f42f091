"""The answers about social spaces and about a boundary change, and the document for the map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import shapely

from geodata.model import City, Kind
from geodata.statistics.social_spaces import Rule, social_spaces
from geodata.statistics.space_inputs import choosable, space_inputs, usual_indicators
from geodata.statistics.space_report import borders, colours, outlines
from layers.analysis import spaces
from layers.analysis.model import Answer, Question
from layers.payload import GRID
from layers.report.model import Facts, Map, Plot, Table
from layers.social_spaces_document import social_spaces_document
from layers.view import from_query


def asked(city: City, address: str = "", **own: str) -> tuple[Answer, Question]:
    question = Question(city, from_query(address, city)[0], own)
    return spaces.answer(question), question


def table(answer: Answer, section: str) -> Table:
    (found,) = (one for one in answer.sections if one.id == section)
    return next(block for block in found.blocks if isinstance(block, Table))


def test_flensburg_says_what_it_is_made_of(flensburg: City) -> None:
    answer, question = asked(flensburg)
    assert "13 Gebieten (Stadtteile)" in answer.lead[0]
    assert question.notices == []
    assert answer.sections[0].id == "karte"
    areas = table(answer, "gebiete")
    assert len(areas.rows) == 13
    assert question.references.entries  # figures name their source


def test_the_legend_counts_the_areas_of_each_space(flensburg: City) -> None:
    answer, _ = asked(flensburg, raeume="3", mindestens="0")
    drawn = next(b for s in answer.sections for b in s.blocks if isinstance(b, Map))
    sizes = [row.cells[1] for row in table(answer, "raeume").rows]
    assert [row.text.split()[0] for row in drawn.legend[0].rows] == ["1", "2", "3"]
    assert [row.count.split()[0] for row in drawn.legend[0].rows] == sizes
    assert len(set(sizes)) > 1


def test_the_number_and_the_method_are_those_of_the_address(flensburg: City) -> None:
    answer, question = asked(flensburg, raeume="3", mindestens="0", verfahren="baum")
    assert len(table(answer, "raeume").rows) == 3
    assert "SKATER" in str(answer.sections[-2])
    assert question.notices == []
    plot = next(b for s in answer.sections for b in s.blocks if isinstance(b, Plot))
    assert plot.curves[1].xs == (3.0,)


@pytest.mark.parametrize(
    "own",
    [{"raeume": "viele"}, {"verfahren": "kmeans"}, {"mindestens": "-1"}, {"indikatoren": "x"}],
)
def test_what_is_not_understood_is_said(flensburg: City, own: dict[str, str]) -> None:
    answer, question = asked(flensburg, **own)
    assert len(question.notices) == 1
    assert answer.sections


def test_too_many_spaces_are_said_in_the_lead(flensburg: City) -> None:
    answer, _ = asked(flensburg, raeume="200")
    assert any("200 Räume sind hier nicht möglich" in one for one in answer.lead)


def test_one_space_and_many_indicators_are_plain_sentences(flensburg: City) -> None:
    answer, _ = asked(flensburg, raeume="1")
    assert "wird ein einziger Sozialraum" in answer.lead[0]
    every = ",".join(one.id for one in choosable(flensburg, "stadtteil"))
    answer, question = asked(flensburg, indikatoren=every)
    assert f"bei {every.count(',') + 1} Indikatoren ähneln" in answer.lead[0]
    assert question.notices == []


def test_spaces_are_not_made_of_classes(flensburg: City) -> None:
    kinds = {one.kind for one in choosable(flensburg, "stadtteil")}
    assert not kinds & {Kind.CLASS, Kind.COUNT}
    assert any(one.kind is Kind.CLASS for one in flensburg.indicators)


def test_the_city_itself_has_no_spaces(flensburg: City) -> None:
    view = replace(from_query("", flensburg)[0], level="stadt")
    answer = spaces.answer(Question(flensburg, view))
    assert "weniger als drei Gebiete" in answer.lead[0]


def test_the_same_question_has_the_same_answer(flensburg: City) -> None:
    first, second = (asked(flensburg, raeume="4")[0] for _ in range(2))
    assert first.tables == second.tables
    assert first.sections == second.sections


def decoded(steps: list[list[int]]) -> Any:
    return shapely.union_all(
        [shapely.Polygon(np.cumsum(np.array(ring).reshape(-1, 2), axis=0) / GRID) for ring in steps]
    )


def test_the_document_has_outlines_names_and_the_space_of_each_area(flensburg: City) -> None:
    found = social_spaces_document(flensburg, "stadtteil")
    number = len(found["rings"])
    assert len(found["names"]) == len(found["points"]) == len(found["colours"]) == number
    assert set(found["spaces"]) == set(range(1, number + 1))
    level = flensburg.level("stadtteil")
    for space, (rings, point) in enumerate(zip(found["rings"], found["points"], strict=True), 1):
        shape = decoded(rings)
        assert shape.buffer(2 / GRID).covers(shapely.Point(*point))
        for area, home in zip(level.areas, found["spaces"], strict=True):
            assert shape.buffer(3 / GRID).covers(area.point) == (home == space)


def test_the_document_is_empty_where_there_is_nothing_to_join(flensburg: City) -> None:
    bare = replace(flensburg, series={}, indices=())
    assert social_spaces_document(bare, "stadtteil")["rings"] == []
    assert len(social_spaces_document(flensburg, "stadt")["rings"]) <= 1


def test_outlines_cover_the_areas_and_neighbours_differ_in_colour(berlin_city: City) -> None:
    level = berlin_city.level("planungsraum")
    inputs = space_inputs(berlin_city, level.id, usual_indicators(berlin_city, level.id), 2024)
    found = social_spaces(berlin_city, inputs, Rule(number=40, least=10_000.0))
    shapes = outlines(berlin_city, found)
    counted = [
        one
        for one, yes in zip(sorted(level.areas, key=lambda a: a.id), inputs.counted, strict=True)
        if yes
    ]
    whole = sum(one.geometry.area for one in counted)
    assert sum(shape.area for shape in shapes) == pytest.approx(whole, rel=1e-9)
    all_ = borders(found)
    tint = colours(found, all_)
    assert all(tint[one.one - 1] != tint[one.other - 1] for one in all_)
    assert max(tint) < 7


def test_berlin_is_beside_its_official_areas(berlin_city: City) -> None:
    answer, _ = asked(berlin_city, raeume="20")
    official = table(answer, "vergleich")
    assert [row.cells[0] for row in official.rows] == [
        "Bezirksregionen",
        "Prognoseräume",
        "Bezirke",
    ]
    assert any("gehören zu keinem Raum" in one for one in answer.lead)
    (areas,) = (one for one in answer.sections if one.id == "gebiete")
    facts = next(block for block in areas.blocks if isinstance(block, Facts))
    assert len(facts.rows) == 21
    assert len(facts.rows[-1][1]) == 6
    without = [row for row in answer.tables["gebiete"][1:] if not row[2]]
    assert len(without) == 6
    assert all(row[3] == "" for row in without)


def test_the_map_bears_the_numbers_and_the_legend_counts_areas(berlin_city: City) -> None:
    answer, _ = asked(berlin_city, raeume="30")
    drawn = next(b for s in answer.sections for b in s.blocks if isinstance(b, Map))
    written = {word.text for word in drawn.words}
    assert {str(number) for number in range(1, 31)} <= written
    rows = drawn.legend[0].rows
    assert [row.text.split()[0] for row in rows] == [str(number) for number in range(1, 31)]
    counted = sum(int(row.count.split()[0]) for row in rows)
    assert counted == 536
