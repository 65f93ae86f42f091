"""Several groups at once: which shares make up all people, and how unevenly they live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.model import City, Series
from geodata.statistics import bootstrap, separation
from geodata.statistics.bootstrap import Estimate
from geodata.statistics.segregation import LEAST, counting, has_people, suits
from geodata.statistics.trend import Trend, trend

Figures = NDArray[np.float64]
REST = ""  # the name of those who are in none of the groups
SLACK = 0.5  # people by which rounded counts may miss the total of an area
LEAST_REST = 0.001  # of all people: fewer in no group are rounding
DRAWS = 249  # half of those of one group: each costs as many times more as there are groups
MOST = 16  # groups among which partitions are looked for


class GroupsOverlap(ValueError):
    """Groups together are more than all people: somebody is counted twice. ``areas``: where."""

    def __init__(self, areas: int) -> None:
        super().__init__(f"the groups are more than all people in {areas} areas")
        self.areas = areas


@dataclass(frozen=True)
class YearGroups:
    """Several groups in one year; groups by id, :data:`REST` for those in none.

    ``share`` is that of all people, 0 to 1; ``apart`` the dissimilarity of the group against all
    others; ``information`` Theil's H.
    """

    year: int
    counted: int
    without: int
    share: Mapping[str, float]
    apart: Mapping[str, Estimate]
    information: Estimate


@dataclass(frozen=True)
class Groups:
    """Several groups in all years that know them all. ``trend`` is that of H."""

    groups: tuple[str, ...]
    years: tuple[YearGroups, ...]
    trend: Trend | None


def family(city: City, level_id: str, indicator_id: str) -> tuple[str, ...]:
    """Return the shares on a level that count parts of the same people, in the catalogue's order.

    The same people: the denominator has the same name and, where years are common, figures.
    """
    series, named = city.series.get((level_id, indicator_id)), city.indicator(indicator_id)
    if series is None or not suits(named) or not has_people(series):
        return ()
    found = []
    for one in city.indicators:
        other = city.series.get((level_id, one.id))
        alike = suits(one) and one.denominator == named.denominator and other is not None
        if alike and other is not None and has_people(other) and _same_people(series, other):
            found.append(one.id)
    return tuple(found)


def partition(city: City, level_id: str, indicator_id: str) -> tuple[str, ...]:
    """Return shares of one theme that make up all people, everybody in one; () if there are none.

    Of several such sets the one with *indicator_id*, then the one with most groups.
    """
    theme = city.indicator(indicator_id).theme
    names = [name for name in family(city, level_id, indicator_id)
             if city.indicator(name).theme == theme][:MOST]  # fmt: skip
    whole = city.series.get((level_id, indicator_id))
    every = [city.series[level_id, name] for name in names]
    able = [one for one in every if whole is not None and one.years[-1] == whole.years[-1]]
    if whole is None or not able:
        return ()
    counts = np.logical_and.reduce([counting(one, -1) for one in able])
    if not counts.any():
        return ()
    parts = [one.numerator[-1][counts] for one in able]
    found = [tuple(able[at].indicator for at in one)
             for one in _covers(parts, whole.denominator[-1][counts])]  # fmt: skip
    return max(found, key=lambda one: (indicator_id in one, len(one)), default=())


def groups(city: City, level_id: str, names: Sequence[str]) -> Groups:
    """Return how unevenly several groups live over the areas of a level, in every common year.

    Parameters
    ----------
    names
        Shares of one :func:`family`; who is in none of them makes up the rest.

    Returns
    -------
    Groups
        Years in which every group has figures; areas that lack one of them are left out.

    Raises
    ------
    GroupsOverlap
        If the groups together are more than all people of an area.

    References
    ----------
    Reardon, S. F., and Firebaugh, G. (2002): Measures of multigroup segregation. Sociological
    Methodology 32, 33-67.
    """
    every = [city.series[level_id, name] for name in names]
    ids = city.level(level_id).area_ids
    common = sorted(set.intersection(*(set(one.years) for one in every))) if every else []
    found = [_of_year(every, year, ids) for year in common]
    years = tuple(one for one in found if one is not None)
    line = [one.information for one in years]
    going = trend([one.year for one in years], [one.corrected for one in line],
                  [one.error for one in line])  # fmt: skip
    return Groups(tuple(names), years, going)


def _of_year(every: Sequence[Series], year: int, ids: tuple[str, ...]) -> YearGroups | None:
    rows = [(one, one.years.index(year)) for one in every]
    counts = np.logical_and.reduce([counting(one, row) for one, row in rows])
    order = np.array(sorted(np.flatnonzero(counts), key=lambda at: ids[at]), dtype=int)
    if len(order) < LEAST:
        return None
    parts = np.column_stack([one.numerator[row, order] for one, row in rows])
    total = rows[0][0].denominator[rows[0][1], order]
    table, names = _with_rest(parts, total), [*(one.indicator for one in every), REST]
    drawn = bootstrap.draw_groups(table, year, DRAWS)
    people, drawn_people = table.sum(-1), drawn.sum(-1)
    apart = {
        name: bootstrap.estimate(
            float(separation.dissimilarity(table[:, at], people)),
            separation.dissimilarity(drawn[..., at], drawn_people),
        )
        for at, name in enumerate(names[: table.shape[1]])
    }
    share = dict(zip(names, (table.sum(0) / table.sum()).tolist(), strict=False))
    information = bootstrap.estimate(
        float(separation.information(table)), separation.information(drawn)
    )
    return YearGroups(year, len(order), len(ids) - len(order), share, apart, information)


def _with_rest(parts: Figures, total: Figures) -> Figures:
    """Return *parts* with those who are in none of them, where there are any."""
    rest = total - parts.sum(-1)
    over = int((rest < -SLACK).sum())
    if over:
        raise GroupsOverlap(over)
    rest = np.clip(rest, 0, None)
    some = rest.sum() >= LEAST_REST * total.sum()
    found: Figures = np.column_stack([parts, rest]) if some else parts
    return found


def _same_people(one: Series, other: Series) -> bool:
    for year in set(one.years) & set(other.years):
        a, b = one.denominator[one.years.index(year)], other.denominator[other.years.index(year)]
        both = np.isfinite(a) & np.isfinite(b)
        if (np.abs(a[both] - b[both]) > SLACK).any():
            return False
    return True


def _covers(parts: Sequence[Figures], total: Figures) -> Iterator[tuple[int, ...]]:
    """Yield the sets of *parts* whose sum is *total* in every area."""
    left: list[tuple[int, Figures, tuple[int, ...]]] = [(0, total, ())]
    while left:
        begin, rest, taken = left.pop()
        if (rest <= SLACK).all():
            yield taken
            continue
        left += [
            (at + 1, rest - parts[at], (*taken, at))
            for at in range(begin, len(parts))
            if (parts[at] <= rest + SLACK).all()
        ]
