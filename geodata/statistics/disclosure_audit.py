"""How narrowly hidden counts can be told from what is published together with them.

An outsider knows that counts are not negative, that parts make up their whole (areas a district,
districts the city), that a share is of no more people than there are, and what is printed. From
these follow a least and a greatest value for every hidden count. Where both lie close together,
hiding it was of no use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Indicator, Kind, Level, Series, Status
from geodata.statistics.disclosure import HIDDEN, wholes

ROUNDS = 50  # of passing bounds between wholes and parts; three levels settle in a few
SLACK = 1e-6  # of a person: counts are whole, floats are not
Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Relation:
    """A whole (level id, place) and its parts (level id, places)."""

    whole: tuple[str, int]
    parts: tuple[str, tuple[int, ...]]


@dataclass(frozen=True)
class Narrow:
    """A hidden count that lies between ``low`` and ``high``, both whole numbers."""

    indicator: str
    level: str
    area: str
    year: int
    status: str
    low: float
    high: float

    @property
    def exact(self) -> bool:
        """Whether the hidden count is known exactly."""
        return self.low == self.high


@dataclass(frozen=True, eq=False)
class Bounds:
    """Least and greatest values by level id; arrays of shape (areas,), changed in place."""

    low: Mapping[str, Figures]
    high: Mapping[str, Figures]


def narrow_counts(city: City, threshold: float = 3) -> Iterator[Narrow]:
    """Yield every hidden count whose greatest and least value are less than *threshold* apart.

    Bounds go back and forth between wholes and parts until nothing changes (the shuttle
    algorithm). As levels nest, they are the tightest that follow from these relations. What is
    not looked at: sums over several indicators (women and men), earlier publications, what
    people know besides. A count that is told exactly by one difference is withheld on reading
    already, see :func:`geodata.statistics.disclosure.without_giveaways`.

    Parameters
    ----------
    threshold
        Persons or cases, above 0. With 3, a count known to lie in 4 to 6 is reported.

    References
    ----------
    .. [1] Dobra, A., Fienberg, S. E. (2000): Bounds for cell entries in contingency tables given
       marginal totals and decomposable graphs. PNAS 97 (22), 11885-11892.
    .. [2] Buzzigoli, L., Giusti, A. (1999): An algorithm to calculate the lower and upper bounds
       of the elements of an array given its marginals. Statistical Data Protection '98, Eurostat.
    .. [3] Willenborg, L., de Waal, T. (2001): Elements of Statistical Disclosure Control. Springer.
    """
    relations = tuple(_relations(city))
    for indicator in city.indicators:
        found = {
            level.id: series for level in city.levels
            if (series := city.series.get((level.id, indicator.id))) is not None
        }  # fmt: skip
        years = sorted({year for series in found.values() for year in series.years})
        for year in years if indicator.kind in COUNTED else ():
            here = {at: one for at, one in found.items() if year in one.years}
            yield from _narrow_in(city, (indicator, year), (here, relations), threshold)


COUNTED = (Kind.COUNT, Kind.SHARE, Kind.RATE)


def _relations(city: City) -> Iterator[Relation]:
    by_id = {level.id: level for level in city.levels}
    for level in city.levels:
        for whole, members in wholes(level, by_id, city.city_level):
            ids = whole.area_ids
            yield from (
                Relation((whole.id, ids.index(area)), (level.id, tuple(parts)))
                for area, parts in members.items() if area in ids
            )  # fmt: skip


def _narrow_in(
    city: City,
    asked: tuple[Indicator, int],
    known: tuple[Mapping[str, Series], tuple[Relation, ...]],
    threshold: float,
) -> Iterator[Narrow]:
    (indicator, year), (found, relations) = asked, known
    hidden = {at: np.isin(one.status[one.years.index(year)], HIDDEN) for at, one in found.items()}
    if not any(cells.any() for cells in hidden.values()):
        return
    bounds = _first(city, indicator, year, found)
    able = [one for one in relations if one.whole[0] in found and one.parts[0] in found]
    shuttle(bounds, able)
    for level in (city.level(at) for at in found):
        yield from _reported(level, (indicator, year), (found, hidden, bounds), threshold)


def _reported(
    level: Level,
    asked: tuple[Indicator, int],
    known: tuple[Mapping[str, Series], Mapping[str, NDArray[np.bool_]], Bounds],
    threshold: float,
) -> Iterator[Narrow]:
    (indicator, year), (found, hidden, bounds) = asked, known
    series = found[level.id]
    states = series.status[series.years.index(year)]
    for place in np.flatnonzero(hidden[level.id]).tolist():
        low = float(np.ceil(bounds.low[level.id][place] - SLACK)) + 0.0
        high = float(np.floor(bounds.high[level.id][place] + SLACK)) + 0.0
        if 0 <= high - low < threshold:  # below 0: totals and parts contradict each other
            state = str(Status(states[place]))
            area = level.area_ids[place]
            yield Narrow(indicator.id, level.id, area, year, state, low, high)


def _first(city: City, indicator: Indicator, year: int, found: Mapping[str, Series]) -> Bounds:
    """Return what is known of single cells: published counts, rounded figures, people."""
    low, high = {}, {}
    for at, series in found.items():
        row = series.years.index(year)
        count = series.value[row] if indicator.kind is Kind.COUNT else series.numerator[row]
        low[at], high[at] = _of_cells(indicator, count, series, row)
        for twin in _twins(city, indicator, year, at):
            low[at] = np.where(np.isfinite(twin), np.fmax(low[at], twin), low[at])
            high[at] = np.where(np.isfinite(twin), np.fmin(high[at], twin), high[at])
    return Bounds(low, high)


def _twins(city: City, indicator: Indicator, year: int, level: str) -> Iterator[Figures]:
    """Yield the same counts from where else they are printed: a count and the share of it."""
    for other in city.indicators:
        series = city.series.get((level, other.id))
        if series is None or year not in series.years:
            continue
        if other.id == indicator.related:
            yield series.numerator[series.years.index(year)]
        elif other.related == indicator.id:
            yield series.value[series.years.index(year)]


def _of_cells(
    indicator: Indicator, count: Figures, series: Series, row: int
) -> tuple[Figures, Figures]:
    people, figure = series.denominator[row], series.value[row]
    most = people if indicator.kind is Kind.SHARE else np.full(len(people), np.inf)
    low, high = np.zeros(len(count)), np.where(np.isfinite(most), most, np.inf)
    if indicator.kind is not Kind.COUNT:
        half = 0.5 / 10.0**indicator.decimals
        printed = np.isfinite(figure) & np.isfinite(people)
        low = np.where(printed, (figure - half) * people / indicator.factor, low)
        high = np.where(printed, (figure + half) * people / indicator.factor, high)
    known = np.isfinite(count)
    return np.where(known, count, np.maximum(low, 0)), np.where(known, count, high)


def shuttle(bounds: Bounds, relations: list[Relation]) -> None:
    """Pass bounds between wholes and parts until nothing changes.

    Examples
    --------
    >>> low = {"a": np.array([0.0, 0, 5]), "w": np.array([7.0])}
    >>> high = {"a": np.array([np.inf, 1, 5]), "w": np.array([7.0])}
    >>> shuttle(Bounds(low, high), [Relation(("w", 0), ("a", (0, 1, 2)))])
    >>> low["a"].tolist(), high["a"].tolist()
    ([1.0, 0.0, 5.0], [2.0, 1.0, 5.0])
    """
    for _ in range(ROUNDS):
        changed = [_passed(bounds, one) for one in relations]
        if not any(changed):
            return


def _passed(bounds: Bounds, relation: Relation) -> bool:
    """Tighten the whole and the parts of one relation; return whether anything has changed."""
    (level, place), (at, parts) = relation.whole, relation.parts
    places = list(parts)
    low, high = bounds.low[at][places], bounds.high[at][places]
    whole_low = max(bounds.low[level][place], low.sum())
    whole_high = min(bounds.high[level][place], high.sum())
    least = np.maximum(low, whole_low - _others(high))
    most = np.minimum(high, whole_high - _others(low))
    changed = (
        whole_low > bounds.low[level][place] + SLACK
        or whole_high < bounds.high[level][place] - SLACK
        or bool((least > low + SLACK).any() or (most < high - SLACK).any())
    )
    bounds.low[level][place], bounds.high[level][place] = whole_low, whole_high
    bounds.low[at][places], bounds.high[at][places] = least, most
    return changed


def _others(ends: Figures) -> Figures:
    """Return for each part the sum of the others; infinite where one of them is."""
    endless = np.isinf(ends)
    rest = ends[~endless].sum() - np.where(endless, 0.0, ends)
    found: Figures = np.where(endless.sum() - endless > 0, np.inf, rest)
    return found
