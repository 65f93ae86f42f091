"""Where need meets money: who in need lives in a funded area, lived in a former one, or in none.

A place that several funded areas cover counts once, in the first part that fits: ``inside`` one
that runs in that year, ``formerly`` inside one that has ended, in one of ``unknown`` state, in one
whose statute is ``void`` from the start, else ``outside``. A planned one is no funding yet. The
state of a year follows :func:`geodata.statistics.activity.active_in`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Status
from geodata.renewal import FundedArea, Grant
from geodata.statistics.activity import active_in
from geodata.statistics.estimate import Weighting
from geodata.statistics.finance import Amount, counted, total
from geodata.statistics.need import Counted, Need
from geodata.statistics.overlap import SNAP, Mosaic, Overlap, mosaic, overlap
from geodata.statistics.split import PartWeights, Split, single_parts, split
from geodata.statistics.weights import weights

Figures = NDArray[np.float64]
Flags = NDArray[np.bool_]

FUNDED = ("running", "ended", "unknown", "void")  # states, in the order of the parts
TOUCHED = 0.01  # of a surface: less may be the width of a pen


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
    areas: tuple[NeedyArea, ...]
    in_need: Split
    everyone: Split
    unfunded: tuple[str, ...]
    without_need: tuple[str, ...]
    without_figure: tuple[str, ...]
    uncounted: tuple[str, ...]
    without_outline: tuple[str, ...]


@dataclass(frozen=True)
class Bundled:
    """Money of one stage in a funded area. ``per_resident`` is None where residents are unknown.

    Euro of their years. ``open_end``: the last year is not known („2016 ff.“). ``may_repeat``: a
    sum over several years stands beside another of the same time that it may contain, though no
    source says so; the amount may be too high.
    """

    stage: str
    amount: Amount
    first_year: int
    last_year: int
    open_end: bool
    per_resident: Amount | None
    may_repeat: bool


@dataclass(frozen=True, eq=False)
class _Measured:
    """All that does not depend on the year; ``drawn`` are the funded areas with an outline."""

    city: City
    need: Need
    residents: str
    drawn: tuple[FundedArea, ...]
    of_outline: Figures  # share of each outline in each area of the level of need
    mosaic: Mosaic  # of the outlines
    overlaps: Mapping[str, Overlap]  # of its pieces, by level


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
    drawn = tuple(area for area in city.funded_areas if area.outline is not None)
    outlines = [area.outline for area in drawn]
    cut = mosaic(outlines, city.crs)
    order = [level.id for level in city.levels]
    used = order[order.index(need.level) :] if residents else [need.level]
    measured = _Measured(
        city=city,
        need=need,
        residents=residents,
        drawn=drawn,
        of_outline=overlap(city, need.level, outlines).share_of_outline,
        mosaic=cut,
        overlaps={level_id: overlap(city, level_id, cut.pieces.tolist()) for level_id in used},
    )
    return tuple(_of_year(measured, row) for row in range(len(need.years)))


def bundled_money(funded_area: FundedArea) -> tuple[Bundled, ...]:
    """Return what was granted and what was spent, each for itself: the same euro may be in both.

    Rows that are part of another row of the same stage are not counted again.
    """
    found = []
    for stage in ("granted", "spent"):
        grants = counted(funded_area.grants, stage)
        if not grants:
            continue
        amount, living = total(grants), funded_area.residents
        each = Amount(amount.low / living, amount.high / living) if living else None
        first, last = min(one.year for one in grants), max(one.last_year for one in grants)
        open_end = any(one.open_end for one in grants)
        repeat = any(_may_contain(one, other) for one, other in permutations(grants, 2))
        found.append(Bundled(stage, amount, first, last, open_end, each, repeat))
    return tuple(found)


def _may_contain(several: Grant, other: Grant) -> bool:
    """Return whether an amount of several years may contain another one."""
    elsewhere = several.project and several.project != other.project
    long = several.last_year > several.year or several.open_end
    ended = several.last_year < other.year and not several.open_end
    return bool(long and not elsewhere and not ended and several.year <= other.last_year)


def _of_year(measured: _Measured, row: int) -> Coverage:
    city, need = measured.city, measured.need
    ids = np.array(measured.overlaps[need.level].area_ids)
    mask, people = need.mask[row], need.people[row]
    reached = _reached(measured, need.years[row])
    shares, by_residents = _part_weights(measured, row, reached)
    covered = reached[need.level][-1]
    unclear = ~need.known[row]
    return Coverage(
        year=need.years[row],
        counted=need.counted[row],
        method=_method(reached[need.level][:, mask], by_residents[mask]),
        status=_status(need, row),
        areas=_needy_areas(ids[mask], people[mask], shares.single[:, mask]),
        in_need=split(people, mask, shares),
        everyone=split(people, np.ones(len(ids), dtype=bool), shares),
        unfunded=tuple(ids[mask & (covered < TOUCHED)].tolist()),
        without_need=_without_need(measured, row),
        without_figure=tuple(ids[unclear].tolist()),
        uncounted=tuple(ids[mask & np.isnan(people)].tolist()),
        without_outline=tuple(
            one.id
            for one in city.funded_areas
            if one.outline is None and active_in(one, need.years[row]) in FUNDED
        ),
    )


def _reached(measured: _Measured, year: int) -> dict[str, Figures]:
    """Return by level the share of each area that is covered up to each part, shape (4, areas)."""
    states = [active_in(area, year) for area in measured.drawn]
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


def _part_weights(
    measured: _Measured, row: int, reached: Mapping[str, Figures]
) -> tuple[PartWeights, Flags]:
    """Return the weights of the parts, and for which areas residents decided."""
    need, first = measured.need, len(FUNDED)
    stacked = {level_id: np.vstack([upto, _single(upto)]) for level_id, upto in reached.items()}
    found = weights(measured.city, need.level, stacked, measured.residents, need.years[row])
    cases = need.counted[row] is Counted.CASES
    low, high = found.of_cases if cases else (found.low, found.high)
    ends = (end[first:] for end in (low, high, found.least, found.most))
    return PartWeights(found.people[:first], *ends), found.by_residents


def _single(upto: Figures) -> Figures:
    """Return the share of each area in each of the five parts, without crumbs of rounding."""
    parts = single_parts(upto)
    result: Figures = np.where(parts < SNAP, 0.0, np.where(parts > 1 - SNAP, 1.0, parts))
    return result


def _needy_areas(ids: NDArray[np.str_], people: Figures, single: Figures) -> tuple[NeedyArea, ...]:
    columns = zip(ids.tolist(), people.tolist(), single.T.tolist(), strict=True)
    return tuple(NeedyArea(area_id, own, *parts) for area_id, own, parts in columns)


def _method(upto: Figures, by_residents: Flags) -> Weighting:
    """Return how the areas of need, with their covered shares *upto* each part, were shared out."""
    if not len(by_residents):
        return Weighting.NONE
    partly = ((upto > 0) & (upto < 1)).any(axis=0)
    if not partly.any():
        return Weighting.WHOLE
    return Weighting.RESIDENTS if by_residents[partly].all() else Weighting.AREA


def _status(need: Need, row: int) -> Status:
    if not need.known[row].any():
        return Status.MISSING
    return Status.DOUBTFUL if need.doubtful[row][need.mask[row]].any() else Status.OK


def _without_need(measured: _Measured, row: int) -> tuple[str, ...]:
    need = measured.need
    concerned = need.mask[row] | ~need.known[row]
    return tuple(
        area.id
        for area, shares in zip(measured.drawn, measured.of_outline, strict=True)
        if active_in(area, need.years[row]) == "running" and shares[concerned].sum() < TOUCHED
    )
