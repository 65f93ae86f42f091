"""The section on money: sums worked out by hand, nothing counted twice, stages never added."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from geodata.model import City
from geodata.renewal import Grant
from geodata.statistics import finance
from layers.record_bars import bars
from layers.record_money import Money, money
from layers.texts import texts
from tests.geodata.test_finance import trees
from tests.layers.record_city import grant, known_city, money_rows, unknown_city, with_rows

WORDS = texts("de")["record"]


def money_of(city: City) -> Money:
    return money(city, city.funded_areas[0], WORDS)


def changed(city: City, *rows: Grant) -> Money:
    return money_of(with_rows(city, grants=rows))


def test_each_stage_has_its_own_sum(flensburg: City) -> None:
    planned, granted, spent = money_of(known_city(flensburg)).stages

    assert (planned.name, planned.total) == ("geplant", "")
    assert "Höchster einzelner Plan: 100 Mio. Euro (2023)." in planned.why
    assert granted.total == "54,4 bis 54,5 Mio. Euro (54.360.000 bis 54.460.000 Euro)"
    assert spent.total == "27,9 Mio. Euro (27.880.000 Euro)"
    assert (granted.why, spent.why) == ("", "")


def test_sums_by_giver_and_kind_are_those_worked_out_by_hand(flensburg: City) -> None:
    granted = money_of(known_city(flensburg)).stages[1]

    assert [(one.name, one.text) for one in granted.sums] == [
        ("Bund", "975.000 Euro"),
        ("Land", "195.000 Euro"),
        ("Kommune", "1.000.000 Euro"),
        ("Europäische Union", "50.000 Euro"),
        ("Private", "400.000 bis 500.000 Euro"),
        ("mehrere Geber zusammen", "51.740.000 Euro"),
        ("davon investiv", "1.170.000 Euro"),
        ("davon nicht investiv", "400.000 bis 500.000 Euro"),
        ("investiv oder nicht: nicht veröffentlicht", "52.790.000 Euro"),
    ]


def test_every_amount_is_a_row_and_parts_follow_their_whole(flensburg: City) -> None:
    planned, granted, spent = money_of(known_city(flensburg)).stages

    assert [(one.years, one.amount, one.inside) for one in granted.rows] == [
        ("1999 bis 2018", "52.740.000 Euro", False),
        ("2018", "1.000.000 Euro", True),
        ("2019", "975.000 Euro", False),
        ("2019", "195.000 Euro", False),
        ("2019", "400.000 bis 500.000 Euro", False),
        ("2020", "50.000 Euro", False),
    ]
    assert [one.inside for one in spent.rows] == [False, True, False]
    assert spent.rows[-1].part_of == "Teil von: Bund 975.000 Euro bewilligt (2019)"
    assert [one.years for one in planned.rows] == ["ab 2016, Ende offen", "2023"]


def test_a_row_says_programme_project_and_kind(flensburg: City) -> None:
    row = money_of(known_city(flensburg)).stages[1].rows[2]

    assert (row.giver, row.purpose, row.investive) == ("Bund", "Stadtumbau; Park", "investiv")
    assert [one.label for one in row.proof.links] == ["beispiel.de"]


def test_plans_for_different_projects_are_added(flensburg: City) -> None:
    rows = [grant(name, 2_000_000.0, "planned", project=name) for name in ("Park", "Haus")]
    (planned,) = changed(flensburg, *rows).stages

    assert (planned.total, planned.why) == ("4 Mio. Euro (4.000.000 Euro)", "")


def test_a_sum_that_may_count_twice_is_a_range_and_says_why(flensburg: City) -> None:
    found = changed(
        flensburg, grant("alles", 52_000_000.0, year=1999, end_year=2018),
        grant("teil", 426_000.0, year=2011), grant("noch", 3_000_000.0, year=2018),
    ).stages[0]  # fmt: skip

    assert found.total == "52 bis 55,4 Mio. Euro (52.000.000 bis 55.426.000 Euro)"
    assert found.why.endswith("nicht veröffentlicht: 426.000 Euro (2011); 3 Mio. Euro (2018).")
    assert len(found.rows) == 3


def test_a_fund_of_the_same_size_each_year_is_one_line(flensburg: City) -> None:
    rows = [grant(f"fonds-{year}", 30_000.0, year=year) for year in range(2016, 2024)]
    (found,) = changed(flensburg, *rows).stages

    assert [(one.years, one.amount) for one in found.rows] == [
        ("2016 bis 2023", "je Jahr 30.000 Euro")
    ]
    assert found.total == "240.000 Euro"
    assert len(found.bars) == 8


def test_money_for_the_whole_city_is_shown_and_not_counted(flensburg: City) -> None:
    found = money_of(known_city(flensburg))

    assert [one.amount for one in found.common] == ["10.000.000 Euro"]
    assert found.count == len(money_rows())
    assert not any("10.000.000" in stage.total for stage in found.stages)


def test_the_ratio_is_said_only_where_both_sides_are_known(flensburg: City) -> None:
    own, eu, unclear = (grant("a", 200.0, programme="stadtumbau"), grant("b", 50.0, giver="eu"),
                        grant("c", 1.0))  # fmt: skip

    assert changed(flensburg, own, eu).bundling == (
        "Auf 1 Euro des Programms kommen 0,25 Euro von anderen (bewilligt)."
    )
    assert changed(flensburg, own).bundling == WORDS["no_ratio_others"]
    assert changed(flensburg, eu).bundling == WORDS["no_ratio_programme"]
    assert changed(flensburg, own, eu, unclear).bundling == WORDS["no_ratio_unclear"]


def test_the_ratio_of_money_spent_serves_where_there_is_none_of_money_granted(
    flensburg: City,
) -> None:
    rows = (grant("a", 200.0, "spent", programme="stadtumbau"),
            grant("b", 50.0, "spent", giver="eu", amount_high_eur=100.0))  # fmt: skip

    assert changed(flensburg, *rows).bundling == (
        "Auf 1 Euro des Programms kommen 0,25 bis 0,50 Euro von anderen (ausgegeben)."
    )


def test_without_money_there_is_no_stage(flensburg: City) -> None:
    assert money_of(unknown_city(flensburg)).stages == ()


def widths(rows: tuple[Grant, ...], stage: str) -> list[list[tuple[str, float, float]]]:
    return [[(one.giver, one.x, one.width) for one in bar.segments]
            for bar in bars(rows, stage, WORDS)]  # fmt: skip


def test_bars_are_cut_by_giver_on_one_scale_for_all_stages() -> None:
    rows: tuple[Grant, ...] = (
        grant("plan", 100.0, "planned"), grant("alles", 40.0, year=2011),
        grant("bund", 30.0, part_of="alles", giver="federal", year=2012),
        grant("spanne", 20.0, giver="private", amount_high_eur=25.0, year=2011),
    )  # fmt: skip

    assert widths(rows, "planned") == [[("mixed", 0, 100)]]
    assert widths(rows, "granted") == [
        [("federal", 0, 30), ("private", 30, 20), ("mixed", 50, 10), ("range", 60, 5)]
    ]


def test_a_bar_says_its_years_and_its_sum() -> None:
    found = bars(money_rows(), "granted", WORDS)

    assert [(one.label, one.amount) for one in found] == [
        ("1999 bis 2018", "52,7 Mio. Euro"),
        ("2019", "1,6 bis 1,7 Mio. Euro"),
        ("2020", "50.000 Euro"),
    ]


def test_a_small_amount_can_still_be_seen() -> None:
    rows = (grant("viel", 1e9), grant("wenig", 1.0, year=2011))

    assert widths(rows, "granted")[1] == [("mixed", 0, 0.4)]


def test_an_amount_of_nothing_has_no_bar() -> None:
    assert widths((grant("nichts", 0.0),), "granted") == [[]]


@given(trees())
def test_no_bar_leaves_the_frame_by_more_than_the_smallest_pieces(rows: tuple[Grant, ...]) -> None:
    for stage in finance.STAGES:
        for segments in widths(rows, stage):
            end = max((x + width for _, x, width in segments), default=0)
            assert end <= 100 + 0.4 * len(segments) + 0.01


@pytest.mark.parametrize("stage", finance.STAGES)
def test_the_key_explains_every_colour_of_the_bars(flensburg: City, stage: str) -> None:
    found: dict[str, Any] = {one.name: one for one in money_of(known_city(flensburg)).stages}
    shown = found[WORDS[f"stage_{stage}"]]
    used = {one.giver for bar in shown.bars for one in bar.segments}

    assert {one for one, _ in shown.key} == used
