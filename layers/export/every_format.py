"""Every format of the command line: the data files, and pictures as Typst sets them."""

from __future__ import annotations

import datetime
from functools import partial

from geodata.model import City
from layers.export.formats import FORMATS, Format
from layers.export.paper import Options
from layers.view import View

PICTURES = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}


def picture(options: Options, city: City, view: View, host: str) -> bytes:
    """Return a snapshot of today; Typst is loaded only when a picture is asked for."""
    from layers.export.snapshot import Place, snapshot

    return snapshot(city, view, options, Place(host, datetime.date.today()))


EVERY_FORMAT = FORMATS | {
    ending: Format(f"format_{ending}", media, ending, partial(picture, Options(format=ending)))
    for ending, media in PICTURES.items()
}
