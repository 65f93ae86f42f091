"""Where need meets money: who in need lives in a funded area, lived in a former one, or in none.

A place that several funded areas cover counts once, in the first part that fits: ``inside`` one
that runs in that year, ``formerly`` inside one that has ended, in one of ``unknown`` state, in one
whose statute is ``void`` from the start, else ``outside``. A planned one is no funding yet. The
state of a year follows :func:`geodata.statistics.activity.funding_in`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Status
from geodata.statistics.activity import funding_in
from geodata.statistics.covered import (
    FUNDED,
    TOUCHED,
    Covered,
    measure,
    partly,
    people_by_part,
    place_states,
    reached,
    states_in,
    surfaces,
)
from geodata.statistics.estimate import Weighting
from geodata.statistics.need import Counted, Need
from geodata.statistics.split import Split, split

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class NeedyArea:
    """An area of need: its people in need (NaN: not known) and their shares by part, 0 to 1."""

    area: str
    people: float
    inside: float
    formerly: float
    unknown: float
    void: float
    outside: float


@dataclass(frozen=True)
class Place:
    """One area of the level, of need or not, as the map shows it.

    ``state`` is that of :func:`geodata.statistics.covered.place_states`, by surface; ``inside``
    and ``formerly`` are the estimated shares of its people, 0 to 1.
    """

    known: bool
    in_need: bool
    state: str
    inside: float
    formerly: float


@dataclass(frozen=True)
class Coverage:
    """Need and funding in one year. Ids are in the order of the level or of the city.

    Attributes
    ----------
    year : int
    counted : Counted
        Who the people are: cases or residents.
    method : Weighting
        How partly covered areas of need were shared out; ``none`` without an area of need.
    status : Status
        ``doubtful`` as soon as one area of need is, else ``ok``; ``missing`` if no area has a
        figure.
    places : tuple of Place
        Every area of the level, in its order.
    areas : tuple of NeedyArea
        Every area of need.
    in_need : Split
        The people of the areas of need.
    everyone : Split
        The same people of all areas, of need or not: cases live elsewhere, too.
    unfunded : tuple of str
        Areas of need that funded areas of any kind (but planned ones) cover to less than 1 %.
    without_need : tuple of str
        Funded areas that run and of whose outline less than 1 % lies in areas of need or in areas
        without a figure.
    without_figure : tuple of str
        Areas of which nothing can be said; they are in no sum.
    uncounted : tuple of str
        Areas of need whose people are not known; they are in no sum.
    without_outline : tuple of str
        Funded areas that have no outline and are not merely planned: their people count as
        outside.
    """

    year: int
    counted: Counted
    method: Weighting
    status: Status
    places: tuple[Place, ...]
    areas: tuple[NeedyArea, ...]
    in_need: Split
    everyone: Split
    unfunded: tuple[str, ...]
    without_need: tuple[str, ...]
    without_figure: tuple[str, ...]
    uncounted: tuple[str, ...]
    without_outline: tuple[str, ...]


def coverage(city: City, need: Need, residents: str = "") -> tuple[Coverage, ...]:
    """Return who in need lives inside, formerly inside and outside of funded areas, by year.

    Parameters
    ----------
    city
        ``funded_areas`` are the ones that are asked about: replace them to ask of one programme.
    need
        Areas of need and the people to share out.
    residents
        Id of the indicator (a count) that holds residents, for weights by residents of smaller
        areas; empty: always by surface.

    Returns
    -------
    tuple of Coverage
        One for each year of *need*. The five parts add up to their total exactly (people are
        kept to a millionth), each is between 0 and the total.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.statistics.need import need_by_limit
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> need = need_by_limit(city, "stadtteil", city.indicator("sgb-ii-anteil"), 0.0)
    >>> split = coverage(city, need)[-1].in_need
    >>> parts = (split.inside, split.formerly, split.unknown, split.void, split.outside)
    >>> sum(part.people for part in parts) == split.total
    True
    """
    measured = measure(city, need.level, residents)
    return tuple(_of_year(measured, need, row) for row in range(len(need.years)))


def _of_year(measured: Covered, need: Need, row: int) -> Coverage:
    city, year = measured.city, need.years[row]
    ids = np.array(measured.overlaps[need.level].area_ids)
    mask, people = need.mask[row], need.people[row]
    upto = reached(measured, states_in(measured, year))
    shared = people_by_part(measured, upto, year)
    cases = need.counted[row] is Counted.CASES
    shares = shared.of_cases if cases else shared.of_residents
    here = upto[need.level]
    return Coverage(
        year=year,
        counted=need.counted[row],
        method=_method(here[:, mask], shared.by_residents[mask]),
        status=_status(need, row),
        places=_places(need, row, surfaces(here), shares.single),
        areas=_needy_areas(ids[mask], people[mask], shares.single[:, mask]),
        in_need=split(people, mask, shares),
        everyone=split(people, np.ones(len(ids), dtype=bool), shares),
        unfunded=tuple(ids[mask & (here[-1] < TOUCHED)].tolist()),
        without_need=_without_need(measured, need, row),
        without_figure=tuple(ids[~need.known[row]].tolist()),
        uncounted=tuple(ids[mask & np.isnan(people)].tolist()),
        without_outline=tuple(
            one.id
            for one in city.funded_areas
            if one.outline is None and funding_in(one, year) in FUNDED
        ),
    )


def _places(need: Need, row: int, parts: Figures, shares: Figures) -> tuple[Place, ...]:
    columns = (
        need.known[row].tolist(),
        need.mask[row].tolist(),
        place_states(parts),
        shares[0].tolist(),
        shares[1].tolist(),
    )
    return tuple(Place(*one) for one in zip(*columns, strict=True))


def _needy_areas(ids: NDArray[np.str_], people: Figures, single: Figures) -> tuple[NeedyArea, ...]:
    columns = zip(ids.tolist(), people.tolist(), single.T.tolist(), strict=True)
    return tuple(NeedyArea(area_id, own, *parts) for area_id, own, parts in columns)


def _method(upto: Figures, by_residents: Flags) -> Weighting:
    """Return how the areas of need, with their covered shares *upto* each part, were shared out."""
    if not len(by_residents):
        return Weighting.NONE
    cut = partly(upto)
    if not cut.any():
        return Weighting.WHOLE
    return Weighting.RESIDENTS if by_residents[cut].all() else Weighting.AREA


def _status(need: Need, row: int) -> Status:
    if not need.known[row].any():
        return Status.MISSING
    return Status.DOUBTFUL if need.doubtful[row][need.mask[row]].any() else Status.OK


def _without_need(measured: Covered, need: Need, row: int) -> tuple[str, ...]:
    concerned = need.mask[row] | ~need.known[row]
    return tuple(
        area.id
        for area, shares in zip(measured.drawn, measured.of_outline, strict=True)
        if funding_in(area, need.years[row]) == "running" and shares[concerned].sum() < TOUCHED
    )
