"""The SVG of a map as shapes of PowerPoint: every area can be selected, filled anew, moved.

Freeform shapes rather than an SVG picture: they look the same in PowerPoint, LibreOffice, Keynote
and Google Slides (pictures in SVG lose their hatches in some of them and are not shown at all in
others), hatches become PowerPoint's own patterns, and nothing must be converted to be edited.
Read is only what :mod:`layers.export.map_layers` and the legend draw with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

EMU = 36_000  # in a millimetre
SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
SIZES = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "Z": 0}
URL = re.compile(r"url\(#(.+)\)")
PATTERNS = {
    "suppressed": "wdUpDiag", "withheld": "openDmnd", "missing": "dkHorz",
    "not_applicable": "lgConfetti", "formerly": "dkVert", "unclear": "zigZag",
    "outside": "lgConfetti",
}  # fmt: skip
USUAL_PATTERN = "ltUpDiag"
Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]


@dataclass(frozen=True)
class Paint:
    """A colour (six hexadecimal digits), or a pattern of two; ``kind`` is the preset's name."""

    colour: str
    kind: str = ""
    behind: str = ""


@dataclass(frozen=True)
class Look:
    """How a shape is painted. None: not at all. Lengths in mm; ``dashed`` is a line of dashes."""

    fill: Paint | None = Paint("000000")
    line: str | None = None
    weight: float = 1.0
    opacity: float = 1.0
    dashed: bool = False


@dataclass(frozen=True)
class Shape:
    """A closed or open line in mm, from the top left of the drawing."""

    steps: tuple[Step, ...]
    look: Look


@dataclass(frozen=True)
class _Place:
    """Where a group draws: scale and shift."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1.0
    down: float = 1.0

    def at(self, point: Point) -> Point:
        return self.x + self.across * point[0], self.y + self.down * point[1]


def shapes(svg: str, scale: float = 1.0) -> Iterator[Shape]:
    """Yield the shapes of *svg*, *scale* times as large, from below to above.

    Pale edges of letters are left out.
    """
    root = ElementTree.fromstring(svg)  # noqa: S314 - drawn by the atlas itself
    patterns = {one.get("id", ""): _pattern(one) for one in root.iter(f"{SVG}pattern")}
    for child in root:
        if child.tag != f"{SVG}defs":
            yield from _drawn(child, Look(), _Place(across=scale, down=scale), patterns)


def _pattern(one: ElementTree.Element) -> Paint:
    ground, lines = one.find(f"{SVG}rect"), one.find(f"{SVG}g")
    kind = next((preset for state, preset in PATTERNS.items() if state in one.get("id", "")), "")
    behind = _hex(ground.get("fill", "")) if ground is not None else "FFFFFF"
    front = _hex(lines.get("stroke", "")) if lines is not None else "000000"
    return Paint(front, kind or USUAL_PATTERN, behind)


def _drawn(
    one: ElementTree.Element, look: Look, place: _Place, patterns: dict[str, Paint]
) -> Iterator[Shape]:
    look, place = _look(one, look, patterns), _moved(one, place)
    name = one.tag.removeprefix(SVG)
    if name == "g" and not _is_edge(one):
        for child in one:
            yield from _drawn(child, look, place, patterns)
    elif name in ("path", "circle", "rect"):
        steps = {"path": _path, "circle": _circle, "rect": _rect}[name](one)
        yield Shape(
            tuple((letter, tuple(map(place.at, points))) for letter, points in steps),
            replace(look, weight=look.weight * abs(place.across)),
        )


def _is_edge(one: ElementTree.Element) -> bool:
    """Whether a group is the pale edge of letters: the words of slides have a ground instead."""
    return one.get("fill") == one.get("stroke") == "#fff"


def _look(one: ElementTree.Element, look: Look, patterns: dict[str, Paint]) -> Look:
    fill, line = one.get("fill"), one.get("stroke")
    if fill is not None:
        url = URL.fullmatch(fill)
        painted = patterns.get(url[1]) if url else Paint(_hex(fill))
        look = replace(look, fill=None if fill == "none" else painted)
    if line is not None:
        look = replace(look, line=None if line == "none" else _hex(line))
    opacity = float(one.get("opacity", 1)) * float(one.get("fill-opacity", 1))
    return replace(
        look,
        weight=float(one.get("stroke-width", look.weight)),
        opacity=look.opacity * opacity,
        dashed=look.dashed or one.get("stroke-dasharray") is not None,
    )


def _hex(colour: str) -> str:
    digits = colour.removeprefix("#").upper()
    return "".join(2 * digit for digit in digits) if len(digits) == 3 else digits


def _moved(one: ElementTree.Element, place: _Place) -> _Place:
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", one.get("transform", "")):
        numbers = [float(number) for number in NUMBER.findall(inside)]
        first, second = numbers[0], numbers[-1]
        if name == "translate":
            x, y = place.at((first, second if len(numbers) > 1 else 0.0))
            place = replace(place, x=x, y=y)
        elif name == "scale":
            place = replace(place, across=place.across * first, down=place.down * second)
    return place


def _path(one: ElementTree.Element) -> Iterator[Step]:
    """Yield the steps of a path; corners become absolute, H and V become L."""
    tokens, place = TOKEN.findall(one.get("d", "")), 0
    letter, here = "M", (0.0, 0.0)
    while place < len(tokens):
        if tokens[place].isalpha():
            letter, place = tokens[place], place + 1
        size = SIZES[letter.upper()]
        numbers = [float(number) for number in tokens[place : place + size]]
        place += size
        step, points = _absolute(letter, numbers, here)
        here = points[-1] if points else here
        yield step, points
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _absolute(letter: str, numbers: list[float], here: Point) -> Step:
    x, y = here if letter.islower() else (0.0, 0.0)
    upper = letter.upper()
    if upper == "H":
        return "L", ((x + numbers[0], here[1]),)
    if upper == "V":
        return "L", ((here[0], y + numbers[0]),)
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return upper, tuple((x + across, y + down) for across, down in pairs)


def _circle(one: ElementTree.Element) -> Iterator[Step]:
    x, y, r = (float(one.get(name, 0)) for name in ("cx", "cy", "r"))
    bend = 0.5523 * r  # of a quarter of a circle as a Bezier curve
    yield "M", ((x + r, y),)
    yield "C", ((x + r, y + bend), (x + bend, y + r), (x, y + r))
    yield "C", ((x - bend, y + r), (x - r, y + bend), (x - r, y))
    yield "C", ((x - r, y - bend), (x - bend, y - r), (x, y - r))
    yield "C", ((x + bend, y - r), (x + r, y - bend), (x + r, y))
    yield "Z", ()


def _rect(one: ElementTree.Element) -> Iterator[Step]:
    x, y, wide, high = (float(one.get(name, 0)) for name in ("x", "y", "width", "height"))
    yield "M", ((x, y),)
    yield "L", ((x + wide, y),)
    yield "L", ((x + wide, y + high),)
    yield "L", ((x, y + high),)
    yield "Z", ()
