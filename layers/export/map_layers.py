"""Layers of a printed map as SVG, from below to above, and the paper that names must leave free."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.reading.projection import to_metres
from geodata.renewal import Project
from geodata.statistics.activity import ACTIVE
from layers.export.fonts import EM, text_outline, text_width
from layers.export.ground import Box, path
from layers.export.on_map import ShownFundedArea
from layers.export.plot import LARGEST, Plot

BORDER, CASING, INK = "#33424d", "#ffffff", "#1b2733"
BADGE = 3.7  # mm, side of the number of a funded area
POINT = 3.6  # mm, diameter of a project
NEAR = 4.6  # mm within which projects are gathered
EDGE = 0.24  # width of the pale edge of letters, in their size
PALE = 0.5  # opacity of what is not funded in the year shown


@dataclass(frozen=True)
class Drawn:
    """SVG of a layer, and the paper that names keep free of or cover only in need."""

    svg: str
    hard: tuple[Box, ...] = ()
    soft: tuple[Box, ...] = ()


def areas(plot: Plot) -> Drawn:
    """Return all areas, filled; borders in a thin line."""
    parts = [
        f'<path d="{path(shape)}" fill="{fill.paint}"/>'
        for shape, fill in zip(plot.shapes, plot.story.fills, strict=True)
    ]
    line = 0.18 if len(parts) > 100 else 0.25
    group = f'<g stroke="{BORDER}" stroke-width="{line}" stroke-linejoin="round">'
    return Drawn(f"{group}{''.join(parts)}</g>")


def funded(plot: Plot) -> Drawn:
    """Return the outlines of funded areas, dashed where schematic."""
    return Drawn("".join(_outline(plot, one) for one in _with_outline(plot)))


def badges(plot: Plot, taken: tuple[Box, ...]) -> Drawn:
    """Return the number of each funded area on its outline, where nothing else is *taken*."""
    drawn, boxes = [], list(taken)
    for one in _with_outline(plot):
        x, y = _corner(plot, one, boxes)
        half = BADGE * plot.zoom / 2
        boxes.append((x - half, y - half, x + half, y + half))
        drawn.append(badge(plot, one, x, y))
    return Drawn("".join(drawn), hard=tuple(boxes[len(taken) :]))


def badge(plot: Plot, one: ShownFundedArea, x: float, y: float) -> str:
    """Return the number of a funded area on a small square, full where it is running."""
    side = BADGE * plot.zoom
    colour, full = badge_look(one, plot.story.ink(one.colour))
    number = sign(str(one.number), x, y, 0.62 * side, CASING if full else colour)
    return (
        f'<rect x="{x - side / 2:.2f}" y="{y - side / 2:.2f}" width="{side:.2f}" '
        f'height="{side:.2f}" rx="0.6" fill="{colour if full else CASING}" stroke="{colour}" '
        f'stroke-width="0.35"/>{number}'
    )


def badge_look(one: ShownFundedArea, colour: str) -> tuple[str, bool]:
    """Return the colour of a number and whether it fills the square."""
    return colour, one.state == "running"


def sign(text: str, x: float, y: float, size: float, colour: str) -> str:
    """Return *text* in bold outlines, its middle at x, y."""
    left = x - text_width(text, size, bold=True) / 2
    move = f"translate({left:.2f} {y + 0.36 * size:.2f}) scale({size:.3f})"
    return f'<g fill="{colour}" transform="{move}">{text_outline(text, bold=True)}</g>'


def edged_sign(text: str, x: float, y: float, size: float) -> str:
    """Return a bold sign with a pale edge, so that it is seen on every ground."""
    left = x - text_width(text, size, bold=True) / 2
    move = f"translate({left:.2f} {y + 0.36 * size:.2f}) scale({size:.3f})"
    drawn = text_outline(text, bold=True)
    edge = f'fill="#fff" stroke="#fff" stroke-width="{EDGE * EM:.0f}" stroke-linejoin="round"'
    return f'<g transform="{move}"><g {edge}>{drawn}</g><g fill="{INK}">{drawn}</g></g>'


def symbols(plot: Plot) -> Drawn:
    """Return a circle for each figure of the second indicator, the largest ones below."""
    other = plot.story.second
    if other is None:
        return Drawn("")
    sized = [
        (LARGEST * plot.zoom * other.part(figure), *plot.points[index])
        for index, figure in enumerate(other.figures)
        if math.isfinite(figure)
    ]
    circles = [
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}"/>'
        for radius, x, y in sorted(sized, reverse=True)
    ]
    boxes = tuple((x - r, y - r, x + r, y + r) for r, x, y in sized)
    return Drawn(f"<g {symbol_look(plot.story.grey)}>{''.join(circles)}</g>", soft=boxes)


def symbol_look(grey: bool) -> str:
    """Return the attributes of circles."""
    colour, line = ("#ffffff", "#000000") if grey else ("#f2b705", "#3b2c00")
    return f'fill="{colour}" fill-opacity="0.75" stroke="{line}" stroke-width="0.3"'


def projects(plot: Plot) -> Drawn:
    """Return projects with a published place; near ones gathered, with their number."""
    groups: list[tuple[float, float, list[Project]]] = []
    for project in plot.story.projects:
        if project.lon is None or project.lat is None:
            continue
        x, y = _on_paper(plot, project.lon, project.lat)
        near = next((g for g in groups if math.hypot(g[0] - x, g[1] - y) < NEAR * plot.zoom), None)
        if near is None:
            groups.append((x, y, [project]))
        else:
            near[2].append(project)
    half = POINT * plot.zoom / 2
    return Drawn(
        "".join(point(x, y, half, _said(members)) for x, y, members in groups),
        hard=tuple((x - half, y - half, x + half, y + half) for x, y, _ in groups),
    )


def point(x: float, y: float, radius: float, said: str) -> str:
    """Return a round mark with a sign or a number in it."""
    disc = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}" fill="#fff" stroke="{INK}" '
    return f'{disc}stroke-width="0.4"/>{sign(said, x, y, 1.15 * radius, INK) if said else ""}'


def chosen(plot: Plot) -> Drawn:
    """Return the outline of the chosen area or funded area, above everything."""
    view, ids = plot.story.view, plot.story.shown.level.area_ids
    if view.area in ids:
        line = path(plot.shapes[ids.index(view.area)])
    elif view.funded_area in plot.ground.funded:
        line = path(plot.frame.shape(plot.ground.funded[view.funded_area]))
    else:
        return Drawn("")
    return Drawn(double(line, 0.8, "#000000", ""))


def _outline(plot: Plot, one: ShownFundedArea) -> str:
    line = path(plot.frame.shape(plot.ground.funded[one.area.id]))
    dash = ' stroke-dasharray="1.7 1.1"' if one.schematic else ""
    drawn = double(line, 0.6, plot.story.ink(one.colour), dash)
    return drawn if one.state in ACTIVE else f'<g opacity="{PALE}">{drawn}</g>'


def double(line: str, weight: float, colour: str, dash: str) -> str:
    """Return a line with a pale edge; *dash* is an attribute or empty."""
    casing = f'<path d="{line}" stroke="{CASING}" stroke-width="{weight + 0.6:.2f}"/>'
    return (
        f'<g fill="none" stroke-linejoin="round">{casing}'
        f'<path d="{line}" stroke="{colour}" stroke-width="{weight}"{dash}/></g>'
    )


def _with_outline(plot: Plot) -> list[ShownFundedArea]:
    return [one for one in plot.story.funded if one.area.id in plot.ground.funded]


def _corner(plot: Plot, one: ShownFundedArea, taken: list[Box]) -> tuple[float, float]:
    """Return where the number of an outline stands: high on it, else beside it."""
    side = BADGE * plot.zoom
    line = shapely.boundary(plot.frame.shape(plot.ground.funded[one.area.id]))
    corners = shapely.get_coordinates(shapely.segmentize(line, side / 3))
    edge = (
        np.array([side / 2, side / 2]),
        np.array([plot.frame.width, plot.frame.height]) - side / 2,
    )
    corners = np.clip(corners, *edge)
    ordered = corners[np.argsort(corners[:, 1], kind="stable")].tolist()
    beside = [
        [x + step * across, y + step * down]
        for step in (1.2 * side, 2.4 * side)
        for x, y in ordered[:: len(ordered) // 12 + 1]
        for across, down in ((-1, 0), (1, 0), (0, -1), (0, 1))
    ]
    places = (*ordered, *np.clip(beside, *edge).tolist())
    free = (at for at in places if not any(_touches(at, side, box) for box in taken))
    x, y = next(free, ordered[0])
    return x, y


def _touches(at: list[float], side: float, box: Box) -> bool:
    x, y, far = at[0], at[1], side / 2 + 0.3
    return x + far > box[0] and x - far < box[2] and y + far > box[1] and y - far < box[3]


def _on_paper(plot: Plot, lon: float, lat: float) -> tuple[float, float]:
    metres = to_metres(np.array([shapely.Point(lon, lat)], dtype=object), plot.story.city.crs)
    x, y = plot.frame.place(shapely.get_coordinates(metres))[0].tolist()
    return x, y


def _said(members: list[Project]) -> str:
    if len(members) > 1:
        return str(len(members))
    return "+" if len(members[0].fields) > 1 else ""
