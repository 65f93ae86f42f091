"""Time as length: rows, windows, years."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.dates import PartialDate
from layers import timeline_scale as scale
from tests.layers.timeline_city import date

TODAY = datetime.date(2026, 11, 22)

spans = st.lists(
    st.tuples(st.floats(1860, 2030), st.floats(0.1, 60)).map(lambda pair: (pair[0], sum(pair))),
    max_size=40,
)


@given(spans)
def test_no_two_spans_of_a_row_overlap(some: list[tuple[float, float]]) -> None:
    rows = scale.pack(some)

    for row in set(rows):
        own = sorted(span for span, where in zip(some, rows, strict=True) if where == row)
        assert all(before[1] <= after[0] for before, after in pairwise(own))


@given(spans, st.lists(st.integers(1, 3), min_size=40, max_size=40))
def test_blocks_of_several_rows_do_not_overlap(
    some: list[tuple[float, float]], heights: list[int]
) -> None:
    tops = scale.pack(some, heights[: len(some)])
    taken: dict[int, list[tuple[float, float]]] = {}
    for span, top, height in zip(some, tops, heights, strict=False):
        for row in range(top, top + height):
            taken.setdefault(row, []).append(span)

    for own in taken.values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(own)))


@given(spans)
def test_there_are_as_many_rows_as_spans_at_the_busiest_moment(
    some: list[tuple[float, float]],
) -> None:
    busiest = max((sum(a <= begin < b for a, b in some) for begin, _ in some), default=0)

    assert max(scale.pack(some), default=-1) + 1 == busiest


@given(spans)
def test_the_room_of_a_mark_ends_where_the_next_of_its_row_begins(
    some: list[tuple[float, float]],
) -> None:
    rows = scale.pack(some)

    for span, room in zip(some, scale.room(some, rows), strict=True):
        assert room >= span[1] - span[0] - 1e-9


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2000-01-30", "2014-02-04", 2001),
        ("2000", "2002", 2000),
        ("2000-01-01", "2001-12-31", 2000),
        ("2019-02-21", "2019-09-07", 2019),
        ("2019-02-21", "2020-11-07", 2019),
        ("2000-01-30", "", 2001),
        ("", "2000-05", 2000),
        ("", "", None),
    ],
)
def test_choosing_a_phase_means_its_first_full_year(start: str, end: str, year: int | None) -> None:
    assert scale.full_year(date(start), date(end)) == year


def test_a_window_of_nothing_is_still_fifty_years_long() -> None:
    assert scale.whole_window([], TODAY) == (1986, 2036)


def test_a_city_whose_areas_begin_late_starts_late() -> None:
    assert scale.default_window([PartialDate(1999).first], TODAY) == (1990, 2031)
