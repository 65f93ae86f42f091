"""A scenario on a city: sums stay whole, hidden figures stay hidden, the real city stays real."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import EMPTY_STATES, City, Kind, Series, Status
from geodata.scenario import Scenario, parse
from geodata.scenario_changes import Reason
from geodata.scenario_play import apply, played
from geodata.scenario_values import NOTE, NOTE_ABOVE
from geodata.statistics.activity import active_in
from geodata.statistics.overlap import overlap
from geodata.statistics.scenario_effects import index_effect
from tests.geodata.squares import box, counts, funded, indicator, ratios, squares, with_series

SHARE = "sgb-ii-anteil"


def town(*statuses: Status, whole: float | None = 60.0) -> City:
    """Three squares: 10, 20 and 30 of 100 people, as cases and as a share; and the city."""
    states = (*statuses, *[Status.OK] * (3 - len(statuses)))
    total = whole if whole is not None else math.nan
    above = (Status.OK,) if whole is not None else (Status.WITHHELD,)
    made = with_series(
        squares(3),
        square__cases=counts([10, 20, 30], states),
        square__share=ratios([10, 20, 30], [100, 100, 100], states),
        city__cases=counts([total], above),
        city__share=ratios([total], [300], above),
    )
    named = indicator(Kind.COUNT, "cases", related="share"), indicator(Kind.SHARE, "share")
    return replace(made, indicators=named)


def cell(city: City, level: str, name: str, column: int = 0) -> tuple[float, float, str]:
    found = city.series[level, name]
    return (
        float(found.value[0, column]),
        float(found.numerator[0, column]),
        str(found.status[0, column]),
    )


def test_a_share_changes_by_whole_cases_and_the_city_by_the_same() -> None:
    found = played(town(), "wert:share:square0:2022:15.4")

    assert found.refused == ()
    assert cell(found.city, "square", "share") == (15.0, 15.0, "doubtful")
    assert cell(found.city, "square", "cases")[::2] == (15.0, "doubtful")
    assert cell(found.city, "city", "share") == (pytest.approx(100 * 65 / 300), 65.0, "doubtful")
    assert cell(found.city, "city", "cases")[::2] == (65.0, "doubtful")
    assert found.city.series["square", "share"].notes == {(2022, "square0"): NOTE}
    assert found.city.series["city", "share"].notes == {(2022, "city0"): NOTE_ABOVE}
    assert cell(found.city, "square", "share", 1) == (20.0, 20.0, "ok")


def test_a_count_takes_its_share_along() -> None:
    found = played(town(), "weniger:cases:square2:2022:10").city

    assert cell(found, "square", "cases", 2)[0] == 20
    assert cell(found, "square", "share", 2) == (20.0, 20.0, "doubtful")
    assert cell(found, "city", "share")[1] == 50


def test_the_real_city_stays_as_it_is() -> None:
    city = town()
    before = {key: one.value.copy() for key, one in city.series.items()}
    played(city, "wert:share:square0:2022:90~gebiet:2020:square1")

    assert all(np.array_equal(one.value, before[key]) for key, one in city.series.items())
    assert city.funded_areas == ()
    assert apply(city, Scenario()) is city


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("wert:share:square0:2022:100.6", Reason.RANGE),
        ("weniger:share:square0:2022:11", Reason.RANGE),
        ("mehr:cases:square0:2022:91", Reason.RANGE),  # more cases than people
        ("wert:cases:square0:2022:-1", Reason.RANGE),
        ("wert:nothing:square0:2022:1", Reason.INDICATOR),
        ("wert:share:half0:2022:1", Reason.INDICATOR),
        ("wert:share:square9:2022:1", Reason.AREA),
        ("wert:share:square0:2021:1", Reason.YEAR),
        ("verlegt:nobody:square0", Reason.FUNDED_AREA),
        ("gebiet:2020:square0,square9", Reason.AREA),
        ("bedarf:nothing:3", Reason.INDICATOR),
        ("grenze:nothing:status:1:3", Reason.INDEX),
    ],
)
def test_what_cannot_be_is_told(text: str, reason: Reason) -> None:
    found = played(town(), text)

    assert [one.reason for one in found.refused] == [reason]


@pytest.mark.parametrize("status", EMPTY_STATES)
def test_no_figure_becomes_known_by_playing(status: Status) -> None:
    city = town(status)
    more = played(city, "mehr:share:square0:2022:1")
    own = played(city, "wert:share:square0:2022:50")
    nobody = status is Status.NOT_APPLICABLE

    assert [one.reason for one in more.refused] == [Reason.NOBODY if nobody else Reason.HIDDEN]
    assert len(own.refused) == int(nobody)
    if not nobody:
        assert cell(own.city, "square", "share") == (50.0, 50.0, "doubtful")
        assert cell(own.city, "city", "share") == cell(city, "city", "share"), "sum gives it away"
        assert own.city.series["square", "cases"] is city.series["square", "cases"]


def test_a_withheld_total_stays_withheld() -> None:
    found = played(town(Status.SUPPRESSED, whole=None), "mehr:share:square1:2022:5").city

    assert cell(found, "city", "share")[2] == "withheld"
    assert math.isnan(cell(found, "city", "share")[0])


def test_larger_areas_between_get_the_same_cases() -> None:
    made = with_series(
        squares(2),
        half__n=counts([1, 2, 3, 4]),
        square__n=counts([3, 7]),
        city__n=counts([10]),
    )
    city = replace(made, indicators=(indicator(Kind.COUNT, "n"),))
    found = played(city, "wert:n:half3:2022:9").city

    assert found.series["half", "n"].value.tolist() == [[1, 2, 3, 9]]
    assert found.series["square", "n"].value.tolist() == [[3, 12]]
    assert found.series["city", "n"].value.tolist() == [[15]]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 100)), max_size=6))
def test_sums_are_kept_and_shares_are_possible(
    flensburg: City, moves: list[tuple[int, int]]
) -> None:
    text = "~".join(f"wert:{SHARE}:{at + 1:02d}:2022:{share}" for at, share in moves)
    found = played(flensburg, text)

    def gap(city: City) -> float:
        areas, whole = city.series["stadtteil", SHARE], city.series["stadt", SHARE]
        row = areas.years.index(2022), whole.years.index(2022)
        return float(areas.numerator[row[0]].sum() - whole.numerator[row[1], 0])

    assert gap(found.city) == gap(flensburg)
    areas: Series = found.city.series["stadtteil", SHARE]
    assert np.array_equal(areas.denominator, flensburg.series["stadtteil", SHARE].denominator)
    assert np.allclose(areas.value, 100 * areas.numerator / areas.denominator)


def test_a_new_funded_area_is_made_of_whole_areas() -> None:
    found = played(squares(3), "gebiet:2020:square0,square2").city
    area = found.funded_areas[0]

    assert overlap(found, "square", [area.outline]).share_of_area.tolist() == [[1, 0, 1]]
    assert [active_in(area, year) for year in (2019, 2020, 2050)] == [
        "planned", "running", "running",
    ]  # fmt: skip
    assert area.name.startswith("Planspiel")
    assert found.title.startswith("Planspiel")
    assert [one.id for one in found.programmes] == list(area.programmes)


def test_funded_areas_move_and_end() -> None:
    city = squares(
        2, funded("a", box(0, 0, 1, 1)), funded("void", None, statute_state="void_from_start")
    )
    moved = played(city, "verlegt:a:square1~ende:a:2010~ende:void:2010")

    assert overlap(
        moved.city, "square", [moved.city.funded_areas[0].outline]
    ).share_of_area.tolist() == [[0, 1]]
    assert [active_in(moved.city.funded_areas[0], year) for year in (2010, 2011)] == [
        "running",
        "ended",
    ]
    assert [one.reason for one in moved.refused] == [Reason.NOT_BEGUN]
    assert played(city, "ende:a:1999").refused[0].reason is Reason.NOT_BEGUN


def test_limits_are_judged_together(flensburg: City) -> None:
    both = "~".join(f"grenze:soziale-lage:status:{n}:{n + 1}" for n in (1, 2, 3))
    found = played(flensburg, both)
    alone = played(flensburg, "grenze:soziale-lage:status:1:2")

    assert found.city.indices[0].status.limits == (2.0, 3.0, 4.0)
    assert not found.refused
    assert alone.refused[0].reason is Reason.ORDER
    assert alone.city is flensburg


def test_a_limit_of_need_is_found_by_its_indicator(flensburg: City) -> None:
    found = played(flensburg, f"bedarf:{SHARE}:14")

    assert found.limit(SHARE, 15.0) == 14.0
    assert found.limit("einwohner", 15.0) == 15.0
    assert found.city.fingerprint != flensburg.fingerprint


def test_the_same_scenario_gives_the_same_city(flensburg: City) -> None:
    text = f"wert:{SHARE}:01:2022:30~gebiet:2021:01"
    one, other = (apply(flensburg, parse(text)[0]) for _ in range(2))

    assert one.fingerprint == other.fingerprint
    assert np.array_equal(
        one.series["stadtteil", SHARE].value, other.series["stadtteil", SHARE].value
    )


def test_in_berlin_a_change_of_a_small_area_reaches_all_above_it(berlin_city: City) -> None:
    level = berlin_city.level("planungsraum")
    name, year = "auslaender-anteil", 2021
    area = level.areas[100]
    found = played(berlin_city, f"mehr:{name}:{area.id}:{year}:3").city

    def cases(city: City, at: str) -> float:
        series = city.series[at, name]
        return float(np.nansum(series.numerator[series.years.index(year)]))

    levels = ("planungsraum", "bezirksregion", "prognoseraum", "bezirk", "stadt")
    gained = {at: cases(found, at) - cases(berlin_city, at) for at in levels}
    assert set(gained.values()) == {gained["stadt"]}
    assert gained["stadt"] > 0


def test_in_berlin_only_what_the_index_depends_on_moves_it(berlin_city: City) -> None:
    area = berlin_city.level("planungsraum").area_ids[100]
    one, other = (
        index_effect(berlin_city, played(berlin_city, text).city, "mss", "planungsraum", 2021)
        for text in (f"wert:mss-s1:{area}:2021:30", f"mehr:auslaender-anteil:{area}:2021:3")
    )

    assert area in {moved.area for moved in one.moved if moved.part == "status"}
    assert other.moved == ()
