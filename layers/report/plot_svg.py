"""Plots over two axes of numbers as SVG: curves, bands, points with names. Lengths are in mm."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from layers.export.fonts import text_width
from layers.numbers import german
from layers.report.axes import level_decimals, round_levels
from layers.report.model import Curve, Plot
from layers.report.svg_parts import (
    BAND,
    GRID,
    INK,
    OTHER,
    OWN,
    centred,
    dot,
    ending_at,
    lines_of,
    stroke,
    whole,
    written,
)
from layers.texts import texts

WIDE, NARROW = 170.0, 92.0  # mm: a page, a phone
HIGH = {WIDE: 92.0, NARROW: 78.0}
LETTER = {WIDE: 2.7, NARROW: 2.7}
DASHES = ("1.4 0.9", "0.5 0.7", "2.6 0.8", "2.6 0.8 0.5 0.8")
MOST = 6  # steps of an axis


@dataclass(frozen=True)
class Field:
    """Where the figures of a plot lie on the paper."""

    width: float
    left: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    size: float

    def x(self, figure: float) -> float:
        """Return the place of a figure of the first axis."""
        part = (figure - self.xs[0]) / (self.xs[-1] - self.xs[0])
        return self.left + part * (self.width - 4.0 - self.left)

    def y(self, figure: float) -> float:
        """Return the place of a figure of the second axis."""
        part = (figure - self.ys[0]) / (self.ys[-1] - self.ys[0])
        return self.bottom - part * (self.bottom - self.top)


def plot_svg(plot: Plot, width: float = WIDE) -> str:
    """Return the SVG of *plot*, :data:`WIDE` or :data:`NARROW`."""
    size, high = LETTER[width], HIGH[width]
    key, room = _key(plot, width, size)
    levels = tuple(
        round_levels(*_reach(plot, "ys"), MOST if width == WIDE else 4, counts=plot.y_decimals == 0)
    )
    named = lines_of(_titled(plot, levels[0]), width - 4.0, size)
    top = room + 1.6 * size * len(named) + 2.0
    places = tuple(
        round_levels(*_reach(plot, "xs"), MOST if width == WIDE else 4, counts=plot.x_years)
    )
    decimals = level_decimals(list(levels), max(plot.y_decimals, 1))
    left = 3.0 + max(text_width(german(one, decimals), size) for one in levels) + 1.5
    field = Field(width, left, top, high - 3.4 * size, places, levels, size)
    parts = [*key]
    for number, line in enumerate(named):
        parts.append(written(line, 1.0, room + 1.6 * size * (number + 1) - 0.5, size))
    parts += [*_grid(plot, field, decimals), *_below(plot, field, high)]
    for number, curve in enumerate(plot.curves):
        parts += _curve(curve, field, plot, DASHES[number % len(DASHES)])
    return whole(parts, width, high)


def _titled(plot: Plot, lowest: float) -> str:
    """Return the title of the second axis; one that does not begin at zero says so."""
    if lowest <= 0:
        return plot.y_title
    said = german(lowest, level_decimals([lowest], max(plot.y_decimals, 1)))
    return texts()["report"]["axis_from"].format(title=plot.y_title, lowest=said)


def plot_height(width: float = WIDE) -> float:
    """Return the height of a plot of this width."""
    return HIGH[width]


def _reach(plot: Plot, axis: str) -> tuple[float, float]:
    found = [figure for curve in plot.curves for figure in getattr(curve, axis)]
    if axis == "ys":
        found += [one for curve in plot.curves for one in (*curve.low, *curve.high)]
    known = [one for one in found if math.isfinite(one)]
    low, high = min(known, default=0.0), max(known, default=1.0)
    near_zero = axis == "ys" and low > 0 and low < 0.6 * high
    return (0.0 if near_zero else low), high


def _key(plot: Plot, width: float, size: float) -> tuple[list[str], float]:
    """Return the key of the curves and the room it takes."""
    named = [(number, curve) for number, curve in enumerate(plot.curves) if curve.name]
    if not named:
        return [], 0.0
    parts: list[str] = []
    x, y = 1.0, size + 0.6
    for number, curve in named:
        wide = 8.5 + text_width(curve.name, size) + 4.0
        if x > 1.0 and x + wide > width:
            x, y = 1.0, y + 1.7 * size
        parts += _sample(curve, x, y - 0.36 * size, DASHES[number % len(DASHES)])
        parts.append(written(curve.name, x + 8.5, y, size))
        x += wide
    return parts, y + 0.8


def _sample(curve: Curve, x: float, y: float, dashes: str) -> Iterator[str]:
    if curve.low:
        yield f'<rect x="{x:.2f}" y="{y - 1.1:.2f}" width="7" height="2.2" fill="{BAND}"/>'
    if curve.line:
        yield _line(curve, f"M{x:.2f} {y:.2f}h7", dashes)
    if curve.dots or not curve.line:
        yield dot(x + 3.5, y, own=curve.own)


def _line(curve: Curve, path: str, dashes: str) -> str:
    return stroke(path, OWN, 0.7) if curve.own else stroke(path, OTHER, 0.5, dashes)


def _grid(plot: Plot, field: Field, decimals: int) -> Iterator[str]:
    size = field.size
    for level in field.ys:
        y = field.y(level)
        yield stroke(f"M{field.left:.2f} {y:.2f}H{field.width - 4.0:.2f}",
                     INK if level == 0 else GRID, 0.2)  # fmt: skip
        yield ending_at(german(level, decimals), field.left - 1.2, y + 0.36 * size, size)
    places = level_decimals(list(field.xs), plot.x_decimals)
    kept = -math.inf
    for level in field.xs:
        said = f"{level:.0f}" if plot.x_years else german(level, places)
        x, half = field.x(level), text_width(said, size) / 2
        if plot.x_years and level != int(level):
            continue
        yield stroke(f"M{x:.2f} {field.bottom:.2f}v1", INK, 0.2)
        if x - half > kept + 1.5:
            kept = x + half
            yield centred(said, min(x, field.width - half), field.bottom + 1.4 + size, size)
    if field.xs[0] < 0 < field.xs[-1]:
        yield stroke(f"M{field.x(0):.2f} {field.top:.2f}V{field.bottom:.2f}", INK, 0.2)


def _below(plot: Plot, field: Field, high: float) -> Iterator[str]:
    said = lines_of(plot.x_title, field.width - field.left - 4.0, field.size)[:1]
    for line in said:
        yield ending_at(line, field.width - 4.0, high - 0.8, field.size)


def _curve(curve: Curve, field: Field, plot: Plot, dashes: str) -> Iterator[str]:
    points = [(field.x(x), field.y(y)) for x, y in zip(curve.xs, curve.ys, strict=True)]
    if curve.low and curve.line:
        yield _band(curve, field)
    elif curve.low:
        for (x, _), low, top in zip(points, curve.low, curve.high, strict=True):
            yield stroke(f"M{x:.2f} {field.y(low):.2f}V{field.y(top):.2f}", OTHER, 0.35)
    if curve.line and len(points) > 1:
        path = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
        yield _line(curve, f"M{path}", dashes)
    if curve.dots or not curve.line or len(points) == 1:
        for place, (x, y) in enumerate(points):
            yield dot(x, y, own=curve.own, said=_told(curve, place, plot))
    yield from _names(curve, points, field)


def _band(curve: Curve, field: Field) -> str:
    upper = [(field.x(x), field.y(y)) for x, y in zip(curve.xs, curve.high, strict=True)]
    lower = [(field.x(x), field.y(y)) for x, y in zip(curve.xs, curve.low, strict=True)]
    path = "L".join(f"{x:.2f} {y:.2f}" for x, y in (*upper, *reversed(lower)))
    return f'<path d="M{path}Z" fill="{BAND}" fill-opacity="0.7"/>'


def _told(curve: Curve, place: int, plot: Plot) -> str:
    if not curve.names:
        return ""
    x = german(curve.xs[place], 0 if plot.x_years else plot.x_decimals)
    return f"{curve.names[place]}: {x} / {german(curve.ys[place], plot.y_decimals)}"


def _names(curve: Curve, points: list[tuple[float, float]], field: Field) -> Iterator[str]:
    """Write the names of some points: right of the point, else left; none over another."""
    taken: list[tuple[float, float, float]] = []
    for place in curve.shown:
        (x, y), name, size = points[place], curve.names[place], field.size
        wide = text_width(name, size)
        start = x + 1.6 if x + 1.6 + wide < field.width - 1.0 else x - 1.6 - wide
        if any(abs(y - other) < size and start < end and begin < start + wide
               for begin, end, other in taken):  # fmt: skip
            continue
        taken.append((start, start + wide, y))
        yield written(name, start, y + 0.36 * size, size)
