"""The timeline: policy and law, then every funded area, from 1860 to some years ahead.

The tree is static and travels as text (see :mod:`layers.markup`). Each item carries its place in
decimal years as CSS custom properties (``--start``, ``--end``, ``--room``), the container carries
the window (``--from``, ``--to``); so zooming changes two numbers. ``assets/timeline.js`` moves what
depends on the view.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.model import City
from layers import timeline_scale as scale
from layers.markup import markup
from layers.texts import Texts
from layers.timeline_controls import attributes, controls, event_text, legend, span_text
from layers.timeline_entries import Entry, Lane, area_lanes, policy_lanes
from layers.timeline_list import timeline_list
from layers.timeline_words import Room

LABEL_YEARS = {"policy": 4.0, "area": 6.0}  # width that a mark keeps free for its label


def timeline(city: City, texts: Texts, today: datetime.date) -> html.Section:
    """Return the timeline of a city: one component, its content as text in ``data-html``.

    ``assets/timeline.js`` sets the content in on its first drawing.

    Parameters
    ----------
    city
        The city; funded areas and milestones may be missing, then the page says so.
    texts
        Interface texts; the room ``timeline`` is used.
    today
        The day of the today line; what runs is drawn up to it.
    """
    room = texts["timeline"]
    policy, areas = policy_lanes(city, room, today), area_lanes(city, room, today)
    windows = _windows(city, (*policy, *areas), today)
    first, last = windows["window"]
    return html.Section(
        id="timeline",
        className="tl",
        style={"--from": str(first), "--to": str(last)},
        **attributes(
            aria_labelledby="timeline-heading",
            data_close=room["close"],
            data_before=room["outside_before"],
            data_after=room["outside_after"],
            data_html=markup(content(policy, areas, windows, room, today)),
            **{f"data_{name}": span_text(*window) for name, window in windows.items()},
        ),
    )


def _windows(city: City, lanes: Sequence[Lane], today: datetime.date) -> dict[str, tuple[int, int]]:
    """Return the windows of the first look, of the first look on a phone, and of everything."""
    starts = [area.start.first for area in city.funded_areas if area.start]
    window = scale.default_window(starts, today)
    narrow = (max(window[0], scale.NARROW_FIRST), window[1])
    whole = scale.whole_window(_extents(lanes), today)
    return {"window": window, "narrow": narrow, "whole": whole}


def content(
    policy: Sequence[Lane],
    areas: Sequence[Lane],
    windows: Mapping[str, tuple[int, int]],
    room: Room,
    today: datetime.date,
) -> list[Component]:
    """Return what the timeline holds: heading, controls, chart, legend, list."""
    head = [
        html.H2(room["heading"], id="timeline-heading"),
        controls(windows["whole"], windows["window"], room),
        html.P(room["hint"], className="tl-hint", id="timeline-hint"),
    ]
    more = [legend(room), timeline_list((*policy, *areas), room)]
    return [
        html.Div(head, className="tl-head"),
        _chart(policy, areas, room, today),
        html.Div(more, className="tl-more"),
    ]


def _extents(lanes: Sequence[Lane]) -> list[scale.Extent]:
    return [entry.extent for lane in lanes for entry in lane.entries if entry.extent]


def _chart(
    policy: Sequence[Lane], areas: Sequence[Lane], room: Room, today: datetime.date
) -> html.Div:
    body = html.Div(
        [
            _axis(room, today),
            html.Div(
                [
                    html.Div(className="tl-year-band"),
                    html.Div(className="tl-today", style=_at(today)),
                ],
                className="tl-grid",
                **attributes(aria_hidden="true"),
            ),
            _policy_group(policy, room),
            _area_group(areas, room),
        ],
        className="tl-body",
    )
    return html.Div(
        body,
        className="tl-scroll",
        role="region",
        tabIndex=0,
        **attributes(aria_label=room["region"], aria_describedby="timeline-hint"),
    )


def _at(today: datetime.date) -> dict[str, str]:
    return {"--start": f"{scale.decimal_year(today):.3f}"}


def _axis(room: Room, today: datetime.date) -> html.Div:
    """Return the axis; ticks and the label of the year are the script's (pointer only)."""
    words = room["today"].format(date=today.strftime("%d.%m.%Y"))
    return html.Div(
        html.Div(
            [
                html.Div(className="tl-ticks", title=room["axis"]),
                html.Span(words, className="tl-today-label", style=_at(today)),
                html.Span(className="tl-year-label"),
            ],
            className="tl-axis-track",
        ),
        className="tl-axis",
    )


def _policy_group(lanes: Sequence[Lane], room: Room) -> html.Div | html.Details:
    heading = html.H3(room["policy_group"])
    if not lanes:
        empty = html.P(room["no_milestones"], className="tl-empty")
        return html.Div([heading, empty], className="tl-group tl-no-policy")
    count = sum(len(lane.entries) for lane in lanes)
    key = "policy_count_one" if count == 1 else "policy_count"
    label = html.Span(
        [heading, html.Span(room[key].format(count=count), className="tl-count")],
        className="tl-label",
    )
    summary = html.Summary([label, html.Span(_density(lanes), className="tl-track")])
    return html.Details(
        [summary, *(_lane(lane, room, LABEL_YEARS["policy"]) for lane in lanes)],
        className="tl-group tl-policy",
    )


