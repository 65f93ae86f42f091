"""The timeline in words: dates with their precision, sources by host or title."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from geodata.model import Source
from layers.texts import texts
from layers.timeline_entries import Entry, Lane, area_lanes, policy_lanes
from layers.timeline_sources import titled_sources
from tests.layers.timeline_city import city, funded_area, milestone, phase

TODAY = datetime.date(2026, 11, 22)
ROOM = texts("de")["timeline"]


def one_lane(*phases: Any, start: str = "", **other: Any) -> Lane:
    some = city((funded_area("a", start, phases=phases, **other),))
    return area_lanes(some, ROOM, TODAY)[0]


def only(lane: Lane) -> Entry:
    (entry,) = lane.entries
    return entry


@pytest.mark.parametrize(
    ("some", "when"),
    [
        (phase("p", "designation", "2000-01-30"), "30.01.2000"),
        (phase("p", "designation", "1974-01"), "Januar 1974"),
        (phase("p", "concept", "1976"), "1976"),
        (phase("p", "implementation", "2000", running=True), "seit 2000"),
        (phase("p", "implementation", "2000"), "ab 2000, Ende offen oder nicht bekannt"),
        (phase("p", "preparatory_study", "", "2000"), "bis 2000, Beginn nicht bekannt"),
        (phase("p", "preparatory_study", "1998", "1998"), "1998"),
        (phase("p", "update", "2013-08-14", "2014-02"), "14.08.2013 bis Februar 2014"),
        (phase("p", "update", "2027-03", certainty="planned"), "geplant: März 2027"),
        (phase("p", "implementation", "", "2028", certainty="planned"), "geplant bis 2028"),
        (
            phase("p", "implementation", "2013", "2028", certainty="planned"),
            "geplant: 2013 bis 2028",
        ),
        (phase("p", "support"), "ohne Datum"),
    ],
)
def test_dates_are_told_in_german_with_their_precision(some: Any, when: str) -> None:
    assert only(one_lane(some)).when == when


@pytest.mark.parametrize(
    ("some", "when"),
    [
        (milestone("m", "event", "1975", precision="decade"), "um 1975"),
        (milestone("m", "phase", "1860", "1900", precision="decade"), "um 1860 bis um 1900"),
        (milestone("m", "phase", "2008"), "ab 2008, Ende offen oder nicht bekannt"),
        (milestone("m", "event", "2027-12-31", precision="day"), "geplant: 31.12.2027"),
        (milestone("m"), "ohne Datum"),
    ],
)
def test_milestones_are_told_the_same_way(some: Any, when: str) -> None:
    assert only(policy_lanes(city((), (some,)), ROOM, TODAY)[0]).when == when


@pytest.mark.parametrize(
    ("area", "when"),
    [
        ({"statute_state": "in_force"}, "seit 30.01.2000"),
        ({"statute_state": "in_force", "planned_end": "2034"}, "seit 30.01.2000, geplant bis 2034"),
        ({"statute_state": "in_force", "planned_end": "2017"}, "seit 30.01.2000"),
        ({"actual_end": "2022-01-01"}, "30.01.2000 bis 01.01.2022"),
        (
            {"planned_end": "2017"},
            "ab 30.01.2000, geplant bis 2017, tatsächliches Ende nicht bekannt",
        ),
        ({}, "ab 30.01.2000, Ende offen oder nicht bekannt"),
    ],
)
def test_the_term_of_a_funded_area_tells_plan_and_fact(area: dict[str, str], when: str) -> None:
    assert one_lane(start="2000-01-30", **area).entries[0].when == when


def test_sources_are_links_by_host_and_nothing_else_becomes_a_link() -> None:
    assert titled_sources((), ("https://www.ihrsan.de/x", "javascript:alert(1)"), {}) == (
        ("ihrsan.de", "https://www.ihrsan.de/x"),
        ("javascript:alert(1)", ""),
    )


def test_a_document_without_address_is_cited_by_its_title() -> None:
    found = titled_sources(("Abstract", "Jahnke"), ("https://orlis.difu.de/1", "001.txt"), {})

    assert found == (("Abstract (orlis.difu.de)", "https://orlis.difu.de/1"), ("Jahnke", ""))


def test_titles_that_do_not_pair_with_addresses_stand_alone() -> None:
    found = titled_sources(("Bericht", "Anhang"), ("https://example.org/1",), {})

    assert found == (("Bericht", ""), ("Anhang", ""), ("example.org", "https://example.org/1"))


def test_a_source_of_the_city_is_cited_by_publisher_and_title() -> None:
    source = Source("s", "Stadt", "Atlas", "2022", "https://stadt.example/a", "", "", "", "")

    assert titled_sources((), ("s",), {"s": source}) == (
        ("Stadt: Atlas", "https://stadt.example/a"),
    )


def test_an_address_that_cannot_be_read_is_shown_as_text() -> None:
    assert titled_sources((), ("https://[broken",), {}) == (("https://[broken", ""),)
