"""What funded areas cover of each area of a level, by their state in a year, and its people.

Everything that does not depend on the year is measured once (:func:`measure`). The five parts of
:data:`geodata.statistics.split.PARTS` exclude each other: a place that several funded areas cover
counts in the first part that fits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import City
from geodata.renewal import FundedArea
from geodata.statistics.activity import funding_in
from geodata.statistics.overlap import SNAP, Mosaic, Overlap, mosaic, overlap
from geodata.statistics.split import PartWeights, single_parts
from geodata.statistics.weights import weights

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

FUNDED = ("running", "ended", "unknown", "void")  # states, in the order of the parts
TOUCHED = 0.01  # of a surface: less may be the width of a pen


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Covered:
    """The funded areas with an outline, cut along each other and along the areas of the levels.

    Attributes
    ----------
    level : str
        Id of the level that is asked about.
    residents : str
        Id of the indicator that holds residents, or empty: by surface.
    drawn : tuple of FundedArea
        Those with an outline.
    of_outline : array, shape (drawn, areas)
        Share of each outline in each area of the level.
    overlaps : mapping
        Overlap of the pieces of ``mosaic`` with the areas, by id of the level: of ``level`` and,
        where residents are named, of the finer ones.
    """

    city: City
    level: str
    residents: str
    drawn: tuple[FundedArea, ...]
    of_outline: Figures
    mosaic: Mosaic
    overlaps: Mapping[str, Overlap]


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class People:
    """How the people of each area are shared out among the five parts in one year.

    Attributes
    ----------
    of_cases, of_residents : PartWeights
        The same shares; ranges for cases and for residents.
    by_residents : array of bool, shape (areas,)
        Whether residents of smaller areas decided (else surface).
    """

    of_cases: PartWeights
    of_residents: PartWeights
    by_residents: Flags


def measure(city: City, level_id: str, residents: str = "") -> Covered:
    """Return what the funded areas of *city* cover of the areas of a level.

    Parameters
    ----------
    city
        ``funded_areas`` are the ones that are asked about.
    level_id
        KeyError if there is none of that id.
    residents
        Id of the indicator (a count) that holds residents; empty: always by surface.
    """
    drawn = tuple(area for area in city.funded_areas if area.outline is not None)
    outlines = [area.outline for area in drawn]
    cut = mosaic(outlines, city.crs)
    order = [level.id for level in city.levels]
    used = order[order.index(level_id) :] if residents else [level_id]
    return Covered(
        city=city,
        level=level_id,
        residents=residents,
        drawn=drawn,
        of_outline=overlap(city, level_id, outlines).share_of_outline,
        mosaic=cut,
        overlaps={one: overlap(city, one, cut.pieces.tolist()) for one in used},
    )


def reached(measured: Covered, states: tuple[str, ...]) -> dict[str, Figures]:
    """Return by level the share of each area that is covered up to each part, shape (4, areas).

    Parameters
    ----------
    states
        The state of each drawn funded area, see :func:`states_in`.
    """
    sets = [
        [place for place, state in enumerate(states) if state in FUNDED[: last + 1]]
        for last in range(len(FUNDED))
    ]
    return {
        level_id: np.maximum.accumulate(
            [measured.mosaic.share_of_area(found, chosen) for chosen in sets], axis=0
        )
        for level_id, found in measured.overlaps.items()
    }


def states_in(measured: Covered, year: int) -> tuple[str, ...]:
    """Return the state of each drawn funded area in *year*."""
    return tuple(funding_in(area, year) for area in measured.drawn)


def people_by_part(measured: Covered, upto: Mapping[str, Figures], year: int) -> People:
    """Return how people are shared out, from the covered shares that :func:`reached` gave."""
    first = len(FUNDED)
    stacked = {level_id: np.vstack([one, surfaces(one)]) for level_id, one in upto.items()}
    found = weights(measured.city, measured.level, stacked, measured.residents, year)
    certain = found.least[first:], found.most[first:]

    def with_ends(low: Figures, high: Figures) -> PartWeights:
        return PartWeights(found.people[:first], low[first:], high[first:], *certain)

    return People(with_ends(*found.of_cases), with_ends(found.low, found.high), found.by_residents)


def surfaces(upto: Figures) -> Figures:
    """Return the share of each area in each of the five parts, without crumbs of rounding.

    Examples
    --------
    >>> surfaces(np.array([[0.25], [0.5], [0.5], [0.5]])).ravel().tolist()
    [0.25, 0.25, 0.0, 0.0, 0.5]
    """
    parts = single_parts(upto)
    result: Figures = np.where(parts < SNAP, 0.0, np.where(parts > 1 - SNAP, 1.0, parts))
    return result


def partly(upto: Figures) -> Flags:
    """Return which areas lie only in part in one of the parts, shape (areas,)."""
    result: Flags = np.any((upto > 0) & (upto < 1), axis=0)
    return result


def place_states(parts: Figures) -> tuple[str, ...]:
    """Return how each area counts on the map, by the first part that covers a hundredth of it.

    Parameters
    ----------
    parts
        Shares of the surface, shape (5, areas), see :func:`surfaces`.

    Returns
    -------
    tuple of str
        ``inside``, ``formerly``, ``unclear`` (state unknown or statute void) or ``outside``.

    Examples
    --------
    >>> place_states(np.array([[0.2, 0.0], [0.0, 0.005], [0, 0], [0, 0], [0.8, 0.995]]))
    ('inside', 'outside')
    """
    covered = [part >= TOUCHED for part in (parts[0], parts[1], parts[2] + parts[3])]
    found = np.select(covered, ["inside", "formerly", "unclear"], "outside")
    return tuple(found.tolist())
