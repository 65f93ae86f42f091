"""One map on paper: what is drawn, with which fills, how large. Made once, read by all layers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import shapely

from geodata.model import City
from geodata.renewal import Project
from geodata.statistics.coverage import Coverage
from layers.chance import marked
from layers.export.ground import Frame, Ground
from layers.export.on_map import Second, ShownFundedArea, funded_areas, projects, second
from layers.export.palette import Fill, cell_fills, class_fills, empty_fills
from layers.need_table import coverage_of
from layers.scene import Scene, is_empty, scene
from layers.view import View

LARGEST = 6.0  # mm, radius of the largest circle
PLAIN = Fill("plain", "#ffffff")


@dataclass(frozen=True, eq=False)
class Story:
    """A view with all that it says; ``grey`` tells classes apart without colour."""

    city: City
    view: View
    grey: bool = False

    @cached_property
    def shown(self) -> Scene:
        """Figures, classes and limits."""
        return scene(self.city, self.view)

    @cached_property
    def need(self) -> Coverage | None:
        """Need and funding where the view has a limit."""
        return coverage_of(self.city, self.view)

    @cached_property
    def funded(self) -> tuple[ShownFundedArea, ...]:
        """Funded areas shown."""
        return funded_areas(self.city, self.view)

    @cached_property
    def projects(self) -> tuple[Project, ...]:
        """Projects shown."""
        return projects(self.city, self.view)

    @cached_property
    def second(self) -> Second | None:
        """The indicator shown as circles."""
        return second(self.city, self.view)

    @cached_property
    def alike(self) -> tuple[bool, ...]:
        """Areas that the view marks as like the city."""
        return marked(self.shown)

    @property
    def coloured(self) -> bool:
        """Whether areas are filled by their figures."""
        return "indikator" in self.view.layers

    def ink(self, colour: str) -> str:
        """Return *colour*, or black on a grey map."""
        return "#000000" if self.grey else colour

    @cached_property
    def fills(self) -> tuple[Fill, ...]:
        """The fill of every area, in the order of the level."""
        classes, empties = class_fills(self.shown, grey=self.grey), empty_fills(grey=self.grey)
        cells = cell_fills(grey=self.grey)
        found = []
        for index, status in enumerate(self.shown.statuses):
            place = self.need.places[index] if self.need else None
            if not self.coloured:
                found.append(PLAIN)
            elif is_empty(status):
                found.append(empties[status])
            elif place is not None and place.known:
                found.append(cells["need" if place.in_need else "rest", place.state])
            else:
                found.append(classes[self.shown.classes[index]])
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Plot:
    """A story on paper; ``zoom`` is the size of type, 1 on A4."""

    story: Story
    ground: Ground
    frame: Frame
    zoom: float = 1.0

    @cached_property
    def shapes(self) -> list[shapely.Geometry]:
        """Outlines of the areas in mm."""
        return [self.frame.shape(shape) for shape in self.ground.shapes]

    @cached_property
    def points(self) -> list[tuple[float, float]]:
        """A point inside of every area in mm."""
        return [(x, y) for x, y in self.frame.place(self.ground.points).tolist()]
