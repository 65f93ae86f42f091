"""The controls of the timeline's window and the legend of its marks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dash import html

from layers import timeline_scale as scale
from layers.timeline_entry import MOMENTS
from layers.timeline_words import Room

STAGES = (
    "preliminary_study",
    "admission",
    "preparatory_study",
    "concept",
    "designation",
    "implementation",
    "update",
    "suspension",
    "support",
    "closure",
)
RECORD = ("version", "resolution", "money_planned", "money_granted", "money_spent")
SIGNS = ("actual", "planned", "pair", "soft", "open", "point", "void", "today", "year")
STEPS = ("earlier", "later", "zoom_in", "zoom_out")


def span_text(first: int, last: int) -> str:
    """Return a window as the address writes it.

    Examples
    --------
    >>> span_text(1970, 2030)
    '1970-2030'
    """
    return f"{first}-{last}"


def attributes(**values: str) -> dict[str, Any]:
    """Return ``aria-`` and ``data-`` attributes of a dash component; ``_`` stands for ``-``.

    Examples
    --------
    >>> attributes(aria_label="Jahr")
    {'aria-label': 'Jahr'}
    """
    return {name.replace("_", "-"): value for name, value in values.items()}


def event_text(event: Mapping[str, str]) -> str:
    """Return what choosing an element does to the view, as its attribute ``data-event`` says."""
    return json.dumps(event, ensure_ascii=False)


def controls(whole: tuple[int, int], window: tuple[int, int], room: Room) -> html.Div:
    """Return preset windows, four steps and the switch of the underlay, kept by the script."""
    since = [year for year in (window[0], scale.NARROW_FIRST) if year > whole[0]]
    presets = [(room["span_whole"].format(year=whole[0]), span_text(*whole))]
    presets += [
        (room["span_since"].format(year=year), span_text(year, window[1]))
        for year in dict.fromkeys(since)
    ]
    buttons = [
        html.Button(
            text,
            type="button",
            className="tl-preset",
            disable_n_clicks=True,
            **attributes(aria_pressed="false", data_event=event_text({"span": span})),
        )
        for text, span in presets
    ]
    steps = [
        html.Button(
            room[step],
            type="button",
            className="tl-step",
            disable_n_clicks=True,
            **attributes(data_step=step, aria_label=room[f"{step}_long"]),
        )
        for step in STEPS
    ]
    underlay = html.Button(
        room["underlay"],
        type="button",
        className="tl-underlay-switch",
        disable_n_clicks=True,
        **attributes(aria_pressed="false", data_event=event_text({"underlay": "ja"})),
    )
    return html.Div(
        [*buttons, *steps, underlay],
        className="tl-controls",
        role="group",
        **attributes(aria_label=room["window"]),
    )


def legend(room: Room) -> html.Details:
    """Return what patterns, shapes and edges mean."""
    stages = [
        (f"tl-stage tl-{stage}{' tl-moment' if stage in MOMENTS else ''}", room[f"stage_{stage}"])
        for stage in STAGES
    ]
    record = [(f"tl-sign-{name}", room[f"legend_{name}"]) for name in RECORD]
    signs = [(f"tl-sign-{sign}", room[f"legend_{sign}"]) for sign in SIGNS]
    rows = [
        html.Li([html.Span(className=f"tl-swatch {name}"), text])
        for name, text in (*stages, *record, *signs)
    ]
    return html.Details([html.Summary(room["legend"]), html.Ul(rows)], className="tl-legend")
