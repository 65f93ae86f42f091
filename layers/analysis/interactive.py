"""Plots as figures of Plotly: to zoom into and to point at. The page loads them when asked."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any

from layers.analysis.model import Answer
from layers.report.model import Curve, Plot, Range, Ranges
from layers.report.svg_parts import BAND, GRID, INK, OTHER, OWN

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif'
DASHES = ("dash", "dot", "longdash", "longdashdot")  # as in layers/report/plot_svg.py
GERMAN = ",."
ROW = 44  # pixels
PHONE = 38  # letters that a line on a phone has room for


def figures(answer: Answer) -> bytes:
    """Return the figures of all plots of *answer* as JSON, in the order of the page."""
    blocks = [block for section in answer.sections for block in section.blocks]
    made = [json.loads(_figure(one).to_json()) for one in blocks if isinstance(one, Plot | Ranges)]
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _figure(one: Plot | Ranges) -> Any:
    """Return the figure; Plotly is loaded only here: it takes its time."""
    import plotly.graph_objects as go

    traces = _plot(one) if isinstance(one, Plot) else _ranges(one)
    return go.Figure(data=list(traces), layout=_layout(one))


def _layout(one: Plot | Ranges) -> dict[str, Any]:
    axis = {"gridcolor": GRID, "zerolinecolor": INK, "linecolor": INK, "automargin": True}
    shared: dict[str, Any] = {
        "template": "none",
        "font": {"family": FONT, "size": 14, "color": INK},
        "separators": GERMAN,
        "margin": {"l": 60, "r": 20, "t": 20, "b": 60},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "hoverlabel": {"font": {"family": FONT}},
        "dragmode": "pan",
    }
    if isinstance(one, Plot):
        years = {"tickformat": "d"} if one.x_years else {"tickformat": f",.{one.x_decimals}~f"}
        return shared | {
            "height": 460,
            "xaxis": axis | years | {"title": {"text": _broken(one.x_title)}},
            "yaxis": axis
            | {"title": {"text": _broken(one.y_title)}, "tickformat": f",.{one.y_decimals}~f"},
        }
    return shared | {
        "height": 140 + ROW * len(one.rows),
        "xaxis": axis | {"title": {"text": _broken(one.x_title)}},
        "yaxis": axis | {"autorange": "reversed"},
    }


def _plot(one: Plot) -> Iterator[dict[str, Any]]:
    for number, curve in enumerate(one.curves):
        if curve.low and curve.line:
            yield from _band(curve)
        yield _trace(curve, one, DASHES[number % len(DASHES)])


def _trace(curve: Curve, one: Plot, dash: str) -> dict[str, Any]:
    colour = OWN if curve.own else OTHER
    dots = curve.dots or not curve.line
    mode = "+".join(["lines"] * curve.line + ["markers"] * dots)
    x = "d" if one.x_years else f",.{one.x_decimals}f"
    said = f"%{{x:{x}}} / %{{y:,.{one.y_decimals}f}}<extra></extra>"
    trace: dict[str, Any] = {
        "type": "scatter",
        "name": curve.name,
        "showlegend": bool(curve.name),
        "x": list(curve.xs),
        "y": list(curve.ys),
        "mode": mode or "markers",
        "line": {"color": colour, "width": 3 if curve.own else 2},
        "marker": {"color": colour, "size": 8, "line": {"color": "#ffffff", "width": 1}},
        "hovertemplate": f"%{{text}}<br>{said}" if curve.names else said,
    }
    if curve.line and not curve.own:
        trace["line"]["dash"] = dash
    if curve.names:
        trace["text"] = [_plain(name) for name in curve.names]
    if curve.low and not curve.line:
        trace["error_y"] = _errors(curve)
    return trace


def _errors(curve: Curve) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [high - y for high, y in zip(curve.high, curve.ys, strict=True)],
        "arrayminus": [y - low for low, y in zip(curve.low, curve.ys, strict=True)],
        "color": OTHER,
        "thickness": 1.2,
    }


def _band(curve: Curve) -> Iterator[dict[str, Any]]:
    edge = {"type": "scatter", "x": list(curve.xs), "mode": "lines", "showlegend": False,
            "hoverinfo": "skip", "line": {"width": 0}}  # fmt: skip
    yield edge | {"y": list(curve.low)}
    yield edge | {"y": list(curve.high), "fill": "tonexty", "fillcolor": BAND}


def _ranges(one: Ranges) -> Iterator[dict[str, Any]]:
    rows = [row for row in one.rows if not row.group]
    names = [_plain(row.name) for row in rows]
    known = [(name, row) for name, row in zip(names, rows, strict=True) if row.value is not None]
    yield {
        "type": "scatter",
        "mode": "markers",
        "name": one.value,
        "showlegend": bool(one.value),
        "x": [row.value for _, row in known],
        "y": [name for name, _ in known],
        "text": [_plain(row.said) for _, row in known],
        "hovertemplate": "%{y}<br>%{text}<extra></extra>",
        "marker": {"color": OWN, "size": 11},
        "error_x": _reach([row for _, row in known]),
    }
    compared = [(name, row.compared) for name, row in zip(names, rows, strict=True)
                if row.compared is not None]  # fmt: skip
    if compared:
        yield {
            "type": "scatter",
            "mode": "markers",
            "name": one.compared,
            "x": [figure for _, figure in compared],
            "y": [name for name, _ in compared],
            "hovertemplate": f"%{{y}}<br>%{{x:,.{one.decimals}f}}<extra></extra>",
            "marker": {"symbol": "line-ns-open", "size": 18, "color": INK, "line": {"width": 3}},
        }


def _reach(rows: list[Range]) -> dict[str, Any]:
    ends = [(row.low, row.value, row.high) for row in rows]
    return {
        "type": "data",
        "symmetric": False,
        "array": [0.0 if high is None or value is None else high - value
                  for _, value, high in ends],
        "arrayminus": [0.0 if low is None or value is None else value - low
                       for low, value, _ in ends],
        "color": OWN,
    }  # fmt: skip


def _broken(text: str) -> str:
    """Return the title of an axis in lines that a phone has room for."""
    return "<br>".join(_plain(line) for line in textwrap.wrap(text, PHONE))


def _plain(text: str) -> str:
    """Return *text* without what Plotly would take for markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
