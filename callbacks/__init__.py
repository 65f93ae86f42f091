"""What happens: every callback and route, registered on the app that is handed in."""

from __future__ import annotations

from collections.abc import Mapping

from dash import Dash

from callbacks import (
    analysis_routes,
    data_file_routes,
    data_routes,
    export_routes,
    funded_area,
    info_routes,
    navigate,
    record_routes,
    report_routes,
    scenario_routes,
    share_routes,
    table_routes,
)
from callbacks.atlas import Atlas
from layers.documents import Resource, members


def register_all(app: Dash, atlas: Atlas, made: Mapping[str, Resource]) -> None:
    """Register all callbacks and routes of *atlas*; *made* are its data documents."""
    navigate.register(app)
    funded_area.register(app, atlas)
    data_routes.register(app, made, members(atlas.city))
    table_routes.register(app, atlas)
    data_file_routes.register(app, atlas)
    export_routes.register(app, atlas)
    record_routes.register(app, atlas)
    report_routes.register(app, atlas)
    analysis_routes.register(app, atlas)
    scenario_routes.register(app, atlas)
    info_routes.register(app, atlas)
    share_routes.register(app, atlas)
