"""Horizontal bars of money: one a period, cut by giver, what sources disagree on at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from geodata.renewal import Grant
from geodata.statistics import finance
from geodata.statistics.finance import Amount
from layers.record_words import Words, all_years, roughly

RANGE = "range"  # the piece on which sources disagree
LEAST = 0.4  # percent of the width: what is there must be seen


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: a giver or :data:`RANGE`; place and width in percent of the widest bar."""

    giver: str
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """The money of one period in one stage."""

    label: str
    amount: str
    segments: tuple[Segment, ...]


def bars(grants: Sequence[Grant], stage: str, words: Words) -> tuple[Bar, ...]:
    """Return one bar for each period of *stage*; all stages share one scale.

    Parts lengthen no bar: they only cut the bar of their whole by giver.
    """
    widest = max(
        (finance.total(rows).high for one in finance.STAGES for rows in _periods(grants, one)),
        default=0.0,
    )
    cuts = {one.id: sums for one, sums in finance.by_giver_of_each(grants, stage)}
    return tuple(
        Bar(
            label=all_years(rows, words),
            amount=roughly(finance.total(rows), words),
            segments=tuple(_segments(rows, cuts, 100 / widest)) if widest else (),
        )
        for rows in _periods(grants, stage)
    )


def _periods(grants: Sequence[Grant], stage: str) -> list[list[Grant]]:
    found = sorted(finance.counted(grants, stage), key=_period)
    return [list(rows) for _, rows in groupby(found, key=_period)]


def _period(grant: Grant) -> tuple[int, int, bool]:
    return grant.year, grant.last_year, grant.open_end


def _segments(
    rows: Sequence[Grant], cuts: dict[str, dict[str, Amount]], per_euro: float
) -> Iterator[Segment]:
    x = 0.0
    for giver in finance.GIVERS:
        euro = sum(cuts[row.id][giver].low for row in rows if giver in cuts[row.id])
        if euro > 0:
            width = max(euro * per_euro, LEAST)
            yield Segment(giver, round(x, 2), round(width, 2))
            x += width
    sum_ = finance.total(rows)
    if sum_.is_range:
        yield Segment(RANGE, round(x, 2), round((sum_.high - sum_.low) * per_euro, 2))
