"""The head of the record answers in one look: what, with whose money, when, in which state."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from geodata.model import City
from layers.record_head import Figure, Head, head
from layers.texts import texts
from tests.layers.record_city import grant, known_city, project, unknown_city, with_rows
from tests.layers.timeline_city import date

TEXTS = texts("de")
TODAY = datetime.date(2026, 11, 22)


def head_of(city: City) -> Head:
    return head(city, city.funded_areas[0], TEXTS, TODAY)


def money_of(city: City) -> Figure:
    return next(one for one in head_of(city).figures if one.name == "Geld")


def figures(city: City, **parts: Any) -> dict[str, tuple[str, ...]]:
    return {one.name: one.lines for one in head_of(with_rows(city, **parts)).figures}


def test_four_figures_say_when_what_which_programme_and_whose_money(flensburg: City) -> None:
    found = head_of(known_city(flensburg))

    assert (found.name, found.summary) == ("Mitte", "Angabe summary")
    assert [(one.name, one.lines, one.note) for one in found.figures[:4]] == [
        ("Laufzeit", ("09.1999 bis heute",), ""),
        ("Projekte", ("6, davon 1 abgeschlossen",), ""),
        ("Programme", ("Soziale Stadt", "Stadtumbau"), ""),
        (
            "Geld",
            (
                "54,4 bis 54,5 Mio. Euro bewilligt (1999 bis 2020)",
                "27,9 Mio. Euro ausgegeben (1999 bis 2012)",
            ),
            "Geber: Bund, Land, Kommune, Europäische Union und Private; nicht überall aufgeteilt",
        ),
    ]


def test_what_is_not_known_has_no_lines(flensburg: City) -> None:
    found = head_of(unknown_city(flensburg))

    assert {one.lines for one in found.figures} == {()}
    assert {one.note for one in found.figures} == {""}
    assert found.state == "Stand nicht bekannt"


def test_plans_are_no_money(flensburg: City) -> None:
    city = with_rows(flensburg, grants=(grant("a", 5.0, "planned"),))
    money = money_of(city)

    assert money.lines == ()
    assert money.note == "Es gibt nur Pläne, siehe „Geld“."


@pytest.mark.parametrize(
    ("givers", "said"),
    [
        (("federal",), "Geber: Bund"),
        (("state", "federal"), "Geber: Bund und Land"),
        (("state", "mixed"), "Geber: Land; nicht überall aufgeteilt"),
        (("mixed", "unknown"), "mehrere Geber, nicht aufgeteilt"),
        (("unknown",), "Geber nicht veröffentlicht"),
    ],
)
def test_givers_are_named_as_far_as_they_are_told_apart(
    flensburg: City, givers: tuple[str, ...], said: str
) -> None:
    rows = tuple(grant(giver, 5.0, giver=giver) for giver in givers)

    assert money_of(with_rows(flensburg, grants=rows)).note == said


def test_money_that_may_be_counted_twice_is_a_range(flensburg: City) -> None:
    rows = (
        grant("gesamt", 52_000_000.0, year=1999, end_year=2018),
        grant("teil", 3_000_000.0, year=2018),
    )

    assert figures(flensburg, grants=rows)["Geld"] == (
        "52 bis 55 Mio. Euro bewilligt (1999 bis 2018)",
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"actual_end": date("2016-10-22")}, "09.1999 bis 22.10.2016"),
        ({"actual_end": date("2016"), "start": None}, "Beginn nicht veröffentlicht bis 2016"),
        (
            {"statute_state": "unknown", "planned_end": None, "phases": ()},
            "ab 09.1999, Ende nicht veröffentlicht",
        ),
    ],
)
def test_the_term_says_what_is_known_of_it(
    flensburg: City, parts: dict[str, Any], said: str
) -> None:
    assert figures(flensburg, **parts)["Laufzeit"] == (said,)


@pytest.mark.parametrize(
    ("parts", "state", "note"),
    [
        ({}, "läuft", "das Ende ist für 2030 geplant"),
        ({"planned_end": date("2026-11")}, "läuft", "das Ende ist für 11.2026 geplant"),
        ({"planned_end": date("2026-10")}, "läuft", "geplant war das Ende für 10.2026"),
        ({"planned_end": date("2017")}, "läuft", "geplant war das Ende für 2017"),
        ({"planned_end": None}, "läuft", "ein geplantes Ende ist nicht veröffentlicht"),
        ({"actual_end": date("2016")}, "beendet", ""),
        (
            {"statute_state": "void_from_start", "statute_state_date": date("2024-10-02")},
            "von Anfang an unwirksam",
            "Urteil vom 02.10.2024",
        ),
        ({"start": date("2030")}, "noch nicht begonnen", ""),
    ],
)
def test_the_state_of_today_is_said_in_words(
    flensburg: City, parts: dict[str, Any], state: str, note: str
) -> None:
    found = head_of(with_rows(flensburg, **parts))

    assert (found.state, found.state_note) == (state, note)


def test_only_projects_that_are_done_count_as_done(flensburg: City) -> None:
    rows = tuple(project(state, state=state) for state in ("done", "running", "unknown"))
    rows = (*rows, replace(rows[0], id="noch eins"))

    assert figures(flensburg, projects=rows)["Projekte"] == ("4, davon 2 abgeschlossen",)
