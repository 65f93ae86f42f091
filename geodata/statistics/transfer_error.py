"""How far off transferred figures are, measured where a count is published for both divisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geodata.model import City, Kind, Series
from geodata.statistics.crosswalk import Crosswalk, Figures, Land, Weighting, crosswalk
from geodata.statistics.transfer import transferred

CLOSE = 0.05  # of the published figure
LEAST_TOTAL = 1_000  # smaller totals may agree by chance
MOSTLY = 0.95  # of the areas
FEW = 30  # areas from which on two shares that agree everywhere are one and the same
AGREE = 0.5  # points: two publications of one share are rounded, and boundaries drawn twice


@dataclass(frozen=True)
class Known:
    """The same count on old and new areas: ids of indicators and years."""

    old: str
    old_year: int
    new: str
    new_year: int


@dataclass(frozen=True)
class TransferError:
    """Transferred minus published counts over the new areas that are not made of whole old ones.

    Attributes
    ----------
    known : Known
        The count that was compared.
    weighting : Weighting
    weights_year : int
        Year of the residents that were weights; 0: surface.
    areas, unchanged : int
        Areas that were estimated, and areas made of whole old ones (left out here).
    rmse : float
        Root of the mean squared difference, in persons or cases.
    mape : float
        Mean of the absolute difference over the published figure, 0 to 1, where that is not 0.
    close : float
        Share of the areas that are off by at most 5 % of the published figure, 0 to 1.
    largest : float
        The largest absolute difference.
    difference : float
        Sum of the transferred minus sum of the published, over all areas: 0 if nothing is lost.
    """

    known: Known
    weighting: Weighting
    weights_year: int
    areas: int
    unchanged: int
    rmse: float
    mape: float
    close: float
    largest: float
    difference: float


def known_on_both(city: City, old: str, new: str) -> tuple[Known, ...]:
    """Return the counts that are published for the old and for the new areas.

    The same indicator with the same year on both levels; or residents and another count whose
    totals agree to the last one (people of one day in two publications). Years that lack many
    areas do not count; where a few are missing, the total says whether anybody lives there.
    """
    mine, theirs = list(_complete(city, old)), list(_complete(city, new))
    found = []
    for one, year, total in mine:
        for other, other_year, other_total in theirs:
            same = one == other and year == other_year
            equal = total == other_total and total >= LEAST_TOTAL
            if same or (equal and city.residents in (one, other)):
                found.append(Known(one, year, other, other_year))
    return tuple(sorted(found, key=lambda each: (-each.old_year, each.old, each.new)))


def transfer_errors(city: City, land: Land, known: Known) -> tuple[TransferError, ...]:
    """Return the errors by surface, and by residents of each new year: by distance in time.

    What is compared is never its own weight: the residents of the old areas are those of another
    year, and a year of the new areas whose residents are those compared is left out.
    """
    counts = _row(city.series[land.old, known.old], known.old_year)
    truth = _row(city.series[land.new, known.new], known.new_year)
    before = _other_years(city, land.old, counts)
    walks = [crosswalk(city, land, Weighting.SURFACE)]
    for year in _other_years(city, land.new, truth):
        years = before[-1] if before else 0, year
        walks.append(crosswalk(city, land, Weighting.RESIDENTS, years))
    return tuple(measured(known, walk, counts, truth) for walk in walks)


def _other_years(city: City, level: str, counts: Figures) -> list[int]:
    """Return the years whose residents are not *counts* themselves."""
    series = city.series.get((level, city.residents))
    years = series.years if series is not None else ()
    return [
        year for year in years
        if series is not None and not np.array_equal(_row(series, year), counts, equal_nan=True)
    ]  # fmt: skip


def measured(known: Known, walk: Crosswalk, counts: Figures, truth: Figures) -> TransferError:
    """Return the error of *counts* (old areas), shared out by *walk*, against *truth* (new)."""
    found = counts @ walk.weights
    rows = ~walk.exact & np.isfinite(truth)
    off = (found - truth)[rows]
    base = truth[rows]
    some = base > 0
    relative = np.abs(off[some]) / base[some]
    return TransferError(
        known,
        Weighting.RESIDENTS if walk.residents_year else Weighting.SURFACE,
        walk.residents_year,
        int(rows.sum()),
        int(walk.exact.sum()),
        float(np.sqrt((off**2).mean())) if off.size else 0.0,
        float(relative.mean()) if relative.size else 0.0,
        float((np.abs(off) <= CLOSE * base).mean()) if off.size else 1.0,
        float(np.abs(off).max(initial=0.0)),
        float(found.sum() - np.nansum(truth)),
    )


@dataclass(frozen=True)
class ShareError:
    """Transferred shares against published ones, over the areas not made of whole old ones.

    ``mean`` is the mean absolute difference and ``rmse`` the root of the mean square, both in
    points of the indicator; ``spread`` is the standard deviation of the published figures.
    """

    known: Known
    weighting: Weighting
    areas: int
    mean: float
    rmse: float
    spread: float


def share_errors(city: City, walks: Sequence[Crosswalk]) -> tuple[ShareError, ...]:
    """Return the errors of shares that are published for old and new areas under two names.

    Two indicators are one and the same where they agree in at least 30 areas that the reform left
    as they were (95 % of them within half a point). Groups of people do not live spread out as
    all residents do: these errors are larger than those of residents.
    """
    found = []
    for known, truth in _same_shares(city, walks[0]) if walks else ():
        for walk in walks:
            moved = transferred(city, city.series[walk.old, known.old], walk)
            assert moved is not None, "a share with numerators is never refused"
            off = (_row(moved, known.old_year) - truth)[~walk.exact]
            off = off[np.isfinite(off)]
            if off.size:
                by = Weighting.RESIDENTS if walk.residents_year else Weighting.SURFACE
                errors = float(np.abs(off).mean()), float(np.sqrt((off**2).mean()))
                found.append(ShareError(known, by, len(off), *errors, float(np.nanstd(truth))))
    return tuple(found)


def _same_shares(city: City, walk: Crosswalk) -> Iterator[tuple[Known, Figures]]:
    """Yield shares of the old areas with the published figures of the same share on new ones."""
    published = [
        (name, series)
        for (level, name), series in city.series.items()
        if level == walk.new and city.indicator(name).kind not in (Kind.COUNT, Kind.CLASS)
    ]
    for (level, name), series in city.series.items():
        shared = level == walk.old and city.indicator(name).kind is Kind.SHARE
        moved = transferred(city, series, walk) if shared else None
        for other, theirs in published if moved is not None else ():
            assert moved is not None
            mine, truth = moved.value[-1], theirs.value[0]
            if _agree(mine[walk.exact], truth[walk.exact]):
                yield Known(name, series.years[-1], other, theirs.years[0]), truth


def _agree(mine: Figures, theirs: Figures) -> bool:
    both = np.isfinite(mine) & np.isfinite(theirs)
    if both.sum() < FEW or not np.ptp(theirs[both]) > 2 * AGREE:
        return False
    return bool((np.abs(mine - theirs)[both] <= AGREE).mean() >= MOSTLY)


def _complete(city: City, level: str) -> Iterator[tuple[str, int, float]]:
    """Yield id, year and total of the counts of a level that hardly any area lacks."""
    for (at, name), series in city.series.items():
        if at != level or city.indicator(name).kind is not Kind.COUNT:
            continue
        for year, row in zip(series.years, series.value, strict=True):
            if np.isfinite(row).mean() > MOSTLY:
                yield name, year, float(np.nansum(row))


def _row(series: Series, year: int) -> Figures:
    row: Figures = series.value[series.years.index(year)]
    return row
