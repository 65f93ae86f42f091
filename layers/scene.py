"""The scene: all that the map of one view says, before anything is drawn.

Map, legend, table, sentence and every export are drawn from the same scene, so they cannot
disagree. Its twin in the browser is ``assets/scene.js``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from geodata.model import EMPTY_STATES, City, Indicator, Level, Series, Status
from geodata.statistics.aggregate import city_figures, city_statuses, middles
from geodata.statistics.classify import Method, class_limits, class_of, round_half_up
from layers.view import View


@dataclass(frozen=True)
class Scene:
    """The figures of one view. Tuples of areas are in the order of ``level.areas``.

    ``figures`` are rounded to the decimals of the indicator, NaN where empty. ``classes`` counts
    from 0; -1 where there is no figure. ``middle`` is what areas are compared with.
    """

    view: View
    indicator: Indicator
    level: Level
    series: Series
    row: int
    figures: tuple[float, ...]
    statuses: tuple[Status, ...]
    limits: tuple[float, ...]
    classes: tuple[int, ...]
    lowest: float
    highest: float
    city_figure: float
    city_basis: str
    city_status: Status
    city_note: str
    middle: float
    diverging: bool

    @property
    def number(self) -> int:
        """Number of classes."""
        return len(self.limits) + 1


def scene(city: City, view: View) -> Scene:
    """Return the scene of *view*: figures, statuses, class limits, classes, city figure.

    ``lowest`` and ``highest`` are those of the figures that the limits hold for: all years where
    limits are fixed, else the year shown. NaN where there is no figure at all.
    """
    indicator, level = city.indicator(view.indicator), city.level(view.level)
    series = city.series[level.id, indicator.id]
    row = series.years.index(view.year)
    comparisons, _ = middles(city, level.id, indicator)
    totals, basis = city_figures(city, level.id, indicator)
    states, notes = city_statuses(city, level.id, indicator)
    fixed = view.limits == "fest"
    pool = series.value if fixed else series.value[row : row + 1]
    rounded = [round_half_up(x, indicator.decimals) for x in pool.ravel() if math.isfinite(x)]
    middle = _mean(comparisons) if fixed else float(comparisons[row])
    limits = class_limits(view.classes, rounded, indicator.decimals, _or_mean(middle, rounded))
    figures = tuple(round_half_up(float(x), indicator.decimals) for x in series.value[row])
    return Scene(
        view=view,
        indicator=indicator,
        level=level,
        series=series,
        row=row,
        figures=figures,
        statuses=tuple(Status(status) for status in series.status[row]),
        limits=limits,
        classes=tuple(class_of(figure, limits) for figure in figures),
        lowest=min(rounded, default=math.nan),
        highest=max(rounded, default=math.nan),
        city_figure=float(totals[row]),
        city_basis=basis[row],
        city_status=states[row],
        city_note=notes[row],
        middle=float(comparisons[row]),
        diverging=view.classes.method is Method.DEVIATION,
    )


def is_empty(status: Status) -> bool:
    """Return whether a cell of that status has no figure."""
    return status in EMPTY_STATES


def _mean(figures: np.ndarray) -> float:
    total, count = 0.0, 0
    for figure in figures.tolist():
        if math.isfinite(figure):
            total, count = total + figure, count + 1
    return total / count if count else math.nan


def _or_mean(middle: float, figures: list[float]) -> float:
    if math.isfinite(middle) or not figures:
        return middle
    return _mean(np.array(sorted(figures)))
