"""Figures of the areas of before a reform, brought to the areas of after it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.model import EMPTY_STATES, City, Indicator, Kind, Series, Status
from geodata.statistics.crosswalk import Crosswalk, Figures, Weighting, crosswalk, shared_land
from geodata.statistics.index_inputs import GRAVEST_FIRST, LONGEST_STATUS

HIDING = (Status.SUPPRESSED, Status.WITHHELD, Status.MISSING)
NOTE = {
    Weighting.RESIDENTS: "Geschätzt: aus dem früheren Zuschnitt nach Einwohnern umgerechnet.",
    Weighting.SURFACE: "Geschätzt: aus dem früheren Zuschnitt nach der Fläche umgerechnet.",
}
MEAN_NOTE = "Mittel früherer Gebiete: Zähler und Nenner sind nicht veröffentlicht."


class Treatment(StrEnum):
    """How an indicator is brought to other areas."""

    SUM = "sum"  # counts are shared out and added
    RATIO = "ratio"  # numerators and denominators are, and then divided
    MEAN = "mean"  # a published number: mean of the old areas, weighted by their pieces
    REFUSED = "refused"  # a published number, and no mean is wanted


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class _Year:
    """One year on the new areas; arrays of shape (new areas,)."""

    value: Figures
    numerator: Figures
    denominator: Figures


def treatment(indicator: Indicator, series: Series, means: bool = False) -> Treatment:
    """Return how *indicator* is transferred; *means* allows means of published numbers.

    Numbers published without numerator and denominator (index values, medians, rates whose base is
    not known) cannot be added up: what a mean of them says is only roughly the figure of the area.
    """
    if indicator.kind is Kind.COUNT:
        return Treatment.SUM
    if indicator.kind in (Kind.SHARE, Kind.RATE) and np.isfinite(series.denominator).any():
        return Treatment.RATIO
    able = means and indicator.kind is not Kind.CLASS  # there is no mean of names
    return Treatment.MEAN if able else Treatment.REFUSED


def transferred(
    city: City, series: Series, walk: Crosswalk, *, means: bool = False
) -> Series | None:
    """Return *series* on the new areas; None where :func:`treatment` refuses.

    Counts: y_new = sum over old areas of w y_old. Shares and rates: the same for numerators and
    denominators, then divided. Means: v_new = sum(p v_old) / sum(p) over the pieces p.

    Parameters
    ----------
    series
        On the old level of *walk*.
    walk
        From :func:`geodata.statistics.crosswalk.crosswalk`.
    means
        Whether published numbers are averaged instead of refused.

    Returns
    -------
    Series
        All years. An area made of whole old areas keeps the status of its parts; any other is
        ``interpolated``. One that takes from an area without a figure has none either, with the
        gravest status, numerator and denominator included: nothing follows from the rest. Where
        the question does not arise (nobody lives there), an old area counts as nobody.

    Notes
    -----
    Sums over all areas are kept wherever no old area is hidden or lost.

    References
    ----------
    Goodchild, M. F., Lam, N. S.-N. (1980). Areal interpolation: a variant of the traditional
    spatial problem. Geo-Processing 1, 297-312.

    Examples
    --------
    >>> from geodata.statistics.crosswalk import Crosswalk
    >>> halves = Crosswalk("a", "b", np.array([[0.5, 0.5]]), np.array([[1.0, 1.0]]),
    ...                    np.array([[True, True]]), np.array([True]), 2021)
    >>> (np.array([100.0]) @ halves.weights).tolist()
    [50.0, 50.0]
    """
    indicator = city.indicator(series.indicator)
    how = treatment(indicator, series, means)
    if how is Treatment.REFUSED:
        return None
    status = _status(series, walk)
    rows = [_row(series, row, walk, how, indicator.factor) for row in range(len(series.years))]
    value = np.array([one.value for one in rows])
    nobody = ~np.isin(status, EMPTY_STATES) & ~np.isfinite(value)
    status[nobody] = str(Status.NOT_APPLICABLE)
    empty = np.isin(status, EMPTY_STATES)
    parts = (value, np.array([one.numerator for one in rows]),
             np.array([one.denominator for one in rows]))  # fmt: skip
    value, numerator, denominator = (np.where(empty, np.nan, one) for one in parts)
    notes = _notes(city, series, walk, how, status)
    return Series(series.indicator, walk.new, series.years, value, numerator, denominator,
                  status, notes)  # fmt: skip


def with_transferred(city: City, level_from: str, level_to: str, *, means: bool = False) -> City:
    """Return *city* with the series of *level_to* extended by the years of *level_from*.

    Years that the new level has itself stay as they are; what is transferred is ``interpolated``.
    Indicators that the new level lacks altogether appear on it. The fingerprint is another one.
    """
    walk = crosswalk(city, shared_land(city, level_from, level_to))
    found: dict[tuple[str, str], Series] = dict(city.series)
    for (level, name), series in city.series.items():
        if level == level_from and (moved := transferred(city, series, walk, means=means)):
            key = (level_to, name)
            found[key] = extended(city.series[key], moved) if key in city.series else moved
    mark = f"{city.fingerprint} {level_from} {level_to} {means}"
    return replace(city, series=found, fingerprint=hashlib.sha256(mark.encode()).hexdigest())


def extended(own: Series, moved: Series) -> Series:
    """Return *own* with those years of *moved* that it does not have, in ascending order."""
    rows = [row for row, year in enumerate(moved.years) if year not in own.years]
    years = (*own.years, *(moved.years[row] for row in rows))
    order = np.argsort(years, kind="stable")
    new = {key: note for key, note in moved.notes.items() if key[0] not in own.years}
    return replace(
        own,
        years=tuple(sorted(years)),
        value=np.concatenate([own.value, moved.value[rows]])[order],
        numerator=np.concatenate([own.numerator, moved.numerator[rows]])[order],
        denominator=np.concatenate([own.denominator, moved.denominator[rows]])[order],
        status=np.concatenate([own.status, moved.status[rows]])[order],
        notes=dict(own.notes) | new,
    )


def _status(series: Series, walk: Crosswalk) -> NDArray[np.str_]:
    """Return the status of each new area and year, before anybody is found to live nowhere."""
    shape = (len(series.years), walk.weights.shape[1])
    found = np.full(shape, str(Status.OK), dtype=f"<U{LONGEST_STATUS}")
    found[:, ~walk.exact] = str(Status.INTERPOLATED)
    order = (Status.INTERPOLATED, Status.DOUBTFUL, *reversed(GRAVEST_FIRST[:3]))
    for status in order:
        found[(series.status == status) @ walk.touched] = str(status)
    found[:, ~walk.touched.any(axis=0)] = str(Status.MISSING)
    void = ((series.status != Status.NOT_APPLICABLE) @ walk.touched) == 0
    found[void & walk.touched.any(axis=0)] = str(Status.NOT_APPLICABLE)
    return found


def _row(series: Series, row: int, walk: Crosswalk, how: Treatment, factor: float) -> _Year:
    none = np.full(walk.weights.shape[1], np.nan)
    if how is Treatment.SUM:
        return _Year(np.nan_to_num(series.value[row]) @ walk.weights, none, none)
    if how is Treatment.RATIO:
        usable = np.isfinite(series.numerator[row]) & np.isfinite(series.denominator[row])
        top = np.where(usable, series.numerator[row], 0.0) @ walk.weights
        base = np.where(usable, series.denominator[row], 0.0) @ walk.weights
        return _Year(_over(factor * top, base), top, base)
    known = np.isfinite(series.value[row])
    pieces = np.where(known[:, np.newaxis], walk.pieces, 0.0)
    mean = _over(np.nan_to_num(series.value[row]) @ pieces, pieces.sum(axis=0))
    return _Year(_kept(series.value[row], walk, mean), none, none)


def _kept(old: Figures, walk: Crosswalk, mean: Figures) -> Figures:
    """Return *mean*, and for an area that takes from one old area only exactly its figure."""
    only = walk.touched.sum(axis=0) == 1
    result: Figures = np.where(only, old[walk.touched.argmax(axis=0)], mean)
    return result


def _over(top: Figures, base: Figures) -> Figures:
    result: Figures = np.divide(top, base, out=np.full(top.shape, np.nan), where=base > 0)
    return result


def _notes(
    city: City, series: Series, walk: Crosswalk, how: Treatment, status: NDArray[np.str_]
) -> Mapping[tuple[int, str], str]:
    old_ids, new_ids = city.level(walk.old).area_ids, city.level(walk.new).area_ids
    found: dict[tuple[int, str], str] = {}
    for place, area in enumerate(new_ids):
        givers = np.flatnonzero(walk.touched[:, place]).tolist()
        weighting = Weighting.SURFACE
        if givers and walk.by_residents[givers].all():
            weighting = Weighting.RESIDENTS
        for row, year in enumerate(series.years):
            told = [series.notes.get((year, old_ids[giver]), "") for giver in givers]
            parts = [*dict.fromkeys(note for note in told if note)]
            if status[row, place] not in EMPTY_STATES and not walk.exact[place]:
                parts = [MEAN_NOTE if how is Treatment.MEAN else NOTE[weighting], *parts]
            if parts:
                found[year, area] = " ".join(parts)
    return found
