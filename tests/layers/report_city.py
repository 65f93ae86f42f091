"""Reports for tests: made for one address and one day, and cities in which something is missing."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, PdfObject

from geodata.model import City
from geodata.package import read_city
from layers.export.snapshot import Place
from layers.report.asked import Asked
from layers.report.build import report
from layers.report.model import Bullets, Facts, Heading, Map, Report, Table, Text, Trend
from layers.view import from_query
from tests.cities import write_city

PLACE = Place("https://atlas.example/", datetime.date(2026, 11, 22))
STATES = ("suppressed", "withheld", "missing", "not_applicable")


def asked(city: City, query: str, *sections: str) -> Asked:
    return Asked(from_query(query, city)[0], PLACE, sections)


def told(city: City, query: str, *sections: str) -> Report:
    return report(city, asked(city, query, *sections))


def kleinstadt(folder: Path) -> City:
    return read_city(write_city(folder))


def one_area(city: City) -> City:
    """A city that has figures of the whole city alone."""
    series = {key: one for key, one in city.series.items() if key[0] == city.city_level}
    levels = tuple(level for level in city.levels if level.id == city.city_level)
    start = replace(city.start, level=city.city_level)
    known = tuple(one for one in city.indicators if (city.city_level, one.id) in series)
    return replace(city, series=series, levels=levels, start=start, indicators=known)


def words(found: Report) -> str:
    """Everything that a report says, in its order, as one text."""
    said = [found.kicker, found.title, *found.lead]
    for section in found.sections:
        said.append(section.title)
        for block in section.blocks:
            said += texts_of(block)
    return "\n".join([*said, *(one.text for one in found.references)])


def texts_of(block: object) -> list[str]:
    if isinstance(block, Text | Heading):
        return [block.text]
    if isinstance(block, Bullets):
        return list(block.items)
    if isinstance(block, Facts):
        return [text for name, lines in block.rows for text in (name, *lines)]
    if isinstance(block, Table):
        heads = [column.heading for column in block.columns]
        return [*heads, *(cell for row in block.rows for cell in row.cells)]
    if isinstance(block, Trend):
        return [block.chart.title, block.chart.alt, *texts_of(block.table), block.note]
    if isinstance(block, Map):
        legend = [row.text for part in block.legend for row in part.rows]
        return [block.title, block.subline, block.alt, *(w.text for w in block.words), *legend]
    return []


def table(found: Report, section: str) -> Table:
    """The first table of a section."""
    blocks = next(one for one in found.sections if one.id == section).blocks
    return next(block for block in blocks if isinstance(block, Table))


def pictures_of(found: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every picture of the structure tree."""
    waiting: list[object] = [found.root_object["/StructTreeRoot"]["/K"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, PdfObject) else one
        if isinstance(one, DictionaryObject):
            if one.get("/S") == "/Figure":
                yield one
            waiting += [one["/K"]] if "/K" in one else []
        elif isinstance(one, list):
            waiting += one
