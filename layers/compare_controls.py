"""Controls to compare: with a second map, all years, or the change since a year."""

from __future__ import annotations

from typing import Any

from dash import html
from dash.development.base_component import Component

from layers.view_fields import COMPARISONS

OTHERS = ("city", "indicator", "level", "year")


def compare_controls(words: Any) -> Component:
    """Return the kind of comparison and what it is made with.

    ``assets/compare_controls.js`` fills the choices and shows those that mean something.
    """
    kinds = [html.Option(words[f"compare_{one or 'one'}"], value=one) for one in COMPARISONS]
    others = [
        html.Label(
            [html.Span(words[f"compare_{name}"]), html.Select(id=f"other_{name}")],
            id=f"other_{name}-choice",
            hidden=True,
        )
        for name in OTHERS
    ]
    return html.Details(
        [
            html.Summary(words["compare"]),
            html.Label([words["compare_kind"], html.Select(kinds, id="compare")]),
            *others,
            html.P(words["compare_hint"], id="compare-hint", className="hint", hidden=True),
        ],
        open=True,
    )
