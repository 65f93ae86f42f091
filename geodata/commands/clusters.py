"""``python -m geodata clusters``: areas among their like and among unlike ones, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.commands import cluster_rows as rows
from geodata.errors import Fault
from geodata.statistics.clusters import Clusters, can_be_smoothed, clusters
from geodata.statistics.moran import ALPHA
from geodata.table_command import Chosen, Refused, Row, Table, refusal

FEW = 30  # areas: below it a class of single areas is rarely found
PUBLISHED, SMOOTHED = "published", "smoothed"


def area_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`cluster_rows.area_rows` of the asked year."""
    ((year, found),) = _years(chosen)
    for sentence in warnings(found, year):
        chosen.warn(sentence)
    series = chosen.series()
    return rows.area_rows(found, year, series.value[chosen.row(series)])


def city_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield :func:`cluster_rows.city_rows` of the asked year, else of all."""
    return rows.city_rows(_years(chosen, all_years=chosen.options.year is None))


def warnings(found: Clusters, year: int) -> Iterator[str]:
    """Yield what readers must know before they use the table."""
    if found.without or found.islands:
        yield (
            f"{year}: {found.without} von {len(found.areas)} Gebieten ohne Wert und "
            f"{found.islands} ohne Nachbarn mit Wert zählen nicht mit"
        )
    if found.city is None:
        yield f"{year}: zu wenige Gebiete oder überall der gleiche Wert; es gibt kein Muster"
    elif found.counted < FEW:
        yield (
            f"{year}: nur {found.counted} Gebiete; ein Muster muss sehr stark sein, um sich vom "
            "Zufall abzuheben"
        )
    if found.limit:
        yield f"{year}: von den Funden sind im Mittel höchstens {100 * ALPHA:g} % Zufall"


def _years(chosen: Chosen, all_years: bool = False) -> list[tuple[int, Clusters]]:
    """Return the clusters of the asked year, or of all."""
    series, asked = chosen.series(), chosen.options.values
    if asked not in (PUBLISHED, SMOOTHED):
        raise refusal("--values", "die Art", asked, (PUBLISHED, SMOOTHED))
    if asked == SMOOTHED and not can_be_smoothed(series):
        wrong = f"für „{series.indicator}“ sind Zähler und Nenner nicht bekannt"
        way_out = f"--values {PUBLISHED} angeben"
        raise Refused(Fault("--values", 0, "", wrong, "ein Anteil oder eine Rate", way_out))
    years = series.years if all_years else (series.years[chosen.row(series)],)
    level, name, smoothed = chosen.level().id, series.indicator, asked == SMOOTHED
    return [(year, clusters(chosen.city, level, name, year, smoothed)) for year in years]


TABLES: Mapping[str, Table] = {"areas": area_rows, "city": city_rows}
