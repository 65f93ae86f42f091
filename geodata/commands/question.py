"""``python -m geodata question``: own questions - filter areas, ratio and scatter of indicators.

Numbers have six decimals, empty cells mean: no figure (``status`` says why).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from geodata.errors import Fault
from geodata.model import City, Indicator, Level
from geodata.statistics.conditions import Met, met, parse, possible
from geodata.statistics.ratio import Ratio, ratio, senseless
from geodata.statistics.scatter import Scatter, scatter
from geodata.table_command import Chosen, Refused, Row, number, refusal

NO_RATIO = {
    "same": "sind dasselbe",
    "kinds": "lassen sich nicht teilen: nur Anzahl durch Anzahl, Anteil durch Anteil",
    "units": "haben verschiedene Einheiten",
    "signed": "sind Veränderungen; die haben kein Verhältnis",
}


def filter_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: whether it meets the conditions, and its figures."""
    city, level = chosen.city, chosen.level()
    found, wrong = parse(chosen.options.conditions)
    usable = [one for one in found if possible(city, level.id, one)]
    wrong = (*wrong, *(one.text for one in found if one not in usable))
    for text in wrong:
        chosen.warn(f"Bedingung „{text[:80]}“ passt nicht und wurde weggelassen")
    if not usable:
        raise refusal(
            "--conditions", "eine brauchbare Bedingung", chosen.options.conditions, EXAMPLES
        )
    return answer_rows(city, met(city, level.id, usable))


def answer_rows(city: City, found: Met) -> Iterator[Row]:
    """Yield the head and one row an area: whether it meets the conditions, and its figures."""
    yield ["area", "name", "answer", "status", *(one.text for one in found.conditions)]
    pairs = [(city.series[found.level, one.indicator], one.year) for one in found.conditions]
    columns = [series.value[series.years.index(year)].tolist() for series, year in pairs]
    for place, area in enumerate(city.level(found.level).areas):
        values = (number(column[place]) for column in columns)
        yield [area.id, area.name, found.answers[place], str(found.status[place]), *values]


def ratio_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: the ratio of ``--indicator`` to ``--other``, and the city's."""
    one, other, year = _pair(chosen)
    why = senseless(one, other)
    if why is not None:
        said = f"„{one.id}“ und „{other.id}“ {NO_RATIO[why]}"
        able = ", ".join(_able(chosen, one)) or "keiner"
        raise Refused(Fault("--other", 0, "", said, able, "einen davon angeben"))
    level = chosen.level()
    return quotient_rows(level, ratio(chosen.city, level.id, one, other, year))


def quotient_rows(level: Level, found: Ratio) -> Iterator[Row]:
    """Yield the head and one row an area, the city's last."""
    yield ["area", "name", "year", "factor", "ratio", "status"]
    said = str(found.year), f"{found.factor:g}"
    for area, value, status in zip(level.areas, found.value, found.status, strict=True):
        yield [area.id, area.name, *said, number(value), str(status)]
    yield ["city", "", *said, number(found.city), ""]


def scatter_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row an area: both figures and what it does to the line."""
    names = {one.id: one.name for one in chosen.level().areas}
    return influence_rows(_scatter(chosen), names)


def influence_rows(found: Scatter, names: Mapping[str, str]) -> Iterator[Row]:
    """Yield the head and one row an area; without a line both figures alone."""
    yield ["area", "name", "x", "y", "cook", "leverage", "slope_without", "outlying", "turns"]
    told = {one.area: one for one in found.influences}
    for area, x, y in zip(found.areas, found.xs, found.ys, strict=True):
        one = told.get(area)
        figures = (one.cook, one.leverage, one.slope_without) if one else (np.nan,) * 3
        flags = ("yes" if flag else "no" for flag in (one.outlying, one.turns)) if one else ("", "")
        yield [area, names[area], *map(number, (x, y, *figures)), *flags]


def line_rows(chosen: Chosen) -> Iterator[Row]:
    """Yield one row: slope with interval, share of spread taken up, rank correlation."""
    found = _scatter(chosen)
    yield [
        "areas", "left_out", "slope", "slope_low", "slope_high", "intercept", "r2",
        "spearman", "spearman_low", "spearman_high",
    ]  # fmt: skip
    line = found.line
    figures = (line.slope, line.low, line.high, line.intercept, line.r2) if line else (np.nan,) * 5
    ranks = (found.rank, found.rank_low, found.rank_high)
    counts = (str(len(found.areas)), str(len(found.left_out)))
    yield [*counts, *map(number, (*figures, *ranks))]


EXAMPLES = ("sgb-ii-anteil:2022:ab:15", "einwohner:2022:zwischen:2000:6000")
TABLES = {
    "filter": filter_rows,
    "ratio": ratio_rows,
    "scatter": scatter_rows,
    "line": line_rows,
}


def common_years(city: City, level: str, *indicators: str) -> tuple[int, ...]:
    """Return the years in which a level has figures of all *indicators*, ascending."""
    found = [city.series.get((level, one)) for one in indicators]
    years = [set(one.years) if one is not None else set() for one in found]
    return tuple(sorted(set.intersection(*years)))


def _pair(chosen: Chosen) -> tuple[Indicator, Indicator, int]:
    one, city, level = chosen.indicator(), chosen.city, chosen.level()
    known = {each.id: each for each in city.indicators}
    asked = chosen.options.other
    if asked not in known:
        raise refusal("--other", "den Indikator", asked, _able(chosen, one))
    years = common_years(city, level.id, one.id, asked)
    year = years[-1] if chosen.options.year is None and years else chosen.options.year
    if year not in years:
        raise refusal("--year", "das gemeinsame Jahr", str(year or ""), map(str, years))
    return one, known[asked], year


def _able(chosen: Chosen, one: Indicator) -> list[str]:
    level = chosen.level().id
    return [
        each.id
        for each in chosen.city.indicators
        if (level, each.id) in chosen.city.series and senseless(one, each) is None
    ]


def _scatter(chosen: Chosen) -> Scatter:
    one, other, year = _pair(chosen)
    city, level = chosen.city, chosen.level()
    pair = [city.series[level.id, each.id] for each in (one, other)]
    xs, ys = (series.value[series.years.index(year)] for series in pair)
    weights = None
    if chosen.options.weight == "residents":
        people = city.series.get((level.id, city.residents))
        if people is None or year not in people.years:
            raise refusal("--weight", "Einwohner im selben Jahr", str(year), ["none"])
        weights = people.value[people.years.index(year)]
    found = scatter(level.area_ids, xs, ys, weights)
    if found.line is None:
        chosen.warn(f"Aus {len(found.areas)} Gebieten wird keine Gerade berechnet")
    elif found.few:
        chosen.warn(f"Nur {len(found.areas)} Gebiete: ein einzelnes kann die Gerade drehen")
    chosen.warn("Was für Gebiete gilt, muss nicht für Menschen gelten (ökologischer Fehlschluss)")
    return found
