"""Parts of charts as SVG: letters as outlines, lines, marks. Lengths are in mm."""

from __future__ import annotations

from xml.sax.saxutils import escape

from layers.export.fonts import text_outline, text_width

OWN, OTHER, GRID, INK, BAND = "#0b5c78", "#5b6770", "#d5dce0", "#33424d", "#b9d6e0"


def written(text: str, x: float, y: float, size: float, *, bold: bool = False) -> str:
    """Return *text* with its baseline beginning at (x, y)."""
    return (
        f'<g fill="{INK}" transform="translate({x:.2f} {y:.2f}) scale({size})">'
        f"{text_outline(text, bold=bold)}</g>"
    )


def ending_at(text: str, x: float, y: float, size: float) -> str:
    """Return *text* that ends at x."""
    return written(text, x - text_width(text, size), y, size)


def centred(text: str, x: float, y: float, size: float) -> str:
    """Return *text* with its middle at x."""
    return written(text, x - text_width(text, size) / 2, y, size)


def stroke(path: str, colour: str, width: float, dashes: str = "") -> str:
    """Return a line; *dashes* as SVG has them, empty for none."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed} '
        'stroke-linejoin="round"/>'
    )


def dot(x: float, y: float, *, own: bool, radius: float = 0.9, said: str = "") -> str:
    """Return a point; *said* is read where somebody points at it."""
    title = f"<title>{escape(said)}</title>" if said else ""
    colour = OWN if own else OTHER
    return (
        f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{radius}" fill="{colour}" fill-opacity="0.75" '
        f'stroke="#ffffff" stroke-width="0.2">{title}</circle>'
    )


def whole(parts: list[str], width: float, height: float) -> str:
    """Return the SVG of *parts*."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
        f'viewBox="0 0 {width:g} {height:g}">{"".join(parts)}</svg>'
    )


def lines_of(text: str, room: float, size: float) -> list[str]:
    """Return *text* in lines of at most *room*; a longer word has a line of its own.

    Examples
    --------
    >>> lines_of("Neustadt und Nordstadt", 20.0, 2.5)
    ['Neustadt und', 'Nordstadt']
    """
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and text_width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found
