"""Pictures for documents that take none of Typst's: maps, charts and signs as PNG."""

from __future__ import annotations

import json
from typing import Any

import typst

from layers.export.fonts import typefaces
from layers.export.snapshot import logo_name
from layers.report.model import Map

SHARP = 300.0  # pixels an inch, for print
DRAWING = b"""
#let s = json("words.json")
#set page(width: s.width * 1mm, height: s.height * 1mm, margin: 0mm, fill: none)
#set text(font: "DejaVu Sans", kerning: false, top-edge: "baseline", bottom-edge: "baseline",
  fill: rgb("#0b1219"))
#place(top + left, image("drawing.svg", width: 100%, height: 100%))
#for (said, x, y, size, bold) in s.words {
  place(top + left, dx: x * 1mm, dy: y * 1mm,
    text(size: size * 1mm, weight: if bold { "bold" } else { "regular" }, box(said)))
}
"""


def map_png(drawn: Map) -> bytes:
    """Return a map with its words."""
    words = [(word.text, word.x, word.y, word.size, word.bold) for word in drawn.words]
    return _png(drawn.svg, drawn.width, drawn.height, words)


def svg_png(svg: str, width: float, height: float) -> bytes:
    """Return an SVG as PNG; width and height in mm."""
    return _png(svg, width, height, [])


def logo_png(data: bytes, height: float) -> bytes:
    """Return the operator's logo (SVG or PNG) as PNG, *height* mm high."""
    name = logo_name(data)
    page = (
        f'#set page(width: auto, height: auto, margin: 0mm, fill: none)\n#image("{name}", '
        f"height: {height}mm)"
    )
    files: Any = {"main": page.encode(), name: data}
    return typst.compile(files, format="png", ppi=SHARP, font_paths=typefaces())


def _png(svg: str, width: float, height: float, words: list[Any]) -> bytes:
    said = json.dumps({"width": width, "height": height, "words": words}, ensure_ascii=False)
    files: Any = {"main": DRAWING, "drawing.svg": svg.encode(), "words.json": said.encode()}
    return typst.compile(files, format="png", ppi=SHARP, font_paths=typefaces())
