"""The table of a view: what the map says, as rows and as CSV with source and licence in it."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import replace

from geodata.model import City, Status
from geodata.statistics.classify import round_half_up
from layers import change_words, need_table, patterns
from layers.beside import beside, second_view
from layers.chance import all_against_city, around
from layers.compare_table import years_shown
from layers.scene import Scene, is_empty, scene
from layers.texts import Texts
from layers.view import View, nearest_year, to_query
from layers.view_fields import CHANGE, TWO_MAPS

COLUMNS = (
    "area", "name", "year", "indicator", "value", "low", "high", "unit", "status", "sign", "class",
    "distinct", "numerator", "denominator", "note", "source", "licence", "licence_url", "data_date",
)  # fmt: skip
CHANGE_COLUMNS = (
    "area", "name", "year", "indicator", "before", "after", "value", "unit", "status", "sign",
    "class", "clear", "note", "source", "licence", "licence_url", "data_date",
)  # fmt: skip
NUMBERS = (
    "value", "low", "high", "before", "after", "numerator", "denominator", "limit", "inside",
    "formerly",
)  # fmt: skip
Row = dict[str, str]
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?|[+/-]+")
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def columns(view: View) -> tuple[str, ...]:
    """Return the columns of the CSV: those of need only with a limit, both years with a change."""
    if view.compare == CHANGE:
        return CHANGE_COLUMNS
    before = COLUMNS.index("class") + 1
    needed = () if view.need is None else need_table.NEED_COLUMNS
    return (*COLUMNS[:before], *needed, *patterns.added(view.layers), *COLUMNS[before:])


def headings(shown: Scene, texts: Texts) -> dict[str, str]:
    """Return what the columns are called; those of a change name their years."""
    words, found = dict(texts["csv"]), shown.change
    if found is not None:
        said, first, last = texts["change"], found.first.year, found.last.year
        unit = shown.indicator.unit
        words["value"] = said["value"].format(first=first, last=last, unit=unit)
        unit = found.indicator.unit
        words["before"] = said["before"].format(year=first, unit=unit)
        words["after"] = said["after"].format(year=last, unit=unit)
        words["clear"] = said["clear"]
    return words


def rows(city: City, view: View, texts: Texts) -> list[Row]:
    """Return one row per area and one for the city, keyed by :func:`columns`, all as text.

    Figures have a decimal point and are rounded as on the map. Where there is no figure the value
    is empty and ``status`` and ``sign`` say why; it is never 0.
    """
    shown, found = scene(city, view), need_table.coverage_of(city, view)
    areas = [_row(shown, index, texts) for index in range(len(shown.level.areas))]
    for row, sure in zip(areas, _sure(shown, texts), strict=True):
        row.update(sure)
    for row, said in zip(areas, patterns.cells(city, shown, texts), strict=True):
        row.update(said)
    total = _city_row(city, shown, texts)
    if found is not None:
        for index, row in enumerate(areas):
            row.update(need_table.cells(shown, found, texts["need"], index))
        total.update(need_table.EMPTY)
    return [*areas, total]


def csv_text(city: City, view: View, texts: Texts, host: str = "") -> str:
    """Return the table as CSV (RFC 4180, UTF-8, comma, decimal point) with German headings.

    A second indicator, a second map and other years follow in rows of their own; so do, where a
    limit of need is set, the shares of people inside, formerly inside and outside of funded areas.
    The last column leads back to the view; *host* is the address of the atlas
    (``https://atlas.example/``).
    """
    stream = io.StringIO()
    words = headings(scene(city, view), texts)
    writer = csv.writer(stream, lineterminator="\r\n")
    head = columns(view)
    writer.writerow([words[column] for column in head] + [words["address"]])
    address = f"{host}{to_query(view, city)}"
    for row in [
        *rows(city, view, texts),
        *_second(city, view, texts),
        *_compared(city, view, texts),
        *people_rows(city, view, texts),
    ]:
        writer.writerow([_cell(row, column) for column in head] + [address])
    return stream.getvalue()


def _second(city: City, view: View, texts: Texts) -> list[Row]:
    """Rows of the indicator shown as circles, in the year that the circles show; no classes."""
    if not view.symbols:
        return []
    years = city.series[view.level, view.symbols].years
    year = nearest_year(years, view.year)
    other = replace(view, indicator=view.symbols, year=year, symbols="", need=None, compare="")
    return [row | {"class": ""} for row in rows(city, other, texts)]


def _compared(city: City, view: View, texts: Texts) -> list[Row]:
    """Rows of the second map, or of all other years, as the table of each alone would have them."""
    if view.compare in TWO_MAPS:
        return rows(beside(view, city).city, second_view(view, city), texts)
    years = [one.view for one in years_shown(city, view) if one.view.year != view.year]
    return [row for year in years for row in rows(city, year, texts)]


def people_rows(city: City, view: View, texts: Texts) -> list[Row]:
    """Return rows of where the people of the areas of need live; the note says how we know."""
    shown, found = scene(city, view), need_table.coverage_of(city, view)
    if found is None or not found.in_need.total > 0:
        return []
    words, total = texts["need"], found.in_need.total
    how = " ".join(need_table.method(city, found, shown, words))
    about = need_table.caption(city, shown, found, words)
    return [
        _common(shown)
        | {
            "name": words[f"part_{key}"],
            "value": _plain(100 * part.people / total, 1),
            "unit": "%",
            "status": texts["csv"]["status_estimated"],
            "numerator": _plain(part.people, 0),
            "denominator": _plain(total, 0),
            "note": f"{about}: {need_table.ranged(part, 'share', total, words)}. {how}",
        }
        for key, part in need_table.parts(found.in_need)
    ]


def csv_name(city: City, view: View) -> str:
    """Return a file name that says what is inside: ``flensburg-kinder-2022.csv``."""
    change = f"-{beside(view, city).year}" if view.compare == CHANGE else ""
    return f"{city.id}-{view.indicator}{change}-{view.year}.csv"


def _row(shown: Scene, index: int, texts: Texts) -> Row:
    area, status = shown.level.areas[index], shown.statuses[index]
    note = shown.series.notes.get((shown.view.year, area.id), "")
    place = shown.classes[index]
    return (
        _common(shown)
        | _ends(shown, index, texts)
        | {
            "area": area.id,
            "name": area.name,
            "value": _plain(shown.figures[index], shown.indicator.decimals),
            "status": texts["csv"][f"status_{status}"],
            "sign": "" if status is Status.OK else texts["legend"][f"sign_{status}"],
            "class": "" if is_empty(status) else str(place + 1),
            "numerator": _plain(float(shown.series.numerator[shown.row, index]), 0),
            "denominator": _plain(float(shown.series.denominator[shown.row, index]), 0),
            "note": note,
        }
    )


def _sure(shown: Scene, texts: Texts) -> Iterator[Row]:
    """Yield the interval of each area and whether it can be told apart from the city."""
    if shown.change is not None:
        yield from ({} for _ in shown.figures)
        return
    told = {None: "", 0: texts["csv"]["distinct_no"]}
    for ends, order in zip(around(shown), all_against_city(shown), strict=True):
        low, high = ends or (math.nan, math.nan)
        decimals = shown.indicator.decimals
        said = told.get(order, texts["csv"]["distinct_yes"])
        yield {"low": _plain(low, decimals), "high": _plain(high, decimals), "distinct": said}


def _ends(shown: Scene, index: int, texts: Texts) -> Row:
    """Return both figures of a change, and whether it is clear; nothing of an ordinary map."""
    found = shown.change
    if found is None:
        return {}
    before, after = (
        _plain(end.figures[index], found.indicator.decimals) for end in (found.first, found.last)
    )
    return {"before": before, "after": after, "clear": change_words.clear(shown, index, texts)}


def _city_ends(shown: Scene) -> Row:
    found = shown.change
    if found is None:
        return {}
    decimals = found.indicator.decimals
    return {"before": _plain(found.first.city_figure, decimals),
            "after": _plain(found.last.city_figure, decimals), "clear": ""}  # fmt: skip


def _city_row(city: City, shown: Scene, texts: Texts) -> Row:
    usual = shown.city_status is Status.OK
    status = shown.city_basis if usual else shown.city_status
    return (
        _common(shown)
        | _city_ends(shown)
        | {
            "area": city.level(city.city_level).areas[0].id,
            "name": texts["table"]["total"],
            "value": _plain(shown.city_figure, shown.indicator.decimals),
            "status": texts["csv"][f"status_{status}"],
            "sign": "" if usual else texts["legend"][f"sign_{shown.city_status}"],
            "class": "",
            "low": "",
            "high": "",
            "distinct": "",
            "numerator": "",
            "denominator": "",
            "note": shown.city_note,
        }
    )


def _common(shown: Scene) -> Row:
    indicator, source = shown.indicator, shown.indicator.source
    return {
        "year": str(shown.view.year),
        "indicator": indicator.name,
        "unit": indicator.unit,
        "source": f"{source.publisher}: {source.title}",
        "licence": source.licence,
        "licence_url": source.licence_url,
        "data_date": indicator.data_date,
    }


def _plain(figure: float, decimals: int) -> str:
    if not math.isfinite(figure):
        return ""
    return f"{round_half_up(figure, decimals):.{decimals}f}"


def _cell(row: Row, column: str) -> str:
    text = row.get(column, "")
    formula = column not in NUMBERS and text.startswith(FORMULA_SIGNS)
    return f"'{text}" if formula else text


def harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; numbers and bare signs stay.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-Neustadt"), harmless("-0.5"), harmless("+/-")
    ("'=1+1", "'-Neustadt", '-0.5', '+/-')
    """
    plain = PLAIN.fullmatch(text)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not plain else text
