"""Maps of analyses: classes of areas drawn like every map of the atlas, legend included."""

from __future__ import annotations

from dataclasses import replace

from geodata.derived import Classed, with_classes
from geodata.model import City
from layers.analysis.model import Question
from layers.export.plot import Story
from layers.report.maps import map_of
from layers.report.model import Map
from layers.view import View

SIZE = (112.0, 116.0)  # mm
LAYERS = ("indikator", "namen")


def class_map(question: Question, classed: Classed, year: int | None = None) -> Map:
    """Return the map of *classed* in *year* (else the last) on its level.

    Raises
    ------
    ValueError
        If it has no such year.
    """
    city = with_classes(question.city, [classed])
    shown = classed.years[-1] if year is None else year
    if shown not in classed.years:
        raise ValueError(f"{classed.id!r} has no year {shown}; expected one of {classed.years}")
    return indicator_map(city, question.view, classed.level, classed.id, shown)


def indicator_map(city: City, view: View, level: str, indicator: str, year: int) -> Map:
    """Return the plain map of an indicator of *city*; the chosen area is outlined."""
    area = view.area if view.area in city.level(level).area_ids else ""
    plain = replace(
        view, indicator=indicator, level=level, year=year, layers=LAYERS, compare="",
        funded_area="", symbols="", need=None, area=area,
    )  # fmt: skip
    return map_of(Story(city, plain), SIZE)
