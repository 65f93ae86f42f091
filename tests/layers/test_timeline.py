"""The timeline as the server writes it: lanes, rows, words, events, the list."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from geodata.model import City
from layers import timeline_scale as scale
from layers.texts import texts
from layers.timeline import timeline
from layers.timeline_entries import Entry, Lane, area_lanes, policy_lanes
from tests.layers.timeline_city import city, funded_area, milestone, phase

TODAY = datetime.date(2026, 11, 22)
ROOM = texts("de")["timeline"]
HOSTILE = "</script><b onmouseover=\"x\">'Quote' & {brace}"


class Elements(HTMLParser):
    """All elements of the timeline in order, each as its attributes with ``tag`` and ``text``."""

    def __init__(self, some: City) -> None:
        super().__init__()
        self.all: list[dict[str, str]] = []
        root = timeline(some, texts("de"), TODAY).to_plotly_json()["props"]
        self.root: dict[str, Any] = root
        self.feed(root["data-html"])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append({"tag": tag, "text": "", **{name: value or "" for name, value in attrs}})

    def handle_data(self, data: str) -> None:
        self.all[-1]["text"] += data

    def of_class(self, name: str) -> list[dict[str, str]]:
        return [one for one in self.all if name in one.get("class", "").split()]

    @property
    def texts(self) -> list[str]:
        return [one["text"] for one in self.all if one["text"]]


def one_lane(*phases: Any, start: str = "", **other: Any) -> Lane:
    some = city((funded_area("a", start, phases=phases, **other),))
    return area_lanes(some, ROOM, TODAY)[0]


def only(lane: Lane) -> Entry:
    (entry,) = lane.entries
    return entry


def test_a_plan_that_lies_ahead_goes_on_from_today_and_an_old_one_stays_a_point() -> None:
    ahead = one_lane(start="2013", statute_state="in_force", planned_end="2034").entries[1]
    passed = one_lane(start="2005", actual_end="2022-01-01", planned_end="2021").entries[1]

    assert (ahead.planned, ahead.mark, ahead.is_point) == (True, "run", False)
    assert (passed.planned, passed.mark, passed.is_point) == (True, "item", True)


def test_uncertain_dates_have_soft_edges_and_certain_ones_have_none() -> None:
    year = only(one_lane(phase("p", "implementation", "2000", "2004"))).extent
    day = only(one_lane(phase("p", "implementation", "2000-02-03", "2004-05-06"))).extent
    no_end = only(one_lane(phase("p", "implementation", "2000-02-03"))).extent

    assert year is not None
    assert (year.fade_in, year.fade_out) == (1.0, 1.0)
    assert day is not None
    assert (day.fade_in, day.fade_out) == (0.0, 0.0)
    assert no_end is not None
    assert no_end.fade_out == scale.UNKNOWN


def test_what_runs_is_drawn_up_to_today() -> None:
    extent = only(one_lane(phase("p", "implementation", "2000-01-01", running=True))).extent

    assert extent == scale.Extent(2000.0, scale.decimal_year(TODAY), open_end=True)


def test_a_void_statute_strikes_its_designation_out_and_says_why() -> None:
    lane = one_lane(
        phase("study", "preparatory_study", "2015", "2018"),
        phase("statute", "designation", "2020-01-04"),
        start="2020-01-04",
        statute_state="void_from_start",
        statute_state_date="2024-10-02",
    )
    void = {entry.id: entry.void for entry in lane.entries}

    assert void == {"a-a": True, "p-study": False, "p-statute": True}
    assert "für von Anfang an unwirksam erklärt (Entscheidung vom 02.10.2024)" in "".join(
        lane.entries[0].notes
    )
    assert lane.state == "von Anfang an unwirksam"


def test_funded_areas_stand_in_the_order_of_their_starts_unknown_ones_last() -> None:
    areas = (funded_area("c"), funded_area("b", "1999"), funded_area("a", "1974-01"))

    assert [lane.funded_area for lane in area_lanes(city(areas), ROOM, TODAY)] == ["a", "b", "c"]


def test_a_milestone_of_an_unnamed_lane_is_not_lost() -> None:
    lanes = policy_lanes(city((), (milestone("m", start="1999", lane="fremd"),)), ROOM, TODAY)

    assert [(lane.name, len(lane.entries)) for lane in lanes] == [("Ohne Zuordnung", 1)]


def test_a_phase_carries_area_and_year_and_a_milestone_carries_nothing() -> None:
    area = funded_area("neustadt", phases=(phase("p", "designation", "2000-01-30"),))
    items = Elements(city((area,), (milestone("m", start="1999"),))).of_class("tl-item")
    events = {item["data-entry"]: item.get("data-event") for item in items}

    assert events["m-m"] is None
    assert json.loads(events["p-p"] or "") == {"funded_area": "neustadt", "year": "2001"}


def test_the_label_of_a_funded_area_chooses_it() -> None:
    labels = Elements(city((funded_area("neustadt", "1999"),))).of_class("tl-label")

    assert [json.loads(one["data-event"]) for one in labels if one["tag"] == "button"] == [
        {"funded_area": "neustadt"}
    ]


def test_each_lane_is_one_tab_stop(flensburg: City) -> None:
    page = Elements(flensburg)
    stops = [item for item in page.of_class("tl-item") if item["tabindex"] == "0"]

    assert len(stops) == len(page.of_class("tl-lane"))


def test_every_entry_with_and_without_date_is_in_the_list(flensburg: City) -> None:
    page = Elements(flensburg)
    rows = {one["id"] for one in page.all if one["tag"] == "tr" and "id" in one}
    items = {one["data-entry"] for one in page.of_class("tl-item")}
    undated = {f"m-{one.id}" for one in flensburg.milestones if one.start is None}
    expected = {f"m-{one.id}" for one in flensburg.milestones}
    expected |= {f"p-{one.id}" for area in flensburg.funded_areas for one in area.phases}

    assert undated
    assert {f"tl-row-{entry}" for entry in expected | items} == rows
    assert not undated & items


def test_drawn_marks_of_one_row_do_not_overlap(flensburg: City) -> None:
    lanes = (*policy_lanes(flensburg, ROOM, TODAY), *area_lanes(flensburg, ROOM, TODAY))
    style = {one["data-entry"]: one["style"] for one in Elements(flensburg).of_class("tl-item")}

    for lane in lanes:
        drawn = [(_number(style[one.id], "row"), one) for one in lane.entries if one.extent]
        for row in {row for row, _ in drawn}:
            own = [one.extent for where, one in drawn if where == row and not one.is_point]
            own.sort(key=lambda extent: extent.begin if extent else 0)
            for before, after in pairwise(own):
                assert before is not None
                assert after is not None
                assert before.end <= after.begin


def _number(style: str, name: str) -> float:
    match = re.search(rf"--{name}:([\d.]+)", style)
    assert match is not None
    return float(match[1])


def test_a_city_without_funded_areas_and_milestones_says_so() -> None:
    found = Elements(city()).texts

    assert "Für diese Stadt sind keine Fördergebiete hinterlegt." in found
    assert (
        "Für diese Stadt sind keine Meilensteine zu Planung, Recht und Programmen hinterlegt."
        in found
    )


def test_a_funded_area_without_dates_keeps_its_lane() -> None:
    page = Elements(city((funded_area("a", phases=(phase("p", "support"),)),)))

    assert "Keine Einträge mit Datum; siehe „Als Liste“." in page.texts
    assert [one for one in page.all if one.get("id") == "tl-row-p-p"]


def test_hostile_names_stay_text() -> None:
    area = funded_area(
        "a", "1999", name=HOSTILE, phases=(phase("p", "concept", "2000", name=HOSTILE),)
    )
    page = Elements(city((area,), (milestone("m", start="1999", title=HOSTILE),)))

    assert not [one for one in page.all if one["tag"] in ("b", "script")]
    assert [one["text"] for one in page.of_class("tl-item")].count(HOSTILE) == 2


def test_sixty_funded_areas_with_long_names_are_sixty_lanes() -> None:
    areas = tuple(funded_area(f"a{n}", str(1970 + n % 40), name="Lang" * 60) for n in range(60))

    assert len(Elements(city(areas)).of_class("tl-lane")) == 60


def test_the_windows_of_flensburg(flensburg: City) -> None:
    root = Elements(flensburg).root

    assert root["data-window"] == "1970-2031"
    assert root["data-narrow"] == "1999-2031"
    assert root["data-whole"] == "1860-2036"


def test_unsure_facts_are_called_unsure() -> None:
    page = Elements(city((), (milestone("m", start="1999", confidence="low"),)))

    assert "Unsichere Angabe." in page.texts
