"""Time as length: extents in decimal years, rows without overlap, windows of the timeline."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geodata.dates import PartialDate

ROUGH = 5.0  # years to either side of a date that is known to the decade only
UNKNOWN = 3.0  # years drawn where one end of a bar is not known
SHORT = 0.5  # years; anything shorter is drawn as a point
DEFAULT_FIRST, NARROW_FIRST, AHEAD, WHOLE_AHEAD = 1970, 1999, 5, 10


@dataclass(frozen=True)
class Extent:
    """Where something lies in time, in decimal years.

    ``fade_in`` and ``fade_out`` are the years at the ends that are uncertain; ``open_end`` means
    that it goes on today.
    """

    begin: float
    end: float
    fade_in: float = 0.0
    fade_out: float = 0.0
    open_end: bool = False

    @property
    def middle(self) -> float:
        """The moment where a point is drawn."""
        return (self.begin + self.end) / 2


def decimal_year(day: datetime.date) -> float:
    """Return a day as decimal year, on the scale of ``PartialDate.first``.

    Examples
    --------
    >>> decimal_year(datetime.date(2026, 7, 1))
    2026.5
    """
    return PartialDate(day.year, day.month, day.day).first


def extent_of_event(date: PartialDate, rough: bool = False) -> Extent:
    """Return the extent of a single date: as long as the date is uncertain."""
    if rough:
        return Extent(date.first - ROUGH, date.first + ROUGH, ROUGH, ROUGH)
    return Extent(date.first, date.last)


def extent_of_span(
    start: PartialDate | None, end: PartialDate | None, rough: bool = False
) -> Extent | None:
    """Return the extent between two dates; one missing date fades out, two give None."""
    if start is None and end is None:
        return None
    if start is None:
        assert end is not None
        return Extent(end.last - UNKNOWN, end.last, UNKNOWN, 0.0)
    if end is None:
        return Extent(start.first, start.last + UNKNOWN, 0.0, UNKNOWN)
    margin = ROUGH if rough else 0.0
    begin, finish = start.first - margin, end.last + margin
    if rough:
        return Extent(begin, end.first + margin, 2 * margin, 2 * margin)
    return Extent(begin, finish, _blur(start), _blur(end))


def _blur(date: PartialDate) -> float:
    """Return the uncertain years of a date: nothing below a month."""
    return 0.0 if date.precision == "day" else date.last - date.first


def open_extent(start: PartialDate, now: float, rough: bool = False) -> Extent:
    """Return the extent from *start* to now of something that goes on."""
    margin = ROUGH if rough else 0.0
    fade = 2 * margin if rough else _blur(start)
    return Extent(start.first - margin, max(now, start.last), fade, 0.0, True)


def footprint(extent: Extent, is_point: bool, label_years: float) -> tuple[float, float]:
    """Return the years that a mark needs in its row, with at least *label_years* for its label."""
    if is_point:
        return extent.middle - 0.75, extent.middle - 0.75 + max(1.5, label_years)
    return extent.begin, max(extent.end, extent.begin + max(1.5, label_years))


def pack(spans: Sequence[tuple[float, float]], heights: Sequence[int] = ()) -> list[int]:
    """Return the upper row of each span so that no two spans of a row overlap.

    Greedy by begin: as few rows as the largest number of spans at one moment.

    Parameters
    ----------
    spans
        Begin and end.
    heights
        Rows that each span takes; one each if empty.

    Examples
    --------
    >>> pack([(2000, 2010), (2005, 2006), (2010, 2012)])
    [0, 1, 0]
    >>> pack([(2000, 2010), (2005, 2006), (2010, 2012)], [1, 2, 2])
    [0, 1, 0]
    """
    rows = [0] * len(spans)
    ends: list[float] = []
    for index in sorted(range(len(spans)), key=lambda index: spans[index]):
        begin, end = spans[index]
        height = heights[index] if heights else 1
        top = next(row for row in range(len(ends) + 1) if _is_free(ends, row, height, begin))
        ends += [begin] * (top + height - len(ends))
        ends[top : top + height] = [end] * height
        rows[index] = top
    return rows


def _is_free(ends: Sequence[float], top: int, height: int, begin: float) -> bool:
    return all(end <= begin for end in ends[top : top + height])


def room(spans: Sequence[tuple[float, float]], rows: Sequence[int]) -> list[float]:
    """Return for each span the years from its begin to the next span of its row (inf: none)."""
    return [
        min(
            (
                other[0] - span[0]
                for other, other_row in zip(spans, rows, strict=True)
                if other_row == row and other[0] > span[0]
            ),
            default=math.inf,
        )
        for span, row in zip(spans, rows, strict=True)
    ]


def full_year(start: PartialDate | None, end: PartialDate | None) -> int | None:
    """Return the first calendar year that lies wholly between the dates.

    Where there is none it is the year of the start; without a start, the year of the end.

    Examples
    --------
    >>> full_year(PartialDate(2000, 1, 30), PartialDate(2014))
    2001
    >>> full_year(PartialDate(2019, 3, 21), PartialDate(2019, 9, 7))
    2019
    """
    if start is None:
        return end.year if end else None
    whole = math.ceil(start.first)
    return whole if end is None or whole + 1 <= end.last else start.year


def whole_window(extents: Iterable[Extent], today: datetime.date) -> tuple[int, int]:
    """Return the window in full years that shows everything, at least 50 years long.

    It begins in the middle of the first date that is only roughly known: "um 1860" is 1860.
    """
    known = list(extents)
    last = max([today.year + WHOLE_AHEAD, *(math.ceil(extent.end) for extent in known)])
    first = min([last - 50, *(math.floor(extent.begin + extent.fade_in / 2) for extent in known)])
    return first, last


def default_window(starts: Iterable[float], today: datetime.date) -> tuple[int, int]:
    """Return the window of the first look: from 1970, or the decade of the oldest funded area."""
    oldest = min((math.floor(start / 10) * 10 for start in starts), default=DEFAULT_FIRST)
    return min(max(oldest, DEFAULT_FIRST), today.year - 20), today.year + AHEAD
