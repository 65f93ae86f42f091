"""A declared social index: z-scores, index and class of every area, for status and dynamics.

The rule (Monitoring Soziale Stadtentwicklung Berlin, 2013 and later; Sozialmonitoring Integrierte
Stadtteilentwicklung Hamburg): every indicator is standardised over the areas that count, signed
so that more means more disadvantage, and averaged with its weight. On the scale ``standardised``
the mean is standardised once more (mean and standard deviation of the same kind; of the plain kind
after ranks and ranges), so that limits are standard deviations from the mean of the
areas. Dynamics is the same with changes over some years in place of levels.

Where Berlin's limits lie was found from the published indicators and classes of 2019 (436 areas)
and 2021 (536): the equally weighted sum of the three z-scores, standardised again with divisor n,
leaves a gap between every two neighbouring classes, and the only round figures in all gaps of both
years are -1, 1 and 1.5 for status, -1 and 1 for dynamics.

A figure exactly on a limit belongs to the class nearer to 0: nothing published tells otherwise.
An area without one of the inputs has no z-scores and no index, and no figure of it enters mean or
spread of the others: nothing printed here depends on what is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.indices import DYNAMICS_CODES, Part, Scale, SocialIndex, Standardisation
from geodata.model import City
from geodata.statistics.index_inputs import Inputs, has_year, part_inputs
from geodata.statistics.standardise import standardised

NOISE_DECIMALS = 9  # a limit is met in spite of the last digits of a float
FEWEST_AREAS = 30  # below, one area moves mean and spread of all: no z-score bears a class
AGAIN = {one: one for one in (Standardisation.SAMPLE, Standardisation.RESIDENTS)}
Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class PartResult:
    """Status or dynamics of all areas of a level; arrays in the order of the level.

    Attributes
    ----------
    part : Part
        The declaration.
    values : array of float, shape (areas, ingredients)
        Figures or changes; NaN where there is none.
    z : array of float, shape (areas, ingredients)
        Standardised and signed: more is worse. NaN where the area does not count.
    contributions : array of float, shape (areas, ingredients)
        What each ingredient adds: index = sum of contributions + ``offset`` (before rounding).
    offset : float
        0 up to rounding, unless the standardisation has no mean of 0.
    index : array of float, shape (areas,)
        NaN where there is none.
    classes : array of int, shape (areas,)
        From 1 (least disadvantage) on; 0 where there is no index.
    state : array of text, shape (areas,)
        :class:`geodata.model.Status`: how far the index can be trusted, or why there is none.
    alike : tuple of text
        Indicators that are the same in all areas that count: they tell nothing apart.
    """

    part: Part
    values: Figures
    z: Figures
    contributions: Figures
    offset: float
    index: Figures
    classes: NDArray[np.int_]
    state: NDArray[np.str_]
    alike: tuple[str, ...]

    @property
    def counted(self) -> int:
        """How many areas have an index."""
        return int(np.isfinite(self.index).sum())


@dataclass(frozen=True, eq=False)
class IndexResult:
    """A social index of one level and year; ``dynamics`` is None where it cannot be computed."""

    index: SocialIndex
    level: str
    year: int
    areas: tuple[str, ...]
    status: PartResult
    dynamics: PartResult | None

    @property
    def too_few(self) -> bool:
        """Whether so few areas count that z-scores cannot bear classes."""
        return self.status.counted < FEWEST_AREAS

    def codes(self, area: int) -> tuple[str, str]:
        """Return the classes of an area as they are written: ``("2", "+/-")``; empty: none."""
        status, dynamics = int(self.status.classes[area]), 0
        if self.dynamics is not None:
            dynamics = int(self.dynamics.classes[area])
        return str(status) if status else "", DYNAMICS_CODES[dynamics - 1] if dynamics else ""

    def combined(self, area: int) -> str:
        """Return status and dynamics in one, ``2+/-``; empty where one of them is missing."""
        both = self.codes(area)
        return "".join(both) if all(both) else ""


def social_index(city: City, index: SocialIndex, level_id: str, year: int) -> IndexResult:
    """Return z-scores, index and class of every area of a level in one year.

    Parameters
    ----------
    city
        Has the series of all ingredients of the status in *year* on the level; KeyError if not.
    index
        The declaration.
    level_id, year
        What is asked for.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.indices import Counting, Ingredient, Rounding, Standardisation
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> one = Part((Ingredient("sgb-ii-anteil", 1.0, 1),), (-1.0, 1.0, 1.5), ("a", "b", "c", "d"))
    >>> rule = SocialIndex("sgb", "SGB II", "", "", (), Standardisation.POPULATION,
    ...                    Scale.STANDARDISED, Rounding(), Counting(), one, None)
    >>> found = social_index(city, rule, "stadtteil", 2021)
    >>> found.status.counted, found.too_few, found.dynamics
    (13, True, None)
    """
    status = part_result(
        index, index.status, part_inputs(city, index, index.status, level_id, year)
    )
    dynamics = None
    if index.dynamics is not None and has_year(city, index.dynamics, level_id, year):
        inputs = part_inputs(city, index, index.dynamics, level_id, year)
        dynamics = part_result(index, index.dynamics, inputs)
    return IndexResult(index, level_id, year, city.level(level_id).area_ids, status, dynamics)


def part_result(index: SocialIndex, part: Part, inputs: Inputs) -> PartResult:
    """Return one part of an index from its inputs; see :class:`PartResult` for the formula."""
    counted = inputs.counted
    signs = np.array([one.sign for one in part.ingredients], dtype=np.float64)
    weights = np.array([one.weight for one in part.ingredients], dtype=np.float64)
    columns = [
        standardised(column, counted, index.standardisation, inputs.residents)
        for column in (inputs.values * signs).T
    ]
    z = rounded(np.column_stack(columns), index.rounding.z)
    shares = z * (weights / weights.sum())
    mean = shares[:, 0].copy()
    for column in shares.T[1:]:
        mean += column
    offset, scale = 0.0, 1.0
    if index.scale is Scale.STANDARDISED:
        kind = AGAIN.get(index.standardisation, Standardisation.POPULATION)
        again = standardised(mean, counted, kind, inputs.residents)
        offset, scale = _line(mean[counted], again[counted])
        mean = again
    found = rounded(mean, index.rounding.index)
    return PartResult(
        part=part,
        values=inputs.values,
        z=z,
        contributions=shares * scale,
        offset=offset,
        index=found,
        classes=class_numbers(found, part.limits),
        state=inputs.state,
        alike=_alike(part, inputs),
    )


def class_numbers(index: Figures, limits: Sequence[float]) -> NDArray[np.int_]:
    """Return the class of every index, from 1 on; 0 for NaN.

    Figures are held against limits to nine decimals. One on a limit belongs to the class nearer
    to 0.

    Examples
    --------
    >>> class_numbers(np.array([-1.1, -1.0, 0.0, 1.0, 1.2, 1.5, 9.0, np.nan]), (-1.0, 1.0, 1.5))
    array([1, 2, 2, 2, 3, 3, 4, 0])
    """
    clean = np.round(index, NOISE_DECIMALS)
    beyond = [clean >= limit if limit < 0 else clean > limit for limit in limits]
    classes = 1 + np.sum(beyond, axis=0, dtype=np.int_)
    return np.where(np.isnan(index), 0, classes)


def rounded(figures: Figures, decimals: int | None) -> Figures:
    """Return *figures* rounded to *decimals*, halves away from 0; as they are for None.

    Examples
    --------
    >>> rounded(np.array([0.125, -0.125, 2.5]), 2)
    array([ 0.13, -0.13,  2.5 ])
    """
    if decimals is None:
        return figures
    scale = 10.0**decimals
    result: Figures = np.copysign(np.floor(np.abs(figures) * scale + 0.5) / scale, figures)
    return result


def _line(before: Figures, after: Figures) -> tuple[float, float]:
    """Return offset and slope of the line from *before* to *after*, which are on one."""
    if before.size == 0 or before.max() == before.min():
        return 0.0, 0.0
    low, high = int(before.argmin()), int(before.argmax())
    slope = float((after[high] - after[low]) / (before[high] - before[low]))
    return float(after[low] - slope * before[low]), slope


def _alike(part: Part, inputs: Inputs) -> tuple[str, ...]:
    chosen = inputs.values[inputs.counted]
    same = [len(chosen) > 0 and bool((column == column[0]).all()) for column in chosen.T]
    return tuple(
        one.indicator for one, is_same in zip(part.ingredients, same, strict=True) if is_same
    )
