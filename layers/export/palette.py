"""What areas are filled with on paper: colours of the screen, or greys that hatches tell apart."""

from __future__ import annotations

from dataclasses import dataclass

from layers.colours import classed, diverging, sequential
from layers.scene import Scene

TILE = 8  # the side of a hatch, in its own units
UNIT = 0.2  # mm of such a unit
GROUND, INK = "#fbfbf9", "#5b6770"
LINES = {
    "suppressed": '<path d="M0 0 8 8M-2 6 2 10M6 -2 10 2"/>',
    "withheld": '<path d="M0 0 8 8M8 0 0 8"/>',
    "missing": '<path d="M0 4H8"/>',
    "not_applicable": '<circle cx="2" cy="2" r="1.3"/><circle cx="6" cy="6" r="1.3"/>',
}  # as in assets/choropleth.js
CELLS = {
    "inside": "",
    "formerly": '<path d="M2 0V8M6 0V8"/>',
    "unclear": '<path d="M0 8 4 0 8 8"/>',
    "outside": '<circle cx="2" cy="2" r="1.1"/><circle cx="6" cy="6" r="1.1"/>',
}  # as in assets/need.js
SIDES = {"need": ("#276c8b", "#f2ecd0", 1.6), "rest": ("#f2ecd0", "#5b6770", 1.0)}
GREY_SIDES = {"need": ("#5a5a5a", "#ffffff", 1.6), "rest": ("#f6f6f6", "#444444", 1.0)}
PROGRAMMES = ("#7b1fa2", "#b3401a", "#1b5e20", "#6d4c00", "#ad1457", "#283593")
STATES = {
    "planned": "#5b6770", "running": "#0b5c78", "transition": "#283593", "ended": "#6d4c00",
    "void": "#7b1fa2", "unknown": "#33424d",
}  # fmt: skip
LIGHTEST, DARKEST = 250, 92  # greys of the first and the last class
WIDEST, CLOSEST = 7.0, 2.2  # distance of hatch lines in the second and in the last class
UP, UPRIGHT = "up", "upright"


@dataclass(frozen=True)
class Fill:
    """A colour, or a hatch on a ground. ``lines`` are drawn in a tile of ``side`` units."""

    id: str
    ground: str
    lines: str = ""
    ink: str = INK
    weight: float = 1.4
    side: float = TILE

    @property
    def paint(self) -> str:
        """What stands in the attribute ``fill``."""
        return f"url(#{self.id})" if self.lines else self.ground

    @property
    def pattern(self) -> str:
        """The SVG pattern; empty for a plain colour."""
        if not self.lines:
            return ""
        lines = self.lines.replace("<circle", f'<circle stroke="none" fill="{self.ink}"')
        return (
            f'<pattern id="{self.id}" width="{self.side:g}" height="{self.side:g}" '
            f'patternUnits="userSpaceOnUse" patternTransform="scale({UNIT})">'
            f'<rect width="{self.side:g}" height="{self.side:g}" fill="{self.ground}"/>'
            f'<g fill="none" stroke="{self.ink}" stroke-width="{self.weight}">{lines}</g></pattern>'
        )


def class_fills(shown: Scene, *, grey: bool) -> tuple[Fill, ...]:
    """Return one fill for each class, from low to high."""
    if grey:
        return greys_about_the_middle(shown.number) if shown.diverging else greys(shown.number)
    if shown.indicator.classes:
        return _numbered(classed(shown.indicator))
    return _numbered(diverging(shown.number) if shown.diverging else sequential(shown.number))


def _numbered(colours: tuple[str, ...]) -> tuple[Fill, ...]:
    return tuple(Fill(f"class-{place}", colour) for place, colour in enumerate(colours))


def empty_fills(*, grey: bool) -> dict[str, Fill]:
    """Return the hatch of each state without a figure."""
    ground, ink = ("#ffffff", "#000000") if grey else (GROUND, INK)
    return {state: Fill(f"hatch-{state}", ground, lines, ink) for state, lines in LINES.items()}


def cell_fills(*, grey: bool) -> dict[tuple[str, str], Fill]:
    """Return the fill of each cell of need ("need", "rest") and state of funding."""
    sides = GREY_SIDES if grey else SIDES
    return {
        (side, state): Fill(f"cell-{side}-{state}", ground, lines, ink, weight)
        for side, (ground, ink, weight) in sides.items()
        for state, lines in CELLS.items()
    }


def greys(number: int) -> tuple[Fill, ...]:
    """Return *number* greys from light to dark, with lines from wide apart to dense.

    Examples
    --------
    >>> [fill.ground for fill in greys(3)]
    ['#fafafa', '#ababab', '#5c5c5c']
    """
    return tuple(_grey(f"class-{place}", place / max(number - 1, 1), UP) for place in range(number))


def greys_about_the_middle(number: int) -> tuple[Fill, ...]:
    """Return greys that darken away from the middle: upright lines below it, slanting above."""
    middle = (number - 1) / 2
    return tuple(
        _grey(
            f"class-{place}",
            abs(place - middle) / max(middle, 1),
            UPRIGHT if place < middle else UP,
        )
        for place in range(number)
    )


def _grey(name: str, part: float, way: str) -> Fill:
    tone = round(LIGHTEST + (DARKEST - LIGHTEST) * part)
    ground = f"#{tone:02x}{tone:02x}{tone:02x}"
    if part == 0:
        return Fill(name, ground)
    side = round(WIDEST + (CLOSEST - WIDEST) * part, 2)
    half = side / 2
    lines = {
        UP: f'<path d="M{-half} {half}L{half} {-half}M0 {side}L{side} 0'
        f'M{half} {side + half}L{side + half} {half}"/>',
        UPRIGHT: f'<path d="M{half} 0V{side}"/>',
    }
    return Fill(name, ground, lines[way], "#000000", 0.55, side)
