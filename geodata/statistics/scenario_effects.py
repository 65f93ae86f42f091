"""What a scenario changes: the same questions asked of the real city and of the played one.

Nothing is computed here that is not computed for the real city, too: index and classes
(:mod:`geodata.statistics.social_index`), need and funding (:mod:`geodata.statistics.coverage`), the
city's figure (:mod:`geodata.statistics.aggregate`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geodata.indices import DYNAMICS_CODES
from geodata.model import City, Direction, Indicator
from geodata.statistics.activity import funding_in
from geodata.statistics.aggregate import city_figures
from geodata.statistics.coverage import Coverage, coverage
from geodata.statistics.index_inputs import index_years
from geodata.statistics.need import Counted, need_by_limit
from geodata.statistics.social_index import IndexResult, PartResult, social_index
from geodata.statistics.targeting import people_reached, severity_of, targeting

NEEDY = ("people", "reached", "reached_share", "needy_share")


@dataclass(frozen=True)
class Asked:
    """What is asked of both cities. ``indicator`` and ``level`` are ids; limits may be None."""

    level: str
    indicator: str
    year: int
    limit_today: float | None = None
    limit_played: float | None = None


@dataclass(frozen=True)
class Measure:
    """One figure of both cities; NaN: not known. ``share`` is from 0 to 1.

    ``counted`` says who people in need are; it is ``nobody`` for other measures.
    """

    name: str
    today: float
    played: float
    share: bool = False
    counted: Counted = Counted.NOBODY

    @property
    def difference(self) -> float:
        """Played minus today; NaN where one of them is."""
        return self.played - self.today


@dataclass(frozen=True)
class Moved:
    """An area whose class of an index changes; an empty class: none."""

    area: str
    part: str  # "status" or "dynamics"
    today: str
    played: str


@dataclass(frozen=True, eq=False)  # compared by identity: it holds arrays
class IndexEffect:
    """An index of both cities with the areas that change class."""

    today: IndexResult
    played: IndexResult
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class State:
    """One city: need and funding (None without a limit), and everyone in funded areas."""

    city_figure: float
    need: Coverage | None
    residents: Coverage | None
    running: int
    concentration: float


def measures(real: City, played: City, asked: Asked) -> tuple[Measure, ...]:
    """Return the figures that a decision is about, of the real city and of the played one.

    Parameters
    ----------
    real, played
        Cities of the same areas.
    asked
        Level, indicator and year with figures; limits of need of both (one alone: for both).

    Returns
    -------
    tuple of Measure
        ``city``: figure of the whole city; ``running``: funded areas that run; ``residents`` and
        ``residents_share`` in them; ``concentration`` of funding on need, from -1 to 1
        (:mod:`geodata.statistics.targeting`, without any limit); and with limits ``areas``:
        areas of need, ``unfunded`` of them, ``people`` in need, ``reached`` of them in running
        funded areas and their ``reached_share``, and ``needy_share``: of the people in running
        funded areas, who lives in an area of need. People are cases where the indicator has
        them, else residents.

    Notes
    -----
    A static comparison: two states are computed alike, and nobody reacts to what is assumed.

    References
    ----------
    F. Bourguignon, A. Spadaro: Microsimulation as a tool for evaluating redistribution policies.
    Journal of Economic Inequality 4 (2006) 77-106 (arithmetic simulation, without reactions).

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.scenario_play import played
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> other = played(city, "ende:neustadt:2020").city
    >>> found = measures(city, other, Asked("stadtteil", "sgb-ii-anteil", 2022))
    >>> [(one.name, one.difference) for one in found if one.name == "running"]
    [('running', -1.0)]
    """
    limits = [one for one in (asked.limit_today, asked.limit_played) if one is not None]
    before = _state(real, asked, limits[0] if limits else None)
    after = _figures(_state(played, asked, limits[-1] if limits else None))
    there = {name: value for name, value, _ in after}
    who = Counted.NOBODY if before.need is None else before.need.counted
    return tuple(
        Measure(
            name, value, there.get(name, np.nan), share, who if name in NEEDY else Counted.NOBODY
        )
        for name, value, share in _figures(before)
    )


def index_effect(real: City, played: City, index: str, level: str, year: int) -> IndexEffect:
    """Return an index of both cities; KeyError if the city has none of that id.

    Examples
    --------
    >>> from pathlib import Path
    >>> import geodata
    >>> from geodata.package import read_city
    >>> from geodata.scenario_play import played
    >>> city = read_city(Path(geodata.__path__[0]) / "cities" / "flensburg")
    >>> other = played(city, "grenze:soziale-lage:status:3:2.9").city
    >>> found = index_effect(city, other, "soziale-lage", "stadtteil", 2022)
    >>> len(found.moved) > 0, {one.part for one in found.moved}
    (True, {'status'})
    """
    today = social_index(real, real.index(index), level, year)
    after = social_index(played, played.index(index), level, year)
    return IndexEffect(today, after, tuple(_moved(today, after)))


def asked_indices(city: City, level: str, year: int) -> tuple[str, ...]:
    """Return the ids of the indices that the city can compute on a level for a year."""
    return tuple(
        one.id
        for one in city.indices
        if level in one.meant_for([each.id for each in city.levels], city.city_level)
        and year in index_years(city, one, level)
    )


def class_codes(part: PartResult | None, dynamics: bool) -> tuple[str, ...]:
    """Return the class of every area as it is written; empty text for none."""
    if part is None:
        return ()
    codes = DYNAMICS_CODES if dynamics else tuple(map(str, range(1, len(part.part.limits) + 2)))
    return tuple(codes[number - 1] if number else "" for number in part.classes.tolist())


def _moved(today: IndexResult, after: IndexResult) -> Iterator[Moved]:
    for name in ("status", "dynamics"):
        codes = [class_codes(getattr(one, name), name == "dynamics") for one in (today, after)]
        for area, one, other in zip(today.areas, *codes, strict=False):
            if one != other:
                yield Moved(area, name, one, other)


def _state(city: City, asked: Asked, limit: float | None) -> State:
    indicator = city.indicator(asked.indicator)
    series = city.series[asked.level, asked.indicator]
    figures, _ = city_figures(city, asked.level, indicator)
    found = None if limit is None else need_and_funding(city, indicator, asked, limit)
    return State(
        city_figure=float(figures[series.years.index(asked.year)]),
        need=found,
        residents=_everyone(city, asked),
        running=sum(funding_in(one, asked.year) == "running" for one in city.funded_areas),
        concentration=_concentration(city, indicator, asked),
    )


def _concentration(city: City, indicator: Indicator, asked: Asked) -> float:
    """Return how far running funded areas reach those in need first; NaN where nothing runs."""
    if indicator.direction is Direction.NEUTRAL:
        return np.nan
    need = need_by_limit(city, asked.level, indicator, 0.0, city.residents)
    given = people_reached(city, need, asked.year, city.residents)
    if not given.enough:
        return np.nan
    severity = severity_of(city, asked.level, indicator, asked.year)
    return float(targeting(city, need, severity, asked.year, given).curve.index)


def need_and_funding(city: City, indicator: Indicator, asked: Asked, limit: float) -> Coverage:
    """Return need and funding in the year that is asked for."""
    need = need_by_limit(city, asked.level, indicator, limit, city.residents)
    return coverage(city, need.only(asked.year), city.residents)[0]


def _everyone(city: City, asked: Asked) -> Coverage | None:
    """Return all residents by funding; None where the city does not know them in that year."""
    series = city.series.get((asked.level, city.residents))
    if series is None or asked.year not in series.years:
        return None
    every = need_by_limit(city, asked.level, city.indicator(city.residents), -np.inf)
    return coverage(city, every.only(asked.year), city.residents)[0]


def _figures(state: State) -> Iterator[tuple[str, float, bool]]:
    yield "city", state.city_figure, False
    yield "running", float(state.running), False
    if state.residents is not None:
        yield "residents", state.residents.everyone.inside.people, False
        yield "residents_share", state.residents.everyone.share("inside")[0], True
    yield "concentration", state.concentration, False
    if state.need is None:
        return
    needy, known = state.need.in_need, state.need.counted is not Counted.NOBODY
    yield "areas", float(len(state.need.areas)), False
    yield "unfunded", float(len(state.need.unfunded)), False
    if known:
        funded = state.need.everyone.inside.people
        yield "people", needy.total, False
        yield "reached", needy.inside.people, False
        yield "reached_share", needy.share("inside")[0], True
        yield "needy_share", needy.inside.people / funded if funded > 0 else np.nan, True
