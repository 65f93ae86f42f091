"""``python -m geodata intervals``: how sure each figure and each place is."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.statistics.aggregate import city_figures
from geodata.statistics.difference import against_rest
from geodata.statistics.intervals import METHODS, intervals
from geodata.statistics.rank_ranges import ranks
from geodata.table_command import Chosen, Row, number

TOLD = {1: "yes", -1: "yes", 0: "no", None: ""}


def rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: interval (95 %), places, whether it differs from the rest of the city.

    ``distinguishable`` is empty where it cannot be told; ``status`` says why a figure is missing.
    """
    series, indicator = chosen.series(), chosen.indicator()
    row = chosen.row(series)
    around, places = intervals(series, indicator, row), ranks(series, indicator, row)
    city = float(city_figures(chosen.city, series.level, indicator)[0][row])
    counts = series.numerator[row], series.denominator[row]
    orders = against_rest(counts, indicator.kind, city / indicator.factor)
    if indicator.kind not in METHODS:
        chosen.warn(
            f"„{indicator.id}“ ist weder Anteil noch Rate: ohne Bereich, Plätze wie gezählt"
        )
    elif set(orders) == {None}:
        chosen.warn(
            "der Vergleich mit der Stadt ist nicht möglich: es fehlt ihr Wert oder er ist 100 %"
        )
    yield "area", "value", "low", "high", "rank_low", "rank_high", "distinguishable", "status"
    for at, area in enumerate(chosen.level().area_ids):
        ends = around.low[at], around.high[at]
        ranked = (str(x[at]) if x[at] else "" for x in (places.low, places.high))
        value = number(series.value[row, at])
        yield (
            area,
            value,
            *map(number, ends),
            *ranked,
            TOLD[orders[at]],
            str(series.status[row, at]),
        )


TABLES = {"intervals": rows}
