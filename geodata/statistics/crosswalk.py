"""From the areas of before a reform to those of after it: which share of each goes where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Level
from geodata.reading.moments import lies_before
from geodata.statistics.overlap import overlap

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

SLIVER = 0.01  # of both areas: outlines that were drawn twice, not land that changed hands
WHOLE = 1e-9
ROUNDS = 20


class Weighting(StrEnum):
    """By what an old area is shared out among new ones."""

    RESIDENTS = "residents"  # residents of the new areas, in their first year
    SURFACE = "surface"


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Crosswalk:
    """Shares of old areas (rows) in new ones (columns), both in the order of their levels.

    Attributes
    ----------
    old, new : str
        Ids of the levels.
    weights : array of float, shape (old areas, new areas)
        0 to 1; a row adds up to 1, or to 0 where no new area covers the old one.
    pieces : array of float, shape (old areas, new areas)
        Residents (or square metres) of each piece, for means of what cannot be added up.
    touched : array of bool, shape (old areas, new areas)
        Which old areas a new one lies in; where nobody lives, the share is 0 nevertheless.
    by_residents : array of bool, shape (old areas,)
        Whether the row rests on residents; else on surface.
    residents_year : int
        Calendar year of the residents; 0: none.
    """

    old: str
    new: str
    weights: Figures
    pieces: Figures
    touched: Flags
    by_residents: Flags
    residents_year: int

    @cached_property
    def exact(self) -> Flags:
        """The new areas that are made of whole old ones, shape (new areas,): nothing is shared."""
        parts = self.touched & (self.weights < 1 - WHOLE)
        return np.asarray(self.touched.any(axis=0) & ~parts.any(axis=0))

    @cached_property
    def lost(self) -> Flags:
        """The old areas that no new one covers, shape (old areas,): their people go nowhere."""
        return np.asarray(~self.touched.any(axis=1))


def reforms(city: City) -> tuple[tuple[Level, Level], ...]:
    """Return pairs of levels (before, after) of which one ended before the other began.

    The finest new level comes first. Empty where the package names no dates.
    """
    found = [(old, new) for new in city.levels for old in city.levels if _follows(old, new)]
    return tuple(sorted(found, key=lambda pair: (-len(pair[1].areas), pair[1].id, pair[0].id)))


def _follows(old: Level, new: Level) -> bool:
    if old.valid_until is None or new.valid_from is None:
        return False
    return lies_before(old.valid_until, new.valid_from)


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Land:
    """The square metres that old areas (rows) share with new ones (columns), without slivers."""

    old: str
    new: str
    shared: Figures


def shared_land(city: City, old: str, new: str) -> Land:
    """Return what the areas of two levels share (KeyError if there is no such level).

    Pieces of less than 1 % of both areas are two drawings of one line and are left out.
    """
    found = overlap(city, new, [area.geometry for area in city.level(old).areas])
    shared = found.shared_m2
    of_old = shared / np.where(found.outline_m2 > 0, found.outline_m2, np.inf)[:, np.newaxis]
    small = (of_old < SLIVER) & (shared < SLIVER * found.area_m2)
    return Land(old, new, np.where(small, 0.0, np.nan_to_num(shared)))


def crosswalk(
    city: City,
    land: Land,
    weighting: Weighting = Weighting.RESIDENTS,
    years: tuple[int, int] | None = None,
) -> Crosswalk:
    """Return which share of each old area goes to which new one.

    By surface: the shared square metres over those of the old area. By residents: a new area's
    residents are spread over its surface, then the residents of the pieces are fitted in turn to
    those of the old and of the new areas (iterative proportional fitting), and the old area is
    shared out by the residents of its pieces. So people stay out of a wood that was joined to a
    village. Where residents are not known, or are nobody, by surface.

    Parameters
    ----------
    land
        From :func:`shared_land`.
    years
        Calendar years of the residents of the old and of the new areas, 0: not used; None: the
        last year before and the first year after.

    Notes
    -----
    Every row adds up to 1, so that sums are kept. Twenty rounds change no share of Berlin by a
    hundredth any more.

    References
    ----------
    Goodchild, M. F., Lam, N. S.-N. (1980). Areal interpolation: a variant of the traditional
    spatial problem. Geo-Processing 1, 297-312.

    Deming, W. E., Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency
    table when the expected marginal totals are known. The Annals of Mathematical Statistics 11
    (4), 427-444.
    """
    shared = land.shared
    before, after = years or (_years(city, land.old)[-1], _years(city, land.new)[0])
    if weighting is Weighting.SURFACE:
        before = after = 0
    pieces = _spread(_people(city, land.new, after), shared)
    rows = np.isfinite(pieces).all(axis=1) & (np.nansum(pieces, axis=1) > 0)
    margins = _people(city, land.old, before), _people(city, land.new, after)
    pieces = _fitted(pieces, rows, *margins)
    used = np.where(rows[:, np.newaxis], pieces, shared)
    whole = used.sum(axis=1, keepdims=True)
    weights = np.divide(used, whole, out=np.zeros_like(used), where=whole > 0)
    return Crosswalk(land.old, land.new, weights, used, shared > 0, rows, after)


def _years(city: City, level: str) -> tuple[int, ...]:
    series = city.series.get((level, city.residents))
    return series.years if series is not None else (0,)


def _people(city: City, level: str, year: int) -> Figures:
    """Return the residents of the areas; NaN where not known, everywhere for year 0."""
    series = city.series.get((level, city.residents))
    if series is None or not year:
        return np.full(len(city.level(level).areas), np.nan)
    row: Figures = series.value[series.years.index(year)]
    return row


def _spread(people: Figures, shared: Figures) -> Figures:
    """Return the residents of each piece; NaN where a piece is, and its residents are not."""
    land = shared.sum(axis=0)
    parts = np.divide(shared, land, out=np.zeros_like(shared), where=land > 0)
    result: Figures = np.where(shared > 0, parts * people, 0.0)
    return result


def _fitted(pieces: Figures, rows: Flags, old: Figures, new: Figures) -> Figures:
    """Return *pieces* whose rows and columns add up to the residents, as far as both are known.

    Rows without usable pieces or residents, and columns that such a row reaches, stay as they are.
    """
    usable = rows & np.isfinite(old) & (np.nan_to_num(old) > 0)
    reached = (pieces != 0) & ~usable[:, np.newaxis]
    columns = np.isfinite(new) & ~reached.any(axis=0)
    found = np.where(usable[:, np.newaxis], pieces, 0.0)
    if not usable.any():
        return pieces
    grown = found.sum() / old[usable].sum()  # what is new since then is spread as what was
    for _ in range(ROUNDS):
        found *= _factor(np.where(usable, old * grown, np.nan), found.sum(axis=1))[:, np.newaxis]
        found *= _factor(np.where(columns, new, np.nan), found.sum(axis=0))
    result: Figures = np.where(usable[:, np.newaxis], found, pieces)
    return result


def _factor(wanted: Figures, found: Figures) -> Figures:
    able = np.isfinite(wanted) & (found > 0)
    result: Figures = np.divide(wanted, found, out=np.ones_like(found), where=able)
    return result
