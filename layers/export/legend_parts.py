"""What a legend is made of: blocks of rows, and how areas are counted in it."""

from __future__ import annotations

from dataclasses import dataclass

from layers.numbers import german
from layers.record_words import Words


@dataclass(frozen=True)
class Row:
    """A sign, what it means, how often it occurs.

    ``swatch`` is an SVG, or ``badge`` a text, in a frame if it has a colour. ``detail`` stands
    below in small letters; ``full`` is a badge of light letters on its colour.
    """

    text: str
    detail: str = ""
    count: str = ""
    swatch: str = ""
    badge: str = ""
    colour: str = ""
    full: bool = False


@dataclass(frozen=True)
class Block:
    """A part of the legend with its title, rows, and remarks below them."""

    title: str
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


def counted(number: int, words: Words) -> str:
    """Return "kein Gebiet", "1 Gebiet" or "3 Gebiete"."""
    if number < 2:
        return words["area" if number else "none"]
    return words["areas"].format(count=german(number, 0))
