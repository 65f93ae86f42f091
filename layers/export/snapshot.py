"""A snapshot of a view: PNG, SVG or PDF, set by Typst without browser and network.

The same view, options, address and day give the same bytes.
"""

from __future__ import annotations

import base64
import datetime
import io
import json
import re
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import segno
import typst

from geodata.model import City
from layers.export.arrange import TYPE, Grid, draw, grid, heads, maps
from layers.export.compared_sheet import compared_sheet
from layers.export.fonts import typefaces
from layers.export.legend_parts import Block, Row
from layers.export.panels import Panels, label, panels
from layers.export.paper import GAP, STRIP, Layout, Options, edge, layout, tries
from layers.export.sheet import INSET, Sheet
from layers.record_words import Words
from layers.texts import texts
from layers.view import PARAMETERS, View, to_query

Json = dict[str, Any]
Files = dict[str, bytes]  # Typst takes them, but its types do not know: Any where it is called
TEMPLATE = Path(__file__).with_name("sheet.typ")
ROUNDS = 3  # names in a key change the legend, the legend the map, the map the names
IMAGE = re.compile(
    r'<image( transform="[^"]*")? xlink:href="data:image/svg\+xml;base64,([^"]+)" '
    r'width="([\d.]+)" height="([\d.]+)" preserveAspectRatio="none"/>'
)
BARE = re.compile(
    r"&(?!(amp|lt|gt|quot|apos|#\w+);)"
)  # Typst writes addresses of links as they are
LONG = re.compile(r"[^\s\-/–\u200b]{24}")  # letters of a word that no column may have to hold
SWATCH = re.compile(r'width="([\d.]+)mm" height="([\d.]+)mm"')
COUNTED_MARK = 8.2  # mm, the column of swatches
NARROW_MARK = 5.0


@dataclass(frozen=True)
class Place:
    """Where and when a snapshot is made: ``host`` is the address of the atlas, with a stroke."""

    host: str
    today: datetime.date


def snapshot(city: City, view: View, options: Options, place: Place) -> bytes:
    """Return the snapshot of *view* as a file of ``options.format``.

    Parameters
    ----------
    city, view
        What is shown.
    options
        Paper, direction, size, grey, format.
    place
        The address of the atlas, printed with the view's own part, and the day, printed too.

    Raises
    ------
    typst.TypstError
        If the page cannot be set: a fault of the template.
    """
    found = panels(city, view, options.grey)
    address = f"{place.host}{to_query(view, city)}" or f"?{PARAMETERS['city']}={city.id}"
    told = compared_sheet(found, address, place.today)
    stacked = replace(options, stacked=len(found.all) > 1 and not found.small)
    return _made(_files(found, told, stacked, place.today), options, told)


Keys = tuple[tuple[tuple[str, str], ...], ...]  # letters and names, map by map


def _files(found: Panels, told: Sheet, options: Options, today: datetime.date) -> Files:
    """Return everything that Typst reads, by name; names and legend find their places together."""
    keys: Keys = ()
    for _ in range(ROUNDS):
        words, files = _words(found, told, options, today, keys)
        room, place = _measured(found, words, files, options)
        drawn = draw(found, options, place)
        seen = tuple(one.picture.key for one in drawn)
        if seen == keys or not (any(seen) or any(keys)):
            break
        keys = seen
    words, files = _words(found, told, options, today, keys)
    words |= {
        "measuring": False,
        "legend": asdict(room) | {"width": room.legend_width},
        "grid": asdict(place),
        "maps": maps(drawn, options, told.picture),
    }
    pictures = {f"map-{at}.svg": one.picture.svg.encode() for at, one in enumerate(drawn)}
    return files | pictures | {"sheet.json": _json(words)}


def _measured(found: Panels, words: Json, files: Files, options: Options) -> tuple[Layout, Grid]:
    """Return the room of the maps and their places in it."""
    sizes = _asked(words | {"width": 100.0}, files, options)
    room = layout(options, sizes["head"], sizes["foot"], sizes["legends"])
    place = grid(found, options, room)
    if not found.compares:
        return room, place
    heads_ = _asked(words | {"width": place.width}, files, options)["heads"]
    return room, grid(found, options, room, max(heads_))


def _asked(words: Json, files: Files, options: Options) -> Json:
    asked: Any = files | {"sheet.json": _json(words | {"tries": tries(options), "measuring": True})}
    told = typst.query(asked, "<measures>", field="value", one=True, font_paths=typefaces())
    sizes: Json = json.loads(told)
    return sizes


