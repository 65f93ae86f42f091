"""The scene: all that the map of one view says, before anything is drawn.

Map, legend, table, sentence and every export are drawn from the same scene, so they cannot
disagree. Its twin in the browser is ``assets/scene.js``.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from geodata.model import City, Indicator, Status
from geodata.statistics.aggregate import city_figures, city_statuses, middles
from geodata.statistics.classify import Method, class_limits, class_of, round_half_up
from layers.beside import beside
from layers.change import change_scene
from layers.scene_fields import Changed, End, Scene, is_empty
from layers.view_fields import CHANGE, View

__all__ = ["Changed", "End", "Scene", "is_empty", "ordinary", "scene"]


def scene(city: City, view: View) -> Scene:
    """Return the scene of *view*: figures, statuses, class limits, classes, city figure.

    ``lowest`` and ``highest`` are those of the figures that the limits hold for: all years where
    limits are fixed, else the year shown. NaN where there is no figure at all. Where the
    view compares by change, all of them are changes since the base year.
    """
    if view.compare != CHANGE:
        return ordinary(city, view)
    base = replace(view, year=beside(view, city).year)
    return change_scene(ordinary(city, view), ordinary(city, base))


def ordinary(city: City, view: View) -> Scene:
    """Return the scene of the year shown, whatever *view* compares it with."""
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
    if indicator.classes:
        limits, rounded = named_limits(indicator), [1.0, float(len(indicator.classes))]
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
        diverging=view.classes.method is Method.DEVIATION and not indicator.classes,
    )


def named_limits(indicator: Indicator) -> tuple[float, ...]:
    """Return limits that give every named class its own: 2, 3, 4 ..."""
    return tuple(float(place) for place in range(2, len(indicator.classes) + 1))


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
