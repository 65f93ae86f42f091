"""What the legend of the web map is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LegendRow:
    """One row of the legend; ``swatch`` is SVG in a field of ``wide`` by ``high`` pixels."""

    swatch: str
    text: str
    count: str = ""
    detail: str = ""
    wide: float = 32
    high: float = 20


@dataclass(frozen=True)
class LegendPart:
    """A part of the legend with its heading and a remark below it."""

    title: str
    rows: tuple[LegendRow, ...]
    hint: str = ""
