"""The one page: header, choice, stage, details, timeline, footer. Static; scripts fill it."""

from __future__ import annotations

import datetime
from typing import Any

import dash_leaflet as dl
from dash import html
from dash.development.base_component import Component

from geodata.model import City
from layers import choice
from layers.info_frame import EMAIL as MAIL
from layers.info_pages import footer_links
from layers.native import button, link, native_input
from layers.share_dialog import dialog
from layers.talk import header_button, talk_bar, talk_head
from layers.texts import Texts
from layers.timeline import timeline

FEEDBACK_PATH = "/barrierefreiheit#melden"
SHEETS = ("choose", "legend", "area", "timeline")


def page(city: City, texts: Texts, today: datetime.date) -> Component:
    """Return the whole page of *city* as one component tree.

    Whatever depends on the view is an empty element with an id; ``assets/draw.js`` fills it.
    """
    words = {**texts["page"], **texts["shell"]}
    return html.Div(
        id="atlas",
        children=[
            _skip_links(words),
            _header(city, texts),
            *talk_head(texts),
            html.Main(
                [
                    choice.sidebar(city, words),
                    _stage(texts),
                    _details(words),
                    html.Section(
                        timeline(city, texts, today),
                        id="sheet-timeline",
                        className="timeline-frame",
                    ),
                ],
                id="main",
            ),
            *talk_bar(texts),
            _sheet_bar(words),
            _footer(city, texts),
            dialog(texts),
            html.Div(id="drawn", hidden=True, **{"data-start": "1"}),
            html.Div(id="announcer", role="status", className="unseen", **{"aria-live": "polite"}),
        ],
    )


def _skip_links(words: Any) -> Component:
    targets = (
        ("skip_map", "#map-frame"),
        ("skip_table", "#table-frame"),
        ("skip_timeline", "#sheet-timeline"),
    )
    return html.Nav(
        [html.A(words[key], href=target, **{"data-skip": target}) for key, target in targets],
        className="skip",
        **{"aria-label": words["skip_map"]},
    )


def _header(city: City, texts: Texts) -> Component:
    words = {**texts["page"], **texts["shell"]}
    example = city.levels[-1].areas[0].name
    modes = [
        button(words[f"mode_{key}"], {"mode": mode}, id=f"mode-{mode}", **{"aria-pressed": "false"})
        for key, mode in (("map", "karte"), ("table", "tabelle"))
    ]
    return html.Header(
        [
            html.H1([html.Span(words["product"], className="product"), html.Span(city.name)]),
            html.Div(
                [
                    html.Label(words["find_area"], htmlFor="find-area"),
                    native_input(
                        "search",
                        "find-area",
                        list="area-names",
                        placeholder=words["find_placeholder"].format(example=example),
                        autocomplete="off",
                    ),
                    html.Datalist(choice.area_options(city), id="area-names"),
                    html.P(id="find-answer", role="status"),
                ],
                className="find",
                role="search",
            ),
            html.Div(modes, role="group", className="modes", **{"aria-label": words["mode"]}),
            html.Div(
                [
                    *header_button(city, texts),
                    _analyses(texts["analysis"]["list_title"]),
                    html.Button(words["copy_link"], id="copy-link", type="button"),
                    html.Button(texts["share"]["open"], id="open-share", type="button"),
                    link(words["start_view"], {"reset": ""}, id="start-view"),
                ],
                className="share",
            ),
        ],
        id="header",
    )


def _analyses(label: str) -> Component:
    """Return a link to the list of analyses; ``assets/analyses.js`` adds the view to it."""
    return html.A(label, className="open-analyses", href="auswertungen")


