"""Blocks of an answer as the template of the page reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import singledispatchmethod
from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup

from layers.export.legend_parts import Block as LegendBlock
from layers.report import model
from layers.report.chart_svg import line_chart
from layers.report.drawn import NARROW, WIDE, drawn

Json = dict[str, Any]
INK = "#0b1219"
IDENTITY = re.compile(r'(id="|url\(#)([\w-]+)')
SIZE = re.compile(r'<svg ([^>]*?)width="[\d.]+mm" height="[\d.]+mm"')


class Shower:
    """Turns blocks into what the template reads; every picture gets ids of its own."""

    def __init__(self) -> None:
        self._pictures = 0
        self._figures = 0

    def blocks(self, found: tuple[model.Block, ...]) -> Iterator[Json]:
        """Yield every block; ``kind`` says which part of the template draws it."""
        for one in found:
            yield self.block(one)

    @singledispatchmethod
    def block(self, one: Any) -> Json:
        """Return a block as it is; its name is its kind."""
        return {"kind": type(one).__name__.lower(), "one": one}

    @block.register
    def _(self, one: model.Table) -> Json:
        self._pictures += 1
        return {"kind": "table", "one": one, "id": f"tabelle-{self._pictures}"}

    @block.register
    def _(self, one: model.Plot | model.Ranges) -> Json:
        pictures = [
            (name, self._picture(drawn(one, width).svg, one.alt))
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        ]
        self._figures += 1
        return {
            "kind": "figure", "one": one, "pictures": pictures, "number": self._figures - 1,
        }  # fmt: skip

    @block.register
    def _(self, one: model.Trend) -> Json:
        self._pictures += 1
        picture = self._picture(line_chart(one.chart), one.chart.alt)
        return {"kind": "trend", "one": one, "picture": picture, "id": f"tabelle-{self._pictures}"}

    @block.register
    def _(self, one: model.Chart) -> Json:
        return {"kind": "chart", "one": one, "picture": self._picture(line_chart(one), one.alt)}

    @block.register
    def _(self, one: model.Map) -> Json:
        words = "".join(
            f'<text x="{word.x:.2f}" y="{word.y:.2f}" font-size="{word.size:.2f}" fill="{INK}" '
            f'font-family="DejaVu Sans, Verdana, sans-serif" '
            f'font-weight="{"bold" if word.bold else "normal"}">{escape(word.text)}</text>'
            for word in one.words
        )
        svg = one.svg.replace("</svg>", f"{words}</svg>")
        return {
            "kind": "map",
            "one": one,
            "picture": self._picture(svg, one.alt),
            "legend": [self._legend(block) for block in one.legend],
        }

    def _legend(self, one: LegendBlock) -> Json:
        rows = [
            asdict(row) | {"swatch": self._picture(row.swatch, "") if row.swatch else ""}
            for row in one.rows
        ]
        return {"title": one.title, "rows": rows, "notes": one.notes}

    def _picture(self, svg: str, alt: str) -> Markup:
        """Return an SVG that fills its room; without *alt* it is decoration."""
        self._pictures += 1
        own = IDENTITY.sub(rf"\g<1>b{self._pictures}-\g<2>", svg)
        said = f'role="img" aria-label="{escape(alt, {chr(34): "&quot;"})}"' if alt else (
            'aria-hidden="true"')  # fmt: skip
        return Markup(SIZE.sub(rf"<svg {said} \g<1>", own, count=1))  # noqa: S704 - own drawing
