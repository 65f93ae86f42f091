"""The panel of a funded area: its record as one piece of HTML for the right column."""

from __future__ import annotations

import datetime

from geodata.model import City
from layers.info_frame import render
from layers.info_visit import Visit
from layers.record import record
from layers.record_page import record_analyses, record_path
from layers.report.addresses import funded_area_files
from layers.texts import texts


def funded_area_panel(city: City, funded_area_id: str, language: str, today: datetime.date) -> str:
    """Return the HTML of the panel; empty for an id that the city does not have.

    It travels as text because Dash renders about one component a millisecond and a record has
    thousands of elements; ``assets/record.js`` puts it in. All data in it is escaped.
    """
    known = {area.id: area for area in city.funded_areas}
    if funded_area_id not in known:
        return ""
    area, all_texts = known[funded_area_id], texts(language)
    return render(
        "record_panel.html",
        city,
        Visit(language=language),
        area.name,
        record=record(city, area, all_texts, today),
        files=funded_area_files(area.id, all_texts["record"]),
        analyses=record_analyses(city, area.id, all_texts["record"]),
        w=all_texts["record"],
        on_page=False,
        path=record_path(area.id),
        close=all_texts["page"]["clear"],
    )
