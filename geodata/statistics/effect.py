"""What funding may have changed, as far as the figures can bear a comparison at all.

Rules decide which methods are tried (:class:`Rule`); every rule comes with its figure. Where one is
not met, only the gap between the funded areas and the rest remains to be shown
(:mod:`geodata.statistics.before_after`), and that is no effect.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Indicator, Kind, Series
from geodata.statistics.difference_in_differences import (
    Differences,
    difference_in_differences,
)
from geodata.statistics.effect_controls import comparable_controls
from geodata.statistics.placebo import FEWEST
from geodata.statistics.synthetic_control import Placebos, placebo_test
from geodata.statistics.treated import Treatment

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
BEFORE_DIFFERENCES = 3  # two years always lie on a line: only a third can contradict it
BEFORE_SYNTHETIC = 5  # with fewer, chance alone finds a mixture that fits
MEASURED = (Kind.SHARE, Kind.RATE, Kind.NUMBER)  # counts grow with the size of an area


class Need(StrEnum):
    """What a method needs."""

    FUNDED = "funded"  # areas that count as funded and have a figure in every year
    CONTROLS = "controls"  # areas never funded, with a figure in every year
    BEFORE = "before"  # years with figures before the funding began, of the earliest start
    AFTER = "after"  # years with figures from the start on, of the latest start
    ONE_START = "one_start"  # different starts (must be 1): a mixture runs up to one start
    UNIT = "unit"  # whether the funded areas have a common figure: 1 or 0


@dataclass(frozen=True)
class Rule:
    """One condition of a method: what it needs and what there is."""

    need: Need
    least: int
    found: int

    @property
    def met(self) -> bool:
        """Whether there is enough; of starts there may be only one."""
        return self.found == self.least if self.need is Need.ONE_START else self.found >= self.least


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Panel:
    """Figures of funded and never funded areas, without holes, columns in the order of their ids.

    Attributes
    ----------
    ids : tuple of str
    years : tuple of int
        Those in which every funded area has a figure.
    values : array, shape (years, areas)
    starts : array, shape (areas,)
        NaN: never funded.
    unit : array, shape (years,)
        The funded areas together: cases by people, or the figure of the only one; else NaN.
    left_out : tuple of str
        Funded or never funded, but without a figure in one of the years.
    """

    ids: tuple[str, ...]
    years: tuple[int, ...]
    values: Figures
    starts: Figures
    unit: Figures
    left_out: tuple[str, ...]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Effect:
    """What could be computed; a method is None where one of its rules is not met."""

    panel: Panel
    for_differences: tuple[Rule, ...]
    for_synthetic: tuple[Rule, ...]
    differences: Differences | None
    synthetic: Placebos | None
    donors: tuple[str, ...]


def effect(
    city: City, indicator: Indicator, treated: Treatment, comparable_only: bool = False
) -> Effect:
    """Return what funding may have changed in an indicator, by each method that is possible.

    Parameters
    ----------
    city
        KeyError if it has no series of *indicator* on the level of *treated*.
    indicator
        A share, a rate or a published number: :data:`MEASURED`.
    treated
        Who is funded and who never was.
    comparable_only
        Only with never funded areas that ran alike before, see
        :func:`geodata.statistics.effect_controls.comparable_controls`; else with all of them.

    Raises
    ------
    ValueError
        If *indicator* is a count.

    Notes
    -----
    See :func:`geodata.statistics.difference_in_differences.difference_in_differences` and
    :func:`geodata.statistics.synthetic_control.placebo_test`.

    References
    ----------
    A. Abadie, A. Diamond, J. Hainmueller: Synthetic Control Methods for Comparative Case Studies.
    Journal of the American Statistical Association 105 (2010) 493-505.

    M. Bertrand, E. Duflo, S. Mullainathan: How Much Should We Trust Differences-in-Differences
    Estimates? Quarterly Journal of Economics 119 (2004) 249-275.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.statistics.treated import treatment
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> treated = treatment(city, "stadtteil", ["westliche-altstadt"], 0.5, 2022)
    >>> found = effect(city, city.indicator("wohngeld-anteil"), treated)
    >>> found.differences is None, [str(one.need) for one in found.for_differences if not one.met]
    (True, ['controls', 'before'])
    """
    if indicator.kind not in MEASURED:
        raise ValueError(f"indicator {indicator.id!r} is a {indicator.kind}; expected a share")
    found = _panel(city.series[treated.level, indicator.id], indicator, treated)
    if comparable_only and _common(found)[0]:  # else nothing says who ran alike
        found = _comparable(found)
    common = _common(found)
    first = Rule(Need.BEFORE, BEFORE_DIFFERENCES, common[0]), Rule(Need.AFTER, 1, common[1])
    differences = (*_counts(found), *first)
    starts = len(np.unique(found.starts[np.isfinite(found.starts)]))
    synthetic = (
        *_counts(found),
        Rule(Need.BEFORE, BEFORE_SYNTHETIC, common[0]),
        first[1],
        Rule(Need.ONE_START, 1, starts),
        Rule(Need.UNIT, 1, int(np.isfinite(found.unit).all() and len(found.unit) > 0)),
    )
    others = np.isnan(found.starts)
    return Effect(
        panel=found,
        for_differences=differences,
        for_synthetic=synthetic,
        differences=difference_in_differences(found.years, found.values, found.starts)
        if all(one.met for one in differences)
        else None,
        synthetic=placebo_test(
            found.unit,
            found.values[:, others],
            np.array(found.years) < np.nanmin(found.starts),
            int((~others).sum()),
        )
        if all(one.met for one in synthetic)
        else None,
        donors=tuple(np.array(found.ids)[others].tolist()),
    )


def _panel(series: Series, indicator: Indicator, treated: Treatment) -> Panel:
    ids = np.array(treated.areas)
    known = np.isfinite(series.value)
    funded = treated.funded
    rows: Flags = np.all(known[:, funded], axis=1) if funded.any() else np.any(known, axis=1)
    asked = funded | treated.control
    whole = known[rows].all(axis=0) if rows.any() else np.zeros(len(asked), dtype=bool)
    chosen = np.flatnonzero(asked & whole)
    order = chosen[np.argsort(ids[chosen], kind="stable")]
    starts = np.where(funded, treated.start, np.nan)[order]
    return Panel(
        ids=tuple(ids[order].tolist()),
        years=tuple(year for year, row in zip(series.years, rows, strict=True) if row),
        values=series.value[rows][:, order],
        starts=starts,
        unit=_unit(series, indicator, rows, np.flatnonzero(funded & whole)),
        left_out=tuple(ids[asked & ~whole].tolist()),
    )


def _comparable(found: Panel) -> Panel:
    kept = np.isfinite(found.starts) | comparable_controls(found.years, found.values, found.starts)
    ids = tuple(np.array(found.ids)[kept].tolist())
    return replace(found, ids=ids, values=found.values[:, kept], starts=found.starts[kept])


def _unit(series: Series, indicator: Indicator, rows: Flags, funded: NDArray[np.intp]) -> Figures:
    if len(funded) == 1:
        result: Figures = series.value[rows][:, funded[0]]
        return result
    if not len(funded) or indicator.kind is Kind.NUMBER:
        return np.full(int(rows.sum()), np.nan)
    cases, people = (grid[rows][:, funded].sum(axis=1)
                     for grid in (series.numerator, series.denominator))  # fmt: skip
    with np.errstate(divide="ignore", invalid="ignore"):
        found = indicator.factor * cases / people
    return np.where(np.isfinite(found), found, np.nan)


def _counts(found: Panel) -> tuple[Rule, Rule]:
    funded = int(np.isfinite(found.starts).sum())
    return (
        Rule(Need.FUNDED, 1, funded),
        Rule(Need.CONTROLS, max(FEWEST, funded + 1), len(found.starts) - funded),
    )


def _common(found: Panel) -> tuple[int, int]:
    """Return the years before the earliest start and from the latest start on."""
    known = found.starts[np.isfinite(found.starts)]
    if not len(known):
        return 0, 0
    years = np.array(found.years)
    return int((years < known.min()).sum()), int((years >= known.max()).sum())
