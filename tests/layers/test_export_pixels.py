"""On the picture itself: the colour inside of an area is that of its class in the legend."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass

import pytest
import shapely
from PIL import Image

from geodata.model import City
from layers.export import snapshot as page
from layers.export.arrange import Drawn, Grid, draw
from layers.export.compared_sheet import compared_sheet
from layers.export.ground import Box
from layers.export.panels import Panels, panels
from layers.export.paper import GAP, INCH, Layout, Options, edge
from layers.view import from_query

TODAY = datetime.date(2026, 7, 31)
SWATCH = 1.5  # mm from the left edge of the legend: inside of a swatch, beside its mark
LONG = 2.0  # mm: a run of one colour that is a swatch, not the edge of one
Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Paper:
    """A picture with what stands where on it, in mm."""

    image: Image.Image
    dpi: float
    found: Panels
    room: Layout
    place: Grid
    drawn: list[Drawn]
    top: float

    def at(self, x: float, y: float) -> Colour:
        """Return the colour at a place of the page."""
        pixel = self.image.getpixel((round(x / INCH * self.dpi), round(y / INCH * self.dpi)))
        assert isinstance(pixel, tuple)
        return pixel[0], pixel[1], pixel[2]


def drawn_on_paper(city: City, query: str, options: Options) -> Paper:
    found = panels(city, from_query(query, city)[0], options.grey)
    told = compared_sheet(found, "https://atlas.example/", TODAY)
    words, files = page._words(found, told, options, TODAY, ())
    head = page._asked(words | {"width": 100.0}, files, options)["head"]
    room, place = page._measured(found, words, files, options)
    image = Image.open(
        io.BytesIO(page._made(page._files(found, told, options, TODAY), options, told))
    )
    return Paper(
        image=image.convert("RGB"),
        dpi=options.density,
        found=found,
        room=room,
        place=place,
        drawn=draw(found, options, place),
        top=edge(options) + head + GAP * options.zoom,
    )


def legend_colours(paper: Paper, options: Options) -> list[Colour]:
    """Return the colours of the swatches from top to bottom."""
    x = edge(options) + paper.room.map_width + GAP * options.zoom + SWATCH
    step = INCH / paper.dpi
    runs: list[tuple[Colour, int]] = []
    for number in range(int((options.size[1] - paper.top) / step) - 1):
        colour = paper.at(x, paper.top + number * step)
        if runs and runs[-1][0] == colour:
            runs[-1] = (colour, runs[-1][1] + 1)
        else:
            runs.append((colour, 1))
    return [colour for colour, long in runs if long * step > LONG and colour != (255, 255, 255)]


def origin(paper: Paper, options: Options, number: int) -> tuple[float, float]:
    """Return the left top corner of a map on the page."""
    gap, place = GAP * options.zoom, paper.place
    row, column = divmod(number, place.columns)
    high = place.height + place.head
    return edge(options) + column * (place.width + gap), paper.top + row * (high + gap) + place.head


def free_point(shape: shapely.Geometry, taken: list[Box]) -> shapely.Point | None:
    """Return a place well inside of an area and off its label; None where there is none."""
    inner = shapely.difference(
        shapely.buffer(shape, -1.0), shapely.unary_union([shapely.box(*box) for box in taken])
    )
    return None if inner.is_empty or inner.area < 1 else shapely.point_on_surface(inner)


QUERIES = (
    "karte=indikator",
    "karte=indikator,namen&klassen=quantile-4",
    "karte=indikator,namen&klassen=abweichung-5",
    "karte=indikator&vergleich=jahre",
    "karte=indikator&vergleich=karten&mit-jahr=2018",
    "karte=indikator&vergleich=aenderung",
    "karte=indikator,namen&vergleich=aenderung&klassen=gleich-4",
)


@pytest.mark.parametrize("query", QUERIES)
def test_areas_have_the_colour_of_their_class_in_the_legend(flensburg: City, query: str) -> None:
    options = Options(dpi=200)
    paper = drawn_on_paper(flensburg, query, options)
    legend = legend_colours(paper, options)
    seen = 0
    for number, one in enumerate(paper.drawn):
        shown = one.plot.story.shown
        assert len(legend) == shown.number
        left, top = origin(paper, options, number)
        for index, place in enumerate(shown.classes):
            boxes = [label.box for label in one.picture.placed]
            point = free_point(one.plot.shapes[index], boxes)
            if point is not None:
                assert paper.at(left + point.x, top + point.y) == legend[-1 - place], index
                seen += 1

    assert seen > 8 * len(paper.drawn)
