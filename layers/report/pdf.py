"""A report as PDF: set by Typst, tagged (PDF/UA-1), without browser and network."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache, singledispatchmethod
from pathlib import Path
from typing import Any

import typst

from layers.export.fonts import text_width, typefaces
from layers.export.legend_parts import Block as LegendBlock
from layers.export.snapshot import breakable, logo_name, qr_svg, swatch_size
from layers.report import model
from layers.report.chart_svg import line_chart
from layers.report.drawn import drawn
from layers.texts import texts

Json = dict[str, Any]
TEMPLATE = Path(__file__).with_name("report.typ")
INNER, BESIDE, NAMES = 170.0, 77.0, 46.0  # mm: a table, one beside a chart, names of facts
PADDING = 2.6  # mm of a cell
POINT = 25.4 / 72  # mm
WORD = re.compile(r"[^\s\-/–\u200b]+")
TITLE, LEAD, BODY, SMALL, TINY = 19.0, 10.0, 8.6, 7.6, 7.0  # points, as in the template


def pdf(told: model.Report) -> bytes:
    """Return the PDF of a report; the same report gives the same bytes.

    Raises
    ------
    typst.TypstError
        If a page cannot be set: a fault of the template.
    """
    files: Any = Setter().files(told)
    return typst.compile(files, format="pdf", pdf_standards=["ua-1"], font_paths=typefaces())


class Setter:
    """Turns blocks into what the template reads, and gathers the pictures in ``pictures``."""

    def __init__(self) -> None:
        self.pictures: dict[str, bytes] = {}

    def files(self, told: model.Report) -> dict[str, bytes]:
        """Return everything that Typst reads, by name."""
        words = texts(told.language)["report"]
        said = {
            "language": told.language,
            "kicker": told.kicker,
            "title": told.title,
            "shown_title": fitting(told.title, INNER, TITLE, bold=True),
            "lead": [fitting(one, INNER, LEAD) for one in told.lead],
            "sections": [
                {
                    "title": one.title,
                    "new_page": one.new_page,
                    "blocks": [self.block(block) for block in one.blocks],
                }
                for one in told.sections
            ],
            "sources_title": told.sources_title,
            "references": [
                asdict(one) | {"shown": fitting(one.text, INNER - 12, SMALL)}
                for one in told.references
            ],
            "no_sources": words["no_sources"],
            "address": told.address,
            "address_title": words["address"],
            "exported": words["exported"].format(date=f"{told.today:%d.%m.%Y}"),
            "date": {"year": told.today.year, "month": told.today.month, "day": told.today.day},
            "operator": told.operator,
            "funder_note": told.funder_note,
            "logo": logo_name(told.logo) if told.logo else None,
            "logo_alt": words["logo"].format(name=told.operator),
            "qr_alt": words["qr"],
            "page_words": words["page"].format(page="\u0001", pages="\u0002"),
            "contents": words["contents"],
        }
        files = {"main": _template(), "qr.svg": qr_svg(told.address)} | self.pictures
        if told.logo:
            files[logo_name(told.logo)] = told.logo
        return files | {"report.json": json.dumps(said, ensure_ascii=False).encode()}

    @singledispatchmethod
    def block(self, one: Any) -> Json:
        """Return a block as the template reads it; its name is the kind of the block."""
        return {"kind": type(one).__name__.lower(), **asdict(one)}

    @block.register
    def _(self, one: model.Bullets) -> Json:
        return {"kind": "bullets", "items": [fitting(item, INNER - 5, BODY) for item in one.items]}

    @block.register
    def _(self, one: model.Facts) -> Json:
        rows = [
            (
                fitting(name, NAMES, BODY),
                [fitting(text, INNER - NAMES - 8, BODY) for text in said],
            )
            for name, said in one.rows
        ]
        return {"kind": "facts", "rows": rows}

    @block.register
    def _(self, one: model.Table) -> Json:
        return _table(one, INNER, SMALL)

    @block.register
    def _(self, one: model.Trend) -> Json:
        return {
            "kind": "trend",
            "title": one.chart.title,
            "alt": one.chart.alt,
            "picture": self._picture(line_chart(one.chart)),
            "table": _table(one.table, BESIDE, TINY),
            "note": one.note,
        }

    @block.register
    def _(self, one: model.Plot | model.Ranges) -> Json:
        made = drawn(one)
        picture = self._picture(made.svg)
        return {"kind": "figure", "title": one.title, "alt": one.alt, "picture": picture}

    @block.register
    def _(self, one: model.Map) -> Json:
        return {
            "kind": "map",
            "picture": self._picture(one.svg),
            "words": [(word.text, word.x, word.y, word.size, word.bold) for word in one.words],
            "size": (one.width, one.height),
            "legend": [self._legend(block) for block in one.legend],
            "title": one.title,
            "subline": one.subline,
            "bar": {"mm": one.bar[0], "label": one.bar[1]},
            "alt": one.alt,
        }

    def _legend(self, one: LegendBlock) -> Json:
        rows = []
        for row in one.rows:
            name = self._picture(row.swatch) if row.swatch else None
            size = swatch_size(row.swatch) if row.swatch else (0.0, 0.0)
            rows.append(asdict(row) | {"swatch": name, "size": size, "text": breakable(row.text)})
        return {"title": breakable(one.title), "rows": rows, "notes": one.notes}

    def _picture(self, svg: str) -> str:
        name = f"picture-{len(self.pictures)}.svg"
        self.pictures[name] = svg.encode()
        return name


def _table(one: model.Table, width: float, size: float) -> Json:
    """Return a table of *width* mm whose words break where they are wider than their column."""
    whole = sum(column.part for column in one.columns)
    rooms = [width * column.part / whole - PADDING for column in one.columns]
    columns = [
        asdict(column) | {"heading": fitting(column.heading, room, size, bold=True)}
        for column, room in zip(one.columns, rooms, strict=True)
    ]
    rows = [
        {
            "group": row.group,
            "cells": row.cells
            if row.group
            else [fitting(said, room, size) for said, room in zip(row.cells, rooms, strict=True)],
        }
        for row in one.rows
    ]
    return {"kind": "table", "caption": one.caption, "columns": columns, "rows": rows}


def fitting(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return *text* with places to break in words that are wider than *room*.

    ``room`` is in mm, ``size`` of the letters in points.

    Examples
    --------
    >>> fitting("Neustadt und Nordstadt", 10.0, 8.0).replace("\u200b", "|")
    'Neusta|dt und Nordst|adt'
    """

    def broken(found: re.Match[str]) -> str:
        word, width = "", 0.0
        for letter in found[0]:
            wide = text_width(letter, size * POINT, bold=bold)
            word, width = (word + "\u200b", 0.0) if width + wide > room else (word, width)
            word, width = word + letter, width + wide
        return word

    return WORD.sub(broken, text)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
