"""Patterns on the web map to take away, and what its legend says of them."""

from __future__ import annotations

from typing import Any

import folium
import shapely

from geodata.model import City
from layers.export.data_about import area_count
from layers.export.map_patterns import DASHES, INK, VIOLET, outlines
from layers.export.web_map_legend_parts import LegendPart, LegendRow
from layers.patterns import CLUSTERS, NOTABLE, SPACES, clusters_shown, spaces_shown
from layers.scene import Scene
from layers.texts import Texts

CASING = "#ffffff"
PIXELS = {1: "", 2: "7 4", 3: "7 3 2 3", 4: "2 4"}  # as in assets/patterns.js
Json = dict[str, Any]


def groups(city: City, shown: Scene, texts: Texts) -> list[folium.FeatureGroup]:
    """Return the layers of patterns that the view shows, to be switched on and off."""
    words, found = texts["legend"], []
    classes, spaces = clusters_shown(city, shown), spaces_shown(city, shown)
    if classes is not None:
        group = folium.FeatureGroup(name=words["clusters"])
        for area, number in zip(shown.level.areas, classes, strict=True):
            if number in NOTABLE:
                _line(area.geometry, INK, 2.6, PIXELS[number]).add_to(group)
        found.append(group)
    if spaces is not None:
        group = folium.FeatureGroup(name=words["spaces"])
        for shape in outlines(spaces["rings"]):
            _line(shape, VIOLET, 3.2, "").add_to(group)
        for number, (lon, lat) in enumerate(spaces["points"], start=1):
            _number(lon, lat, number).add_to(group)
        found.append(group)
    return found


def parts(city: City, shown: Scene, texts: Texts) -> list[LegendPart]:
    """Return what the legend says of the layers of patterns that are on."""
    words, found = texts["legend"], []
    if CLUSTERS in shown.view.layers:
        classes = clusters_shown(city, shown)
        rows = tuple(
            LegendRow(_sample(number), words[f"cluster_{number}"],
                      area_count(classes.count(number), words))
            for number in NOTABLE
            if classes is not None and number in classes
        )  # fmt: skip
        why = words["clusters_not"] if classes is None else words["clusters_none"]
        found.append(LegendPart(words["clusters"], rows, "" if rows else why))
    if SPACES in shown.view.layers:
        spaces = spaces_shown(city, shown)
        named = enumerate([] if spaces is None else spaces["names"], start=1)
        rows = tuple(LegendRow(_plate(number), ", ".join(names)) for number, names in named)
        found.append(LegendPart(words["spaces"], rows, "" if rows else words["spaces_none"]))
    return found


def _line(shape: shapely.Geometry, colour: str, weight: float, dashes: str) -> folium.FeatureGroup:
    group = folium.FeatureGroup(control=False)
    for ring in shapely.get_rings(shapely.get_parts(shape)):
        corners = [(y, x) for x, y in shapely.get_coordinates(ring).round(5).tolist()]
        casing: Json = {"color": CASING, "weight": weight + 2.5}
        for look in (casing, {"color": colour, "weight": weight, "dash_array": dashes or None}):
            made: Any = folium.PolyLine
            made(corners, interactive=False, smooth_factor=0, **look).add_to(group)
    return group


def _number(lon: float, lat: float, number: int) -> folium.Marker:
    icon = folium.DivIcon(icon_size=(22, 18), icon_anchor=(11, 34), html=_badge(number))
    return folium.Marker((lat, lon), icon=icon, interactive=False, keyboard=False)


def _badge(number: int) -> str:
    look = (f"display:block;border:2px solid {VIOLET};border-radius:9px;background:#fff;"
            "color:#4a148c;font:700 12px/15px sans-serif;text-align:center")  # fmt: skip
    return f'<span style="{look}">{number}</span>'


def _sample(number: int) -> str:
    dashes = f' stroke-dasharray="{PIXELS[number]}"' if DASHES[number] else ""
    return f'<path d="M1 10h30" fill="none" stroke="{INK}" stroke-width="2.6"{dashes}/>'


def _plate(number: int) -> str:
    return (
        f'<rect x="4" y="1" width="24" height="18" rx="9" fill="#fff" stroke="{VIOLET}" '
        f'stroke-width="2"/><text x="16" y="15" text-anchor="middle" font-size="12" '
        f'font-weight="700" fill="#4a148c">{number}</text>'
    )
