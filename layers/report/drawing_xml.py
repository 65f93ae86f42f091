"""Shapes as DrawingML: what stands in the XML of a slide."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from layers.report.drawing import EMU, Look, Paint, Point, Shape

NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
STEPS = {"M": "moveTo", "L": "lnTo", "Q": "quadBezTo", "C": "cubicBezTo"}
POINT_EMU = 12_700


def shape_xml(shape: Shape, number: int, name: str, left: float, top: float) -> str:
    """Return the ``p:sp`` of *shape*, its drawing's top left at *left*, *top* (mm on the slide).

    ``number`` is the id, ``name`` what the list of objects calls it.
    """
    points = [point for _, some in shape.steps for point in some]
    west, north = (min(point[axis] for point in points) for axis in (0, 1))
    east, south = (max(point[axis] for point in points) for axis in (0, 1))
    wide, high = _emu(east - west), _emu(south - north)
    return (
        f'<p:sp {NAMES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr/>'
        f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{_emu(left + west)}" '
        f'y="{_emu(top + north)}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:custGeom><a:avLst/>'
        '<a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{_steps(shape, west, north)}</a:path></a:pathLst>'
        f"</a:custGeom>{_fill(shape.look)}{_line(shape.look)}</p:spPr></p:sp>"
    )


def _steps(shape: Shape, west: float, north: float) -> str:
    def pt(point: Point) -> str:
        return f'<a:pt x="{_emu(point[0] - west)}" y="{_emu(point[1] - north)}"/>'

    return "".join(
        f"<a:{STEPS[letter]}>{''.join(map(pt, points))}</a:{STEPS[letter]}>"
        if points
        else "<a:close/>"
        for letter, points in shape.steps
    )


def _fill(look: Look) -> str:
    paint = look.fill
    if paint is None:
        return "<a:noFill/>"
    if paint.kind:
        return _pattern(paint)
    return f"<a:solidFill>{_colour(paint.colour, look.opacity)}</a:solidFill>"


def _pattern(paint: Paint) -> str:
    return (
        f'<a:pattFill prst="{paint.kind}"><a:fgClr>{_colour(paint.colour)}</a:fgClr>'
        f"<a:bgClr>{_colour(paint.behind)}</a:bgClr></a:pattFill>"
    )


def _line(look: Look) -> str:
    if look.line is None:
        return "<a:ln><a:noFill/></a:ln>"
    dash = '<a:prstDash val="dash"/>' if look.dashed else ""
    solid = f"<a:solidFill>{_colour(look.line, look.opacity)}</a:solidFill>"
    return f'<a:ln w="{_emu(look.weight)}">{solid}{dash}<a:round/></a:ln>'


def _colour(colour: str, opacity: float = 1.0) -> str:
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour}">{alpha}</a:srgbClr>'


def _emu(mm: float) -> int:
    return round(mm * EMU)
