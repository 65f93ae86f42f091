"""What a scenario changes, worked out by hand on squares, and as a table of the command."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace

import pytest

from callbacks.settings import Settings
from geodata.__main__ import main
from geodata.model import City, Kind
from geodata.scenario_play import played
from geodata.statistics.scenario_effects import (
    Asked,
    Measure,
    index_effect,
    measures,
    need_and_funding,
)
from tests.geodata import index_city
from tests.geodata.squares import box, counts, funded, indicator, ratios, squares, with_series

ASKED = Asked("square", "share", 2022, 15.0, 15.0)
FLENSBURG = str(Settings.city)


def town() -> City:
    """Three squares of 100 people, 10, 20 and 30 of them counted; the first one is funded."""
    made = with_series(
        squares(3, funded("a", box(0, 0, 1, 1))),
        square__share=ratios([10, 20, 30], [100, 100, 100]),
        square__people=counts([100, 100, 100]),
        city__share=ratios([60], [300]),
    )
    named = indicator(Kind.SHARE, "share"), indicator(Kind.COUNT, "people")
    return replace(made, indicators=named, residents="people")


def found(text: str, asked: Asked = ASKED) -> dict[str, Measure]:
    city = town()
    return {one.name: one for one in measures(city, played(city, text).city, asked)}


def pair(one: Measure) -> tuple[float, float]:
    return one.today, one.played


def test_moving_the_funded_area_reaches_those_in_need() -> None:
    told = found("verlegt:a:square2")

    assert pair(told["areas"]) == (2, 2)
    assert pair(told["unfunded"]) == (2, 1)
    assert pair(told["people"]) == (50, 50)
    assert pair(told["reached"]) == (0, 30)
    assert pair(told["reached_share"]) == (0, pytest.approx(0.6))
    assert pair(told["needy_share"]) == (0, 1)
    assert pair(told["residents"]) == (100, 100)
    assert told["concentration"].difference > 0


def test_ending_and_adding_change_who_lives_in_funded_areas() -> None:
    ended, added = found("ende:a:2021"), found("gebiet:2022:square1,square2")

    assert pair(ended["residents"]) == (100, 0)
    assert pair(ended["running"]) == (1, 0)
    assert math.isnan(ended["concentration"].played)
    assert pair(added["residents"]) == (100, 300)
    assert pair(added["reached_share"]) == (0, 1)


def test_a_figure_changes_the_city_and_who_is_in_need() -> None:
    told = found("wert:share:square0:2022:40")

    assert pair(told["city"]) == (20, 30)
    assert pair(told["areas"]) == (2, 3)
    assert pair(told["people"]) == (50, 90)
    assert pair(told["reached"]) == (0, 40)


def test_a_limit_of_one_city_alone_holds_for_both_but_two_can_differ() -> None:
    alone = found("", replace(ASKED, limit_today=None, limit_played=25.0))
    two = found("", replace(ASKED, limit_played=25.0))

    assert pair(alone["areas"]) == (1, 1)
    assert pair(two["areas"]) == (2, 1)
    assert "areas" not in found("", replace(ASKED, limit_today=None, limit_played=None))


def test_without_changes_nothing_differs(flensburg: City) -> None:
    asked = Asked("stadtteil", "sgb-ii-anteil", 2022, 15.0, 15.0)

    assert all(one.difference == 0 for one in measures(flensburg, flensburg, asked))
    assert index_effect(flensburg, flensburg, "soziale-lage", "stadtteil", 2022).moved == ()


def test_areas_that_change_class_are_those_whose_class_differs(flensburg: City) -> None:
    other = played(flensburg, "grenze:soziale-lage:status:3:2.9~mehr:sgb-ii-anteil:13:2022:20")
    found = index_effect(flensburg, other.city, "soziale-lage", "stadtteil", 2022)
    today, after = found.today.status.classes, found.played.status.classes
    moved = {one.area for one in found.moved if one.part == "status"}

    assert moved
    assert moved == {area for place, area in enumerate(found.today.areas)
                     if today[place] != after[place]}  # fmt: skip


def test_an_own_assumption_gives_a_class_where_there_was_none() -> None:
    figures = {"x": [1.0, 2.0, 3.0, 4.0]}
    city = index_city.city(figures, hidden={("x", 0): index_city.Status.SUPPRESSED})
    rule = index_city.rule(index_city.part(("x", 1.0, 1)))
    city = replace(city, indices=(rule,))
    other = played(city, f"wert:x:square0:{index_city.YEAR}:9").city
    found = index_effect(city, other, rule.id, "square", index_city.YEAR)

    assert found.moved[0].today == ""
    assert found.moved[0].played != ""
    assert str(found.played.status.state[0]) == "doubtful"


def test_need_is_that_of_the_map(flensburg: City) -> None:
    asked = Asked("stadtteil", "sgb-ii-anteil", 2022)
    told = need_and_funding(flensburg, flensburg.indicator("sgb-ii-anteil"), asked, 15.7)

    assert {one.area for one in told.areas} == {
        area
        for place, area in enumerate(flensburg.level("stadtteil").area_ids)
        if round(flensburg.series["stadtteil", "sgb-ii-anteil"].value[-1, place], 1) >= 15.7
    }


def run(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[dict[str, str]], str]:
    status = main(["scenario", "--city", FLENSBURG, *options])
    said = capsys.readouterr()
    return status, list(csv.DictReader(io.StringIO(said.out))), said.err


@pytest.mark.parametrize("show", ["effects", "areas", "classes"])
def test_every_row_of_the_command_is_marked(capsys: pytest.CaptureFixture[str], show: str) -> None:
    status, rows, said = run(capsys, "--scenario", "mehr:sgb-ii-anteil:01:2022:5", "--show", show)

    assert status == 0
    assert {row["scenario"] for row in rows} == {"planspiel"}
    assert "angenommen und nicht gemessen" in said


def test_the_command_tells_areas_and_what_it_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    text = "mehr:sgb-ii-anteil:01:2022:5~ende:atlantis:2020"
    _, rows, said = run(capsys, "--scenario", text, "--show", "areas")
    changed = [row["area"] for row in rows if float(row["difference"]) != 0]

    assert changed == ["01"]
    assert [row["status_in_scenario"] for row in rows if row["area"] == "01"] == ["doubtful"]
    assert "„ende:atlantis:2020“ nennt ein Fördergebiet, das es nicht gibt" in said


def test_an_unknown_index_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    status, rows, said = run(capsys, "--show", "classes", "--index", "nichts")

    assert (status, rows) == (2, [])
    assert "soziale-lage" in said