def _words(
    found: Panels,
    told: Sheet,
    options: Options,
    today: datetime.date,
    keys: Keys,
) -> tuple[Json, Files]:
    """Return the words of the page, and the small pictures that they refer to."""
    room = texts(told.language)["sheet"]
    swatches: Files = {}
    blocks = [_block(one, swatches) for one in (*told.blocks, *_key_blocks(found, keys, room))]
    plain = {key: getattr(told, key) for key in PLAIN}
    plain |= {key: breakable(plain[key]) for key in ("title", "kicker", "sentence")}
    words = plain | {
        "blocks": blocks,
        "panels": heads(found),
        "panel_type": TYPE[found.small],
        "selection": None
        if told.selection is None
        else asdict(told.selection) | {"name": breakable(told.selection.name), "width": INSET[0]},
        "zoom": options.zoom,
        "page": options.size,
        "edge": edge(options),
        "gap": GAP * options.zoom,
        "strip": STRIP * options.zoom,
        "aside": options.legend_aside,
        "date": {"year": today.year, "month": today.month, "day": today.day},
        "sources_title": room["sources"],
        "address_title": room["address"],
        "north": room["north"],
        "qr_alt": room["qr"],
        "logo": logo_name(told.logo) if told.logo else None,
        "logo_alt": room["logo"].format(name=told.operator or found.first.city.name),
    }
    files = swatches | {"main": _template(), "qr.svg": qr_svg(told.address)}
    if told.selection is not None:
        files["inset.svg"] = told.selection.figure.encode()
    if told.logo:
        files[logo_name(told.logo)] = told.logo
    return words, files


PLAIN = (
    "language", "kicker", "title", "subline", "sentence", "sources", "data_date",
    "exported", "address", "operator", "funder_note",
)  # fmt: skip


def _key_blocks(found: Panels, keys: Keys, room: Words) -> list[Block]:
    """Return the names that letters on the maps stand for, named after their map."""
    blocks = []
    if keys and keys[0] and len(set(keys)) == 1:  # the same on all maps
        return [Block(room["names"], tuple(Row(name, badge=mark) for mark, name in keys[0]))]
    for panel, key in zip(found.all, keys, strict=False):
        rows = tuple(Row(name, badge=mark) for mark, name in key)
        name = label(panel.story, found.other(panel.story))
        title = room["legend_of"].format(map=name, title=room["names"])
        blocks += [Block(title, rows)] if rows else []
    return blocks


def _block(one: Block, swatches: Files) -> Json:
    rows = [_row(row, swatches) for row in one.rows]
    counts = any(row.count for row in one.rows)
    mark = max((row["size"][0] for row in rows), default=0.0)
    return {
        "title": breakable(one.title),
        "rows": rows,
        "notes": one.notes,
        "counts": counts,
        "mark": max(mark, NARROW_MARK),
    }


def _row(row: Row, swatches: Files) -> Json:
    name, size = None, (0.0, 0.0)
    if row.swatch:
        size = swatch_size(row.swatch)
        name = f"swatch-{len(swatches)}.svg"
        swatches[name] = row.swatch.encode()
    plain = {key: getattr(row, key) for key in ("text", "detail", "count", "badge", "full")}
    plain["text"] = breakable(row.text)
    return plain | {"colour": row.colour, "swatch": name, "size": size}


def swatch_size(swatch: str) -> tuple[float, float]:
    """Return width and height in mm of the sign of a legend."""
    found = SWATCH.search(swatch)
    assert found is not None
    return float(found[1]), float(found[2])


def _made(files: Files, options: Options, told: Sheet) -> bytes:
    """Let Typst set the page."""
    given: Any = files
    if options.format == "pdf":
        return typst.compile(given, format="pdf", pdf_standards=["ua-1"], font_paths=typefaces())
    if options.format == "svg":
        made = typst.compile(given, format="svg", font_paths=typefaces())
        return open_svg(made.decode(), told).encode()
    return typst.compile(given, format="png", ppi=options.density, font_paths=typefaces())


def open_svg(text: str, told: Sheet) -> str:
    """Return *text* with its inner pictures laid open, so that drawing programs can edit them.

    Title and description say what is drawn: the letters of the SVG are outlines.
    """
    opened = IMAGE.sub(_opened, BARE.sub("&amp;", text))
    start = opened.index(">") + 1
    told_of = f"<title>{_plain(told.title)}</title><desc>{_plain(told.picture)}</desc>"
    head = opened[:start].replace("<svg ", f'<svg role="img" lang="{told.language}" ', 1)
    return head + told_of + opened[start:]


def breakable(text: str) -> str:
    """Return *text* with invisible places to break in words too long for a column.

    Examples
    --------
    >>> breakable("Wohngebiet"), breakable("ab" * 13)
    ('Wohngebiet', 'abababababababababababab\u200bab')
    """
    return LONG.sub(lambda found: f"{found[0]}\u200b", text)


def _opened(found: re.Match[str]) -> str:
    move, packed, wide, high = found.groups()
    inner = base64.b64decode(packed).decode()
    head = re.sub(r' (width|height)="[^"]*"', "", inner[: inner.index(">")])
    placed = f'{head} width="{wide}" height="{high}"{inner[inner.index(">") :]}'
    return f"<g{move or ''}>{placed}</g>"


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def logo_name(data: bytes) -> str:
    """Return what Typst shall call the operator's logo: the ending says its format."""
    return "logo.png" if data.startswith(b"\x89PNG") else "logo.svg"


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def qr_svg(address: str) -> bytes:
    """Return the QR code of *address* as SVG."""
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        stream, kind="svg", border=0, xmldecl=False, svgns=True, omitsize=True
    )
    return stream.getvalue()


def _json(words: Json) -> bytes:
    return json.dumps(words, ensure_ascii=False).encode()
