"""Rows of values with intervals on one axis as SVG. Lengths are in mm."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from layers.export.fonts import text_width
from layers.numbers import german
from layers.report.axes import level_decimals, round_levels
from layers.report.model import Range, Ranges
from layers.report.plot_svg import NARROW, WIDE
from layers.report.svg_parts import (
    GRID,
    INK,
    OTHER,
    OWN,
    centred,
    lines_of,
    stroke,
    whole,
    written,
)

SIZE = 2.7
LINE = 1.45 * SIZE
NAMES = {WIDE: 62.0, NARROW: 86.0}  # on a phone names stand above their row
Placed = tuple[Range, float, list[str]]


def ranges_svg(ranges: Ranges, width: float = WIDE) -> str:
    """Return the SVG of *ranges*."""
    levels = _levels(ranges, width)
    placed, bottom = _placed(ranges, width)
    decimals = level_decimals(levels, max(ranges.decimals, 1))
    left, right = _sides(ranges, width)
    parts = [*_key(ranges)]
    top = 2 * LINE

    def at(figure: float) -> float:
        return left + (right - left) * (figure - levels[0]) / (levels[-1] - levels[0])

    kept = -math.inf
    for level in levels:
        x, said = at(level), german(level, decimals)
        parts.append(stroke(f"M{x:.2f} {top:.2f}V{bottom:.2f}", INK if level == 0 else GRID, 0.2))
        if x - text_width(said, SIZE) / 2 > kept + 1.5:
            kept = x + text_width(said, SIZE) / 2
            parts.append(centred(said, x, bottom + 1.2 + SIZE, SIZE))
    for line in lines_of(ranges.x_title, width - 2.0, SIZE)[:1]:
        middle = min(max((left + right) / 2, text_width(line, SIZE) / 2 + 1.0),
                     width - text_width(line, SIZE) / 2 - 1.0)  # fmt: skip
        parts.append(centred(line, middle, bottom + 2.0 + 2.4 * SIZE, SIZE))
    for one, y, name in placed:
        parts += _row(one, y, name, (at, width, right))
    return whole(parts, width, ranges_height(ranges, width))


def ranges_height(ranges: Ranges, width: float = WIDE) -> float:
    """Return the height of the picture."""
    return round(_placed(ranges, width)[1] + 3.0 + 2.6 * SIZE, 2)


def _sides(ranges: Ranges, width: float) -> tuple[float, float]:
    said = max((text_width(one.said, SIZE) for one in ranges.rows), default=0.0)
    left = 5.0 if width == NARROW else NAMES[width] + 4.0
    right = width - 5.0 if width == NARROW else width - said - 4.0
    return left, max(right, left + 30.0)


def _levels(ranges: Ranges, width: float) -> list[float]:
    figures = [(one.value, one.low, one.high, one.compared, one.other) for one in ranges.rows]
    known = [figure for row in figures for figure in row if figure is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    return round_levels(min(low, 0.0), max(high, 0.0), 6 if width == WIDE else 4)


def _placed(ranges: Ranges, width: float) -> tuple[list[Placed], float]:
    """Return each row with its place and the lines of its name, and where the last one ends."""
    found: list[Placed] = []
    y = 2 * LINE
    for one in ranges.rows:
        name = lines_of(one.name, NAMES[width] if not one.group else width - 2.0, SIZE)
        above = LINE * (len(name) + (width == NARROW and not one.group))
        y += 1.2 if not one.group else 2.4
        found.append((one, y, name))
        y += max(above, LINE)
    return found, y + 1.0


def _key(ranges: Ranges) -> Iterator[str]:
    x, y = 1.0, SIZE
    if ranges.value:
        yield stroke(f"M{x} {y - 1:.2f}h7", OWN, 0.7)
        yield f'<circle cx="{x + 3.5}" cy="{y - 1:.2f}" r="1.2" fill="{OWN}"/>'
        yield written(ranges.value, x + 8.5, y, SIZE)
        x += 12.5 + text_width(ranges.value, SIZE)
    if ranges.compared:
        yield stroke(f"M{x + 2:.2f} {y - 2.4:.2f}v2.8", INK, 0.8)
        yield written(ranges.compared, x + 4.5, y, SIZE)
        x += 8.5 + text_width(ranges.compared, SIZE)
    if ranges.other:
        yield _diamond(x + 2, y - 1)
        yield written(ranges.other, x + 4.5, y, SIZE)


def _diamond(x: float, y: float) -> str:
    return stroke(f"M{x:.2f} {y - 1.3:.2f}l1.3 1.3l-1.3 1.3l-1.3 -1.3z", INK, 0.35)


def _marks(one: Range, middle: float, at: Callable[[float], float]) -> Iterator[str]:
    """Yield interval, marks of what the value is compared with, and the value on top."""
    if one.low is not None and one.high is not None:
        low, high = at(one.low), at(one.high)
        yield stroke(f"M{low:.2f} {middle:.2f}H{high:.2f}M{low:.2f} {middle - 0.9:.2f}v1.8"
                     f"M{high:.2f} {middle - 0.9:.2f}v1.8", OWN, 0.6)  # fmt: skip
    if one.compared is not None:
        yield stroke(f"M{at(one.compared):.2f} {middle - 1.7:.2f}v3.4", INK, 0.8)
    if one.other is not None:
        yield _diamond(at(one.other), middle)
    if one.value is not None:
        yield (
            f'<circle cx="{at(one.value):.2f}" cy="{middle:.2f}" r="1.2" fill="{OWN}" '
            'stroke="#ffffff" stroke-width="0.25"/>'
        )
    elif one.compared is None:
        yield stroke(f"M{at(0.0):.2f} {middle:.2f}h3", OTHER, 0.3, "0.6 0.6")


def _row(one: Range, y: float, name: list[str], on: tuple[object, float, float]) -> Iterator[str]:
    at, width, right = on
    assert callable(at)
    for number, line in enumerate(name):
        yield written(line, 1.0, y + SIZE + number * LINE, SIZE, bold=one.group)
    if one.group:
        return
    narrow = width == NARROW
    middle = y + LINE * (len(name) + 0.5 if narrow else len(name) / 2)
    yield from _marks(one, middle, at)
    if one.said and not narrow:
        yield written(one.said, right + 2.5, middle + 0.36 * SIZE, SIZE)
    elif one.said:
        spare = width - 1.0 - text_width(one.said, SIZE)
        used = text_width(name[-1], SIZE) + 3.0 if name else 0.0
        if used < spare:
            yield written(one.said, spare, y + SIZE + (len(name) - 1) * LINE, SIZE)
