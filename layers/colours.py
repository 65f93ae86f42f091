"""Colours of the map: computed, not picked, so that lightness falls evenly from class to class.

The ramps avoid red and green together and read in grey. Lightness is that of Oklab
(B. Ottosson, A perceptual color space for image processing, 2020).
"""

from __future__ import annotations

from collections.abc import Iterator

from geodata.model import ClassName, ClassScale, Indicator

SEQUENTIAL = ("#f2ecd0", "#8fc1a9", "#2f7f9b", "#12355e")
BELOW, AT, ABOVE = "#7a4a12", "#f4f1e6", "#11506b"
EMPTY_INK = "#5b6770"
QUIET = "#e6e9eb"
NAMED = (
    "#7fb2d9", "#e0c36a", "#5d8a6f", "#b59bd0", "#3f6f9f", "#c79a55", "#9fcdb4", "#7a6aa6",
    "#d9d2a3", "#2f6b6b", "#a9b8c4", "#8a7a3f",
)  # fmt: skip
SHIFTS = ((0.0, -0.03, 0.04), (0.0, 0.0, 0.0), (-0.03, 0.03, -0.045))  # of columns, in Oklab


def sequential(number: int) -> tuple[str, ...]:
    """Return *number* colours from light (low) to dark (high), as ``#rrggbb``.

    Examples
    --------
    >>> sequential(1)
    ('#8fc1a9',)
    >>> len(sequential(7))
    7
    """
    if number == 1:
        return (SEQUENTIAL[1],)
    return tuple(_along(SEQUENTIAL, i / (number - 1)) for i in range(number))


def diverging(number: int) -> tuple[str, ...]:
    """Return *number* colours from brown (below the city) over pale to blue (above)."""
    if number == 1:
        return (AT,)
    return tuple(_along((BELOW, AT, ABOVE), i / (number - 1)) for i in range(number))


def classed(indicator: Indicator) -> tuple[str, ...]:
    """Return a colour for each named class of *indicator*.

    In a grid lightness falls from row to row and the hue turns from green to violet along a row;
    classes without order differ in hue. Codes on the map say the same.
    """
    number = len(indicator.classes)
    if indicator.scale is ClassScale.ORDERED:
        return sequential(number)
    if indicator.scale is ClassScale.GRID:
        rows = sequential(number // len(SHIFTS))
        return tuple(_shifted(colour, shift) for colour in rows for shift in SHIFTS)
    names = iter(NAMED * (number // len(NAMED) + 1))
    return tuple(_named(one, names) for one in indicator.classes)


def _named(one: ClassName, names: Iterator[str]) -> str:
    if one.quiet:
        return QUIET
    return next(names) if one.hue is None else NAMED[one.hue % len(NAMED)]


def _shifted(colour: str, shift: tuple[float, float, float]) -> str:
    return _hex(tuple(a + b for a, b in zip(_oklab(colour), shift, strict=True)))


def lightness(colour: str) -> float:
    """Return the Oklab lightness of *colour*, 0 (black) to 1 (white)."""
    return _oklab(colour)[0]


def _along(stops: tuple[str, ...], position: float) -> str:
    scaled = position * (len(stops) - 1)
    index = min(int(scaled), len(stops) - 2)
    part = scaled - index
    first, second = _oklab(stops[index]), _oklab(stops[index + 1])
    return _hex(tuple(a + (b - a) * part for a, b in zip(first, second, strict=True)))


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _hex(lab: tuple[float, ...]) -> str:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _gamma(channel)):02x}" for channel in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    bounded = min(max(channel, 0.0), 1.0)
    if bounded <= 0.0031308:
        return 12.92 * bounded
    return float(1.055 * bounded ** (1 / 2.4) - 0.055)
