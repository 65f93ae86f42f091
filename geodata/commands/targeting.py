"""``python -m geodata targeting``: whether funding goes where the need is, as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from geodata.model import Indicator
from geodata.statistics.need import Need, need_by_index, need_by_limit
from geodata.statistics.social_index import social_index
from geodata.statistics.targeting import (
    STAGES,
    Figures,
    Measure,
    Received,
    Targeting,
    at_limits,
    limits_to_try,
    money_received,
    people_reached,
    severity_of,
    targeting,
    usual_limit,
)
from geodata.table_command import Chosen, Row, number, numbers, refusal

MEASURES = {"menschen": Measure.PEOPLE, "geld": Measure.MONEY}


@dataclass(frozen=True, eq=False)
class _Asked:
    """What the command line asks for, as the statistics want it."""

    need: Need
    severity: Figures
    year: int
    indicator: Indicator | None  # None: by the classes of an index
    limit: float


def curve_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield the points of the curve, the areas with most need first."""
    yield "areas", "people_share", "received_share"
    found = _found(chosen)
    areas = chosen.level().area_ids
    groups = ["", *(" ".join(areas[place] for place in group) for group in found.curve.groups)]
    for ids, *shares in zip(groups, found.curve.people, found.curve.received, strict=True):
        yield ids, *numbers(shares)


def index_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield the concentration index with its range."""
    yield "year", "measure", "people", "index", "low", "high", "areas", "left_out"
    found = _found(chosen)
    curve = found.curve
    counts = sum(map(len, curve.groups)), len(found.left_out)
    yield (str(found.year), found.received.measure, found.counted,
           *numbers((curve.index, curve.low, curve.high)), *map(str, counts))  # fmt: skip


def area_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: its need, its people, its funding."""
    yield "area", "in_need", "need", "people", "funding", "received", "low", "high"
    asked, found = _asked(chosen), _found(chosen)
    row = asked.need.years.index(asked.year)
    given = found.received
    for place, area in enumerate(chosen.level().area_ids):
        known = bool(asked.need.known[row, place])
        needy = str(int(asked.need.mask[row, place])) if known else ""
        left_out = place in found.left_out
        figures = (asked.severity, found.people, given.middle, given.low, given.high)
        told = [number(float("nan") if left_out else one[place]) for one in figures]
        yield area, needy, *told[:2], found.states[place], *told[2:]


def limit_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row a limit: the areas beyond it, who of their people is funded."""
    yield ("limit", "areas", "areas_funded", "areas_formerly", "people", "people_funded",
           "low", "high", "people_formerly", "people_outside")  # fmt: skip
    asked = _asked(chosen)
    if asked.indicator is None:
        raise refusal("--show", "andere Grenzen für einen Index", "limits", ("curve", "areas"))
    series = chosen.city.series[asked.need.level, asked.indicator.id]
    values = series.value[series.years.index(asked.year)]
    limits = limits_to_try(values, asked.indicator.decimals, asked.limit)
    for one in at_limits(chosen.city, asked.indicator, asked.need, asked.year, limits):
        split = one.people
        counts = map(str, (one.areas, one.funded, one.formerly))
        people = (split.total, split.inside.people, split.inside.low, split.inside.high,
                  split.formerly.people, split.outside.people)  # fmt: skip
        yield number(one.limit), *counts, *numbers(people)


TABLES: dict[str, Callable[[Chosen], Iterator[Row]]] = {
    "curve": curve_rows,
    "index": index_rows,
    "areas": area_rows,
    "limits": limit_rows,
}


def _found(chosen: Chosen) -> Targeting:
    asked = _asked(chosen)
    given = _received(chosen, asked)
    if not given.enough:
        chosen.warn(
            f"{asked.year}: zu wenige Fördergebiete mit veröffentlichtem Geld oder Umriss; "
            "eine Verteilung lässt sich nicht angeben"
        )
    for ids, what in ((given.without_outline, "ohne Umriss"), (given.unpublished, "ohne Geld")):
        if ids:
            chosen.warn(f"nicht gezählt, {what}: {', '.join(ids)}")
    return targeting(chosen.city, asked.need, asked.severity, asked.year, given)


def _received(chosen: Chosen, asked: _Asked) -> Received:
    if chosen.options.measure not in MEASURES:
        raise refusal("--measure", "das Maß", chosen.options.measure, MEASURES)
    if MEASURES[chosen.options.measure] is Measure.PEOPLE:
        return people_reached(chosen.city, asked.need, asked.year, chosen.city.residents)
    if chosen.options.stage not in STAGES:
        raise refusal("--stage", "den Stand des Geldes", chosen.options.stage, STAGES)
    return money_received(chosen.city, asked.need.level, asked.year, chosen.options.stage)


def _asked(chosen: Chosen) -> _Asked:
    return _by_index(chosen) if chosen.options.index else _by_indicator(chosen)


def _by_indicator(chosen: Chosen) -> _Asked:
    city, series, indicator = chosen.city, chosen.series(), chosen.indicator()
    year = series.years[chosen.row(series)]
    limit = chosen.options.limit
    if limit is None:
        limit = usual_limit(city, series.level, indicator, year)
    need = need_by_limit(city, series.level, indicator, limit, city.residents)
    return _Asked(need, severity_of(city, series.level, indicator, year), year, indicator, limit)


def _by_index(chosen: Chosen) -> _Asked:
    city, name = chosen.city, chosen.options.index
    known = [one.id for one in city.indices]
    if name not in known:
        raise refusal("--index", "den Index", name, known)
    index, level = city.index(name), chosen.level().id
    classes = len(index.status.names)
    if not 1 <= chosen.options.from_class <= classes:
        text = str(chosen.options.from_class)
        raise refusal("--from-class", "die Klasse", text, map(str, range(1, classes + 1)))
    need = need_by_index(city, level, index, chosen.options.from_class, city.residents)
    year = chosen.options.year or (need.years[-1] if need.years else 0)
    if year not in need.years:
        raise refusal("--year", "das Jahr", str(year), map(str, need.years))
    severity = social_index(city, index, level, year).status.index
    return _Asked(need, severity, year, None, float("nan"))
