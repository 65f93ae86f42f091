"""The whole atlas of a city in one HTML file, for rooms without a network.

It is the page itself: the same elements, styles and scripts, and all data documents in it. It
opens by double click, needs no server and no installation, and its content security policy
forbids every request. What only a server can do (drawing files, pages beside the map) is not in it.
"""

from __future__ import annotations

import datetime
import io
import json
import zipfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

from dash import html
from dash.development.base_component import Component

from geodata.model import City
from layers.documents import CATALOGUE, resources
from layers.export import leaflet
from layers.export.formats import slug
from layers.export.offline_policy import policy
from layers.export.paper import Options
from layers.export.snapshot import Place, snapshot
from layers.frame import ICON
from layers.funded_area_panel import funded_area_panel
from layers.markup import markup
from layers.page import page
from layers.texts import texts
from layers.view import from_query

ASSETS = Path(__file__).resolve().parents[2] / "assets"
OFFLINE = Path(__file__).parent / "offline"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the time of every file in the zip: same content, same bytes
DOCUMENT = """<!DOCTYPE html>
<html lang="{language}" class="briefcase">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<link rel="icon" href="{icon}">
<link data-atlas="catalogue" href="{catalogue}">
<style>{style}</style>
</head>
<body data-start="{start}">
<noscript><p>{no_script}</p></noscript>
{body}
{documents}
{scripts}
</body>
</html>
"""


def briefcase(city: City, start: str, language: str, place: Place) -> dict[str, bytes]:
    """Return the files of the briefcase by name: the atlas, the slides as PDF, a note to read.

    Parameters
    ----------
    city
        The city, with everything that its package holds.
    start
        The query (``?stadt=...``) that is shown first; empty text: the first slide of the city's
        first presentation, or the start view of a city without one.
    language
        Of the interface.
    place
        The address of the atlas on the PDF files (may be empty), and the day: of the timeline's
        line, of the PDF files and of the note.
    """
    name = f"sozialraumatlas-{slug(city.id) or 'stadt'}"
    first = city.presentations[0] if city.presentations else None
    asked = start or (f"?vortrag={first.id}-1" if first else "")
    files = {f"{name}.html": atlas(city, asked, language, place.today)}
    for number, slide in enumerate(first.slides if first else (), start=1):
        view, _ = from_query(slide.view, city)
        files[f"folien/folie-{number}.pdf"] = snapshot(city, view, Options(format="pdf"), place)
    words = texts(language)["briefcase"]
    note = words["note"].format(city=city.name, file=f"{name}.html", date=f"{place.today:%d.%m.%Y}")
    files[words["note_name"]] = note.replace("\n", "\r\n").encode("utf-8-sig")
    return files


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of *files*, all in one folder; same files, same bytes."""
    folder = next(iter(files)).removesuffix(".html")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(entry, content)
    return out.getvalue()


def atlas(city: City, start: str, language: str, today: datetime.date) -> bytes:
    """Return the page of *city* as one HTML document that asks nobody for anything."""
    words = texts(language)
    scripts = [leaflet.script(), _offline("before.js"), *_assets("*.js"), _offline("after.js")]
    made = resources(city, language)
    documents = {one.address: one.content.decode("utf-8") for one in made.values()}
    panels = {
        f"panel:{area.id}": json.dumps(
            funded_area_panel(city, area.id, language, today), ensure_ascii=False
        )
        for area in city.funded_areas
    }
    return DOCUMENT.format(
        language=language,
        policy=escape(policy(scripts)),
        title=escape(words["page"]["title"].format(city=city.name)),
        icon=ICON,
        catalogue=made[CATALOGUE].address,
        style="\n".join([leaflet.style(), *_assets("*.css"), _offline("briefcase.css")]),
        start=escape(start),
        no_script=escape(words["web_map"]["no_script"]),
        body=markup(_without_dash(page(city, words, today))),
        documents="\n".join(_document(*one) for one in (documents | panels).items()),
        scripts="\n".join(f"<script>{one}</script>" for one in scripts),
    ).encode("utf-8")


def _without_dash(tree: Component) -> Component:
    """Return the page with a plain place for the map: ``offline/after.js`` puts Leaflet there."""
    tree["map"] = html.Div(id="map")
    return tree


def _document(address: str, text: str) -> str:
    """Return JSON as an element; no text in it can end that element."""
    safe = text.replace("<", "\\u003c")
    return f'<script type="application/json" data-address="{escape(address)}">{safe}</script>'


def _assets(pattern: str) -> list[str]:
    """Return the page's own scripts or styles in the order in which Dash sends them."""
    return [one.read_text(encoding="utf-8") for one in sorted(ASSETS.glob(pattern))]


def _offline(name: str) -> str:
    return (OFFLINE / name).read_text(encoding="utf-8")
