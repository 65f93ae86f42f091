"""Which areas count as funded, from when, and which were never touched by any funding.

Funded areas seldom equal statistical areas, so the answer depends on a stated limit: the share of
an area's surface that must be covered.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import City
from geodata.statistics.activity import activity
from geodata.statistics.covered import TOUCHED
from geodata.statistics.overlap import Mosaic, Overlap, mosaic, overlap

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]
BEGUN = frozenset({"running", "transition", "ended", "void"})
USUAL_SHARE = 0.5  # less, and most of the area is something else
NOISE = 1e-9


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Treatment:
    """Arrays of shape (areas,) in the order of the level.

    Attributes
    ----------
    level : str
    areas : tuple of str
    least : float
        The share of its surface from which an area counts as funded.
    share : array of float
        What the asked funded areas together cover in the last year, 0 to 1.
    start : array of float
        The first year in which they cover at least ``least``; NaN: never.
    control : array of bool
        Areas that no funded area of the city ever covered to 1 % or more, and that no funded area
        without an outline names. Neither funded nor control: covered in part.
    elsewhere : array of bool
        Funded areas (of ``start``) that another funded area touched before their start.
    """

    level: str
    areas: tuple[str, ...]
    least: float
    share: Figures
    start: Figures
    control: Flags
    elsewhere: Flags

    @property
    def funded(self) -> Flags:
        """The areas that count as funded."""
        result: Flags = np.isfinite(self.start)
        return result

    @property
    def partly(self) -> Flags:
        """The areas that are neither funded nor control: they enter nothing."""
        result: Flags = ~self.funded & ~self.control
        return result


def treatment(
    city: City, level_id: str, asked: Collection[str], least: float, last: int
) -> Treatment:
    """Return which areas of a level count as funded by the *asked* funded areas.

    Parameters
    ----------
    city
        All its funded areas decide who is a control, also those that are not asked for.
    level_id
        KeyError if there is none of that id.
    asked
        Ids of funded areas.
    least
        Share of an area's surface, above 0 to 1.
    last
        The last year that matters; what begins later has not touched anything yet.

    Notes
    -----
    A funded area has begun from its first year that is ``running``, ``transition``, ``ended`` or
    ``void`` on (:func:`geodata.statistics.activity.active_in`); what has ended stays begun: its
    effect may stay. Where several lie over each other, a place counts once.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> found = treatment(city, "stadtteil", ["westliche-altstadt"], 0.5, 2022)
    >>> [area for area, own in zip(city.level("stadtteil").area_ids, found.funded) if own]
    ['01']
    """
    drawn = [one for one in city.funded_areas if one.outline is not None]
    outlines = [one.outline for one in drawn]
    cut, measured = mosaic(outlines, city.crs), overlap(city, level_id, outlines)
    pieces = overlap(city, level_id, cut.pieces.tolist())
    begins = _begins(city)
    own = {place: begins[one.id] for place, one in enumerate(drawn) if one.id in asked}
    other = {place: begins[one.id] for place, one in enumerate(drawn) if one.id not in asked}
    size = len(measured.area_ids)
    start = np.full(size, np.nan)
    for year in sorted({year for year in own.values() if year <= last}, reverse=True):
        start[_covered(cut, pieces, own, year) >= least - NOISE] = year
    touched = _covered(cut, pieces, own | other, last, unknown=True) >= TOUCHED
    unsure = {area for one in city.funded_areas if one.outline is None for area in one.areas}
    return Treatment(
        level=level_id,
        areas=measured.area_ids,
        least=least,
        share=_covered(cut, pieces, own, last),
        start=start,
        control=~touched & ~np.isin(measured.area_ids, list(unsure)),
        elsewhere=_elsewhere(cut, pieces, other, start),
    )


def _begins(city: City) -> dict[str, float]:
    """Return the first year of each funded area; NaN: not known."""
    return {
        id_: float(next((int(first) for first, _, state in runs if state in BEGUN), np.nan))
        for id_, runs in activity(city).items()
    }


def _covered(
    cut: Mosaic, pieces: Overlap, begins: dict[int, float], year: float, unknown: bool = False
) -> Figures:
    """Return what has begun by *year* covers of each area; *unknown*: or has no known start."""
    chosen = [
        place for place, first in begins.items() if first <= year or (unknown and first != first)
    ]
    return cut.share_of_area(pieces, chosen)


def _elsewhere(cut: Mosaic, pieces: Overlap, other: dict[int, float], start: Figures) -> Flags:
    found = np.zeros(len(start), dtype=bool)
    for year in np.unique(start[np.isfinite(start)]):
        before = _covered(cut, pieces, other, year - 1, unknown=True) >= TOUCHED
        found |= before & (start == year)
    return found
