"""The sidebar: what can be chosen (indicator, level, classes, layers)."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from geodata.model import City, Indicator
from geodata.statistics.classify import FEWEST, MOST, Method
from layers.compare_controls import compare_controls
from layers.native import link, native_input, switch
from layers.registry import SWITCHES
from layers.view_fields import PROJECT_STATES


def sidebar(city: City, words: Any) -> Component:
    """Return the sidebar of *city* with one link per indicator and native controls."""
    return html.Aside(
        [
            html.H2(words["indicators"]),
            *_search(words),
            html.Nav(_themes(city, words), id="indicators", **{"aria-label": words["indicators"]}),
            compare_controls(words),
            html.Details([html.Summary(words["classes"]), *_classes(words)], open=True),
            html.Details([html.Summary(words["layers"]), *_layers(city, words)], open=True),
            *_need(city, words),
        ],
        id="sheet-choose",
        **{"aria-label": words["choose"]},
    )


def area_options(city: City) -> list[Component]:
    """Return the options of the search by name: areas from coarse to fine, then funded areas."""
    areas = [
        html.Option(value=area.name, label=f"{area.name} ({level.name})")
        for level in city.levels
        for area in level.areas
    ]
    funded = [html.Option(value=area.name, label=area.name) for area in city.funded_areas]
    return [*areas, *funded]


def _search(words: Any) -> list[Component]:
    return [
        html.Label(words["indicator_search"], htmlFor="indicator-search", className="unseen"),
        native_input(
            "search", "indicator-search", placeholder=words["indicator_search"], autocomplete="off"
        ),
        html.P(id="indicator-found", role="status"),
    ]


def _themes(city: City, words: Any) -> list[Component]:
    return [
        html.Details(
            [
                html.Summary(theme.name),
                html.Ul([_entry(city, x, words) for x in city.indicators if x.theme == theme.id]),
            ],
            **{"data-theme": theme.id},
        )
        for theme in city.themes
    ]


def _entry(city: City, indicator: Indicator, words: Any) -> Component:
    levels = [level.id for level in city.levels if (level.id, indicator.id) in city.series]
    only_city = levels == [city.city_level] and len(city.levels) > 1
    label: list[Any] = [
        html.Span(indicator.name),
        html.Span(f" {indicator.unit}", className="unit"),
    ]
    if only_city:
        label.append(html.Span(f" ({words['only_city']})", className="unit"))
    about = {"data-indicator": indicator.id, "data-about": indicator.definition}
    return html.Li(link(label, {"indicator": indicator.id}, **about))


def _classes(words: Any) -> list[Component]:
    methods = [html.Option(words[f"method_{method}"], value=str(method)) for method in Method]
    numbers = [html.Option(str(number), value=str(number)) for number in range(FEWEST, MOST + 1)]
    return [
        html.Label([words["level"], html.Select(id="level")], id="level-choice"),
        html.Label([words["method"], html.Select(methods, id="method")]),
        html.Label([words["number"], html.Select(numbers, id="class-number")], id="number-choice"),
        html.Form(
            [
                html.Label(words["own_limits"], htmlFor="own-limits"),
                native_input("text", "own-limits", autocomplete="off", inputmode="decimal"),
                html.Button(words["own_apply"], type="submit"),
                html.P(words["own_hint"], className="quiet"),
                html.P(id="own-answer", role="status"),
            ],
            id="own-form",
            hidden=True,
        ),
        switch(words["fixed"], {}, id="fixed"),
    ]


def _layers(city: City, words: Any) -> list[Component]:
    switches = [
        switch(words[f"layer_{name}"], {"toggle_layer": name}, **{"data-layer": name})
        for name in SWITCHES
        if _possible(city, name)
    ]
    programmes = [
        switch(
            programme.short_name,
            {"toggle_programme": programme.id},
            **{"data-programme": programme.id},
        )
        for programme in city.programmes
    ]
    by_state = switch(words["funded_by_state"], {}, id="funded-by")
    return [
        html.Div(switches, className="switches"),
        _inner("programmes", words["programmes"], [*programmes, by_state]),
        *_project_filters(city, words),
        html.Label([words["symbols"], html.Select(id="symbols")]),
    ]


def _need(city: City, words: Any) -> list[Component]:
    """Compare a limit with funding; ``assets/need_panel.js`` keeps switch and field right."""
    if not city.funded_areas:
        return []
    form = html.Form(
        [
            html.Label(words["need_limit"], htmlFor="need-limit"),
            native_input("text", "need-limit", autocomplete="off", inputmode="decimal"),
            html.Button(words["need_apply"], type="submit"),
            html.P(id="need-answer", role="status"),
            html.P(id="need-city", className="quiet"),
        ],
        id="need-form",
        hidden=True,
    )
    section = [
        html.Summary(words["need"]),
        html.P(words["need_about"], className="quiet"),
        switch(words["need_switch"], {"need": ""}, id="need-switch"),
        form,
    ]
    return [html.Details(section, open=True)]


def _project_filters(city: City, words: Any) -> list[Component]:
    """Filters of the project layer; shown by the script while the layer is on."""
    fields = [
        switch(field.name, {"toggle_field": field.id}, **{"data-field": field.id})
        for field in city.fields_of_action
    ]
    states = [
        switch(words[f"state_{state}"], {"toggle_project_state": state}, **{"data-state": state})
        for state in PROJECT_STATES
    ]
    return [
        _inner("project-states", words["project_states"], states),
        _inner("project-fields", words["fields"], fields),
    ]


def _inner(name: str, title: str, switches: list[Component]) -> Component:
    return html.Div([html.H3(title), *switches], className="switches inner", id=name, hidden=True)


def _possible(city: City, layer: str) -> bool:
    """Whether the city has what a layer draws."""
    projects = any(area.projects for area in city.funded_areas)
    return {"gebiete": bool(city.funded_areas), "projekte": projects}.get(layer, True)
