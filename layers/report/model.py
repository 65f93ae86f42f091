"""A report as one value, before it becomes PDF, DOCX or PPTX: the three cannot disagree.

Every text is German and ready to be read; figures in tables are text, in charts they are numbers
(None: no figure). Nothing in here knows a file format.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from layers.export.legend_parts import Block as LegendBlock
from layers.export.map_svg import Word

LINE, BAR = "line", "bar"


@dataclass(frozen=True)
class Text:
    """A paragraph. ``quiet`` is a remark in small letters, ``strong`` a sentence to begin with."""

    text: str
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading below that of the section; ``mark`` is a short remark behind it."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names with what is known of them; several texts are a list."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Column:
    """``part`` is the width against the other columns; ``right`` aligns numbers."""

    heading: str
    part: float = 1.0
    right: bool = False


@dataclass(frozen=True)
class Row:
    """Cells in the order of the columns. A ``group`` has one cell over all columns."""

    cells: tuple[str, ...]
    group: bool = False


@dataclass(frozen=True)
class Table:
    """``caption`` names the table for those who cannot see it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Line:
    """Figures by category. ``own`` is what the report is about; ``uncertain`` marks doubts."""

    name: str
    figures: tuple[float | None, ...]
    own: bool
    uncertain: tuple[bool, ...]


@dataclass(frozen=True)
class Chart:
    """A chart of lines over years, or of bars over areas; ``alt`` says it in words."""

    kind: str
    title: str
    unit: str
    decimals: int
    categories: tuple[str, ...]
    lines: tuple[Line, ...]
    alt: str


@dataclass(frozen=True)
class Trend:
    """A chart with its figures beside it."""

    chart: Chart
    table: Table
    note: str = ""


@dataclass(frozen=True)
class Map:
    """A map: SVG without words, the words with their places in mm, the legend, a scale bar.

    ``names`` are those of the areas, which are the first shapes of the SVG, in that order.
    """

    title: str
    subline: str
    svg: str
    names: tuple[str, ...]
    words: tuple[Word, ...]
    width: float
    height: float
    legend: tuple[LegendBlock, ...]
    bar: tuple[float, str]
    alt: str


@dataclass(frozen=True)
class Curve:
    """Points of a plot in the order of *xs*; ``line`` joins them, ``dots`` draws each.

    ``low`` and ``high`` are ends of intervals around *ys*, or empty. ``own`` is what the plot is
    about; ``names`` say what each point is (or are empty); ``shown`` are the places of those
    points whose names are written in the plot.
    """

    name: str
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    line: bool = True
    dots: bool = False
    own: bool = False
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    shown: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plot:
    """Curves or points over two axes of numbers; ``alt`` says it in words.

    ``x_years`` writes the figures of the first axis without separators. Figures are finite.
    """

    title: str
    x_title: str
    y_title: str
    curves: tuple[Curve, ...]
    alt: str
    x_decimals: int = 0
    y_decimals: int = 1
    x_years: bool = False


@dataclass(frozen=True)
class Range:
    """A value with its interval (None: not known) beside a figure that it is compared with.

    ``other`` is a second such figure; ``said`` is what is written at the end of the row; ``group``
    is a row with a name only.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    compared: float | None = None
    said: str = ""
    group: bool = False
    other: float | None = None


@dataclass(frozen=True)
class Ranges:
    """Rows of values with intervals on one axis; ``alt`` says it in words.

    ``compared`` and ``other`` name the marks of what values are compared with, or are empty.
    """

    title: str
    x_title: str
    rows: tuple[Range, ...]
    alt: str
    decimals: int = 1
    value: str = ""
    compared: str = ""
    other: str = ""


Block = Text | Heading | Bullets | Facts | Table | Chart | Trend | Map | Plot | Ranges


@dataclass(frozen=True)
class Section:
    """A part that can be switched on and off; ``new_page`` begins one in PDF and DOCX.

    Beside a map slides leave out tables, unless the section is to be shown ``whole``.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Reference:
    """One entry of the list of sources; ``href`` is empty where it is no web address."""

    number: int
    text: str
    href: str


@dataclass(frozen=True)
class Report:
    """A whole report. ``lead`` stands below the title.

    ``address`` leads back to the atlas; ``logo`` is an image file (SVG or PNG) or empty.
    """

    language: str
    kicker: str
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    sources_title: str
    references: tuple[Reference, ...]
    address: str
    today: datetime.date
    operator: str = ""
    logo: bytes = b""
    funder_note: str = ""
