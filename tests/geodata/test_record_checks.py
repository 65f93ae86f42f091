"""Limits of the checks of the record: what is just right, and what is just not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import PartialDate
from geodata.errors import Fault
from geodata.package import check_city
from geodata.reading.chains import chain, in_cycle
from geodata.reading.moments import lies_before, readable_date, today
from geodata.reading.sum_checks import Span
from tests.cities import city_files, write_city

AMOUNTS = st.floats(0, 1e9)
PART_OF = "granted,149500,,platz"
DRAFT = (
    "altmarkt-entwurf,altmarkt,Integriertes Konzept,integrated,Entwurf,,altmarkt-erstes,draft,,,,,"
    "atlas-2022,"
)


def findings(folder: Path, *edits: tuple[str, str, str]) -> list[Fault]:
    report = check_city(write_city(folder, edits=edits))
    return [*report.faults, *report.notes]


def places(folder: Path, *edits: tuple[str, str, str]) -> list[tuple[str, int, str, bool]]:
    found = findings(folder, *edits)
    return [(one.file, one.row, one.field, one.grave) for one in found]


# The sum is 450,000 euro, the two other parts are 300,000: 1 % of the sum is 4,500 euro.
@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (150_000, []),
        (154_500, []),
        (154_501, [("funding.csv", 2, "amount_eur", True)]),
        (145_500, []),
        (145_499, [("funding.csv", 2, "amount_eur", False)]),
    ],
)
def test_a_sum_may_differ_from_its_parts_by_one_percent(
    tmp_path: Path, part: int, expected: list[object]
) -> None:
    edit = ("funding.csv", PART_OF, f"granted,{part},,platz")
    assert places(tmp_path, edit) == expected


@pytest.mark.parametrize(("part", "count"), [(20_999, 0), (21_000, 0), (21_001, 1), (18_999, 1)])
def test_a_small_sum_may_differ_from_its_parts_by_a_thousand_euro(
    tmp_path: Path, part: int, count: int
) -> None:
    row = "beratung,,,2006,,no,eu,,,planned,20000,,,atlas-2022,\n"
    piece = f"teil,,,2006,,no,eu,,,planned,{part},,beratung,atlas-2022,\n"
    assert len(findings(tmp_path, ("funding.csv", row, row + piece))) == count


def test_a_range_of_a_sum_admits_every_sum_of_parts_within(tmp_path: Path) -> None:
    edits = [
        ("funding.csv", PART_OF, "granted,190000,,platz"),
        ("funding.csv", "granted,450000,,", "granted,450000,500000,"),
    ]
    assert findings(tmp_path, *edits) == []


def test_parts_at_another_stage_need_not_add_up(tmp_path: Path) -> None:
    row = "beratung,,,2006,,no,eu,,,planned,20000,,,atlas-2022,\n"
    piece = "teil,,,2006,,no,eu,,,spent,5000,,beratung,atlas-2022,\n"
    assert findings(tmp_path, ("funding.csv", row, row + piece)) == []


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_span_never_both_exceeds_and_falls_short(low: float, width: float, other: float) -> None:
    span, single = Span(low, low + width), Span(other, other)
    assert not (span.exceeds(single) and span.falls_short_of(single))
    assert not span.exceeds(span)
    assert not span.falls_short_of(span)
    assert span.exceeds(single) <= (low > other)
    assert span.falls_short_of(single) <= (low + width < other)


def test_a_span_says_one_or_two_amounts() -> None:
    assert str(Span(1_250_000, 1_250_000)) == "1.250.000 Euro"
    assert str(Span(500, 1500)) == "500 bis 1.500 Euro"


def test_an_unreadable_amount_gives_one_finding_and_no_comparison(tmp_path: Path) -> None:
    edit = ("funding.csv", PART_OF, "granted,viel,,platz")
    assert places(tmp_path, edit) == [("funding.csv", 4, "amount_eur", True)]


def test_the_second_version_is_held_against_the_first_over_an_undated_draft(tmp_path: Path) -> None:
    edits = [
        ("concepts.csv", ",altmarkt-erstes,resolved", ",altmarkt-entwurf,resolved"),
        ("concepts.csv", "\naltmarkt-erstes", f"\n{DRAFT}\naltmarkt-erstes"),
    ]
    assert findings(tmp_path / "sound", *edits) == []
    edits[0] = ("concepts.csv", "2003-11,altmarkt-erstes,res", "1998,altmarkt-entwurf,res")
    (fault,) = findings(tmp_path / "broken", *edits)
    assert (fault.file, fault.row, fault.field) == ("concepts.csv", 2, "date")
    assert "ist älter als die vor ihr, „altmarkt-erstes“ von „12.1999“" in fault.found


def test_two_versions_of_one_year_are_no_fault(tmp_path: Path) -> None:
    edits = [("concepts.csv", "2003-11,", "1999,")]
    assert findings(tmp_path, *edits) == []


def test_money_in_the_year_of_the_programme_is_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, ("funding.csv", "platz,2001,2004", "platz,1999,2004")) == []


def test_a_point_on_the_outline_lies_inside(tmp_path: Path) -> None:
    assert findings(tmp_path, ("projects.csv", "9.407,54.784", "9.402,54.784")) == []


def test_points_are_read_without_outlines_and_without_region(tmp_path: Path) -> None:
    files = {"funded-areas-outlines.geojson": "[]"}
    edits = [("datapackage.yaml", "[9.3, 54.7, 9.5, 54.9]", "[]")]
    report = check_city(write_city(tmp_path, files=files, edits=edits))
    assert {fault.file for fault in report.faults} == {
        "datapackage.yaml",
        "funded-areas-outlines.geojson",
    }


def test_money_of_parts_counts_once_against_the_costs(tmp_path: Path) -> None:
    table = city_files()["funding.csv"]
    assert table.count("altmarkt-platz,") == 4  # together 899,500 euro, costs up to 550,000
    assert findings(tmp_path) == []


def test_a_thousand_amounts_in_one_chain_are_read(tmp_path: Path) -> None:
    header = city_files()["funding.csv"].splitlines()[0]
    sums = ["", *(f"m{number}" for number in range(1000))]
    rows = [
        f"m{number},altmarkt,,2001,,no,eu,,,planned,1000,,{whole},atlas-2022,"
        for number, whole in enumerate(sums)
    ]
    files = {"funding.csv": "\n".join([header, *rows]) + "\n"}
    report = check_city(write_city(tmp_path, files=files))
    assert (report.faults, report.notes) == ((), ())


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdefg"])))
def test_a_chain_ends_and_names_each_id_once(above: dict[str, str]) -> None:
    for start in above:
        found = chain(start, above)
        assert len(found) == len(set(found)) <= 7
        assert "" not in found
        assert in_cycle(start, above) == (start in found)


@given(st.dates(), st.dates())
def test_of_two_days_the_earlier_lies_before_the_later(one: object, other: object) -> None:
    first, second = (PartialDate.parse(str(day)) for day in (one, other))
    assert lies_before(first, second) == (str(one) < str(other))


def test_a_day_of_a_year_does_not_lie_before_that_year() -> None:
    assert not lies_before(PartialDate(1999, 1, 1), PartialDate(1999))
    assert lies_before(PartialDate(1999), PartialDate(2000))


@pytest.mark.parametrize("cell", ["", "bald", "2000-02-30", "1999-9"])
def test_what_is_no_date_is_none(cell: str) -> None:
    assert readable_date(cell) is None


def test_today_is_a_day() -> None:
    assert today().precision == "day"
