"""Papers and sizes of snapshots, and where their parts lie."""

from __future__ import annotations

from dataclasses import dataclass, field

INCH = 25.4  # mm
LONGEST = 6000  # pixels of the longer side: 100 MB in memory on A4's proportions
NARROWEST = 400
DENSITY = 300  # pixels an inch on paper
SCREEN_WIDTH = 1600  # pixels where none are asked for
FORMATS = ("png", "svg", "pdf")


@dataclass(frozen=True)
class Paper:
    """A sheet in landscape: sides in mm, the size of its type (1 on A4)."""

    wide: float
    high: float
    zoom: float


PAPERS = {
    "a4": Paper(297.0, 210.0, 1.0),
    "a3": Paper(420.0, 297.0, 1.25),
    "screen": Paper(297.0, 185.625, 1.05),
}


@dataclass(frozen=True)
class Options:
    """How a snapshot is made. ``width_px`` 0 means: what the paper has at ``dpi``.

    ``paper`` is a key of :data:`PAPERS`; ``grey`` is the variant that black and white printers
    keep readable. ``stacked``: maps stand one above the other, so the legend has room beside them
    in portrait too; :func:`layers.export.snapshot.snapshot` says so.
    """

    format: str = "png"
    paper: str = "a4"
    landscape: bool = True
    width_px: int = 0
    grey: bool = False
    dpi: int = DENSITY
    stacked: bool = field(default=False, repr=False)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in mm."""
        paper = PAPERS[self.paper]
        return (paper.wide, paper.high) if self.landscape else (paper.high, paper.wide)

    @property
    def legend_aside(self) -> bool:
        """Whether the legend stands beside the map, not below."""
        return self.landscape or self.stacked

    @property
    def zoom(self) -> float:
        """Size of type, 1 on A4."""
        return PAPERS[self.paper].zoom

    @property
    def density(self) -> float:
        """Pixels an inch, so that no side is longer than :data:`LONGEST`."""
        wide, high = self.size
        usual = SCREEN_WIDTH if self.paper == "screen" else 0
        wished = self.width_px or usual
        dense = max(wished, NARROWEST) / wide * INCH if wished else float(self.dpi)
        return min(dense, LONGEST / max(wide, high) * INCH)


@dataclass(frozen=True)
class Layout:
    """Columns and size of the legend, and the size of the map, in mm; no column: no legend."""

    columns: int
    small: float
    map_width: float
    map_height: float
    legend_width: float


TRIES = (
    (1, 1.0, 66.0), (1, 0.9, 65.0), (1, 0.82, 64.0), (2, 0.9, 62.0), (2, 0.8, 60.0), (2, 0.7, 56.0),
    (3, 0.6, 48.0), (3, 0.5, 44.0),
)  # columns of the legend beside the map, size of its type, width of a column in mm  # fmt: skip
TRIES_ASIDE = ((1, 1.0, 58.0), (1, 0.9, 56.0), (1, 0.8, 54.0), (1, 0.7, 50.0), (1, 0.6, 46.0))
TRIES_BELOW = ((3, 1.0), (3, 0.9), (4, 0.8), (4, 0.7), (5, 0.6), (5, 0.5))
GAP = 5.0  # mm between parts
STRIP = 8.0  # mm below the map for scale and north arrow
EDGE = 11.0  # mm around the page
EMPTY = 1.0  # mm: a legend lower than that has nothing in it
BELOW = 0.46  # part of the body that a legend below the map may take


def tries(options: Options) -> tuple[tuple[int, float, float], ...]:
    """Return (columns, size of type, width in mm) of the legend, the best looking first."""
    inner = options.size[0] - 2 * edge(options)
    if options.legend_aside:
        possible = TRIES if options.landscape else TRIES_ASIDE
        return tuple(
            (columns, small, columns * column * options.zoom) for columns, small, column in possible
        )
    return tuple((columns, small, inner) for columns, small in TRIES_BELOW)


def edge(options: Options) -> float:
    """Return the margin of the page in mm."""
    return EDGE * options.zoom


def layout(options: Options, head: float, foot: float, legends: list[float]) -> Layout:
    """Return the first layout in which the legend fits; the last where none does.

    Parameters
    ----------
    options
        Paper and direction.
    head, foot
        Heights in mm.
    legends
        Heights in mm of the legend by :func:`tries`.
    """
    wide, high = (side - 2 * edge(options) for side in options.size)
    gap, strip = GAP * options.zoom, STRIP * options.zoom
    body = high - head - foot - 2 * gap
    room = body if options.legend_aside else body * BELOW
    if max(legends) < EMPTY:
        return Layout(0, 1.0, wide, body - strip, wide)
    possible = list(zip(tries(options), legends, strict=True))
    fitting = [one for one in possible if one[1] <= room]
    (columns, small, width), tall = (fitting or possible[-1:])[0]
    if options.legend_aside:
        return Layout(columns, small, wide - width - gap, body - strip, width)
    return Layout(columns, small, wide, body - min(tall, room) - gap - strip, width)
