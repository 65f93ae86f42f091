"""Charts as SVG for paper: small line charts. All letters are outlines of the sheet's typeface."""

from __future__ import annotations

import math
from collections.abc import Iterator

from layers.export.fonts import text_outline, text_width
from layers.numbers import german
from layers.report.axes import round_levels
from layers.report.model import Chart, Line

WIDE, HIGH = 88.0, 46.0  # mm
LEFT, RIGHT, TOP, BOTTOM = 10.0, 3.0, 8.5, 6.0  # mm around the field
LETTER = 2.3  # mm
OWN, OTHER, GRID, INK = "#0b5c78", "#5b6770", "#d5dce0", "#33424d"
MOST = 4  # lines of the grid above the lowest
CLOSE = 9.0  # mm between two years on the axis


def line_chart(chart: Chart) -> str:
    """Return the SVG of a chart of lines: :data:`WIDE` by :data:`HIGH` mm.

    The axis begins at zero, or at the lowest figure below zero.
    """
    levels = _levels(chart)
    parts = [*_grid(chart, levels), *_years(chart), *_key(chart)]
    for line in reversed(chart.lines):  # the own one on top
        parts += _curve(chart, line, levels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}mm" height="{HIGH}mm" '
        f'viewBox="0 0 {WIDE} {HIGH}">{"".join(parts)}</svg>'
    )


def _levels(chart: Chart) -> list[float]:
    """Return round figures from the lowest to the highest line of the grid."""
    known = [figure for line in chart.lines for figure in line.figures if figure is not None]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    return round_levels(low, high, MOST)


def _x(chart: Chart, place: int) -> float:
    steps = max(len(chart.categories) - 1, 1)
    inset = 4.0
    return LEFT + inset + (WIDE - LEFT - RIGHT - 2 * inset) * place / steps


def _y(figure: float, levels: list[float]) -> float:
    part = (figure - levels[0]) / (levels[-1] - levels[0])
    return HIGH - BOTTOM - part * (HIGH - TOP - BOTTOM)


def _grid(chart: Chart, levels: list[float]) -> Iterator[str]:
    decimals = 0 if all(level == int(level) for level in levels) else chart.decimals
    for level in levels:
        y = _y(level, levels)
        dark = INK if level == 0 else GRID
        yield (
            f'<path d="M{LEFT} {y:.2f}H{WIDE - RIGHT}" stroke="{dark}" stroke-width="0.2" '
            'fill="none"/>'
        )
        label = german(level, decimals)
        yield _text(label, LEFT - 1.2 - text_width(label, LETTER), y + 0.36 * LETTER)


def _years(chart: Chart) -> Iterator[str]:
    """Name years that have figures, as many as have room."""
    last, kept = len(chart.categories) - 1, -math.inf
    for place, year in enumerate(chart.categories):
        x = _x(chart, place)
        empty = all(line.figures[place] is None for line in chart.lines)
        if empty or x - kept < CLOSE or (place != last and _x(chart, last) - x < CLOSE):
            continue
        kept = x
        yield _text(year, x - text_width(year, LETTER) / 2, HIGH - BOTTOM + 1.5 + LETTER)


def _key(chart: Chart) -> Iterator[str]:
    x = LEFT
    for line in chart.lines:
        y = 3.0
        yield _stroke(f"M{x:.2f} {y}h6", line)
        yield _mark(x + 3, y, line, uncertain=False)
        yield _text(line.name, x + 7.2, y + 0.36 * LETTER)
        x += 7.2 + text_width(line.name, LETTER) + 5


def _curve(chart: Chart, line: Line, levels: list[float]) -> Iterator[str]:
    points = [
        None if figure is None else (_x(chart, place), _y(figure, levels))
        for place, figure in enumerate(line.figures)
    ]
    drawn, pen = [], "M"
    for point in points:
        drawn.append("" if point is None else f"{pen}{point[0]:.2f} {point[1]:.2f}")
        pen = "M" if point is None else "L"
    if any("L" in one for one in drawn):
        yield _stroke("".join(drawn), line)
    for point, uncertain in zip(points, line.uncertain, strict=True):
        if point is not None:
            yield _mark(*point, line, uncertain=uncertain)


def _stroke(path: str, line: Line) -> str:
    look = (OWN, 0.7, "") if line.own else (OTHER, 0.5, ' stroke-dasharray="1.4 0.9"')
    return (
        f'<path d="{path}" fill="none" stroke="{look[0]}" stroke-width="{look[1]}"{look[2]} '
        'stroke-linejoin="round"/>'
    )


def _mark(x: float, y: float, line: Line, *, uncertain: bool) -> str:
    colour = OWN if line.own else OTHER
    fill = "#ffffff" if uncertain else colour
    if line.own:
        return (
            f'<circle cx="{x:.2f}" cy="{y:.2f}" r="1" fill="{fill}" stroke="{colour}" '
            'stroke-width="0.4"/>'
        )
    return (
        f'<rect x="{x - 0.75:.2f}" y="{y - 0.75:.2f}" width="1.5" height="1.5" fill="{fill}" '
        f'stroke="{colour}" stroke-width="0.35"/>'
    )


def _text(text: str, x: float, y: float) -> str:
    return (
        f'<g fill="{INK}" transform="translate({x:.2f} {y:.2f}) scale({LETTER})">'
        f"{text_outline(text)}</g>"
    )
