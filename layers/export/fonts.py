"""The typeface of printed sheets: DejaVu Sans, as the package matplotlib brings it.

It covers Latin with all marks, Greek, Cyrillic and most signs. Nothing is read from the system, so
that a sheet looks the same on every machine.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FAMILY = "DejaVu Sans"
FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
EM = 2048  # units of an outline in one em


@cache
def typefaces() -> typst.Fonts:
    """Return the typefaces that Typst may use: those of the package, none of the system."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_folder())]
    )


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of *text* without kerning, in the unit of *size*.

    Examples
    --------
    >>> text_width("mm", 10.0) > text_width("ii", 10.0) > 0
    True
    """
    return size * sum(_advance(sign, bold) for sign in text)


def text_outline(text: str, *, bold: bool = False) -> str:
    """Return *text* as SVG paths, one em high, baseline at 0 and y downwards."""
    position, paths = 0.0, []
    for sign in text:
        drawn = _glyph(sign, bold)
        if drawn:
            paths.append(f'<path transform="translate({position:.4f} 0){drawn}"/>')
        position += _advance(sign, bold)
    return "".join(paths)


def _folder() -> Path:
    found = importlib.util.find_spec("matplotlib")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"


@cache
def _face(bold: bool) -> tuple[Any, dict[int, str], Any]:
    font = TTFont(_folder() / FILES[bold], lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["hmtx"]


@cache
def _advance(sign: str, bold: bool) -> float:
    _, names, metrics = _face(bold)
    return float(metrics[names.get(ord(sign), ".notdef")][0]) / EM


@cache
def _glyph(sign: str, bold: bool) -> str:
    glyphs, names, _ = _face(bold)
    pen = SVGPathPen(glyphs)
    glyphs[names.get(ord(sign), ".notdef")].draw(pen)
    path = pen.getCommands()
    return f' scale({1 / EM:.8f} {-1 / EM:.8f})" d="{path}' if path else ""
