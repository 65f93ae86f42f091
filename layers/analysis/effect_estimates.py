"""Difference in differences and synthetic control as blocks of a report."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from geodata.statistics.difference_in_differences import Differences
from geodata.statistics.placebo import Inference
from geodata.statistics.synthetic_control import SHOWN, Placebos
from layers.analysis.effect_asked import PERCENT, Asked, told, unit_of
from layers.analysis.model import Question
from layers.numbers import figure, german
from layers.report.model import Block, Column, Curve, Plot, Row, Table, Text

NONE = "–"
RARE = 0.01
BAND = (0.025, 0.5, 0.975)


def difference_blocks(question: Question, found: Differences) -> Iterator[Block]:
    """Yield the two changes, the estimates with their test, and what the test cannot say."""
    words, unit = question.texts["effect"], unit_of(question)
    yield Text(words["differences_lead"].format(
        funded=told(question, found.change_funded), others=told(question, found.change_others),
        unit=unit))  # fmt: skip
    rows = [_row(question, words["effect_row"].format(unit=unit), found.effect)]
    if math.isfinite(found.error):
        ends = words_range(question, found.error_low, found.error_high)
        name = words["welch_row"].format(unit=unit)
        rows.append(Row((name, told(question, found.effect.estimate), ends, NONE, NONE)))
    if math.isfinite(found.trend.estimate):
        rows.append(_row(question, words["trend_row"].format(unit=unit), found.trend))
    yield Table(words["differences_caption"], _columns(question), tuple(rows))
    if math.isfinite(found.trend.detectable):
        smallest = german(found.trend.detectable, question.indicator.decimals + 1)
        yield Text(words["trend_note"].format(smallest=smallest, unit=unit), quiet=True)


def synthetic_blocks(question: Question, asked: Asked, found: Placebos) -> Iterator[Block]:
    """Yield own figures against the mixture, gaps against placebos, and the weights."""
    words, unit = question.texts["effect"], unit_of(question)
    panel = asked.effect.panel
    years = tuple(map(float, panel.years))
    yield _paths(question, years, panel.unit.tolist(), found.own.path.tolist())
    yield _gaps(question, years, found)
    yield Text(words["gaps_read"], quiet=True)
    rows = tuple(
        Row((str(year), figure(own, question.indicator), figure(mix, question.indicator),
             told(question, own - mix)))
        for year, own, mix in zip(panel.years, panel.unit, found.own.path, strict=True)
    )  # fmt: skip
    columns = (Column(words["year"]), Column(words["synthetic_own"], right=True),
               Column(words["synthetic_mix"], 1.6, right=True),
               Column(words["gap"], right=True))  # fmt: skip
    indicator = question.indicator
    caption = words["synthetic_caption"].format(indicator=indicator.name, unit=indicator.unit)
    yield Table(caption, columns, rows)
    yield Text(words["synthetic_fit"].format(
        fit=german(found.own.fit, question.indicator.decimals + 1), unit=unit,
        rank=chance(question, found.rank_p), low=told(question, found.low),
        high=told(question, found.high), placebos=found.effect.placebos))  # fmt: skip
    yield _weights(question, asked, found)


def words_range(question: Question, low: float, high: float) -> str:
    """Return an interval of differences; a dash where there is none."""
    if not math.isfinite(low):
        return NONE
    ends = told(question, low), told(question, high)
    return question.texts["effect"]["ends"].format(low=ends[0], high=ends[1])


def chance(question: Question, p: float) -> str:
    """Return how often chance alone shows as much, in per cent."""
    words = question.texts["effect"]
    if not math.isfinite(p):
        return NONE
    if p < RARE:
        return words["chance_rare"]
    return words["chance_share"].format(share=german(PERCENT * p, 0))


def _columns(question: Question) -> tuple[Column, ...]:
    words = question.texts["effect"]
    names = ("estimate", "interval", "chance", "smallest")
    return (Column(words["what"], 2.4), *(Column(words[name], right=True) for name in names))


def _row(question: Question, name: str, found: Inference) -> Row:
    smallest = german(found.detectable, question.indicator.decimals + 1) or NONE
    return Row((name, told(question, found.estimate), words_range(question, found.low, found.high),
                chance(question, found.p), smallest))  # fmt: skip


def _paths(
    question: Question, years: tuple[float, ...], own: list[float], mix: list[float]
) -> Plot:
    words, indicator = question.texts["effect"], question.indicator
    points = "; ".join(
        words["gap_point"].format(year=f"{year:.0f}", own=figure(one, indicator),
                                  rest=figure(other, indicator))
        for year, one, other in zip(years, own, mix, strict=True)
    )  # fmt: skip
    return Plot(
        title="",
        x_title=words["year"],
        y_title=words["synthetic_axis"].format(indicator=indicator.name, unit=indicator.unit),
        curves=(
            Curve(words["synthetic_own"], years, tuple(own), dots=True, own=True),
            Curve(words["synthetic_mix"], years, tuple(mix)),
        ),
        alt=words["synthetic_alt"].format(indicator=indicator.name, points=points),
        y_decimals=indicator.decimals,
        x_years=True,
    )


def _gaps(question: Question, years: tuple[float, ...], found: Placebos) -> Plot:
    words = question.texts["effect"]
    own = tuple(found.own.gaps.tolist())
    curves = [Curve(words["gaps_own"], years, own, dots=True, own=True)]
    ends = [own, own]
    if found.gaps.shape[1]:
        low, middle, high = (tuple(row) for row in np.quantile(found.gaps, BAND, axis=1).tolist())
        ends = [low, high]
        curves.append(Curve(words["gaps_placebo"], years, middle, low=low, high=high))
    points = "; ".join(
        words["gaps_point"].format(year=f"{year:.0f}", own=told(question, gap),
                                   low=told(question, low), high=told(question, high))
        for year, gap, low, high in zip(years, own, *ends, strict=True)
    )  # fmt: skip
    return Plot(
        title="",
        x_title=words["year"],
        y_title=words["gaps_axis"].format(unit=unit_of(question)),
        curves=tuple(curves),
        alt=words["gaps_alt"].format(points=points),
        y_decimals=question.indicator.decimals,
        x_years=True,
    )


def _weights(question: Question, asked: Asked, found: Placebos) -> Table:
    words = question.texts["effect"]
    names = {one.id: one.name for one in question.level.areas}
    pairs = zip(asked.effect.donors, found.own.weights.tolist(), strict=True)
    used = sorted((one for one in pairs if one[1] > SHOWN), key=lambda one: (-one[1], one[0]))
    rows = tuple(Row((names[area], german(PERCENT * weight, 1))) for area, weight in used)
    columns = (Column(words["area_name"], 2.0), Column(words["weight"], right=True))
    return Table(words["weights_caption"], columns, rows)
