"""The record of a funded area as a page of its own: to print, and for browsers without a script."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from urllib.parse import quote

from geodata.model import City
from layers.info_frame import render
from layers.info_visit import Visit
from layers.record import record
from layers.record_estimates import estimated
from layers.report.addresses import funded_area_files
from layers.texts import texts
from layers.view import PARAMETERS

Links = tuple[tuple[str, str], ...]
RECORD_PATH = "/foerdergebiet"
ANALYSES = {"wirkung": "to_effect", "planspiel": "to_scenario"}


def record_path(funded_area_id: str) -> str:
    """Return the path of the page below the root of the atlas.

    Examples
    --------
    >>> record_path("neustadt")
    '/foerdergebiet/neustadt'
    """
    return f"{RECORD_PATH}/{funded_area_id}"


def record_analyses(city: City, funded_area_id: str, words: Mapping[str, str]) -> Links:
    """Return name and address below the root of the analyses that ask about a funded area."""
    asked = (
        f"{PARAMETERS['city']}={quote(city.id)}&{PARAMETERS['funded_area']}={quote(funded_area_id)}"
    )
    return tuple((words[key], f"/auswertung/{name}?{asked}") for name, key in ANALYSES.items())


def record_page(funded_area_id: str, city: City, visit: Visit, today: datetime.date) -> str:
    """Return the HTML page with the whole record, every part of it unfolded.

    Raises
    ------
    KeyError
        If the city has no funded area of that id.
    """
    area, all_texts = city.funded_area(funded_area_id), texts(visit.language)
    words = all_texts["record"]
    return render(
        "record.html",
        city,
        visit,
        words["page_title"].format(name=area.name),
        record=record(city, area, all_texts, today),
        estimates=estimated(city, area, all_texts),
        files=funded_area_files(area.id, words),
        analyses=record_analyses(city, area.id, words),
        w=words,
        on_page=True,
        map_href=f"{visit.root}/?{PARAMETERS['funded_area']}={quote(area.id)}",
        today=words["page_date"].format(date=f"{today:%d.%m.%Y}"),
    )
