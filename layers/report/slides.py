"""A report as a presentation: one slide a view, native charts, text and maps that can be edited."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pptx
from pptx.util import Mm

from layers.report import model
from layers.report.drawn import drawn
from layers.report.packed import LONGEST_PROPERTY, steady
from layers.report.pictures import logo_png, svg_png
from layers.report.sections import OVERVIEW
from layers.report.slide_parts import (
    Drawing,
    chart,
    describe,
    drawing,
    frame,
    legend,
    line,
    map_words,
    style,
    table,
)
from layers.texts import texts

WIDE, HIGH, EDGE = 338.67, 190.5, 14.0  # mm: 16 to 9
TOP = 31.0  # mm, below the title
BODY = (EDGE, TOP, WIDE - 2 * EDGE, HIGH - TOP - 12.0)
MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - always the same: same report, same bytes
LONG_TITLE = 50  # letters
TITLE_ONLY = 5  # layout of the default template
WIDEST, WIDEST_ALONE = 142.0, 200.0  # mm of a map beside a chart, and without one
ROWS, LINES = 21.0, 21.0  # of a table, of text that have room on a slide
ROW, MOST_ABOVE = 6.8, 9.0  # mm of a row; rows of text that a table shares its slide with
LETTERS, IN_CELLS = 100, 140  # that a line of text, of a whole row of a table has room for
MARK = re.compile(r"\[([\d–, ]+)\]")
Said = tuple[str, bool, bool]  # text, bold, soft


def slides(told: model.Report) -> bytes:
    """Return the presentation; the same report gives the same bytes."""
    maker = Maker(told)
    stream = io.BytesIO()
    maker.made().save(stream)
    return steady(stream.getvalue())


class Maker:
    """Makes the slides of one report."""

    def __init__(self, told: model.Report) -> None:
        self.told = told
        self.words = texts(told.language)["report"]
        self.file: Any = pptx.Presentation()
        self.logo = logo_png(told.logo, 9.0) if told.logo else b""

    def made(self) -> Any:
        """Return the finished presentation."""
        file, told = self.file, self.told
        file.slide_width, file.slide_height = Mm(WIDE), Mm(HIGH)
        properties = file.core_properties
        properties.title = told.title[:LONGEST_PROPERTY]
        properties.author = told.operator[:LONGEST_PROPERTY]
        properties.created = properties.modified = MADE
        properties.last_modified_by, properties.language = "", f"{told.language}-DE"
        rest = told.sections
        if told.lead or len(told.sections) > 1:
            begins = bool(rest) and rest[0].id == OVERVIEW
            self._first(rest[0] if begins else None)
            rest = rest[1:] if begins else rest
        for section in rest:
            self._section(section)
        for slide in file.slides:
            for run in slide.element.iter("{*}rPr", "{*}endParaRPr"):
                run.set("lang", f"{told.language}-DE")
        return file

    def _slide(self, title: str, cited: Sequence[str]) -> Any:
        """Return a new slide with its title, its foot, and sources in its notes."""
        told = self.told
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        heading = slide.shapes.title
        heading.left, heading.top, heading.width, heading.height = map(
            Mm, (EDGE, 8, WIDE - 2 * EDGE, 14)
        )
        heading.text_frame.text = title
        heading.text_frame.word_wrap = True
        for side in ("left", "right"):
            setattr(heading.text_frame, f"margin_{side}", 0)
        paragraph = heading.text_frame.paragraphs[0]
        paragraph.alignment = 1  # left
        style(paragraph.runs[0].font, 26 if len(title) <= LONG_TITLE else 19, bold=True)
        exported = self.words["exported"].format(date=f"{told.today:%d.%m.%Y}")
        foot = " · ".join(x for x in (told.kicker, exported, told.operator) if x)
        found = frame(slide, (EDGE, HIGH - 9, WIDE - 2 * EDGE, 5), foot)
        line(found, foot, 9, soft=True)
        if self.logo:
            mark = slide.shapes.add_picture(io.BytesIO(self.logo), 0, Mm(HIGH - 12), height=Mm(9))
            mark.left = Mm(WIDE - EDGE) - mark.width
            describe(mark, self.words["logo"].format(name=told.operator))
        slide.notes_slide.notes_text_frame.text = "\n".join(self._notes(cited))
        return slide

    def _notes(self, cited: Sequence[str]) -> Iterator[str]:
        numbers = {number for text in cited for number in _numbers(text)}
        known = [one for one in self.told.references if one.number in numbers]
        yield f"{self.told.sources_title}:"
        yield from (f"[{one.number}] {one.text}" for one in known)
        if not known:
            yield self.words["no_sources"]
        yield f"{self.words['address']} {self.told.address}"
        if self.told.funder_note:
            yield self.told.funder_note

    def _first(self, overview: model.Section | None) -> None:
        """Make the first slide: what is said first, and the overview."""
        told = self.told
        said = [one for block in overview.blocks for one in _lines(block)] if overview else []
        slide = self._slide(told.title, [text for text, *_ in said])
        found = frame(slide, (EDGE, 36, WIDE - 2 * EDGE, 130), told.kicker)
        for text in told.lead or (told.kicker,):
            line(found, text, 20)
        for text, bold, soft in said:
            line(found, text, 11 if soft else 15, bold=bold, soft=soft)

    def _section(self, section: model.Section) -> None:
        maps = [one for one in section.blocks if isinstance(one, model.Map)]
        for one in maps if section.whole else maps[:1]:
            self._map(section, one)
        if maps and not section.whole:
            return
        waiting: list[Said] = []
        for block in section.blocks:
            if isinstance(block, model.Table):
                self._table(section, block, waiting)
                waiting = []
            elif isinstance(block, model.Trend):
                self._trend(block)
            elif isinstance(block, model.Plot | model.Ranges):
                self._figure(section, block)
            elif not maps:
                waiting += _lines(block)
        trends = any(isinstance(one, model.Trend) for one in section.blocks)
        self._text(section, [] if trends else waiting)

    def _map(self, section: model.Section, one: model.Map) -> None:
        """Make the slide of a view: sentence, map, bars of the figures where there are some."""
        said = [block.text for block in section.blocks if isinstance(block, model.Text)]
        bars = [block for block in section.blocks if isinstance(block, model.Chart)]
        title = section.title if section.title != self.words["map"] else one.title
        slide = self._slide(title, said)
        found = frame(slide, (EDGE, 24, WIDE - 2 * EDGE, 14), (said or [one.title])[0][:40])
        strong = next((x for x in section.blocks if isinstance(x, model.Text) and x.strong), None)
        if strong is not None:
            line(found, strong.text, 15)
        named = one.title if one.title != title else ""
        line(found, " · ".join(x for x in (named, one.subline) if x), 11, soft=True)
        left, top, room = EDGE, 48.0, HIGH - 48.0 - 14.0
        scale = min(room / one.height, (WIDEST if bars else WIDEST_ALONE) / one.width)
        group = drawing(slide, Drawing(one.svg, one.title or title, one.names, scale), left, top)
        describe(group, one.alt)
        map_words(slide, one.words, left, top, scale)
        beside = left + scale * one.width + 5
        wide = 62.0 if bars else 90.0
        legend(slide, one.legend, (beside, top, wide, room))
        if bars:
            at = beside + wide + 4
            chart(slide, bars[0], (at, top - 4, WIDE - EDGE - at, room + 4))

    def _trend(self, one: model.Trend) -> None:
        slide = self._slide(one.chart.title, [one.note])
        wide = 0.66 * BODY[2]
        chart(slide, one.chart, (EDGE, TOP, wide, BODY[3] - 8))
        table(slide, one.table, one.table.rows, (EDGE + wide + 8, TOP, BODY[2] - wide - 8, 10))
        line(frame(slide, (EDGE, HIGH - 17, WIDE - 2 * EDGE, 5), one.note[:40]), one.note, 10,
             soft=True)  # fmt: skip

    def _figure(self, section: model.Section, one: model.Plot | model.Ranges) -> None:
        """Make the slide of a plot: a picture as large as there is room."""
        made = drawn(one)
        slide = self._slide(one.title or section.title, [])
        scale = min(BODY[2] / made.width, BODY[3] / made.height)
        picture = svg_png(made.svg, made.width, made.height)
        left = Mm(EDGE + (BODY[2] - scale * made.width) / 2)
        shown = slide.shapes.add_picture(
            io.BytesIO(picture), left, Mm(TOP), width=Mm(scale * made.width)
        )
        describe(shown, one.alt)

    def _table(self, section: model.Section, one: model.Table, before: Sequence[Said]) -> None:
        """Make the slides of a table; few lines *before* it stand above it."""
        used = sum(map(_room, before))
        if used > MOST_ABOVE:
            self._text(section, before)
            before, used = (), 0.0
        for rows in pages(one, used):
            cited = [*(text for text, *_ in before), *(cell for row in rows for cell in row.cells)]
            slide = self._slide(section.title, cited)
            if before:
                found = frame(slide, (*BODY[:3], used * ROW), section.title)
                _write(found, before)
            table(slide, one, rows, (EDGE, TOP + used * ROW, BODY[2], 10))
            before, used = (), 0.0

    def _text(self, section: model.Section, said: Sequence[Said]) -> None:
        """Make as many slides as the text needs; remarks alone make none."""
        if all(soft for _, _, soft in said):
            return
        for some in _pages_of_text(said):
            slide = self._slide(section.title, [text for text, *_ in said])
            _write(frame(slide, BODY, section.title), some)


def _write(found: Any, said: Sequence[Said]) -> None:
    for text, bold, soft in said:
        line(found, text, 11 if soft else 15, bold=bold, soft=soft)


def pages(one: model.Table, taken: float) -> Iterator[tuple[model.Row, ...]]:
    """Yield the rows of a table by slide: as many as have room with their broken lines.

    ``taken`` is the room on the first slide that something else has, in rows.
    """
    page: list[model.Row] = []
    whole, used = sum(column.part for column in one.columns), taken
    for row in one.rows:
        parts = [1.0] if row.group else [column.part / whole for column in one.columns]
        rows = max(
            -(-len(said.split("\n")[0]) // max(int(part * IN_CELLS), 1))
            for said, part in zip(row.cells, parts, strict=True)
        )
        needed = 0.3 + 0.7 * max(rows, 1)
        # a group begins no row before the end: its first row comes with it
        if page and used + needed + (2 if row.group else 0) > ROWS:
            yield tuple(page)
            page, used = [], 0.0
        page.append(row)
        used += needed
    yield tuple(page)


def _lines(block: model.Block) -> Iterator[Said]:
    """Yield the lines of a block of text; nothing of others."""
    if isinstance(block, model.Text):
        yield block.text, False, block.quiet
    elif isinstance(block, model.Heading):
        yield block.text, True, False
    elif isinstance(block, model.Bullets):
        yield from ((f"– {item}", False, False) for item in block.items)
    elif isinstance(block, model.Facts):
        yield from ((f"{name}: {'; '.join(said)}", False, False) for name, said in block.rows)


def _room(one: Said) -> float:
    """Return how many rows of a table a line needs."""
    text, _, soft = one
    rows = math.ceil(len(text) / (LETTERS + (36 if soft else 0)))
    return (0.8 if soft else 1.2) * rows


def _pages_of_text(said: Sequence[Said]) -> Iterator[list[Said]]:
    page: list[Said] = []
    used = 0.0
    for one in said:
        keep = 2.0 if one[1] else 0.0  # a heading stays with what follows
        if page and used + _room(one) + keep > LINES:
            yield page
            page, used = [], 0.0
        page.append(one)
        used += _room(one)
    yield page


def _numbers(text: str) -> Iterator[int]:
    """Yield 1, 3, 4, 5 of ``[1, 3–5]``."""
    for inside in MARK.findall(text):
        for part in inside.replace(" ", "").split(","):
            first, _, last = part.partition("–")
            if first.isdigit():
                yield from range(int(first), int(last or first) + 1)
