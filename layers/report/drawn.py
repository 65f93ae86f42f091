"""Plots and ranges as drawings: the one place that knows which block is drawn how."""

from __future__ import annotations

from dataclasses import dataclass

from layers.report.model import Plot, Ranges
from layers.report.plot_svg import NARROW, WIDE, plot_height, plot_svg
from layers.report.ranges_svg import ranges_height, ranges_svg

__all__ = ["NARROW", "WIDE", "Drawn", "drawn"]


@dataclass(frozen=True)
class Drawn:
    """An SVG with its size in mm."""

    svg: str
    width: float
    height: float


def drawn(one: Plot | Ranges, width: float = WIDE) -> Drawn:
    """Return the drawing of a block in one of the widths :data:`WIDE` and :data:`NARROW`."""
    if isinstance(one, Plot):
        return Drawn(plot_svg(one, width), width, plot_height(width))
    return Drawn(ranges_svg(one, width), width, ranges_height(one, width))
