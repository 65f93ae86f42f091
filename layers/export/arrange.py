"""Where the maps of a snapshot stand on the page, and the maps drawn to fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layers.export.ground import MARGIN, bar, fit, ground
from layers.export.map_svg import Picture, picture
from layers.export.panels import Panel, Panels
from layers.export.paper import GAP, STRIP, Layout, Options
from layers.export.plot import Plot
from layers.numbers import german
from layers.texts import texts

DIGITS = 2  # of the printed scale
HEADS = {True: 9.0, False: 22.0}  # mm above a small and a large map, until they are measured
TYPE = {True: 0.8, False: 0.92}  # size of type on one of several maps, and of the words above it
Json = dict[str, Any]


@dataclass(frozen=True)
class Grid:
    """Columns of maps, width and height of each in mm, and the height of the words above."""

    columns: int
    width: float
    height: float
    head: float
    bars: bool  # every map has its own scale bar


@dataclass(frozen=True, eq=False)
class Drawn:
    """A map with its place names, as the page wants it."""

    panel: Panel
    plot: Plot
    picture: Picture


def grid(found: Panels, options: Options, room: Layout, head: float | None = None) -> Grid:
    """Return how the maps of *found* stand in the *room* of the layout, as large as may be.

    *head* is the height of the words above a map; None: not measured yet.
    """
    if not found.compares:
        return Grid(1, room.map_width, room.map_height, 0.0, bars=False)
    gap, strip = GAP * options.zoom, STRIP * options.zoom
    bars = len({panel.story.city.id for panel in found.all}) > 1
    high = room.map_height + strip if bars else room.map_height
    words = HEADS[found.small] * options.zoom if head is None else head
    ratio = max(_ratio(panel) for panel in found.all)

    def of(columns: int) -> Grid:
        rows = math.ceil(len(found.all) / columns)
        wide = (room.map_width - (columns - 1) * gap) / columns
        each = (high - (rows - 1) * gap) / rows - words - (strip if bars else 0.0)
        needed = (wide - 2 * MARGIN) * ratio + 2 * MARGIN
        return Grid(columns, wide, max(min(each, needed), 1.0), words, bars)

    if not found.small:
        return of(2 if options.landscape else 1)
    possible = [of(columns) for columns in range(1, len(found.all) + 1)]
    return max(possible, key=lambda one: (min(one.width, one.height / ratio), -one.columns))


def _ratio(panel: Panel) -> float:
    west, south, east, north = ground(panel.story.city, panel.story.shown.level.id).bounds
    return max(north - south, 1.0) / max(east - west, 1.0)


def draw(found: Panels, options: Options, place: Grid) -> list[Drawn]:
    """Return the maps of *found* in their places."""
    zoom = options.zoom * (TYPE[found.small] if found.compares else 1.0)
    drawn = []
    for panel in found.all:
        land = ground(panel.story.city, panel.story.shown.level.id)
        plot = Plot(panel.story, land, fit(land.bounds, place.width, place.height), zoom)
        drawn.append(Drawn(panel, plot, picture(plot)))
    return drawn


def heads(found: Panels) -> list[Json]:
    """Return the words above the maps."""
    keys = ("title", "subline", "sentence")
    return [{key: getattr(panel, key) for key in keys} for panel in found.all]


def maps(drawn: Sequence[Drawn], options: Options, alone: str) -> list[Json]:
    """Return the maps as the page wants them; *alone* describes the only map."""
    return [_map(one, number, options, alone) for number, one in enumerate(drawn)]


def _map(one: Drawn, number: int, options: Options, alone: str) -> Json:
    view, shown = one.plot.story.view, one.plot.story.shown
    words = texts(view.language)["sheet"]
    metres, length = bar(one.plot.frame)
    far = ("kilometres", metres / 1000) if metres >= 1000 else ("metres", metres)
    told = words["picture"].format(
        title=f"{shown.indicator.name}, {view.year}",
        level=shown.level.name_plural,
        sentence=one.panel.sentence or one.panel.subline,
    )
    return {
        "file": f"map-{number}.svg",
        "alt": told if one.panel.title else alone,
        "words": [(x.text, x.x, x.y, x.size, x.bold) for x in one.picture.words],
        "bar": {"mm": length, "label": words[far[0]].format(number=german(far[1], 0))},
        "scale": "" if options.paper == "screen" else _scale(one.plot.frame.scale, words["scale"]),
    }


def _scale(mm_per_metre: float, text: str) -> str:
    number = 1000 / mm_per_metre
    step = 10 ** (math.floor(math.log10(number)) + 1 - DIGITS)
    return text.format(number=german(round(number / step) * step, 0))
