"""The address leads to the picture, in the browser: no round trip to the server."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output


def register(app: Dash) -> None:
    """Draw once the page stands; ``assets/wiring.js`` draws after every later change."""
    app.clientside_callback(
        ClientsideFunction("atlas", "draw"), Output("drawn", "title"), Input("drawn", "data-start")
    )
