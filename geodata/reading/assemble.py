"""Faultless contents to one immutable City."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.model import Area, City, Direction, Indicator, Kind, Level, Source, StartView
from geodata.reading.contents import Contents
from geodata.reading.funding import funded_areas
from geodata.reading.levels import LevelEntry
from geodata.reading.projection import to_degrees, to_metres
from geodata.reading.record import common_record, read_record
from geodata.reading.references import cells
from geodata.reading.rows import Row, date, rows
from geodata.reading.series import all_series
from geodata.reading.slides import presentations
from geodata.renewal import Milestone, Programme
from geodata.statistics.disclosure import without_giveaways

POINT_PRECISION = 0.02  # of the width of the area


def assemble(contents: Contents) -> City:
    """Return the City that *contents*, which must be without faults, describe."""
    descriptor = contents.descriptor
    levels = tuple(_level(contents, level) for level in descriptor.levels)
    sources = tuple(Source(**row) for row in rows(contents, "sources"))
    by_id = {source.id: source for source in sources}
    city_area = next(level for level in levels if level.id == descriptor.city_level).areas[0]
    start = descriptor.start
    record = read_record(contents)
    return City(
        id=descriptor.id,
        name=city_area.name,
        title=descriptor.title,
        crs=descriptor.crs,
        levels=levels,
        city_level=descriptor.city_level,
        themes=descriptor.themes,
        indicators=tuple(_indicator(row, by_id) for row in rows(contents, "indicators")),
        series=without_giveaways(all_series(contents, levels), levels, descriptor.city_level),
        sources=sources,
        programmes=tuple(_programme(row) for row in rows(contents, "programmes")),
        funded_areas=funded_areas(contents, record),
        milestones=tuple(_milestone(row) for row in rows(contents, "milestones")),
        lanes=descriptor.lanes,
        operator=descriptor.operator,
        pages=MappingProxyType(contents.pages),
        start=StartView(start.indicator, int(start.year), start.level, start.layers),
        version=descriptor.version,
        fingerprint=contents.fingerprint,
        fields_of_action=descriptor.fields_of_action,
        common=common_record(record),
        residents=descriptor.residents.indicator,
        indices=tuple(one.index for one in descriptor.indices),
        warnings=tuple(one.warning for one in descriptor.warnings),
        presentations=presentations(contents),
    )


def _level(contents: Contents, level: LevelEntry) -> Level:
    features, crs = contents.areas[level.id], contents.descriptor.crs
    in_metres = to_metres(features.geometry, crs)
    columns = (
        features.texts("id"),
        features.texts("name"),
        features.texts("parent"),
        features.geometry,
        to_degrees(inner_points(in_metres), crs),
        (shapely.area(in_metres) / 1e6).tolist(),
    )
    areas = tuple(Area(*column) for column in zip(*columns, strict=True))
    return Level(
        id=level.id,
        name=level.name,
        name_plural=level.name_plural,
        parent=level.parent or "",
        areas=areas,
        valid_from=level.valid_from,
        valid_until=level.valid_until,
    )


def inner_points(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return for each area (metres) a point well inside: the centre of its largest circle.

    The circle is searched in the largest part, to 2 % of that part's width. Where the search
    ends outside, the point on the surface that shapely offers stands in.
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    by_size = np.lexsort((-shapely.area(parts), owner))
    largest = parts[by_size[np.unique(owner[by_size], return_index=True)[1]]]
    tolerance = np.sqrt(shapely.area(largest)) * POINT_PRECISION
    circles = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
    points = shapely.get_point(circles, 0)
    points = np.where(shapely.is_missing(points), shapely.point_on_surface(largest), points)
    inside: NDArray[np.object_] = np.where(
        shapely.within(points, shapes), points, shapely.point_on_surface(shapes)
    )
    return inside


def _indicator(row: Row, sources: dict[str, Source]) -> Indicator:
    changes = {
        "factor": float(row["factor"]),
        "decimals": int(row["decimals"]),
        "kind": Kind(row["kind"]),
        "direction": Direction(row["direction"]),
        "source": sources[row["source"]],
    }
    return Indicator(**{**row, **changes})


def _programme(row: Row) -> Programme:
    return Programme(
        id=row["id"],
        name=row["name"],
        short_name=row["short_name"],
        start=date(row["start"]),
        end=date(row["end"]),
        legal_basis=row["legal_basis"],
        description=row["description"],
        sources=cells(row["source"]),
    )


def _milestone(row: Row) -> Milestone:
    return Milestone(
        id=row["id"],
        lane=row["lane"],
        kind=row["kind"],
        title=row["title"],
        description=row["description"],
        start=date(row["start"]),
        end=date(row["end"]),
        precision=row["precision"],
        source_titles=cells(row["source_title"]),
        sources=cells(row["source"]),
        confidence=row["confidence"],
    )
