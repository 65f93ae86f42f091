"""The timeline as the server writes it: lanes, rows, words, events, the list."""

from __future__ import annotations

import datetime
import json
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from geodata.model import City
from layers import timeline_scale as scale
from layers.texts import texts
from layers.timeline import timeline, timeline_records
from layers.timeline_entries import area_lanes, policy_lanes
from layers.timeline_entry import Entry, Lane
from tests.layers.timeline_city import city, funded_area, milestone, phase

TODAY = datetime.date(2026, 11, 22)
ROOM = texts("de")["timeline"]
HOSTILE = "</script><b onmouseover=\"x\">'Quote' & {brace}"


class Elements(HTMLParser):
    """All elements of the timeline in order, each as its attributes with ``tag`` and ``text``.

    The rows of the records, which the browser asks for later, come after those of the page.
    """

    def __init__(self, some: City) -> None:
        super().__init__()
        self.all: list[dict[str, str]] = []
        root = timeline(some, texts("de"), TODAY).to_plotly_json()["props"]
        self.root: dict[str, Any] = root
        self.feed(root["data-html"])
        self.of_page = len(self.rows)
        self.feed(timeline_records(some, texts("de"), TODAY))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.all.append({"tag": tag, "text": "", **{name: value or "" for name, value in attrs}})

    def handle_data(self, data: str) -> None:
        self.all[-1]["text"] += data

    def of_class(self, name: str) -> list[dict[str, str]]:
        return [one for one in self.all if name in one.get("class", "").split()]

    @property
    def rows(self) -> dict[str, dict[str, str]]:
        """The rows of the list in their order, by id of their entry."""
        prefix = "tl-row-"
        return {
            one["id"].removeprefix(prefix): one
            for one in self.all
            if one["tag"] == "tr" and one.get("id", "").startswith(prefix)
        }

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


def test_a_phase_carries_its_lane_and_its_year_and_a_milestone_no_year() -> None:
    area = funded_area("neustadt", phases=(phase("p", "designation", "2000-01-30"),))
    rows = Elements(city((area,), (milestone("m", start="1999"),))).rows

    assert (rows["p-p"]["data-lane"], rows["p-p"]["data-year"]) == ("area/neustadt", "2001")
    assert rows["m-m"]["data-lane"] == "policy/recht"
    assert "data-year" not in rows["m-m"]


def test_the_label_of_a_funded_area_chooses_it() -> None:
    labels = Elements(city((funded_area("neustadt", "1999"),))).of_class("tl-label")

    assert [json.loads(one["data-event"]) for one in labels if one["tag"] == "button"] == [
        {"funded_area": "neustadt"}
    ]


def test_every_entry_with_and_without_date_is_in_the_list(flensburg: City) -> None:
    rows = Elements(flensburg).rows
    expected = {f"m-{one.id}" for one in flensburg.milestones}
    for area in flensburg.funded_areas:
        expected |= {f"p-{one.id}" for one in area.phases}
        expected |= {f"c-{one.id}" for one in area.concepts}
        expected |= {f"g-{one.id}" for one in area.grants}
        expected |= {f"r-{one.id}" for one in area.resolutions}
    expected |= {f"c-{one.id}" for one in flensburg.common.concepts}
    expected |= {f"g-{one.id}" for one in flensburg.common.grants}
    expected |= {f"r-{one.id}" for one in flensburg.common.resolutions}
    undated = {f"m-{one.id}" for one in flensburg.milestones if one.start is None}

    assert undated
    assert {one for one in rows if not one.startswith("a-")} == expected
    assert all("data-at" not in rows[one] for one in undated)


def test_rows_are_in_order_of_dates_and_what_has_none_comes_last(flensburg: City) -> None:
    page = Elements(flensburg)
    at = [one.get("data-at") for one in page.rows.values()]

    for part in (at[: page.of_page], at[page.of_page :]):
        begins = [float(one.split()[0]) for one in part if one is not None]
        assert begins == sorted(begins)
        assert part[len(begins) :] == [None] * (len(part) - len(begins))
        assert len(part) > len(begins) > 50


def test_records_do_not_travel_with_the_page(flensburg: City) -> None:
    page = Elements(flensburg)
    kinds = {id_[0] for id_ in list(page.rows)[page.of_page :]}
    of_page = list(page.rows.items())[: page.of_page]

    assert all(row["data-lane"].startswith("policy/common/") for id_, row in of_page
               if id_[0] in "cgr")  # fmt: skip
    assert kinds == {"c", "g", "r"}


def test_drawn_marks_of_one_row_do_not_overlap(flensburg: City) -> None:
    taken: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in Elements(flensburg).rows.values():
        if "data-at" in row and "point" not in row["data-look"].split():
            begin, end, line = row["data-at"].split()[:3]
            taken.setdefault((row["data-lane"], line), []).append((float(begin), float(end)))

    assert len(taken) > 50
    for spans in taken.values():
        for before, after in pairwise(sorted(spans)):
            assert before[1] <= after[0] + 0.001  # places travel with three decimals


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
    assert page.texts.count(HOSTILE) == 4  # two names, and the place of the phase and of its area


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
