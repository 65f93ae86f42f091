"""``python -m geodata segregation``: how unevenly groups live in the city, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.commands import segregation_rows as rows
from geodata.errors import Fault
from geodata.model import Kind, Series
from geodata.statistics import polarisation as apart
from geodata.statistics import segregation_groups as several
from geodata.statistics.segregation import (
    Segregation,
    YearSegregation,
    by_level,
    has_people,
    segregation,
    suits,
)
from geodata.statistics.trend import LEAST, Trend
from geodata.table_command import Chosen, Refused, Row, Table, numbers, refusal

FEW = 100  # people: a smaller group makes indices that are mostly chance


def year_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`segregation_rows.year_rows` of the asked share."""
    return rows.year_rows(_found(chosen))


def area_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`segregation_rows.area_rows` of the asked share and year."""
    found, series = _found(chosen), chosen.series()
    return rows.area_rows(found, series, series.years[chosen.row(series)])


def level_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`segregation_rows.level_rows` of the asked share and year."""
    series = _series(chosen)
    asked = series.years[chosen.row(series)]
    return rows.level_rows(by_level(chosen.city, series.indicator, asked))


def group_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`segregation_rows.group_rows` of the asked groups."""
    return rows.group_rows(_groups(chosen))


def polarisation_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`segregation_rows.polarisation_rows` of the asked indicator."""
    series, indicator = chosen.series(), chosen.indicator()
    if not apart.suits(indicator):
        wrong = f"„{indicator.id}“ ist eine Anzahl oder ein Unterschied"
        raise _wrong(wrong, "ein Anteil, eine Rate oder eine Kennzahl")
    return rows.polarisation_rows(apart.polarisation(chosen.city, series.level, indicator.id))


def trend_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row for each measure: its change a year, and whether it is more than noise."""
    yield "measure", "slope", "low", "high", "p", "years", "clear"
    series = _series(chosen)
    far = apart.polarisation(chosen.city, series.level, series.indicator)
    found: list[tuple[str, Trend | None]] = [
        ("dissimilarity", _found(chosen).trend), ("concentration", far.trend),
    ]  # fmt: skip
    if _names(chosen):
        found.append(("information", _groups(chosen).trend))
    for name, one in found:
        if one is None:
            chosen.warn(f"{name}: kein Trend; dazu gehören mindestens {LEAST} Jahre")
            yield name, "", "", "", "", "", ""
            continue
        figures = numbers((one.slope, one.low, one.high, one.p))
        yield name, *figures, str(one.years), str(one.clear).lower()


def _found(chosen: Chosen) -> Segregation:
    series = _series(chosen)
    found = segregation(chosen.city, series.level, series.indicator)
    for year in found.years:
        for sentence in warnings(year):
            chosen.warn(sentence)
    if not found.years:
        chosen.warn("kein Jahr mit mindestens zwei Gebieten, einer Gruppe und einem Rest")
    return found


def warnings(year: YearSegregation) -> Iterator[str]:
    """Yield what readers must know of a year before they use its figures."""
    if year.without:
        of_these = f", davon {year.hidden} verdeckt" if year.hidden else ""
        every = year.counted + year.without
        yield f"{year.year}: {year.without} von {every} Gebieten zählen nicht mit{of_these}"
    if year.group < FEW:
        yield f"{year.year}: nur {year.group:.0f} Menschen in der Gruppe; die Indizes sind unsicher"


def _series(chosen: Chosen) -> Series:
    """Return the asked share; without one asked for, the first that can be used."""
    if not chosen.options.indicator:
        level = chosen.level().id
        able = [one.id for one in chosen.city.indicators if one.kind is Kind.SHARE
                and (level, one.id) in chosen.city.series
                and has_people(chosen.city.series[level, one.id])]  # fmt: skip
        if able and chosen.city.start.indicator not in able:
            chosen.options.indicator = able[0]
    series, indicator = chosen.series(), chosen.indicator()
    if not suits(indicator) or not has_people(series):
        wrong = f"„{indicator.id}“ zählt auf „{series.level}“ keine Gruppe in mehreren Gebieten"
        raise _wrong(wrong, "ein Anteil mit Zähler und Nenner in zwei oder mehr Gebieten")
    return series


def _names(chosen: Chosen) -> tuple[str, ...]:
    """Return the groups of ``--groups``, else those that make up all people."""
    series = _series(chosen)
    able = several.family(chosen.city, series.level, series.indicator)
    asked = tuple(name for name in chosen.options.groups.split(",") if name)
    for name in asked:
        if name not in able:
            raise refusal("--groups", "die Gruppe", name, able)
    return asked or several.partition(chosen.city, series.level, series.indicator)


def _groups(chosen: Chosen) -> several.Groups:
    names = _names(chosen)
    if not names:
        chosen.warn("keine Anteile ergeben zusammen alle Menschen; --groups angeben")
        return several.Groups((), (), None)
    try:
        return several.groups(chosen.city, chosen.level().id, names)
    except several.GroupsOverlap as error:
        wrong = f"in {error.areas} Gebieten sind es zusammen mehr als alle Menschen"
        way_out = "Gruppen angeben, die sich nicht überschneiden"
        raise Refused(
            Fault("--groups", 0, "", wrong, "höchstens alle Menschen", way_out)
        ) from error


def _wrong(found: str, expected: str) -> Refused:
    return Refused(Fault("--indicator", 0, "", found, expected, "einen anderen angeben"))


TABLES: Mapping[str, Table] = {
    "years": year_rows,
    "areas": area_rows,
    "levels": level_rows,
    "groups": group_rows,
    "polarisation": polarisation_rows,
    "trend": trend_rows,
}
