"""Where the page offers reports: addresses below the root of the atlas."""

from __future__ import annotations

from urllib.parse import quote

from layers.record_words import Words
from layers.report.formats import FORMATS

PATH = "bericht"
AREA, FUNDED_AREA, VIEW, PRESENTATION = "gebiet", "foerdergebiet", "ansicht", "vortrag"
SECTIONS = "teile"  # parameter with the names of the sections


def funded_area_path(funded_area_id: str, ending: str) -> str:
    """Return the address of the profile of a funded area.

    Examples
    --------
    >>> funded_area_path("neustadt", "pdf")
    'bericht/foerdergebiet/neustadt.pdf'
    """
    return f"{PATH}/{FUNDED_AREA}/{quote(funded_area_id)}.{ending}"


def view_path(ending: str) -> str:
    """Return the address of the report of a view, without the view's query."""
    return f"{PATH}/{VIEW}.{ending}"


def funded_area_files(funded_area_id: str, words: Words) -> tuple[tuple[str, str], ...]:
    """Return address and name of the profile of a funded area in every format."""
    return tuple(
        (funded_area_path(funded_area_id, ending), words[f"file_{ending}"]) for ending in FORMATS
    )
