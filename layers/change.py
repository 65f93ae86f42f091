"""The scene of a map of changes, made from the scenes of both years.

Its twin in the browser is ``assets/change.js``.
"""

from __future__ import annotations

import math
from dataclasses import replace

from geodata.model import Indicator, Kind
from geodata.statistics import change as statistics
from geodata.statistics.aggregate import COMPUTED, NONE, PUBLISHED
from geodata.statistics.classify import class_of, round_half_up
from layers.scene_fields import Changed, End, Scene
from layers.texts import texts

PERCENT = "%"


def change_scene(shown: Scene, base: Scene) -> Scene:
    """Return the changes between the ordinary scenes of the year shown and of the base year."""
    indicator, row = shown.indicator, shown.row
    found = statistics.change(shown.series, indicator, base.view.year)
    figures = tuple(found.series.value[row].tolist())
    rows = [row] if shown.view.limits == "jahr" else list(range(len(shown.series.years)))
    pool = [x for x in found.series.value[rows].ravel().tolist() if math.isfinite(x)]
    measured = found.series.value[[at for at in rows if at != base.row]].ravel().tolist()
    limits = statistics.change_limits(shown.view.classes, measured, indicator.decimals)
    first, last = sorted((_end(shown), _end(base)), key=lambda end: end.year)
    city = statistics.difference(first.city_figure, last.city_figure, indicator.decimals)
    statuses = zip(shown.statuses, base.statuses, strict=True)
    return replace(
        shown,
        indicator=_indicator(shown, first.year, last.year),
        series=found.series,
        figures=figures,
        statuses=tuple(statistics.combined(*both) for both in statuses),
        limits=limits,
        classes=tuple(class_of(figure, limits) for figure in figures),
        lowest=min(pool, default=math.nan),
        highest=max(pool, default=math.nan),
        city_figure=city,
        city_basis=_basis(city, shown.city_basis, base.city_basis),
        city_status=statistics.combined(shown.city_status, base.city_status),
        city_note=_note(shown, base),
        middle=_mean(figures) if indicator.kind is Kind.COUNT else city,
        diverging=True,
        change=Changed(
            base=base.view.year,
            first=first,
            last=last,
            indicator=indicator,
            signs=_signs(found, row, limits),
            tested=tuple(found.tested[row].tolist()),
        ),
    )


def _signs(found: statistics.Change, row: int, limits: tuple[float, ...]) -> tuple[int, ...]:
    """Return the marks of the areas: what chance may make has none, nor what hardly changed."""
    middle = statistics.middle_class(limits)
    cells = zip(found.sign[row], found.tested[row], found.series.value[row], strict=True)
    return tuple(
        int(sign) if tested or class_of(float(value), limits) != middle else 0
        for sign, tested, value in cells
    )


def _indicator(shown: Scene, first: int, last: int) -> Indicator:
    """Return the measure of the change: signed, shares in percentage points."""
    said, plain = texts(shown.view.language), shown.indicator
    key = "name" if first < last else "name_base"
    return replace(
        plain,
        name=said["change"][key].format(indicator=plain.name, first=first, last=last),
        short_name=said["change"][key].format(indicator=plain.short_name, first=first, last=last),
        unit=said["table"]["points"] if plain.unit == PERCENT else plain.unit,
        signed=True,
    )


def _end(scene: Scene) -> End:
    return End(
        scene.view.year,
        scene.figures,
        scene.statuses,
        round_half_up(scene.city_figure, scene.indicator.decimals),
        scene.city_status,
    )


def _basis(city: float, shown: str, base: str) -> str:
    if not math.isfinite(city):
        return NONE
    return PUBLISHED if shown == base == PUBLISHED else COMPUTED


def _note(shown: Scene, base: Scene) -> str:
    both = sorted({one.view.year: one.city_note for one in (base, shown)}.items())
    return "; ".join(f"{year}: {note}" for year, note in both if note)


def _mean(figures: tuple[float, ...]) -> float:
    total, count = 0.0, 0  # in the order of the browser: it finds the same last digit
    for figure in figures:
        if math.isfinite(figure):
            total, count = total + figure, count + 1
    return total / count if count else math.nan
