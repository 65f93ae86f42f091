"""A report as PDF: set by Typst, tagged (PDF/UA-1), without browser and network."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import cache, singledispatchmethod
from pathlib import Path
from typing import Any

import typst

from layers.export.fonts import typefaces
from layers.export.legend import Block as LegendBlock
from layers.export.snapshot import breakable, logo_name, qr_svg, swatch_size
from layers.report import model
from layers.report.chart_svg import line_chart
from layers.texts import texts

Json = dict[str, Any]
TEMPLATE = Path(__file__).with_name("report.typ")
INNER, BESIDE = 170.0, 77.0  # mm of a table on the page, and beside a chart
LETTER = 1.9  # mm, a bold letter of a table
TITLE_LETTERS, LINE_LETTERS, NAME_LETTERS = 32, 75, 24  # of a word that a line has room for


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
            "shown_title": fitting(told.title, TITLE_LETTERS),
            "lead": [fitting(one, LINE_LETTERS) for one in told.lead],
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
                asdict(one) | {"shown": fitting(one.text, LINE_LETTERS)} for one in told.references
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
        return {"kind": "bullets", "items": [fitting(item, LINE_LETTERS) for item in one.items]}

    @block.register
    def _(self, one: model.Facts) -> Json:
        rows = [
            (fitting(name, NAME_LETTERS), [fitting(text, LINE_LETTERS) for text in said])
            for name, said in one.rows
        ]
        return {"kind": "facts", "rows": rows}

    @block.register
    def _(self, one: model.Table) -> Json:
        return _table(one, INNER)

    @block.register
    def _(self, one: model.Trend) -> Json:
        return {
            "kind": "trend",
            "title": one.chart.title,
            "alt": one.chart.alt,
            "picture": self._picture(line_chart(one.chart)),
            "table": _table(one.table, BESIDE),
            "note": one.note,
        }

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


def _table(one: model.Table, width: float) -> Json:
    """Return a table of *width* mm whose words break where they are longer than their column."""
    whole = sum(column.part for column in one.columns)
    room = [int(width * column.part / whole / LETTER) - 1 for column in one.columns]
    columns = [
        asdict(column) | {"heading": fitting(column.heading, letters)}
        for column, letters in zip(one.columns, room, strict=True)
    ]
    rows = [
        {
            "group": row.group,
            "cells": row.cells if row.group else list(map(fitting, row.cells, room)),
        }
        for row in one.rows
    ]
    return {"kind": "table", "caption": one.caption, "columns": columns, "rows": rows}


def fitting(text: str, letters: int) -> str:
    """Return *text* with places to break in words that are longer than a line of *letters*.

    Examples
    --------
    >>> fitting("Neustadt und Nordstadt", 5).replace("\u200b", "|")
    'Neust|adt und Nords|tadt'
    """
    long = re.compile(rf"([^\s\-/–\u200b]{{{max(letters, 1)}}})(?=[^\s\-/–\u200b])")
    return long.sub("\\1\u200b", text)


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
