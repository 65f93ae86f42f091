"""What another limit of need would change: how many areas, how many funded, how many people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geodata.model import Indicator
from geodata.statistics.split import People
from geodata.statistics.targeting import AtLimit, at_limits, limits_to_try
from layers.analysis.model import Question, Words
from layers.analysis.targeting_asked import Asked
from layers.numbers import german
from layers.report.model import Block, Column, Curve, Plot, Row, Table, Text


def limit_blocks(question: Question, asked: Asked) -> Iterator[Block]:
    """Yield a sentence for the chosen limit, a picture and a table for all that are tried."""
    indicator = asked.indicator
    assert indicator is not None
    words, year = question.texts["targeting"], question.view.year
    tried = limits_to_try(asked.values, indicator.decimals, asked.limit)
    found = at_limits(question.city, indicator, asked.need, year, tried)
    for one in found:
        if one.limit == asked.limit:
            yield Text(_told(words, indicator, one))
    yield _plot(words, indicator, found)
    columns = (
        Column(words["limits_limit"], right=True),
        Column(words["limits_areas"], right=True),
        Column(words["limits_funded"], right=True),
        Column(words["limits_total"], right=True),
        Column(words["limits_inside"], 1.8, right=True),
        Column(words["limits_outside"], right=True),
    )
    rows = tuple(Row(_cells(words, indicator, one)) for one in found)
    yield Table(words["limits_caption"].format(year=year), columns, rows)


def estimate(words: Words, middle: float, low: float, high: float) -> str:
    """Return an estimate with its range, without one where it is exact; empty for NaN."""
    told = [german(one, 0) for one in (middle, low, high)]
    if told[1] == told[2] or not told[0]:
        return told[0]
    return words["middle_range"].format(middle=told[0], low=told[1], high=told[2])


def _told(words: Words, indicator: Indicator, one: AtLimit) -> str:
    people = one.people
    said = ""
    if people.total > 0:
        said = words["limits_people"].format(
            total=german(people.total, 0),
            inside=german(people.inside.people, 0),
            low=german(people.inside.low, 0),
            high=german(people.inside.high, 0),
            outside=german(people.outside.people, 0),
        )
    limit = german(one.limit, indicator.decimals)
    return (
        words["limits_lead"]
        .format(limit=limit, areas=one.areas, funded=one.funded, people=said)
        .strip()
    )


def _plot(words: Words, indicator: Indicator, found: Sequence[AtLimit]) -> Plot:
    xs = tuple(one.limit for one in found)
    every, funded = (
        tuple(float(getattr(one, name)) for one in found) for name in ("areas", "funded")
    )
    points = "; ".join(
        words["limits_point"].format(
            limit=german(one.limit, indicator.decimals), areas=one.areas, funded=one.funded
        )
        for one in found
    )
    return Plot(
        title="",
        x_title=words["limits_x"].format(unit=indicator.unit),
        y_title=words["limits_y"],
        curves=(
            Curve(words["limits_areas"], xs, every, dots=True),
            Curve(words["limits_funded"], xs, funded, dots=True, own=True),
        ),
        alt=words["limits_alt"].format(points=points),
        x_decimals=indicator.decimals,
        y_decimals=0,
    )


def _cells(words: Words, indicator: Indicator, one: AtLimit) -> tuple[str, ...]:
    inside: People = one.people.inside
    return (
        german(one.limit, indicator.decimals),
        str(one.areas),
        str(one.funded),
        german(one.people.total, 0),
        estimate(words, inside.people, inside.low, inside.high),
        german(one.people.outside.people, 0),
    )
