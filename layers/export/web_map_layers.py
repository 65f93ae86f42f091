"""Layers of the web map to take away, in folium: areas, outlines, points, names."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import folium
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.model import City, Level
from geodata.renewal import Project
from geodata.statistics.activity import ACTIVE
from layers.chance import marked
from layers.change_words import MARKS
from layers.export.on_map import Second, ShownFundedArea
from layers.export.web_map_words import (
    LARGEST_CIRCLE,
    MANY,
    AreaWords,
    funded_state,
    numbered,
    opacity,
)
from layers.scene import Scene
from layers.scene_words import DOUBTS
from layers.texts import Texts

PLACES = 5  # decimals of a degree: about 1 m
BORDER, INK, CASING = "#33424d", "#1b2733", "#ffffff"
LITERAL = str.maketrans({"`": "&#96;", "$": "&#36;", "\\": "&#92;"})

Json = dict[str, Any]


def areas(level: Level, said: list[AreaWords], name: str) -> folium.GeoJson:
    """Return the areas in their colours and hatches, each with a tooltip."""
    features = [
        _feature(area.geometry, one.name, one.lines, paint=one.fill.paint, spoken=one.spoken)
        for area, one in zip(level.areas, said, strict=True)
    ]
    return _drawn(features, name, _area_style)


def chosen(shape: BaseGeometry) -> folium.GeoJson:
    """Return the outline of the chosen area on top of its neighbours."""
    feature = _feature(shape, "", ())
    style = {"color": "#000000", "weight": 3, "fill": False}
    return folium.GeoJson(_collection([feature]), style_function=lambda _: style,
                          smooth_factor=0, interactive=False, control=False)  # fmt: skip


def funded(drawn: Iterable[ShownFundedArea], name: str, texts: Texts) -> folium.FeatureGroup:
    """Return outlines of funded areas, dashed where schematic, pale where not running."""
    group = folium.FeatureGroup(name=name)
    for one in drawn:
        if one.area.outline is None:
            continue
        line = {"color": one.colour, "weight": 2.5, "fill": False, "opacity": opacity(one)}
        if one.schematic:
            line["dashArray"] = "7 5"
        casing = {"color": CASING, "weight": 5, "fill": False, "opacity": 0.9 * opacity(one)}
        said = numbered(one, texts), (funded_state(one, texts),)
        feature = _feature(one.area.outline, *said)
        for style in (casing, line):
            _drawn([feature], None, lambda _, kept=style: kept).add_to(group)
        if one.state in ACTIVE:
            _badge(one, _html(*said)).add_to(group)
    return group


def circles(level: Level, other: Second, said: list[AreaWords], name: str) -> folium.FeatureGroup:
    """Return circles of the second indicator, their surfaces in proportion to its figures."""
    group = folium.FeatureGroup(name=name)
    for area, figure, words in zip(level.areas, other.figures, said, strict=True):
        if math.isfinite(figure):
            folium.CircleMarker(
                (area.point.y, area.point.x),
                radius=round(LARGEST_CIRCLE * other.part(figure), 1),
                color="#3b2c00",
                weight=1.2,
                fill_color="#f2b705",
                fill_opacity=0.72,
                tooltip=_tooltip(words.name, words.lines),
            ).add_to(group)
    return group


def projects(shown: Iterable[Project], name: str, texts: Texts) -> folium.FeatureGroup:
    """Return the projects with a published place as points."""
    group = folium.FeatureGroup(name=name)
    for one in shown:
        if one.lon is not None and one.lat is not None:
            lines = [texts["record"][f"project_{one.state}"], one.place]
            folium.CircleMarker(
                (one.lat, one.lon), radius=6, color=INK, weight=2, fill_color=CASING,
                fill_opacity=1, tooltip=_tooltip(one.title, lines),
            ).add_to(group)  # fmt: skip
    return group


def names(shown: Scene, said: list[AreaWords], name: str) -> folium.FeatureGroup:
    """Return names with figures; the script of the page hides those that would cover others."""
    group = folium.FeatureGroup(name=name)
    places = list(range(len(said)))
    many = len(places) > MANY
    areas_ = shown.level.areas
    places.sort(key=lambda at: -areas_[at].km2 if many else areas_[at].km2)
    places.sort(key=lambda at: areas_[at].id != shown.view.area)
    for at in places:
        label = f"<span><i>{escape(said[at].name)}</i><b>{escape(said[at].figure)}</b></span>"
        _label(areas_[at].point, label, "name", (0, 0)).add_to(group)
    return group


def signs(shown: Scene, name: str) -> folium.FeatureGroup:
    """Return "+" and "−" on areas that have clearly changed, where their figures are not shown."""
    assert shown.change is not None
    said = [MARKS[sign] if sign else "" for sign in shown.change.signs]
    return _signs(shown.level, said, name, "name")


def likes(shown: Scene, name: str, sign: str) -> folium.FeatureGroup:
    """Return a sign on areas that are like the city; none gives way to a name."""
    return _signs(shown.level, [sign * one for one in marked(shown)], name, "like")


def _signs(level: Level, signs: list[str], name: str, look: str) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=name)
    for area, sign in zip(level.areas, signs, strict=True):
        if sign:
            _label(area.point, f"<span><b>{sign}</b></span>", look, (0, 0)).add_to(group)
    return group


def doubts(shown: Scene, name: str, signs: Mapping[str, str]) -> folium.FeatureGroup:
    """Return a mark on every area whose figure is doubtful or estimated."""
    group = folium.FeatureGroup(name=name)
    for area, status in zip(shown.level.areas, shown.statuses, strict=True):
        if status in DOUBTS:
            sign = f"<span>{escape(signs[f'sign_{status}'])}</span>"
            _label(area.point, sign, "doubt", (9, 34)).add_to(group)
    return group


def bounds(city: City, level: Level) -> list[list[float]]:
    """Return south-west and north-east of the level, latitude first, as Leaflet wants it."""
    shapes = [area.geometry for area in level.areas or city.level(city.city_level).areas]
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return [[south, west], [north, east]]


def _area_style(feature: Json) -> Json:
    return {
        "color": BORDER,
        "weight": 0.9,
        "fillColor": feature["properties"]["paint"],
        "fillOpacity": 1,
    }


def _drawn(features: list[Json], name: str | None, style: Any) -> folium.GeoJson:
    """Return *features* with tooltips; without a name they are no entry of the layer control."""
    return folium.GeoJson(
        _collection(features),
        name=name,
        control=False,
        style_function=style,
        smooth_factor=0,
        tooltip=folium.GeoJsonTooltip(["said"], labels=False),
    )


def _collection(features: list[Json]) -> Json:
    numbered = [one | {"id": str(number)} for number, one in enumerate(features)]
    return {"type": "FeatureCollection", "features": numbered}


def _feature(shape: BaseGeometry, name: str, lines: Iterable[str], **more: str) -> Json:
    rounded = shapely.transform(shapely.force_2d(shape), lambda at: np.round(at, PLACES))
    properties = {"said": _html(name, lines), "spoken": name} | more
    return {
        "type": "Feature",
        "geometry": shapely.geometry.mapping(rounded),
        "properties": properties,
    }


def _html(name: str, lines: Iterable[str]) -> str:
    return "<br>".join([f"<strong>{_safe(name)}</strong>", *(_safe(one) for one in lines if one)])


def _safe(text: str) -> str:
    """Escape for HTML, and for the template literal that folium writes tooltips into."""
    return escape(text).translate(LITERAL)


def _tooltip(name: str, lines: Iterable[str]) -> folium.Tooltip:
    return folium.Tooltip(_html(name, lines))


def _badge(one: ShownFundedArea, said: str) -> folium.Marker:
    assert one.area.outline is not None
    west, _, east, north = one.area.outline.bounds
    html = f'<span style="color:{one.colour}">{one.number}</span>'
    icon = folium.DivIcon(html=html, icon_size=(22, 22), class_name="badge")
    at = (north, (west + east) / 2)
    return folium.Marker(at, icon=icon, tooltip=folium.Tooltip(said), keyboard=False)


def _label(
    point: shapely.Point, html: str, look: str, anchor: tuple[int, int]
) -> folium.Marker:  # fmt: skip
    icon = folium.DivIcon(html=html, icon_size=(0, 0), icon_anchor=anchor, class_name=look)
    return folium.Marker((point.y, point.x), icon=icon, interactive=False, keyboard=False)
