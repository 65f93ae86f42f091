"""``python -m geodata scenario``: what a scenario changes, beside the real state.

The scenario is given in the grammar of :mod:`geodata.scenario`. Numbers have six decimals, empty
cells mean: no figure (``status_*`` say why).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from geodata.model import Level, Series
from geodata.scenario import Refused
from geodata.scenario_changes import Reason
from geodata.scenario_play import Played, played
from geodata.statistics.scenario_effects import (
    Asked,
    IndexEffect,
    Measure,
    asked_indices,
    class_codes,
    index_effect,
    measures,
)
from geodata.table_command import Chosen, Row, Table, number, refusal

MARK = "planspiel"
WHY = {
    Reason.FORM: "ist nicht zu verstehen",
    Reason.TWICE: "wird durch eine spätere Änderung ersetzt",
    Reason.TOO_MANY: "ist eine Änderung zu viel",
    Reason.TOO_LONG: "ist zu lang",
    Reason.INDICATOR: "nennt einen Indikator ohne Werte an dieser Stelle",
    Reason.AREA: "nennt ein Gebiet, das es nicht gibt",
    Reason.YEAR: "nennt ein Jahr ohne Werte",
    Reason.FUNDED_AREA: "nennt ein Fördergebiet, das es nicht gibt",
    Reason.INDEX: "nennt eine Grenze, die es nicht gibt",
    Reason.HIDDEN: "braucht einen eigenen Wert (wert:…): der wirkliche ist nicht bekannt",
    Reason.NOBODY: "passt nicht: dort gibt es niemanden zu zählen",
    Reason.RANGE: "ergibt einen Wert, der nicht möglich ist",
    Reason.ORDER: "bringt die Grenzen aus der Reihenfolge",
    Reason.NOT_BEGUN: "geht nicht: das Gebiet hat dann noch nicht begonnen oder ist unwirksam",
}


def tables() -> Mapping[str, Table]:
    """Return the tables of the command by name."""
    return {"effects": effect_rows, "areas": area_rows, "classes": class_rows}


def effect_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row a measure: today, in the scenario, the difference; shares are percent."""
    asked, found = _asked(chosen)
    told = measures(chosen.city, found.city, asked)
    return measure_rows(told, chosen.indicator().unit, asked.year)


def area_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: figure and status of both."""
    asked, found = _asked(chosen)
    pair = [one.series[asked.level, asked.indicator] for one in (chosen.city, found.city)]
    return figure_rows(chosen.level(), pair, asked.year)


def class_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: its classes of an index in both."""
    asked, found = _asked(chosen)
    known = asked_indices(chosen.city, asked.level, asked.year)
    index = chosen.options.index or next(iter(known), "")
    if index not in known:
        raise refusal("--index", "den Index in diesem Jahr und auf dieser Ebene", index, known)
    return code_rows(index_effect(chosen.city, found.city, index, asked.level, asked.year))


def measure_rows(found: Iterable[Measure], unit: str, year: int) -> Iterator[Row]:
    """Yield the head and one row a measure; *unit* is that of the indicator."""
    yield ["scenario", "measure", "unit", "year", "today", "in_scenario", "difference"]
    for one in found:
        scale = 100.0 if one.share else 1.0
        figures = (scale * figure for figure in (one.today, one.played, one.difference))
        said = {"city": unit, "concentration": "index"}.get(one.name, "count")
        said = "%" if one.share else said
        yield [MARK, one.name, said, str(year), *map(number, figures)]


def figure_rows(level: Level, pair: Sequence[Series], year: int) -> Iterator[Row]:
    """Yield the head and one row an area; *pair* are the real series and the played one."""
    yield [
        "scenario", "area", "name", "year", "value_today", "value_in_scenario", "difference",
        "status_today", "status_in_scenario",
    ]  # fmt: skip
    row = pair[0].years.index(year)
    for column, area in enumerate(level.areas):
        one, other = (float(each.value[row, column]) for each in pair)
        states = (str(each.status[row, column]) for each in pair)
        figures = map(number, (one, other, other - one))
        yield [MARK, area.id, area.name, str(year), *figures, *states]


def code_rows(effect: IndexEffect) -> Iterator[Row]:
    """Yield the head and one row an area with the classes of an index."""
    yield [
        "scenario", "area", "year", "status_today", "status_in_scenario",
        "dynamics_today", "dynamics_in_scenario", "changed",
    ]  # fmt: skip
    moved = {one.area for one in effect.moved}
    areas = effect.today.areas
    columns = [
        class_codes(getattr(one, part), part == "dynamics") or ("",) * len(areas)
        for part in ("status", "dynamics")
        for one in (effect.today, effect.played)
    ]
    for area, *codes in zip(areas, *columns, strict=True):
        yield [MARK, area, str(effect.today.year), *codes, "yes" if area in moved else "no"]


def _asked(chosen: Chosen) -> tuple[Asked, Played]:
    series = chosen.series()
    found = played(chosen.city, chosen.options.scenario)
    for sentence in _warnings(found):
        chosen.warn(sentence)
    need: float | None = chosen.options.need
    year = series.years[chosen.row(series)]
    return (
        Asked(series.level, series.indicator, year, need, found.limit(series.indicator, need)),
        found,
    )


def _warnings(found: Played) -> Iterator[str]:
    yield "Planspiel: Was in der Spalte in_scenario steht, ist angenommen und nicht gemessen"
    if not found.scenario.changes:
        yield "Planspiel: keine Änderung; --scenario nennt sie, zum Beispiel ende:ID:JAHR"
    yield from map(_told, found.refused)


def _told(one: Refused) -> str:
    return f"Planspiel: „{one.text[:80]}“ {WHY[one.reason]} und wurde weggelassen"
