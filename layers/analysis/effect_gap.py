"""The gap between the districts of a funded area and the rest: all that thin data can show."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geodata.statistics.before_after import BeforeAfter, Point, before_after
from layers.analysis.effect_asked import Asked, area_name, told
from layers.analysis.estimates import with_ends, with_note
from layers.analysis.model import Question
from layers.numbers import figure
from layers.report.model import Block, Column, Curve, Plot, Row, Table, Text


def curve_of(question: Question, asked: Asked) -> BeforeAfter | None:
    """Return the gap curve; None for all funded areas together, or without a figure."""
    if asked.area is None:
        return None
    found = before_after(question.city, asked.area, question.indicator, question.series.level)
    return found if any(math.isfinite(one.gap_to_rest) for one in found.points) else None


def gap_blocks(question: Question, asked: Asked, found: BeforeAfter) -> Iterator[Block]:
    """Yield the picture, its table, and which districts are meant."""
    words, indicator = question.texts["effect"], question.indicator
    known = [one for one in found.points if math.isfinite(one.gap_to_rest)]
    years = tuple(float(one.year) for one in known)
    area = area_name(question, asked)
    points = "; ".join(
        words["gap_point"].format(year=one.year, own=figure(one.districts, indicator),
                                  rest=figure(one.rest, indicator))
        for one in known
    )  # fmt: skip
    yield Plot(
        title="",
        x_title=words["year"],
        y_title=words["synthetic_axis"].format(indicator=indicator.name, unit=indicator.unit),
        curves=(
            Curve(words["gap_own"], years, tuple(one.districts for one in known), dots=True,
                  own=True),
            Curve(words["gap_rest"], years, tuple(one.rest for one in known), dots=True),
        ),
        alt=words["gap_alt"].format(indicator=indicator.name, area=area, points=points),
        y_decimals=indicator.decimals,
        x_years=True,
    )  # fmt: skip
    names = {one.id: one.name for one in question.level.areas}
    notes = [words["gap_note"].format(areas=", ".join(names[one] for one in found.districts))]
    if asked.area is not None and asked.area.start is not None:
        notes.append(words["gap_begun"].format(start=asked.area.start.year))
    first, last = known[0].year, known[-1].year
    absent = sorted(set(range(first, last + 1)) - {one.year for one in known})
    if absent:
        notes.append(words["gap_years"].format(years=", ".join(map(str, absent))))
    yield Text(" ".join(notes), quiet=True)
    columns = (Column(words["year"]), Column(words["period"], 1.6),
               Column(words["gap_own"], right=True), Column(words["gap_rest"], right=True),
               Column(words["gap"], right=True))  # fmt: skip
    caption = words["gap_caption"].format(indicator=indicator.name, unit=indicator.unit, area=area)
    table = Table(caption, columns, tuple(_row(question, one) for one in known))
    yield from with_note(question, table)


def _row(question: Question, one: Point) -> Row:
    words, indicator = question.texts["effect"], question.indicator
    period = words[f"period_{one.period}"] if one.period else words["period_none"]
    own = with_ends(figure(one.districts, indicator), indicator, *one.counts)
    rest = with_ends(figure(one.rest, indicator), indicator, *one.rest_counts)
    return Row((str(one.year), period, own, rest, told(question, one.gap_to_rest)))
