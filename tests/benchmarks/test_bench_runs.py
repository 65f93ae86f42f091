"""The parts of the benchmark work, on a small city. What they measure is no test: it varies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import (
    analyses,
    answers,
    berlin,
    costs,
    made_up_city,
    plan,
    repaint,
    trace,
    transfer,
)
from benchmarks.__main__ import Subject, subject
from benchmarks.bare import bare_page, bare_server
from benchmarks.browser import opened
from benchmarks.first_map import First, first_map
from benchmarks.report import Report
from geodata.model import City
from geodata.package import read_city
from tests.browser.harness import serving
from tests.cities import many_areas

AREAS = 7


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    """A made-up city of seven areas, and its atlas."""
    folder = tmp_path_factory.mktemp("bench")
    return subject(made_up_city.write(folder / "city", AREAS), folder)


@pytest.fixture
def said() -> list[str]:
    """The lines of a report."""
    return []


@pytest.fixture
def report(said: list[str]) -> Report:
    """A report that is kept instead of printed."""
    return Report(said.append)


@pytest.mark.parametrize("count", [1, AREAS, 60])
def test_a_made_up_city_is_a_sound_city_package(tmp_path: Path, count: int) -> None:
    city = read_city(made_up_city.write(tmp_path, count))

    assert [len(level.areas) for level in city.levels] == [1, count]


def test_the_same_count_makes_the_same_city(tmp_path: Path) -> None:
    one, other = (made_up_city.write(tmp_path / name, AREAS) for name in ("one", "other"))

    assert read_city(one).fingerprint == read_city(other).fingerprint


def test_berlin_is_left_out_where_its_data_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BERLIN_DATA", str(tmp_path))

    assert berlin.data() is None


def test_a_round_of_switches_leads_back_to_the_start(flensburg: City) -> None:
    switches = plan.round_of(flensburg)
    last = {one.kind: one.event[one.kind] for one in switches}

    assert len(switches) == 9
    assert last == {
        "year": flensburg.start.year,
        "classes": "natuerlich-5",
        "indicator": flensburg.start.indicator,
    }


def test_a_city_without_anything_to_switch_is_refused(tmp_path: Path) -> None:
    city = read_city(many_areas(tmp_path, 3))

    with pytest.raises(ValueError, match="Rasterstadt: two years and two indicators are needed"):
        plan.round_of(city)


def test_both_pages_show_the_same_pictures(chromium: Browser, small: Subject) -> None:
    switches = plan.round_of(small.city)

    with repaint.pair(chromium, small.server, switches) as both:
        _, looks = repaint.record(both.atlas, switches)
        bare = []
        for place in range(len(looks)):
            both.bare.page.evaluate("place => dress(looks[place])", place)
            bare.append(both.bare.page.evaluate("() => bench.look()"))

    assert both.areas == AREAS
    assert bare == looks
    assert len({tuple(look) for look in looks}) > 5


def test_repainting_is_timed_on_both_pages_and_told(
    chromium: Browser, small: Subject, report: Report, said: list[str]
) -> None:
    switches = plan.round_of(small.city)
    with repaint.pair(chromium, small.server, switches) as both:
        found = repaint.measure(both, chromium, rounds=1)
        spent = costs.costs(both.atlas, switches[:1])
    report.repaint(1, found)
    report.costs(spent)

    assert len(found.atlas) == len(found.bare) == len(switches)
    assert all(one["all"] >= one["map"] > one["script"] > 0 for one in found.atlas + found.bare)
    assert all(one["picture"] > 0 and one["main"] > 0 for one in found.atlas + found.bare)
    assert any("draw.js" in name for name in spent)
    assert any("draw.js" in line for line in said)


def test_a_first_visit_is_counted_by_kind_and_switches_send_nothing(
    chromium: Browser, small: Subject, report: Report, said: list[str]
) -> None:
    found = transfer.visit(chromium, small.server, plan.round_of(small.city))
    report.transfer(found, transfer.layout_bytes(small.server, small.server))

    assert set(found.kinds) == {"libraries", "own", "city", "layout", "document"}
    assert {"katalog", "gebiete-quartier", "werte-quartier"} <= set(found.documents)
    assert (found.switch_bytes, found.switch_requests) == (0, 0)
    assert sum("kB" in line for line in said) > len(found.kinds)


@pytest.mark.parametrize("slow", [False, True])
def test_the_first_map_is_timed(
    chromium: Browser, small: Subject, report: Report, said: list[str], slow: bool
) -> None:
    with serving(small.server) as atlas:
        with opened(chromium, atlas) as page:
            shape, looks = repaint.record(page, [])
        with serving(bare_server(bare_page(shape, looks))) as bare:
            found = first_map(chromium, atlas, bare, times=1, slow=slow)
    report.first("Messstadt", found, First(2000, 1000))

    assert found.atlas > 0
    assert found.bare > 0
    assert "2.00 x" in said[1]


def test_the_data_routes_are_measured_against_a_file(
    small: Subject, tmp_path: Path, report: Report, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "BLOCK", 2)
    found = answers.served(small.folder, {"page": "/"}, tmp_path / "files")
    report.served(found)
    report.loading(AREAS, answers.loading(small.folder, times=1))

    assert [route.name for route in found.routes] == ["page"]
    assert found.routes[0].size > 1000
    assert len(said) == 3


def test_a_server_that_does_not_start_is_told() -> None:
    target = "benchmarks.answers:nothing()"

    with pytest.raises(RuntimeError, match=r"answers:nothing\(\) does not start"):
        answers.gunicorn(target).__enter__()


def test_an_address_that_is_not_there_is_told(small: Subject) -> None:
    with (
        serving(small.server) as address,
        pytest.raises(RuntimeError, match="/nirgends answers 404, expected 200"),
    ):
        answers.get(int(address.rsplit(":", 1)[1]), "/nirgends")


def test_a_trace_tells_the_first_picture_after_the_areas_were_written() -> None:
    main = {"pid": 1, "tid": 1, "ph": "X", "dur": 500}
    shown = {"name": trace.SHOWN, "pid": 1, "tid": 2, "ph": "e"}
    events = [
        {"name": "bench:atlas", "pid": 1, "tid": 1, "ph": "I", "ts": 1000},
        main | {"name": trace.TASK, "ts": 1100},
        shown | {"ts": 1500},
        {"name": trace.WRITTEN, "pid": 1, "tid": 1, "ph": "I", "ts": 2000},
        main | {"name": trace.COMMIT, "ts": 3000},
        shown | {"ts": 5000},
        shown | {"ts": 9000, "pid": 2},
        shown | {"ts": 7000},
    ]

    found = trace.switches(json.dumps({"traceEvents": events}).encode())

    assert found == {"atlas": [{"picture": 4.0, "shown": 6.0, "main": 0.5, "raster": 0.0}]}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "document"),
        ("/assets/map.js", "own"),
        ("/daten/0f/katalog.json", "city"),
        ("/_dash-layout", "layout"),
        ("/_dash-dependencies", "layout"),
        ("/_dash-component-suites/dash/dcc.js", "libraries"),
    ],
)
def test_every_address_has_a_kind(path: str, kind: str) -> None:
    assert transfer.kind_of(path) == kind


def test_an_analysis_is_measured_in_a_process_of_its_own(
    small: Subject, report: Report, said: list[str]
) -> None:
    found = analyses.timed(small.folder, analyses.Asked("segregation"), 1)
    assert found is not None

    assert found.cold >= found.warm > 0
    report.analysed("klein", "segregation", found)
    report.analysed("klein", "index", analyses.timed(small.folder, analyses.Asked("index"), 1))
    assert "segregation" in said[0]
    assert "fehlen" in said[1]
