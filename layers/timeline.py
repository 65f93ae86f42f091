"""The timeline: policy and law, then every funded area, from 1860 to some years ahead.

The tree is static and travels as text (see :mod:`layers.markup`). The table of all entries is at
the same time what the marks in the lanes are made from (:mod:`layers.timeline_list`): the browser
builds them, each with its place in decimal years as CSS custom properties (``--start``, ``--end``,
``--room``); the container carries the window (``--from``, ``--to``), so zooming changes two
numbers. ``assets/timeline.js`` moves what depends on the view.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from geodata.model import City
from layers import timeline_scale as scale
from layers.markup import markup
from layers.texts import Texts
from layers.timeline_controls import attributes, controls, event_text, legend, span_text
from layers.timeline_entries import area_lanes, policy_lanes
from layers.timeline_entry import Lane
from layers.timeline_list import record_rows, timeline_list
from layers.timeline_record import common_lanes, with_record
from layers.timeline_said import said
from layers.timeline_words import Room

Window = tuple[int, int]


@dataclass(frozen=True)
class Windows:
    """First look, first look on a phone, and everything; first and last year."""

    window: Window
    narrow: Window
    whole: Window


def timeline(city: City, texts: Texts, today: datetime.date) -> html.Section:
    """Return the timeline of a city: one component, its content as text in ``data-html``.

    ``assets/timeline.js`` sets the content in on its first drawing.

    Parameters
    ----------
    city
        The city; funded areas and milestones may be missing, then the page says so.
    texts
        Interface texts; the rooms ``timeline`` and ``record`` are used.
    today
        The day of the today line; what runs is drawn up to it.
    """
    room = texts["timeline"]
    policy = (*policy_lanes(city, room, today), *common_lanes(city, texts, today))
    areas = with_record(area_lanes(city, room, today), city, texts, today)
    windows = _windows(city, (*policy, *areas), today)
    first, last = windows.window
    return html.Section(
        id="timeline",
        className="tl",
        style={"--from": str(first), "--to": str(last)},
        **attributes(
            aria_labelledby="timeline-heading",
            data_words=said(room),
            data_html=markup(content(policy, areas, windows, room, today)),
            data_window=span_text(*windows.window),
            data_narrow=span_text(*windows.narrow),
            data_whole=span_text(*windows.whole),
        ),
    )


def timeline_records(city: City, texts: Texts, today: datetime.date) -> str:
    """Return the rows of all records (concepts, money, resolutions) as text, by date."""
    room = texts["timeline"]
    areas = with_record(area_lanes(city, room, today), city, texts, today)
    return "".join(markup(row) for row in record_rows(areas, room))


def _windows(city: City, lanes: Sequence[Lane], today: datetime.date) -> Windows:
    starts = [area.start.first for area in city.funded_areas if area.start]
    window = scale.default_window(starts, today)
    narrow = (max(window[0], scale.NARROW_FIRST), window[1])
    return Windows(window, narrow, scale.whole_window(_extents(lanes), today))


def content(
    policy: Sequence[Lane],
    areas: Sequence[Lane],
    windows: Windows,
    room: Room,
    today: datetime.date,
) -> list[Component]:
    """Return what the timeline holds: heading, controls, chart, legend, list."""
    head = [
        html.H2(room["heading"], id="timeline-heading"),
        controls(windows.whole, windows.window, room),
        html.P(room["hint"], className="tl-hint", id="timeline-hint"),
        html.P(room["underlay_hint"], className="tl-underlay-hint", role="status", hidden=True),
    ]
    more = [legend(room), timeline_list((*policy, *areas), room)]
    return [
        html.Div(head, className="tl-head"),
        _chart(policy, areas, room, today),
        html.Div(more, className="tl-more"),
    ]


def _extents(lanes: Sequence[Lane]) -> list[scale.Extent]:
    every = [one for lane in lanes for one in (lane, *lane.parts)]
    return [entry.extent for lane in every for entry in lane.entries if entry.extent]


def _chart(
    policy: Sequence[Lane], areas: Sequence[Lane], room: Room, today: datetime.date
) -> html.Div:
    body = html.Div(
        [
            _axis(room, today),
            html.Div(
                [
                    html.Div(className="tl-year-band"),
                    html.Div(className="tl-brush", hidden=True),
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
                html.Div(
                    className="tl-ticks",
                    title=room["axis"],
                    role="slider",
                    tabIndex=0,
                    **attributes(aria_label=room["window"], aria_describedby="timeline-keys"),
                ),
                html.Span(words, className="tl-today-label", style=_at(today)),
                html.Span(className="tl-year-label"),
                html.Span(className="tl-brush", hidden=True),
                html.Span(room["axis_keys"], id="timeline-keys", hidden=True),
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
        [summary, *(_lane(lane, room) for lane in lanes)],
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
    found: list[Component] = [_area(lane, room) for lane in lanes]
    empty = html.P(room["no_funded_areas"], className="tl-empty")
    return html.Div([heading, *(found or [empty])], className="tl-group tl-areas")


def _area(lane: Lane, room: Room) -> html.Div:
    """Return a funded area: its procedure, and an empty place where its record unfolds."""
    record = html.Div(id=_fold_id(lane), className="tl-parts", hidden=True)
    return html.Div(
        [_lane(lane, room), record],
        className="tl-area",
        **attributes(data_districts=json.dumps(lane.districts)),
    )


def _fold_id(lane: Lane) -> str:
    return f"tl-parts-{lane.funded_area}"


def _lane(lane: Lane, room: Room) -> html.Div:
    """Return a lane: its label and its track, where the script sets the items."""
    drawn = any(entry.extent for entry in lane.entries)
    track = html.Div(
        [] if drawn else html.Span(room["no_dates"], className="tl-empty"),
        className="tl-track",
        role="group",
        **attributes(aria_label=room["lane_events"].format(name=lane.name)),
    )
    label = _area_label(lane, room) if lane.funded_area else _label(lane)
    return html.Div(
        [label, track],
        className="tl-lane",
        **attributes(data_area=lane.funded_area, data_lane=lane.id),
    )


def _label(lane: Lane) -> html.Div:
    return html.Div(html.Span(lane.name, className="tl-label"), className="tl-name")


def _area_label(lane: Lane, room: Room) -> html.Div:
    """Return the name of a funded area, which chooses it, and the button that unfolds it."""
    count = sum(len(part.entries) for part in lane.parts)
    name = html.Button(
        [lane.name.replace("/", "/\u200b"), html.Small(lane.state)],
        type="button",
        className="tl-label",
        disable_n_clicks=True,
        **attributes(data_event=event_text({"funded_area": lane.funded_area})),
    )
    words = room["unfold"].format(name=lane.name, count=count)
    fold = html.Button(
        str(count),
        type="button",
        className="tl-fold",
        title=words,
        disable_n_clicks=True,
        **attributes(aria_label=words, aria_expanded="false", aria_controls=_fold_id(lane)),
    )
    return html.Div([name, fold], className="tl-name")
