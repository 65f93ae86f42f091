"""The view as one HTML file: a Leaflet map, made with folium, that needs no network at all."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path

import folium
from branca.element import Figure
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from geodata.model import City
from layers.chance import marks_shown
from layers.export import leaflet
from layers.export import web_map_layers as drawn
from layers.export.data_about import about, told
from layers.export.data_rows import data_table
from layers.export.offline_policy import policy
from layers.export.on_map import Second, funded_areas, projects, second
from layers.export.palette import UNIT, cell_fills, empty_fills
from layers.export.panels import title
from layers.export.web_map_legend import legend
from layers.export.web_map_patterns import groups as patterns
from layers.export.web_map_words import MANY, AreaWords, area_words
from layers.scene import Scene, scene
from layers.scene_words import headline, subline
from layers.texts import Texts, texts
from layers.view import View
from layers.view_fields import CHANGE

FOLDER = Path(__file__).parent / "offline"
RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}")
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')  # folium's forbids to enlarge the page


def web_map(city: City, view: View, host: str) -> bytes:
    """Return one HTML document with map, legend, table and sources; it asks nobody for anything.

    Scripts and styles stand in it, and its content security policy forbids every request.
    """
    words, shown, other = texts(view.language), scene(city, view), second(city, view)
    said = area_words(city, shown, other, words)
    head, body, script = _leaflet_map(_folium(city, shown, other, said))
    scripts = [leaflet.script(), *SCRIPT.findall(head), _own("page.js"), script]
    page = _template().render(
        language=view.language,
        policy=policy(scripts),
        title=words["web_map"]["title"].format(title=headline(shown, words), city=city.name),
        style="\n".join([leaflet.style(), _own("page.css")]),
        head=VIEWPORT.sub(_viewport(), SCRIPT.sub("", head)),
        scripts=scripts,
        map=body,
        patterns=_patterns(),
        headline=headline(shown, words),
        subline=subline(shown, words),
        sentence=" ".join([told(city, shown, words), *_compared(city, view, words)]),
        label=words["web_map"]["map"].format(title=headline(shown, words)),
        zoom_in=words["map"]["zoom_in"],
        zoom_out=words["map"]["zoom_out"],
        words=words["web_map"],
        legend=legend(city, shown, other, words),
        rows=said,
        about=about(city, view, data_table(city, view, host)),
    )
    return page.encode("utf-8")


def _compared(city: City, view: View, words: Texts) -> list[str]:
    """Say what the view is compared with in the atlas; this file shows the first map."""
    found = title(city, view)
    if view.compare in ("", CHANGE) or found == headline(scene(city, view), words):
        return []
    return [words["web_map"]["first_only"].format(title=found)]


def _viewport() -> str:
    return '<meta name="viewport" content="width=device-width, initial-scale=1">'


def _folium(
    city: City, shown: Scene, other: Second | None, said: list[AreaWords]
) -> folium.Map:  # fmt: skip
    """Return the map with the layers of the view, from below to above."""
    words, view = texts(shown.view.language), shown.view
    found = folium.Map(
        tiles=None, attribution_control=False, control_scale=True, zoom_snap=0.25, zoom_delta=0.5
    )
    found.default_js, found.default_css = [], []
    drawn.areas(shown.level, said, words["web_map"]["values"]).add_to(found)
    for area in shown.level.areas:
        if area.id == view.area:
            drawn.chosen(area.geometry).add_to(found)
    for group in _groups(city, shown, other, said, words):
        group.add_to(found)
    found.fit_bounds(drawn.bounds(city, shown.level), padding=(14, 14))
    folium.LayerControl(collapsed=False).add_to(found)
    return found


def _groups(
    city: City, shown: Scene, other: Second | None, said: list[AreaWords], words: Texts
) -> list[folium.FeatureGroup]:
    """Return what can be switched on and off in the file."""
    own, view = words["web_map"], shown.view
    groups = patterns(city, shown, words)
    many = len(shown.level.areas) > MANY
    if funded := funded_areas(city, view):
        groups.append(drawn.funded(funded, own["funded"], words))
    if other is not None:
        name = escape(own["symbols"].format(indicator=other.indicator.name))  # Leaflet sets HTML
        groups.append(drawn.circles(shown.level, other, said, name))
    if any(one.lon is not None for one in projects(city, view)):
        groups.append(drawn.projects(projects(city, view), own["projects"], words))
    if "namen" in view.layers:
        groups.append(drawn.names(shown, said, own["names"]))
    elif shown.change is not None and "indikator" in view.layers:
        groups.append(drawn.signs(shown, own["signs"]))
    if marks_shown(shown) and (many or "namen" not in view.layers):
        groups.append(drawn.likes(shown, own["alike"], words["legend"]["sign_alike"]))
    if "zweifel" in view.layers:
        groups.append(drawn.doubts(shown, own["doubts"], words["legend"]))
    return groups


def _leaflet_map(found: folium.Map) -> tuple[str, str, str]:
    """Return what folium writes: for the head, for the body, and its script; ids are counted."""
    root = found.get_root()
    assert isinstance(root, Figure)
    root.render()
    parts = [part.render() for part in (root.header, root.html, root.script)]
    ids = dict.fromkeys(RANDOM_ID.findall("\n".join(parts)))
    counted = {random: f"{number:06d}" for number, random in enumerate(ids)}
    head, body, script = (RANDOM_ID.sub(lambda at: counted[at[0]], part) for part in parts)
    return head, body, script


def _patterns() -> str:
    fills = [*empty_fills(grey=False).values(), *cell_fills(grey=False).values()]
    return "".join(fill.pattern for fill in fills).replace(f"scale({UNIT})", "scale(1)")


@cache
def _own(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html")
