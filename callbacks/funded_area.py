"""The panel of the chosen funded area comes from the server when it is asked for."""

from __future__ import annotations

import datetime

from dash import ClientsideFunction, Dash, Input, Output, html
from dash.development.base_component import Component

from callbacks.atlas import Atlas
from layers.funded_area_panel import funded_area_panel


def register(app: Dash, atlas: Atlas) -> None:
    """Fill the panel for the id that the browser has put on it."""

    @app.callback(
        Output("funded-area-panel", "children"),
        Input("funded-area-panel", "data-area"),
        prevent_initial_call=True,
    )
    def fill(funded_area_id: str | None) -> Component:
        today = datetime.date.today()
        text = funded_area_panel(atlas.city, str(funded_area_id or ""), atlas.language, today)
        return html.Div(**{"data-html": text})

    app.clientside_callback(
        ClientsideFunction("record", "watch"), Input("funded-area-panel", "data-area")
    )
