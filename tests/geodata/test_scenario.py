"""The grammar of a scenario: what is written is read again, and nothing hostile raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City
from geodata.scenario import LONGEST, MOST_CHANGES, PARTS, Scenario, parse, read_change
from geodata.scenario_changes import (
    Change,
    ClassLimit,
    EndedFunding,
    How,
    MovedFunding,
    NeedLimit,
    NewFunding,
    Reason,
    ValueChange,
)
from geodata.scenario_play import played

NAMES = st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True)
YEARS = st.integers(1800, 2100)
NUMBERS = st.integers(-99_999_999, 99_999_999).map(lambda number: number / 10_000)
AREAS = st.lists(NAMES, min_size=1, max_size=5, unique=True).map(tuple)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(ValueChange, NAMES, NAMES, YEARS, st.just(How.SET), NUMBERS),
    st.builds(ValueChange, NAMES, NAMES, YEARS, st.sampled_from([How.MORE, How.LESS]),
              NUMBERS.map(abs)),
    st.builds(NewFunding, YEARS, AREAS),
    st.builds(MovedFunding, NAMES, AREAS),
    st.builds(EndedFunding, NAMES, YEARS),
    st.builds(NeedLimit, NAMES, NUMBERS),
    st.builds(ClassLimit, NAMES, st.sampled_from(PARTS), st.integers(1, 9), NUMBERS),
)  # fmt: skip
SCENARIOS = st.lists(CHANGES, max_size=12, unique_by=lambda one: one.key).map(
    lambda changes: Scenario(tuple(changes))
)
HOSTILE = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(
            [*"~:,.-0123456789", "wert", "mehr", "gebiet", "ende", "verlegt", "bedarf", "grenze",
             "sgb-ii-anteil", "01", "2022", "neustadt", "status", "soziale-lage", "²", "１", "nan",
             "1e9", "<script>", "\x00", " "]
        ),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@given(SCENARIOS)
def test_what_is_written_is_read_again(scenario: Scenario) -> None:
    assert parse(scenario.text) == (scenario, ())


@given(HOSTILE)
def test_nothing_raises_and_what_is_kept_is_in_normal_form(text: str) -> None:
    found, _ = parse(text)

    assert parse(found.text) == (found, ())


@given(text=HOSTILE)
def test_no_text_makes_a_city_fail(flensburg: City, text: str) -> None:
    found = played(flensburg, text)

    assert found.city.levels == flensburg.levels
    assert parse(found.scenario.text)[0] == found.scenario


@given(SCENARIOS, CHANGES)
def test_a_change_replaces_what_set_the_same_thing(scenario: Scenario, change: Change) -> None:
    found = scenario.plus(change)

    assert found.changes[-1] == change
    assert [one.key for one in found.changes].count(change.key) == 1
    assert found.without(len(found.changes) - 1).changes == tuple(
        one for one in scenario.changes if one.key != change.key
    )


@pytest.mark.parametrize(
    "text",
    [
        "wert:a:b:2022", "wert:a:b:2022:", "wert:a:b:2022:x", "wert:a:b:22:1", "wert::b:2022:1",
        "wert:a:b:2022:1e5", "wert:a:b:2022:١", "wert:a:b:2022:1.23456", "mehr:a:b:2022:-1",
        "gebiet:2022:", "gebiet:2022:a,,b", "gebiet:1799:a", "gebiet:2101:a", "ende:a:2022:b",
        "grenze:a:stand:1:2", "grenze:a:status:0:2", "grenze:a:status:10:2", "bedarf:a:nan",
        "WERT:a:b:2022:1", "wert:a b:c:2022:1", "unsinn",
    ],
)  # fmt: skip
def test_what_is_not_of_the_grammar_is_told(text: str) -> None:
    found, refused = parse(f"ende:a:2020~{text}")

    assert read_change(text) is None
    assert found.text == "ende:a:2020"
    assert [(one.text, one.reason) for one in refused] == [(text, Reason.FORM)]


def test_of_the_same_thing_the_last_counts() -> None:
    found, refused = parse("wert:a:b:2022:1~ende:c:2020~mehr:a:b:2022:2,50")

    assert found.text == "ende:c:2020~mehr:a:b:2022:2.5"
    assert [(one.text, one.reason) for one in refused] == [("wert:a:b:2022:1", Reason.TWICE)]


def test_too_many_and_too_long_are_cut() -> None:
    many = "~".join(f"ende:a{place}:2020" for place in range(MOST_CHANGES + 2))
    found, refused = parse(many)

    assert len(found.changes) == MOST_CHANGES
    assert {one.reason for one in refused} == {Reason.TOO_MANY}
    assert parse("a" * (LONGEST + 1))[1][0].reason is Reason.TOO_LONG
