"""``python -m geodata comparable`` and ``profile``: one area and those that are like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geodata.model import City
from geodata.statistics.area_profile import area_profile
from geodata.statistics.comparable_areas import (
    ComparableAreas,
    Wanted,
    able,
    comparable_areas,
)
from geodata.table_command import Chosen, Row, number, numbers, refusal

MERITS = {1: "better", 0: "alike", -1: "worse", None: ""}
ORDERS = {1: "above", 0: "alike", -1: "below", None: ""}


def comparable_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each comparable area and indicator, the nearest area first."""
    asked = _comparable(chosen)
    ids, found = chosen.level().area_ids, asked.found
    if asked.left_out:
        chosen.warn(f"{asked.left_out} Gebiete bleiben außen vor: ihnen fehlt ein Wert")
    if not found.complete[found.own]:
        chosen.warn(
            f"dem Gebiet „{ids[found.own]}“ fehlt ein Wert: es lässt sich nicht vergleichen"
        )
    elif not found.places:
        chosen.warn("kein Gebiet ist in jedem Indikator so ähnlich")
    yield from explained(asked, ids)


def explained(asked: ComparableAreas, ids: Sequence[str]) -> Iterator[Row]:
    """Yield head and rows: each comparable area, indicator by indicator."""
    found = asked.found
    yield (
        "area", "distance", "indicator", "year", "value", "own", "difference", "difference_sd",
    )  # fmt: skip
    for place in found.places:
        for column, indicator in enumerate(asked.indicators):
            cells = (
                asked.values[place, column], asked.values[found.own, column],
                found.difference[place, column], found.difference_sd[place, column],
            )  # fmt: skip
            at = ids[place], number(found.distance[place]), indicator.id, str(asked.years[column])
            yield *at, *numbers(cells)


def profile_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each indicator of an area: interval, city, comparable areas."""
    asked = _comparable(chosen)
    if not asked.found.places:
        chosen.warn("kein Gebiet ist vergleichbar: die Spalten dafür sind leer")
    yield from profiled(chosen.city, asked, _year(chosen))


def profiled(city: City, asked: ComparableAreas, year: int) -> Iterator[Row]:
    """Yield head and rows: each indicator of the area against the city and comparable areas."""
    yield (
        "theme", "indicator", "year", "value", "low", "high", "status", "city", "against_city",
        "merit", "peers", "peers_known", "against_peers",
    )  # fmt: skip
    for one in area_profile(city, asked.level, asked.found.own, year, asked.found.places):
        yield (
            one.indicator.theme, one.indicator.id, str(one.year),
            *numbers((one.value, one.low, one.high)), str(one.status), number(one.city),
            ORDERS[one.order], MERITS[one.merit], number(one.peers), str(one.peers_known),
            ORDERS[one.peer_order],
        )  # fmt: skip


def _comparable(chosen: Chosen) -> ComparableAreas:
    level, options = chosen.level(), chosen.options
    if options.area not in level.area_ids:
        raise refusal("--area", "das Gebiet", options.area, level.area_ids)
    known = [one.id for one in able(chosen.city, level.id)]
    asked = tuple(name for name in options.indicators.split(",") if name)
    for name in asked:
        if name not in known:
            raise refusal("--indicators", "den Indikator", name, known)
    if not options.tolerance >= 0 or options.most < 0:
        raise refusal("--tolerance", "den Wert", str(options.tolerance), ["eine Zahl ab 0"])
    wanted = Wanted(_year(chosen), asked, options.tolerance, options.most)
    return comparable_areas(chosen.city, level.id, level.area_ids.index(options.area), wanted)


def _year(chosen: Chosen) -> int:
    if chosen.options.year is not None:
        return int(chosen.options.year)
    return max(year for series in chosen.city.series.values() for year in series.years)


COMPARABLE = {"comparable": comparable_rows}
PROFILE = {"profile": profile_rows}
