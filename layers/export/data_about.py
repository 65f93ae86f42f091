"""Sources and method of a view: what every data file and web map carries about its values."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.model import City, Indicator, Source
from layers import need_table
from layers.beside import beside
from layers.export.data_beside import OF_A_YEAR, asides
from layers.export.data_rows import DataTable, left_out, lone_hidden, protection
from layers.record_words import Words
from layers.scene import Scene, scene
from layers.scene_words import areas_words, class_label, method_words, sentence
from layers.texts import Texts, texts
from layers.view import View
from layers.view_fields import TWO_MAPS

Entry = tuple[str, str]


def about(city: City, view: View, table: DataTable) -> tuple[Entry, ...]:
    """Return label and text of all that a reader must know to use the values of *view*.

    Entries without a text are left out.
    """
    words, shown = texts(view.language), scene(city, view)
    said = words["data"]
    entries = [
        (said["about_city"], city.name),
        *_indicator(shown.indicator, said),
        (said["about_year"], str(view.year)),
        (said["about_level"], shown.level.name_plural),
        (said["about_sentence"], told(city, shown, words)),
        *_source(shown.indicator.source, said),
        *_classes(shown, words),
        *_statuses(table, said),
        *_symbols(city, view, table, said),
        *_compared(city, view, said),
        *_need(city, shown, words),
        (said["about_protection"], protection(shown, words)),
        (said["about_address"], table.address),
        (said["about_version"], city.version),
    ]
    return tuple((label, text) for label, text in entries if text)


def told(city: City, shown: Scene, words: Texts) -> str:
    """Return the sentence of the map; of the city's total only what gives no hidden figure away."""
    if shown.view.need is None and lone_hidden(shown) and left_out(shown) == "total":
        return f"{areas_words(shown, words)} {words['data']['hidden_total']}"
    return sentence(city, shown, words)


def _indicator(indicator: Indicator, said: Words) -> Iterator[Entry]:
    yield said["about_indicator"], indicator.name
    for key in ("definition", "unit", "numerator", "denominator", "data_date", "note"):
        yield said[f"about_{key}"], getattr(indicator, key)


def _source(source: Source, said: Words) -> Iterator[Entry]:
    yield said["about_source"], f"{source.publisher}: {source.title}"
    yield said["about_source_url"], source.url
    for key in ("licence", "licence_url", "retrieved", "changes"):
        yield said[f"about_{key}"], getattr(source, key)


def _classes(shown: Scene, words: Texts) -> Iterator[Entry]:
    said, legend = words["data"], words["legend"]
    if shown.view.need is not None or not shown.lowest <= shown.highest:
        return
    yield said["about_classes"], method_words(shown, words)
    for place in range(shown.number):
        count = area_count(shown.classes.count(place), legend)
        span = class_label(shown, place, words)
        label = said["about_class"].format(number=place + 1)
        yield label, said["class_words"].format(span=span, count=count)


def area_count(count: int, words: Words) -> str:
    """Return "kein Gebiet", "1 Gebiet" or "3 Gebiete"."""
    return {0: words["none"], 1: words["area"]}.get(count) or words["areas"].format(count=count)


def _statuses(table: DataTable, said: Words) -> Iterator[Entry]:
    present = {str(row["code"]): str(row["status"]) for row in table.rows}
    for code, status in present.items():
        yield said["about_status"].format(code=code), status


def _symbols(city: City, view: View, table: DataTable, said: Words) -> Iterator[Entry]:
    if view.symbols:
        other, row = city.indicator(view.symbols), table.city
        yield said["about_symbols"], f"{other.name} ({other.unit}), {row['symbols_year']}"
        yield said["symbols_source"], str(row["symbols_source"])
        yield said["about_changes"], other.source.changes


def _compared(city: City, view: View, said: Words) -> Iterator[Entry]:
    """Tell what a second map shows and where it comes from, or which years there are besides."""
    if view.compare in TWO_MAPS:
        found = beside(view, city)
        indicator = found.city.indicator(found.indicator)
        level = found.city.level(found.level).name_plural
        parts = (indicator.name, indicator.unit, str(found.year), level, found.city.name)
        yield said["about_second"], ", ".join(parts)
        source = indicator.source
        yield (
            said["about_second_source"],
            said["source_words"].format(
                publisher=source.publisher, title=source.title, licence=source.licence
            ),
        )
        yield said["about_second_changes"], source.changes
    years = [str(one.view.year) for one in asides(city, view) if one.keys is OF_A_YEAR]
    yield said["about_years"], ", ".join(years)


def _need(city: City, shown: Scene, words: Texts) -> Iterator[Entry]:
    found = need_table.coverage_of(city, shown.view)
    if found is None:
        return
    said, need = words["data"], words["need"]
    yield said["about_need"], need_table.caption(city, shown, found, need)
    for where, number, share in need_table.summary(found, need):
        yield where, f"{number}; {share}"
    yield said["about_need_method"], " ".join(need_table.method(city, found, shown, need))
