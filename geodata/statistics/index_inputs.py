"""What goes into a social index: figures or changes, who counts, and why others do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.indices import Change, Part, SocialIndex, Standardisation
from geodata.model import City, Series, Status

Figures = NDArray[np.float64]
States = NDArray[np.str_]
GRAVEST_FIRST = (
    Status.SUPPRESSED, Status.WITHHELD, Status.MISSING, Status.NOT_APPLICABLE,
    Status.DOUBTFUL, Status.INTERPOLATED, Status.OK,
)  # fmt: skip
LONGEST_STATUS = max(len(status) for status in Status)


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class Inputs:
    """Inputs of status or dynamics on one level in one year, in the order of its areas.

    Attributes
    ----------
    values : array of float, shape (areas, ingredients)
        NaN where there is no figure.
    counted : array of bool, shape (areas,)
        The areas that have every figure, are large enough and are not left out.
    state : array of text, shape (areas,)
        The gravest status of the inputs; ``not_applicable`` for an area that is left out or too
        small, the status of its residents where these are not known.
    residents : array of float or None, shape (areas,)
        Residents where the index names them; NaN where not known.
    """

    values: Figures
    counted: NDArray[np.bool_]
    state: States
    residents: Figures | None


def has_year(city: City, part: Part, level_id: str, year: int) -> bool:
    """Return whether every ingredient of *part* has a series with *year* (and the year before)."""
    years = [year] if _is_level(part) else [year, year - part.years]
    found = [city.series.get((level_id, one.indicator)) for one in part.ingredients]
    return all(one is not None and set(years) <= set(one.years) for one in found)


def index_years(city: City, index: SocialIndex, level_id: str) -> list[int]:
    """Return the years, ascending, in which the status of *index* can be computed on a level."""
    people = city.series.get((level_id, index.counting.residents))
    first = city.series.get((level_id, index.status.ingredients[0].indicator))
    if first is None or (index.counting.residents and people is None):
        return []
    return [
        year
        for year in first.years
        if has_year(city, index.status, level_id, year) and (people is None or year in people.years)
    ]


def part_inputs(city: City, index: SocialIndex, part: Part, level_id: str, year: int) -> Inputs:
    """Return the inputs of one part of *index*; KeyError if a series lacks the year.

    A change is known only where both years are: one hidden figure hides the change.
    """
    values, states = [], []
    for one in part.ingredients:
        series = city.series[level_id, one.indicator]
        figures, state = _row(series, year)
        if not _is_level(part):
            before, state_before = _row(series, year - part.years)
            figures, state = figures - before, gravest(state, state_before)
        values.append(figures)
        states.append(state)
    state = states[0]
    for other in states[1:]:
        state = gravest(state, other)
    residents, state = _count_residents(city, index, level_id, year, state)
    ids = city.level(level_id).area_ids
    left_out = np.isin(ids, [one.area for one in index.counting.left_out])
    small = np.zeros(len(ids), dtype=bool)
    if residents is not None:
        small = residents < index.counting.at_least
    known = np.isin(state, GRAVEST_FIRST[4:])
    state = np.where(known & (left_out | small), str(Status.NOT_APPLICABLE), state)
    counted = known & ~left_out & ~small
    return Inputs(np.column_stack(values), counted, state, residents)


def gravest(one: States, other: States) -> States:
    """Return, cell by cell, the graver of two statuses.

    Examples
    --------
    >>> gravest(np.array(["ok", "doubtful"]), np.array(["suppressed", "ok"])).tolist()
    ['suppressed', 'doubtful']
    """
    found = np.full(one.shape, str(Status.OK), dtype=f"<U{LONGEST_STATUS}")
    for status in reversed(GRAVEST_FIRST):
        found[(one == status) | (other == status)] = status
    return found


def _is_level(part: Part) -> bool:
    return part.change is Change.PUBLISHED


def _row(series: Series, year: int) -> tuple[Figures, States]:
    if year not in series.years:
        raise KeyError(f"{series.indicator!r} on level {series.level!r} has no year {year}")
    row = series.years.index(year)
    return series.value[row], series.status[row]


def _count_residents(
    city: City, index: SocialIndex, level_id: str, year: int, state: States
) -> tuple[Figures | None, States]:
    """Return residents, and *state* with the reason where residents are not known.

    Residents that are doubtful make the index so only where they are weights.
    """
    name = index.counting.residents
    if not name:
        return None, state
    series = city.series.get((level_id, name))
    if series is None or year not in series.years:
        raise KeyError(f"{name!r} on level {level_id!r} has no year {year}")
    people, known = _row(series, year)
    hidden = ~np.isfinite(people)
    touched = hidden | (index.standardisation is Standardisation.RESIDENTS)
    return people, np.where(touched, gravest(state, known), state)
