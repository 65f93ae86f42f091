"""How two indicators hang together: points, a line, and the areas that hold it up."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from geodata.commands.question import influence_rows
from geodata.model import Indicator
from geodata.statistics.scatter import FEWEST, Influence, Scatter, scatter
from layers.analysis.estimates import with_note
from layers.analysis.model import Choice, Entry, Question, Rows
from layers.analysis.question_pair import Pair
from layers.numbers import german
from layers.report.model import Block, Column, Curve, Plot, Row, Section, Table, Text

RANK = 0.1  # rank correlations are written with two decimals
WEIGHT = "gewicht"
WEIGHTS = ("gleich", "einwohner")
MOST_ROWS = 60  # areas that a table on the page holds; the file holds all
MOST_NAMED = 6  # in the plot
SLOPE_DIGITS, MOST_DECIMALS = 2, 4


def weight_choice(question: Question) -> Choice:
    """Return the field that says whether areas count by their residents."""
    words = question.texts["question"]
    entries = tuple(Entry(one, words[f"weight_{one}"]) for one in WEIGHTS)
    value = question.one_of(WEIGHT, WEIGHTS, WEIGHTS[0])
    return Choice(WEIGHT, words["weight"], value, entries)


def found_in(pair: Pair) -> Scatter:
    """Return line and influence of both indicators."""
    return scatter(
        pair.question.level.area_ids,
        pair.figures(pair.one),
        pair.figures(pair.other),
        _weights(pair),
    )


def _weights(pair: Pair) -> NDArray[np.float64] | None:
    question = pair.question
    if question.one_of(WEIGHT, WEIGHTS, WEIGHTS[0]) == WEIGHTS[0]:
        return None
    people = question.city.series.get((question.view.level, question.city.residents))
    if people is None or pair.year not in people.years:
        question.notices.append(question.texts["question"]["no_residents"])
        return None
    return people.value[people.years.index(pair.year)]


def title(pair: Pair) -> str:
    """Return the headline of the answer."""
    return pair.question.texts["question"]["scatter_title"].format(
        x=pair.one.short_name, y=pair.other.short_name, year=pair.year
    )


def lead(pair: Pair, found: Scatter) -> Iterator[str]:
    """Yield what is found, in words, and for whom it holds."""
    words, line = pair.question.texts["question"], found.line
    x, y = pair.one.short_name, pair.other.short_name
    if line is None:
        yield words["scatter_no_line"].format(count=len(found.areas), fewest=FEWEST)
        return
    ends = (line.low, line.high) if line.slope >= 0 else (-line.high, -line.low)
    low, high, slope = (plain(one, line.slope) for one in (*ends, abs(line.slope)))
    if not math.isfinite(line.low):
        yield words["scatter_open"].format(slope=plain(line.slope), x=x, y=y)
    elif line.low > 0:
        yield words["scatter_up"].format(slope=slope, low=low, high=high, x=x, y=y)
    elif line.high < 0:
        yield words["scatter_down"].format(slope=slope, low=low, high=high, x=x, y=y)
    else:
        low, high = (plain(one, line.slope) for one in (line.low, line.high))
        yield words["scatter_unclear"].format(low=low, high=high, x=x, y=y)
    few = words["scatter_few"].format(count=len(found.areas)) if found.few else ""
    yield " ".join(part for part in (words["scatter_areas"], few) if part)


def sections(pair: Pair, found: Scatter) -> Iterator[Section]:
    """Yield plot and figures, single areas, method and limits."""
    words = pair.question.texts["question"]
    yield Section("zusammenhang", words["plot_title"], (_plot(pair, found), _figures(pair, found)))
    if found.line is not None:
        blocks = tuple(_single(pair, found))
        yield Section("einzelne", words["influence_title"], blocks, whole=True)
    yield Section("methode", words["method_title"], (Text(words["scatter_method"]),))
    yield Section("grenzen", words["limits_title"], (Text(words["scatter_limits"]),))


def _plot(pair: Pair, found: Scatter) -> Plot:
    words, names = pair.question.texts["question"], _names(pair)
    told = {one.area: one for one in found.influences}
    ranked = sorted(
        (one for one in found.influences if one.outlying or one.turns),
        key=lambda one: -one.cook,
    )
    shown = {one.area for one in ranked[:MOST_NAMED]}
    points = Curve(
        words["plot_points"],
        found.xs,
        found.ys,
        line=False,
        dots=True,
        own=True,
        names=tuple(names[one] for one in found.areas),
        shown=tuple(place for place, one in enumerate(found.areas) if one in shown & set(told)),
    )
    curves: tuple[Curve, ...] = (points,)
    if found.line is not None:
        ends = (min(found.xs), max(found.xs))
        heights = tuple(found.line.intercept + found.line.slope * x for x in ends)
        curves = (points, Curve(words["plot_line"], ends, heights))
    return Plot(
        "",
        _axis(pair.one),
        _axis(pair.other),
        curves,
        words["plot_alt"].format(
            count=len(found.areas),
            x=pair.one.name,
            y=pair.other.name,
            line=" ".join(lead(pair, found)),
        ),
        x_decimals=pair.one.decimals,
        y_decimals=pair.other.decimals,
    )


def _axis(one: Indicator) -> str:
    return f"{one.short_name} ({one.unit})" if one.unit else one.short_name


def _figures(pair: Pair, found: Scatter) -> Table:
    words, line = pair.question.texts["question"], found.line
    rows = [
        (words["counted"], str(len(found.areas)), ""),
        (words["left_out"], str(len(found.left_out)), ""),
    ]
    if line is not None:
        named = words["slope"].format(x=pair.one.short_name, y=pair.other.short_name)
        rows.append((named, plain(line.slope), _interval(pair, line.low, line.high, line.slope)))
        rows.append((words["r2"], german(line.r2, 2), ""))
    if math.isfinite(found.rank):
        interval = _interval(pair, found.rank_low, found.rank_high, RANK)
        rows.append((words["rank"], german(found.rank, 2), interval))
    columns = (
        Column(words["figure"], 3.0),
        Column(words["value"], 1.0, right=True),
        Column(words["interval"], 1.4, right=True),
    )
    return Table(words["figures_caption"], columns, tuple(map(Row, rows)))


def _interval(pair: Pair, low: float, high: float, like: float) -> str:
    if not math.isfinite(low):
        return ""
    words = pair.question.texts["question"]
    return words["between"].format(low=plain(low, like), high=plain(high, like))


def _single(pair: Pair, found: Scatter) -> Iterator[Block]:
    words, names = pair.question.texts["question"], _names(pair)
    slope = math.nan if found.line is None else found.line.slope
    turning = [one for one in found.influences if one.turns and math.isfinite(one.slope_without)]
    for one in turning:
        said = plain(one.slope_without, slope)
        yield Text(words["influence_lead"].format(area=names[one.area], slope=said), strong=True)
    if not any(one.turns or one.outlying for one in found.influences):
        yield Text(words["influence_none"])
    every = len(found.influences) <= MOST_ROWS
    shown = [one for one in found.influences if every or one.turns or one.outlying]
    if shown:
        yield from with_note(pair.question, _influences(pair, shown, every, slope))


def _influences(pair: Pair, shown: list[Influence], every: bool, slope: float) -> Table:
    words, names = pair.question.texts["question"], _names(pair)
    places = {one: place for place, one in enumerate(pair.question.level.area_ids)}
    columns = (
        Column(words["area"], 2.0),
        *(
            Column(heading, 1.0, right=True)
            for heading in (pair.one.short_name, pair.other.short_name, words["without"],
                            words["cook"])
        ),
        Column(words["remark"], 1.6),
    )  # fmt: skip
    rows = tuple(
        Row((
            names[one.area],
            pair.said(pair.one, places[one.area]),
            pair.said(pair.other, places[one.area]),
            plain(one.slope_without, slope),
            german(one.cook, 2),
            ", ".join(_remarks(pair, one)),
        ))
        for one in shown
    )  # fmt: skip
    references = pair.question.references
    marks = dict.fromkeys(references.of_source(one.source) for one in (pair.one, pair.other))
    caption = words["influence_caption" if every else "influence_caption_named"]
    return Table(caption.format(source=" ".join(marks)), columns, rows)


def _remarks(pair: Pair, one: Influence) -> Iterator[str]:
    words = pair.question.texts["question"]
    if one.outlying:
        yield words["remark_outlying"]
    if one.turns:
        yield words["remark_turns"]


def plain(value: float, like: float = math.nan) -> str:
    """Return a number with two digits that count, at most four decimals; as many as *like* needs.

    Examples
    --------
    >>> plain(2.3461), plain(1234.5), plain(-0.01234), plain(0.0), plain(0.0712, 1.5)
    ('2,3', '1.235', '−0,012', '0', '0,1')
    """
    size = abs(like if math.isfinite(like) else value)
    if not math.isfinite(size) or size == 0:
        return german(value, 0)
    digits = SLOPE_DIGITS - 1 - math.floor(math.log10(size))
    return german(value, min(max(digits, 0), MOST_DECIMALS))


def table(pair: Pair, found: Scatter) -> Rows:
    """Return every area for the CSV."""
    return tuple(map(tuple, influence_rows(found, _names(pair))))


def _names(pair: Pair) -> dict[str, str]:
    return {one.id: one.name for one in pair.question.level.areas}
