"""The city that comes with the project is itself a faultless package."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from geodata.model import EMPTY_STATES, City
from geodata.package import check_city
from geodata.reading.schemas import RECORD_TABLES

FLENSBURG = Path(__file__).parent.parent.parent / "geodata" / "cities" / "flensburg"


def test_the_embedded_city_has_no_fault_and_notes_only_on_its_record_and_index() -> None:
    report = check_city(FLENSBURG)
    assert [str(fault) for fault in report.faults] == []
    tables = {f"{name}.csv" for name in RECORD_TABLES}
    others = [note for note in report.notes if note.file not in tables]
    assert [note.field for note in others] == ["atlas.indices[1]"]
    assert "13 Gebiete" in others[0].found


def test_an_empty_cell_says_why_it_is_empty_and_only_it(flensburg: City) -> None:
    empty = [status.value for status in EMPTY_STATES]
    for series in flensburg.series.values():
        np.testing.assert_array_equal(np.isnan(series.value), np.isin(series.status, empty))


def test_the_districts_cover_the_city(flensburg: City) -> None:
    city = flensburg.level("stadt").areas[0]
    districts = flensburg.level("stadtteil").areas
    assert sum(area.km2 for area in districts) > 0.99 * city.km2
    assert all(area.point.within(area.geometry) for area in districts)
