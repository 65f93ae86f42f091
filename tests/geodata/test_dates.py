"""Dates known to the day, the month or the year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "precision", "german"),
    [
        ("1999", "year", "1999"),
        ("1999-09", "month", "09.1999"),
        ("2000-01-30", "day", "30.01.2000"),
    ],
)
def test_a_date_keeps_the_precision_of_its_source(text: str, precision: str, german: str) -> None:
    parsed = PartialDate.parse(text)
    assert (parsed.precision, parsed.german, parsed.iso) == (precision, german, text)


@pytest.mark.parametrize("text", ["", "99", "1999-9", "1999/09", "1999-09-5", "um 1999", "1999-"])
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date of the form 1999, 1999-09 or 1999-09-05"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["1999-13", "1999-00", "1999-02-29", "1999-04-31", "1999-01-00"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is not in the calendar"):
        PartialDate.parse(text)


def test_the_twenty_ninth_of_february_of_a_leap_year_is_a_day() -> None:
    assert PartialDate.parse("2000-02-29").precision == "day"


def test_a_year_spans_twelve_months() -> None:
    year = PartialDate.parse("1999")
    assert (year.first, year.last) == (1999.0, 2000.0)
    assert PartialDate.parse("1999-07").first == 1999.5


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_reads_back_and_lies_in_its_month_and_year(day: date) -> None:
    text = day.isoformat()
    parsed = PartialDate.parse(text)
    month, year = PartialDate.parse(text[:7]), PartialDate.parse(text[:4])
    assert parsed.iso == text
    assert year.first <= month.first <= parsed.first < parsed.last
    assert parsed.last <= month.last + 1e-9 <= year.last + 2e-9


@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)))
def test_dates_sort_as_the_calendar_does(one: date, other: date) -> None:
    first, second = PartialDate.parse(one.isoformat()), PartialDate.parse(other.isoformat())
    assert (first < second) == (one < other)
