"""The state of a funded area by calendar year."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City
from geodata.renewal import FundedArea
from geodata.statistics.activity import funding_in
from layers.phases import ACTIVE, FIRST_YEAR, LAST_YEAR, active_in, activity, state_text_key
from layers.texts import texts
from tests.layers.timeline_city import city, funded_area, phase

STATES = {"planned", "running", "transition", "ended", "void", "unknown"}
HAFEN = funded_area(
    "hafen-ost",
    "2020-01-04",
    actual_end="2024-10-02",
    planned_end="2035",
    statute_state="void_from_start",
    statute_state_date="2024-10-02",
)


def states(area: FundedArea, *years: int) -> list[str]:
    return [active_in(area, year) for year in years]


def test_a_void_statute_is_void_in_every_year_from_its_start_on() -> None:
    assert states(HAFEN, 2019, 2020, 2024, 2025, 2040) == [
        "planned",
        "void",
        "void",
        "void",
        "void",
    ]


def test_the_words_for_a_void_statute_tell_until_when_it_was_held_to_be_in_force() -> None:
    keys = [state_text_key(HAFEN, year) for year in (2019, 2022, 2024, 2025)]

    assert keys == ["state_planned", *["state_void_held_in_force"] * 2, "state_void"]


def test_a_year_with_one_day_of_the_term_is_running_and_the_next_is_ended() -> None:
    area = funded_area("a", "1988", actual_end="2010-01-09")

    assert states(area, 1987, 1988, 2010, 2011) == ["planned", "running", "running", "ended"]


def test_an_end_on_the_first_of_january_leaves_no_day_of_that_year() -> None:
    assert states(funded_area("a", "2005", actual_end="2022-01-01"), 2021, 2022) == [
        "running",
        "ended",
    ]


def test_an_end_known_to_the_year_counts_the_whole_year() -> None:
    assert states(funded_area("a", "2005", actual_end="2022"), 2022, 2023) == ["running", "ended"]


def test_a_repeal_without_an_actual_end_ends_the_term() -> None:
    area = funded_area("a", "2000", statute_state="repealed", statute_state_date="2012-06-30")

    assert states(area, 2012, 2013) == ["running", "ended"]


@pytest.mark.parametrize("planned_end", ["", "2017"])
def test_a_statute_in_force_runs_on_past_a_planned_end(planned_end: str) -> None:
    area = funded_area("a", "2010", statute_state="in_force", planned_end=planned_end)

    assert states(area, 2009, 2017, 2018, 2040) == ["planned", "running", "running", "running"]


def test_a_running_phase_keeps_the_area_running_but_a_planned_one_does_not() -> None:
    runs = funded_area("a", "2010", phases=(phase("p", "implementation", "2010", running=True),))
    plan = phase("p", "implementation", "2010", running=True, certainty="planned")

    assert active_in(runs, 2030) == "running"
    assert active_in(funded_area("a", "2010", phases=(plan,)), 2030) == "unknown"


def test_a_planned_end_alone_is_no_proof_of_an_end() -> None:
    area = funded_area("a", "2010", planned_end="2017")

    assert states(area, 2017, 2018) == ["running", "unknown"]


def test_without_any_end_the_last_known_fact_is_the_last_sure_year() -> None:
    area = funded_area("a", "2010", phases=(phase("p", "update", "2014-04-04"),))

    assert states(area, 2014, 2015) == ["running", "unknown"]


def test_an_area_is_in_transition_from_the_year_on_in_which_its_closure_began() -> None:
    discharge, repeal = phase("d", "closure", "2020"), phase("r", "closure", "2021-12-09")
    area = funded_area("a", "2005", actual_end="2022-01-01", phases=(repeal, discharge))

    assert states(area, 2019, 2020, 2021, 2022) == ["running", "transition", "transition", "ended"]
    assert [funding_in(area, year) for year in (2004, 2019, 2020, 2022)] == [
        "planned",
        "running",
        "running",
        "ended",
    ]


def test_a_planned_closure_is_no_transition_and_an_open_one_goes_on() -> None:
    plan = phase("c", "closure", "2020", certainty="planned")
    runs = phase("i", "implementation", "2010", running=True)
    closing = phase("c", "closure", "2020", running=True)

    assert active_in(funded_area("a", "2010", phases=(runs, plan)), 2030) == "running"
    assert active_in(funded_area("a", "2010", phases=(runs, closing)), 2030) == "transition"


def test_a_void_statute_is_void_while_it_is_closed() -> None:
    area = replace(HAFEN, phases=(phase("c", "closure", "2024-10-02"),))

    assert states(area, 2024, 2025) == ["void", "void"]


def test_a_missing_start_is_taken_from_the_first_phase_that_needs_a_grant() -> None:
    study, grant = phase("s", "preliminary_study", "1998"), phase("g", "designation", "2000-01-30")

    assert states(funded_area("a", phases=(study, grant)), 1999, 2000) == ["planned", "running"]
    assert states(funded_area("a", phases=(study,)), 1990, 1998, 2020) == ["unknown"] * 3


dates = st.one_of(st.just(""), st.integers(1965, 2035).map(str), st.just("2010-01-01"))
phases = st.builds(
    lambda stage, start, end, running, certainty: phase(
        "p", stage, start, end, running=running, certainty=certainty
    ),
    st.sampled_from(["preliminary_study", "designation", "implementation", "closure"]),
    dates,
    dates,
    st.booleans(),
    st.sampled_from(["actual", "planned"]),
)
areas = st.builds(
    lambda start, planned, actual, state, state_date, some: funded_area(
        "a",
        start,
        planned_end=planned,
        actual_end=actual,
        statute_state=state,
        statute_state_date=state_date,
        phases=tuple(some),
    ),
    dates,
    dates,
    dates,
    st.sampled_from(["in_force", "repealed", "void_from_start", "none", "unknown"]),
    dates,
    st.lists(phases, max_size=3),
)


@given(areas)
def test_activity_says_for_every_year_what_active_in_says(area: FundedArea) -> None:
    runs = activity(city((area,)))["a"]

    for year in range(1960, 2041):
        found = [state for first, last, state in runs if int(first) <= year <= int(last)]
        assert found == [active_in(area, year)]


@given(areas)
def test_activity_is_gapless_and_as_short_as_can_be(area: FundedArea) -> None:
    runs = activity(city((area,)))["a"]

    assert runs[0][0] == FIRST_YEAR
    assert runs[-1][1] == LAST_YEAR
    for before, after in pairwise(runs):
        assert int(before[1]) + 1 == after[0]
        assert before[2] != after[2]


@given(areas, st.integers(1960, 2040))
def test_every_state_is_one_of_six_and_has_a_text(area: FundedArea, year: int) -> None:
    assert active_in(area, year) in STATES
    assert texts("de")["timeline"][state_text_key(area, year)]


@given(areas, st.integers(1960, 2040))
def test_a_transition_is_a_part_of_the_term(area: FundedArea, year: int) -> None:
    bare = replace(area, phases=tuple(one for one in area.phases if one.stage != "closure"))
    repealed = area.statute_state == "repealed" and area.statute_state_date
    if area.start and (area.actual_end or repealed or area.statute_state == "in_force"):
        assert funding_in(area, year) == active_in(bare, year)
    assert (active_in(area, year) in ACTIVE) == (funding_in(area, year) == "running")


def test_duburg_was_in_transition_from_the_first_discharge_to_the_repeal(flensburg: City) -> None:
    duburg = flensburg.funded_area("duburg")

    assert states(duburg, 2019, 2020, 2021, 2022) == [
        "running",
        "transition",
        "transition",
        "ended",
    ]


def test_flensburg_in_2022(flensburg: City) -> None:
    found = {area.id: active_in(area, 2022) for area in flensburg.funded_areas}

    assert found == {
        "noerdliche-altstadt": "ended",
        "oestliche-altstadt": "ended",
        "achter-de-moehl": "ended",
        "neustadt": "running",
        "duburg": "ended",
        "fruerlund-sued": "running",
        "suedstadt-bahnhofsumfeld": "running",
        "westliche-altstadt": "running",
        "hafen-ost": "void",
    }
