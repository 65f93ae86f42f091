"""The panel of a funded area: fact sheet, programmes, phases, contradictions, sources."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from dash import html
from dash.development.base_component import Component

from geodata.model import City
from geodata.renewal import FundedArea, Phase
from layers.native import button, link
from layers.numbers import german
from layers.texts import Texts

Words = Mapping[str, str]


def funded_area_panel(city: City, funded_area_id: str, texts: Texts) -> list[Component]:
    """Return the children of the panel; empty for an id that the city does not have."""
    known = {area.id: area for area in city.funded_areas}
    if funded_area_id not in known:
        return []
    area, words = known[funded_area_id], texts["panel"]
    return [
        html.Div(
            [
                html.Div([html.P(words["funded_kicker"], className="kicker"), html.H2(area.name)]),
                button(texts["page"]["clear"], {"funded_area": ""}, className="clear"),
            ],
            className="panel-head",
        ),
        html.P(area.summary, className="summary"),
        *_outline(area, words),
        html.Dl(_facts(city, area, words)),
        *([html.P(words["note"].format(note=area.note), className="hint")] if area.note else []),
        *_figures_of_districts(city, area, words),
        html.H3(words["phases"]),
        html.Ol([_phase(phase, words) for phase in area.phases], className="phases"),
        *_disagreements(area, words),
        html.Details([html.Summary(words["sources"]), _sources(area.sources)]),
    ]


def _facts(city: City, area: FundedArea, words: Words) -> list[Component]:
    names = {programme.id: programme.name for programme in city.programmes}
    pairs = {
        "programmes": "; ".join(names[programme] for programme in area.programmes),
        "legal_basis": area.legal_basis,
        "start": area.start.german if area.start else "",
        "planned_end": area.planned_end.german if area.planned_end else "",
        "actual_end": area.actual_end.german if area.actual_end else "",
        "statute": _statute(area, words),
        "statute_dates": area.statute_dates,
        "hectares": _dated(area.hectares, area.hectares_date, words, words["hectares_value"]),
        "residents": _dated(area.residents, area.residents_date, words, "{value}"),
        "dwellings": _dated(area.dwellings, area.dwellings_date, words, "{value}"),
        "area_type": area.area_type,
        "problems": "; ".join(area.problems),
        "potentials": "; ".join(area.potentials),
        "boundary": area.boundary,
        "confidence": area.confidence,
        "source_date": area.source_date,
    }
    return [
        cell for key, text in pairs.items() for cell in _fact(words[f"fact_{key}"], text, words)
    ]


def _fact(name: str, text: str, words: Words) -> tuple[Component, Component]:
    shown = html.Dd(text) if text else html.Dd(words["unpublished"], className="unpublished")
    return html.Dt(name), shown


def _dated(value: float | None, date: str, words: Words, form: str) -> str:
    if value is None:
        return ""
    decimals = 0 if value == int(value) else 1
    shown = form.format(value=german(value, decimals))
    return words["dated"].format(value=shown, date=date) if date else shown


def _statute(area: FundedArea, words: Words) -> str:
    state = words[f"statute_{area.statute_state}"]
    if area.statute_state_date is None:
        return state
    return words["statute_since"].format(state=state, date=area.statute_state_date.german)


def _outline(area: FundedArea, words: Words) -> list[Component]:
    said = html.P(words[f"outline_{area.outline_quality or 'none'}"], className="quiet")
    if not area.outline_note:
        return [said]
    how = [html.P(area.outline_note), _sources(area.outline_sources)]
    return [said, html.Details([html.Summary(words["outline_more"]), *how], className="quiet")]


def _figures_of_districts(city: City, area: FundedArea, words: Words) -> list[Component]:
    levels = {one.id: (one.name, level.id) for level in city.levels for one in level.areas}
    links = [
        link(levels[id_][0], {"area": id_, "level": levels[id_][1]})
        for id_ in area.areas
        if id_ in levels
    ]
    if not links:
        return []
    listed = html.Ul([html.Li(one) for one in links], className="inline")
    return [html.P([words["show_areas"], " ", words["district_note"]], className="quiet"), listed]


def _phase(phase: Phase, words: Words) -> Component:
    parts = [
        html.Span(span_text(phase, words), className="dates"),
        html.Span(phase.name, className="name"),
        html.Span(words[f"phase_{phase.certainty}"], className=f"certainty {phase.certainty}"),
    ]
    if phase.note:
        parts.append(html.Span(phase.note, className="note"))
    return html.Li([*parts, _sources(phase.sources)])


def span_text(phase: Phase, words: Words) -> str:
    """Return when *phase* was, in German form: "2005 bis 08.12.2021", "seit 2000"."""
    start = phase.start.german if phase.start else ""
    end = phase.end.german if phase.end else ""
    if start and end:
        return start if start == end else words["phase_span"].format(start=start, end=end)
    if end:
        return words["phase_until"].format(end=end)
    if not start:
        return words["phase_undated"]
    return words["phase_open"].format(start=start) if phase.running else start


def _disagreements(area: FundedArea, words: Words) -> list[Component]:
    rows = [
        html.Li(
            [
                html.Strong(f"{one.topic}: "),
                words["disagreement"].format(statement=one.statement, other=one.other_statement),
                html.Span(f" {one.note}" if one.note else "", className="note"),
                _sources(one.sources),
            ]
        )
        for one in area.disagreements
    ]
    return (
        [html.H3(words["disagreements"]), html.Ul(rows, className="disagreements")] if rows else []
    )


def _sources(sources: tuple[str, ...]) -> Component:
    return html.Ul([html.Li(_source(source)) for source in sources], className="sources")


def _source(source: str) -> Component | str:
    parts = urlsplit(source)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return source
    return html.A(
        parts.hostname.removeprefix("www."), href=source, title=source, rel="noopener noreferrer"
    )
