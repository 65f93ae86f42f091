"""Areas of need with and without funding: values with intervals, ranks with ranges, no league."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from geodata.statistics.intervals import Intervals, intervals
from geodata.statistics.targeting import Targeting
from geodata.table_command import number, numbers
from layers.analysis.estimates import cell_with_ends, with_note
from layers.analysis.model import Question, Rows, table_rows
from layers.analysis.targeting_asked import MONEY, Asked, measured
from layers.analysis.targeting_limits import estimate
from layers.numbers import german
from layers.report.model import Block, Column, Range, Ranges, Row, Section, Table, Text

STATES = ("inside", "formerly", "unclear", "outside")
MOST_DRAWN = 40
MOST_LISTED = 60
INDEX_DECIMALS = 2


def areas_section(question: Question, asked: Asked, found: Targeting) -> Section:
    """Return the section on areas."""
    return Section(
        "gebiete",
        question.texts["targeting"]["areas_title"],
        tuple(_blocks(question, asked, found)),
        whole=True,
    )


def area_table(question: Question, asked: Asked, found: Targeting) -> Rows:
    """Return every area for the CSV; numbers with a decimal point, empty for none."""
    row, given = asked.row(question.view.year), found.received
    head = ("area", "name", "in_need", "value", "rank_low", "rank_high", "people", "funding",
            "received", "low", "high")  # fmt: skip

    def rows() -> Iterator[tuple[str, ...]]:
        for place, area in enumerate(question.level.areas):
            known = bool(asked.need.known[row, place])
            told = [asked.values, found.people, given.middle, given.low, given.high]
            hidden = place in found.left_out
            cells = list(numbers(math.nan if hidden else float(one[place]) for one in told))
            needy = str(int(asked.need.mask[row, place])) if known else ""
            value = number(float(asked.values[place]))
            yield (area.id, area.name, needy, value, *_ends(asked, place), cells[1],
                   found.states[place], *cells[2:])  # fmt: skip

    return table_rows(head, rows())


def _blocks(question: Question, asked: Asked, found: Targeting) -> Iterator[Block]:
    words, row = question.texts["targeting"], asked.row(question.view.year)
    yield Text(words["areas_limit"].format(need=asked.told))
    needy = np.flatnonzero(asked.need.mask[row]).tolist()
    if not needy:
        yield Text(words["areas_none"])
    elif len(needy) > MOST_DRAWN:
        yield Text(words["areas_many"].format(count=len(needy)))
    else:
        yield _picture(question, asked, found, needy)
    if asked.ranks is not None:
        yield Text(words["ranks_note"], quiet=True)
    shown = [place for place in range(len(found.states))
             if asked.need.mask[row, place] or found.states[place] != "outside"]  # fmt: skip
    listed = _table(question, asked, found, _ordered(asked, shown)[:MOST_LISTED])
    yield from with_note(question, listed)
    if len(shown) > MOST_LISTED:
        yield Text(words["more"].format(count=len(shown) - MOST_LISTED), quiet=True)
    rest = len(found.states) - len(shown)
    if rest:
        yield Text(words["rest"].format(count=rest), quiet=True)
    if found.left_out:
        names = ", ".join(question.level.areas[place].name for place in found.left_out[:MOST_DRAWN])
        yield Text(words["left_out"].format(count=len(found.left_out), areas=names), quiet=True)


def _ordered(asked: Asked, places: list[int]) -> list[int]:
    """Return *places* with most need first, those without a figure last."""
    order = np.where(np.isfinite(asked.severity), -asked.severity, np.inf)
    return sorted(places, key=lambda place: (float(order[place]), place))


def _around(question: Question, asked: Asked) -> Intervals:
    if asked.indicator is None:
        nothing = np.full(len(asked.values), np.nan)
        return Intervals(nothing, nothing)
    series = question.series
    return intervals(series, asked.indicator, series.years.index(question.view.year))


def _decimals(asked: Asked) -> int:
    return INDEX_DECIMALS if asked.indicator is None else asked.indicator.decimals


def _picture(question: Question, asked: Asked, found: Targeting, needy: list[int]) -> Ranges:
    words, around = question.texts["targeting"], _around(question, asked)
    rows: list[Range] = []
    for state in STATES:
        own = [place for place in _ordered(asked, needy) if found.states[place] == state]
        if own:
            rows.append(Range(words[f"group_{state}"], group=True))
        rows += [_range(question, asked, around, place) for place in own]
    told = "; ".join(f"{one.name}: {one.said}" if one.said else one.name for one in rows)
    indicator = asked.indicator
    axis, value = words["areas_axis_index"], words["areas_value_index"]
    if indicator is not None:
        axis = words["areas_axis"].format(indicator=indicator.name, unit=indicator.unit)
        value = words["areas_value"]
    compared = "" if math.isnan(asked.limit) else words["areas_compared"]
    return Ranges("", axis, tuple(rows), words["areas_alt"].format(rows=told),
                  _decimals(asked), value, compared)  # fmt: skip


def _range(question: Question, asked: Asked, around: Intervals, place: int) -> Range:
    low, high = float(around.low[place]), float(around.high[place])
    known = math.isfinite(low) and math.isfinite(high)
    return Range(
        name=question.level.areas[place].name,
        value=float(asked.values[place]),
        low=low if known else None,
        high=high if known else None,
        compared=None if math.isnan(asked.limit) else asked.limit,
        said=german(float(asked.values[place]), _decimals(asked)),
    )


def _table(question: Question, asked: Asked, found: Targeting, places: list[int]) -> Table:
    words, row = question.texts["targeting"], asked.row(question.view.year)
    received = words["received_money" if measured(found) == MONEY else "received_people"]
    ranked = (Column(words["rank"]),) if asked.ranks is not None else ()
    columns = (Column(words["area"], 1.6), Column(words["value"], right=True), *ranked,
               Column(words["in_need"]), Column(words["funding"], 1.2),
               Column(received, 1.8, right=True))  # fmt: skip
    given = found.received
    rows = []
    for place in places:
        needy = words["need_yes" if asked.need.mask[row, place] else "need_no"]
        if not asked.need.known[row, place]:
            needy = words["need_unknown"]
        middle, low, high = (float(one[place]) for one in (given.middle, given.low, given.high))
        told = "" if place in found.left_out else estimate(words, middle, low, high)
        rank = (_rank(question, asked, place),) if asked.ranks is not None else ()
        rows.append(Row((
            question.level.areas[place].name, _value(question, asked, place),
            *rank, needy, words[f"group_{found.states[place]}"], told,
        )))  # fmt: skip
    caption = words["areas_caption"].format(need=asked.told, year=question.view.year)
    return Table(caption, columns, tuple(rows))


def _value(question: Question, asked: Asked, place: int) -> str:
    said = german(float(asked.values[place]), _decimals(asked))
    if asked.indicator is None:
        return said
    series = question.series
    at = series.years.index(question.view.year), place
    return cell_with_ends(said, asked.indicator, series, at)


def _ends(asked: Asked, place: int) -> tuple[str, str]:
    if asked.ranks is None or not asked.ranks.low[place]:
        return "", ""
    return str(asked.ranks.low[place]), str(asked.ranks.high[place])


def _rank(question: Question, asked: Asked, place: int) -> str:
    low, high = _ends(asked, place)
    if low == high:
        return low
    return question.texts["targeting"]["ranks"].format(low=low, high=high)