def _density(lanes: Sequence[Lane]) -> html.Span:
    """Return all policy entries as one strip of thin marks: the folded lanes."""
    extents = _extents(lanes)
    first = min((extent.begin for extent in extents), default=0.0)
    last = max((extent.begin for extent in extents), default=0.0) + 1
    stops = []
    for begin in sorted({extent.begin for extent in extents}):
        left, right = ((year - first) / (last - first) * 100 for year in (begin, begin + 0.15))
        stops += [f"transparent {left:.2f}%", f"var(--ink-soft) {left:.2f}% {right:.2f}%"]
        stops += [f"transparent {right:.2f}%"]
    image = f"linear-gradient(to right, {', '.join(stops or ['transparent', 'transparent'])})"
    style = {"--start": f"{first:.3f}", "--end": f"{last:.3f}", "backgroundImage": image}
    return html.Span(className="tl-density", style=style, **attributes(aria_hidden="true"))


def _area_group(lanes: Sequence[Lane], room: Room) -> html.Div:
    heading = html.H3(room["areas_group"], className="tl-group-head")
    parts: list[Component] = [_lane(lane, room, LABEL_YEARS["area"]) for lane in lanes]
    empty = html.P(room["no_funded_areas"], className="tl-empty")
    return html.Div([heading, *(parts or [empty])], className="tl-group tl-areas")


def _lane(lane: Lane, room: Room, label_years: float) -> html.Div:
    """Return a lane: its label and its items in reading order, one tab stop for all of them."""
    drawn = [entry for entry in lane.entries if entry.extent]
    rows, rooms = _rows(drawn, label_years)
    items = [
        _item(entry, row, free, is_stop=entry is drawn[0])
        for entry, row, free in zip(drawn, rows, rooms, strict=True)
    ]
    empty = html.Span(room["no_dates"], className="tl-empty")
    track = html.Div(
        items or empty,
        className="tl-track",
        role="group",
        style={"--rows": str(max(rows, default=0) + 1)},
        **attributes(aria_label=room["lane_events"].format(name=lane.name)),
    )
    return html.Div(
        [_label(lane), track],
        className="tl-lane",
        **attributes(data_area=lane.funded_area),
    )


def _rows(entries: Sequence[Entry], label_years: float) -> tuple[list[int], list[float]]:
    """Return row and free years of each entry; the term of a funded area has row 0 to itself."""
    spans = [
        scale.footprint(entry.extent, entry.is_point, 0.0 if entry.mark == "run" else label_years)
        for entry in entries
        if entry.extent
    ]
    below = [span for span, entry in zip(spans, entries, strict=True) if entry.mark != "run"]
    packed = iter(scale.pack(below))
    first = 0 if len(below) == len(spans) else 1
    rows = [0 if entry.mark == "run" else first + next(packed) for entry in entries]
    return rows, scale.room(spans, rows)


def _label(lane: Lane) -> html.Button | html.Span:
    if not lane.funded_area:
        return html.Span(lane.name, className="tl-label")
    return html.Button(
        [lane.name.replace("/", "/\u200b"), html.Small(lane.state)],
        type="button",
        className="tl-label",
        disable_n_clicks=True,
        **attributes(data_event=event_text({"funded_area": lane.funded_area})),
    )


def _item(entry: Entry, row: int, free: float, is_stop: bool) -> html.Button:
    extent = entry.extent
    assert extent is not None
    return html.Button(
        entry.name,
        type="button",
        className=_classes(entry, extent),
        tabIndex=0 if is_stop else -1,
        disable_n_clicks=True,
        style=_style(extent, row, free),
        **attributes(
            aria_label=f"{entry.name}, {entry.when}, {entry.kind}",
            data_entry=entry.id,
            **({"data_event": event_text(entry.event)} if entry.event else {}),
        ),
    )


def _style(extent: scale.Extent, row: int, free: float) -> dict[str, str]:
    style = {"--start": f"{extent.begin:.3f}", "--end": f"{extent.end:.3f}", "--row": str(row)}
    if math.isfinite(free):
        style["--room"] = f"{free:.3f}"
    length = extent.end - extent.begin
    for name, fade in (("--fade-in", extent.fade_in), ("--fade-out", extent.fade_out)):
        if fade and length > 0:
            style[name] = f"{min(fade / length, 0.45) * 100:.1f}%"
    return style


def _classes(entry: Entry, extent: scale.Extent) -> str:
    flags = {
        "tl-planned": entry.planned,
        "tl-open": extent.open_end,
        "tl-void": entry.void,
        "tl-run": entry.mark == "run",
    }
    shape = "tl-point" if entry.is_point else "tl-bar"
    return " ".join(["tl-item", shape, f"tl-{entry.stage}", *(k for k, on in flags.items() if on)])