def _stage(texts: Texts) -> Component:
    words = {**texts["page"], **texts["shell"]}
    return html.Section(
        [
            html.Div(
                [
                    html.H2(words["loading"], id="headline"),
                    html.P(id="subline"),
                    html.P(id="sentence"),
                    html.Div(id="notices", role="status"),
                ],
                className="headings",
            ),
            html.Div(
                _map(texts["map"]),
                id="map-frame",
                tabIndex=-1,
                **{"data-failed": words["load_failed"]},
            ),
            html.Div(id="table-frame", hidden=True, tabIndex=-1),
            html.Div(
                _year_bar(words), id="year-bar", role="group", **{"aria-label": words["year"]}
            ),
            html.P(id="source-line"),
            html.A(texts["share"]["embed_open"], id="embed-open", href="/", target="_blank"),
        ],
        id="stage",
        **{"aria-label": words["results"]},
    )


def _map(words: Any) -> list[Component]:
    buttons = [
        html.Button(
            sign,
            id=f"zoom-{key}",
            type="button",
            title=words[f"zoom_{key}"],
            **{"aria-label": words[f"zoom_{key}"]},
        )
        for key, sign in (("in", "+"), ("out", "−"), ("all", "⤢"))
    ]
    return [
        html.Div(id="first-title", className="map-title", hidden=True),
        html.Div(
            dl.Map(
                id="map",
                zoomControl=False,
                attributionControl=False,
                trackViewport=False,
                zoomSnap=0,
                keyboard=False,
                center=[0, 0],
                zoom=2,
            ),
            id="map-keys",
            tabIndex=0,
            role="application",
            **{"aria-roledescription": words["role"], "aria-describedby": "map-help"},
        ),
        html.Div(id="second", hidden=True),
        html.Div(id="years", hidden=True),
        html.Div(buttons, className="zoom"),
        html.Span("N", className="north", role="img", **{"aria-label": words["north"]}),
        html.P(words["keys"], id="map-help", className="key-help"),
        html.Div(id="map-card", hidden=True),
        html.P(words["two_fingers"], className="touch-help"),
        html.Div(
            id="project-card", role="dialog", hidden=True, **{"aria-label": words["projects"]}
        ),
    ]


def _year_bar(words: Any) -> list[Component]:
    return [
        html.Button(words["play"], id="play", type="button", **{"aria-pressed": "false"}),
        html.Div(
            [
                html.Label(words["year"], htmlFor="year", className="unseen"),
                native_input("range", "year", step="1"),
                html.Div(id="year-ticks", **{"aria-hidden": "true"}),
            ],
            className="year-slider",
        ),
        html.Output(id="year-shown", htmlFor="year"),
    ]


def _details(words: Any) -> Component:
    return html.Aside(
        [
            html.Section(id="sheet-legend", **{"aria-label": words["legend"]}),
            html.Section(
                [
                    html.Div(html.P(words["no_area"], className="quiet"), id="area-panel"),
                    html.Div(id="funded-area-panel", hidden=True, **{"data-area": ""}),
                    html.Div(id="funded-figures", hidden=True),
                    html.Div(id="need-panel", hidden=True),
                    html.Div(id="funded-list"),
                ],
                id="sheet-area",
                **{"aria-label": words["area"]},
            ),
        ],
        id="details",
        **{"aria-label": words["details"]},
    )


def _sheet_bar(words: Any) -> Component:
    return html.Nav(
        [
            html.Button(
                words[f"sheet_{name}"],
                type="button",
                **{
                    "data-sheet": f"sheet-{name}",
                    "aria-expanded": "false",
                    "aria-controls": f"sheet-{name}",
                },
            )
            for name in SHEETS
        ]
        + [_analyses(words["sheet_analyses"])],
        id="sheet-bar",
        **{"aria-label": words["sheets"]},
    )


def _footer(city: City, texts: Texts) -> Component:
    """Links to the pages beside the map; feedback by mail where the operator has an address."""
    links = [html.Li(html.A(label, href=href)) for label, href in footer_links(texts)]
    mail = city.operator.email.strip()
    address = f"mailto:{mail}" if MAIL.fullmatch(mail) else FEEDBACK_PATH
    feedback = html.Li(html.A(texts["page"]["feedback"], href=address, id="feedback"))
    return html.Footer([html.Ul([*links, feedback])], id="footer")
